// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/buffer_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("slots show what is in them; who waits for room and who for an item is named", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("P", "C");
  const queue = builder.object("queue", "queue", 3);
  builder.add(1, "put", { object: queue, value: 1, text: "Amazon-0" });
  builder.add(2, "get", { object: queue, shape: "blocked" });
  builder.add(1, "put", { object: queue, shape: "blocked" });
  show(store, builder);
  const { view, text } = await mount("il-buffer", store);
  const region = view.querySelector("section");
  expect(view.querySelector(`#${region?.getAttribute("aria-labelledby")}`)?.textContent).toBe(
    "Buffer",
  );
  const slots = [...view.querySelectorAll(".slot")].map((slot) => slot.textContent?.trim());
  expect(slots).toEqual(["Amazon-0", "empty", "empty"]);
  expect(text(".object-note")).toBe("1 of 3 slots taken, 1 unfinished");
  expect(text(".waits")).toBe("Waits for room P Waits for an item C");
});

test("a long queue without a bound is cut, and the rest counted", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads();
  const object = builder.object("queue", "queue");
  for (let i = 0; i < 100; i++) builder.add(0, "put", { object, text: `${i}` });
  show(store, builder);
  const { text, view } = await mount("il-buffer", store);
  expect(view.querySelectorAll(".slot.full").length).toBe(64);
  expect(text(".slot.more")).toBe("and 36 more");
});

test("a run without a buffer has no such region", async () => {
  const store = openStore();
  show(store, new TraceBuilder().threads());
  const { view } = await mount("il-buffer", store);
  expect(view.querySelector("section")).toBeNull();
});
