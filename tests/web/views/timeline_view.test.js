// @vitest-environment happy-dom
import { html } from "lit";
import { expect, test } from "vitest";
import "../../../web/views/timeline_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("the region is named Timeline, also before a run", async () => {
  const { view, text } = await mount("il-timeline", openStore(), { below: html`<i>below</i>` });
  const region = view.querySelector("section");
  expect(view.querySelector(`#${region?.getAttribute("aria-labelledby")}`)?.textContent).toBe(
    "Timeline",
  );
  expect(text(".empty")).toMatch(/Each thread gets a lane/);
  expect(text("i")).toBe("below");
});

test("every thread has a lane with its name and state; the picture says what it shows", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A", "B");
  builder.add(1, "sleep", { shape: "blocked", value: 1e9, time: 1e9 });
  builder.add(2, "end", { time: 2e9 });
  show(store, builder);
  const { view, find } = await mount("il-timeline", store);
  const lanes = [...view.querySelectorAll(".lane-names li")].map((lane) => [
    lane.querySelector(".lane-name")?.textContent,
    lane.querySelector(".lane-state")?.textContent,
  ]);
  expect(lanes).toEqual([
    ["MainThread", "running"],
    ["A", "sleeping"],
    ["B", "finished"],
  ]);
  expect(find("canvas").getAttribute("aria-label")).toBe(
    "3 threads over 2.00 s. Show as table gives the same in words.",
  );
  expect([...view.querySelectorAll(".legend li")].length).toBe(5);
});

test("axis and table are intents; zooming can be undone by Fit", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A");
  for (let i = 1; i < 50; i++) builder.add(1, "random", { time: i * 1e6 });
  show(store, builder);
  const { view, find, button, intents } = await mount("il-timeline", store);
  find("select").value = "steps";
  find("select").dispatchEvent(new Event("change"));
  button("Show as table").click();
  expect(intents).toEqual([
    ["axis", "steps"],
    ["table", true],
  ]);
  expect(button("Fit").disabled).toBe(true);
  button("Zoom in").click();
  await view.updateComplete;
  expect(button("Fit").disabled).toBe(false);
  button("Fit").click();
  await view.updateComplete;
  expect(button("Zoom out").disabled).toBe(true);
});
