// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/afterwards_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

const nothing = { busy: false, error: "", sentence: "", link: "", step: null };

test("a live run can be captured, and its replay is a link", async () => {
  const store = openStore();
  const { view, text } = await mount("il-afterwards", store);
  expect(view.querySelector("button")).toBeNull();
  show(store, new TraceBuilder().threads());
  await view.updateComplete;
  expect(text("button")).toBe("Capture this run");
  store.answers({ ...nothing, about: "capture", sentence: "It replays.", link: "#/v1/race?s=A" });
  await view.updateComplete;
  expect(text(".answer")).toContain("It replays.");
  expect(view.querySelector("a")?.getAttribute("href")).toBe("#/v1/race?s=A");
});

test("a failed controlled run has a point of no return to go to; one that went well has none", async () => {
  const store = openStore();
  const { view, text } = await mount("il-afterwards", store);
  show(store, new TraceBuilder().threads(), { ok: true, fate: "finished" }, "controlled");
  await view.updateComplete;
  expect(view.querySelector("button")).toBeNull();
  show(store, new TraceBuilder().threads(), { ok: true, fate: "deadlock" }, "controlled");
  await view.updateComplete;
  expect(text("button")).toBe("Find the point of no return");
  store.answers({ ...nothing, about: "no_return", sentence: "Up to event 7.", step: 7 });
  await view.updateComplete;
  let step = 0;
  view.addEventListener("step", (event) => (step = /** @type {CustomEvent} */ (event).detail));
  view.querySelectorAll("button")[1].click();
  expect(step).toBe(7);
});
