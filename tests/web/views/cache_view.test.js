// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/cache_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {import("lit").LitElement} view */
const slots = (view) => [...view.querySelectorAll(".slot")].map((slot) => slot.textContent?.trim());

test("what is kept stands in the order in which it makes room; hits and misses are counted", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads();
  const object = builder.object("cache", "fun", 2);
  builder.add(0, "miss", { object, value: 1, text: "4" });
  builder.add(0, "keep", { object, value: 1, text: "4" });
  builder.add(0, "miss", { object, value: 2, text: "2" });
  builder.add(0, "keep", { object, value: 2, text: "2" });
  const full = builder.length;
  builder.add(0, "hit", { object, value: 1, text: "4" });
  builder.add(0, "miss", { object, value: 3, text: "6" });
  builder.add(0, "evict", { object, value: 1, text: "2" });
  builder.add(0, "keep", { object, value: 2, text: "6" });
  show(store, builder);
  const { view, text } = await mount("il-cache", store);
  expect(text("h2")).toBe("Cache");
  expect(slots(view)).toEqual(["4", "6"]);
  expect(text(".object-note")).toBe("2 of 2 results kept");
  expect(text(".waits")).toBe("Found 1 hit Computed 3 misses");
  store.goTo(full - 1);
  await view.updateComplete;
  expect(slots(view)).toEqual(["4", "2"]);
  store.goTo(2);
  await view.updateComplete;
  expect(slots(view)).toEqual(["empty", "empty"]);
});

test("without a bound there is no room to show, and a cleared cache is empty", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads();
  const object = builder.object("cache", "fun", -1);
  for (let i = 0; i < 70; i++) builder.add(0, "keep", { object, value: i + 1, text: `${i}` });
  builder.add(0, "clear", { object });
  show(store, builder);
  const { view, text } = await mount("il-cache", store);
  expect(text(".object-note")).toBe("0 results, no bound");
  expect(slots(view)).toEqual([]);
  store.goTo(builder.length - 2);
  await view.updateComplete;
  expect(text(".slot.more")).toBe("and 6 more");
});
