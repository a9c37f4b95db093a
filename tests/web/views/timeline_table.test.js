// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/timeline_table.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("the table has a row an interval", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A");
  builder.add(0, "join", { shape: "blocked", other: 1, time: 1e9 });
  builder.add(1, "end", { time: 2e9 });
  show(store, builder);
  const { view } = await mount("il-timeline-table", store);
  expect(view.querySelector("table")).toBeNull();
  store.setTable(true);
  await view.updateComplete;
  const cells = (/** @type {Element} */ row) =>
    [...row.children].map((cell) => cell.textContent?.replaceAll(/\s+/g, " ").trim());
  expect(cells(/** @type {Element} */ (view.querySelector("thead tr")))).toEqual([
    "Thread",
    "From",
    "To",
    "State",
    "On what",
  ]);
  expect([...view.querySelectorAll("tbody tr")].map(cells)).toEqual([
    ["MainThread", "0 s", "1.00 s", "running", ""],
    ["MainThread", "1.00 s", "2.00 s", "blocked", "for A to finish"],
    ["A", "0 s", "0 s", "runnable", ""],
    ["A", "0 s", "2.00 s", "running", ""],
    ["A", "2.00 s", "2.00 s", "finished", ""],
  ]);
});

test("a long table has pages", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads();
  for (let i = 0; i < 150; i++) {
    builder.add(0, "sleep", { shape: "blocked", value: 1, time: 2 * i });
    builder.add(0, "sleep", { shape: "resumed", time: 2 * i + 1 });
  }
  show(store, builder);
  store.setTable(true);
  const { view, button, text } = await mount("il-timeline-table", store);
  expect(text(".pager span")).toBe("1 to 100 of 301");
  button("Later rows").click();
  await view.updateComplete;
  expect(text(".pager span")).toBe("101 to 200 of 301");
  expect(button("Earlier rows").disabled).toBe(false);
});
