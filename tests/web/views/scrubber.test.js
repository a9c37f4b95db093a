// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/scrubber.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("before a run there is nothing to step through", async () => {
  const { find, button } = await mount("il-scrubber", openStore());
  expect(find("[aria-label=Step]").disabled).toBe(true);
  for (const name of ["Previous", "Play", "Next"]) expect(button(name).disabled).toBe(true);
});

test("stepping and playing are intents; the event is told in words", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A");
  const object = builder.object("lock", "lock_a");
  builder.add(1, "acquire", { object });
  builder.add(1, "random");
  show(store, builder);
  store.goTo(4);
  const { view, find, button, text, intents } = await mount("il-scrubber", store);
  expect(text(".scrub-words")).toBe("A acquires lock_a.");
  expect(text(".scrub-count")).toBe("4 / 5");
  expect(find("[aria-label=Step]").getAttribute("aria-valuetext")).toBe(
    "Event 4 of 5. A acquires lock_a.",
  );
  button("Previous").click();
  button("Next").click();
  button("Play").click();
  find("[aria-label=Step]").value = "2";
  find("[aria-label=Step]").dispatchEvent(new Event("input"));
  expect(intents).toEqual([
    ["step", 3],
    ["step", 5],
    ["play", true],
    ["step", 2],
  ]);
  store.play(true);
  await view.updateComplete;
  expect(button("Pause")).toBeDefined();
  store.play(false);
  store.goTo(5);
  await view.updateComplete;
  expect(button("Next").disabled).toBe(true);
});
