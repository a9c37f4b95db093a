// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/run_bar.js";
import { mount, openStore } from "../support/mount.js";

/** @param {HTMLElement} view */
const enabled = (view) =>
  [...view.querySelectorAll("button")]
    .filter((one) => !one.disabled)
    .map((one) => one.textContent?.trim());

test("the buttons have the names that were agreed on, and are intents", async () => {
  const { view, button, intents } = await mount("il-run-bar", openStore());
  expect([...view.querySelectorAll("button")].map((one) => one.textContent?.trim())).toEqual([
    "Run live",
    "Run controlled",
    "Stop",
    "Reset",
    "Share",
  ]);
  for (const name of ["Run live", "Run controlled", "Reset", "Share"]) button(name).click();
  expect(intents).toEqual([
    ["run", "live"],
    ["run", "controlled"],
    ["reset", null],
    ["share", null],
  ]);
});

test("Stop is of use only while something runs", async () => {
  const store = openStore();
  const { view } = await mount("il-run-bar", store);
  expect(enabled(view)).toEqual(["Run live", "Run controlled", "Reset", "Share"]);
  store.starting("live");
  await view.updateComplete;
  expect(enabled(view)).toEqual(["Stop", "Share"]);
  store.stopping();
  await view.updateComplete;
  expect(enabled(view)).toEqual(["Share"]);
});

test("without real threads Run live is disabled, and the sentence why is tied to it", async () => {
  const store = openStore();
  store.probed({ live: "This page is not isolated.", controlled: null });
  const { view, find, text } = await mount("il-run-bar", store);
  expect(enabled(view)).toEqual(["Run controlled", "Reset", "Share"]);
  const by = find("#run-live").getAttribute("aria-describedby");
  expect(text(`#${by}`)).toBe("This page is not isolated.");
  expect(find("#run-controlled").hasAttribute("aria-describedby")).toBe(false);
});

test("wrong parameters cannot be run", async () => {
  const { view, text } = await mount("il-run-bar", openStore("#/v1/race?threads=99"));
  expect(enabled(view)).toEqual(["Reset", "Share"]);
  expect(text(".why")).toMatch(/Mend the parameters/);
});

test("the focus goes to Stop and comes back", async () => {
  const store = openStore();
  const { view, button } = await mount("il-run-bar", store);
  button("Run live").focus();
  button("Run live").click();
  store.starting("live");
  await view.updateComplete;
  expect(document.activeElement?.id).toBe("stop");
  store.ended({ ok: true, fate: "finished" });
  await view.updateComplete;
  expect(document.activeElement?.id).toBe("run-live");
});

test("a link that cannot be copied is shown to copy by hand", async () => {
  const store = openStore();
  const { view, find } = await mount("il-run-bar", store);
  expect(find("#share-link")).toBeNull();
  store.share("https://host/#/v1/race");
  await view.updateComplete;
  expect(find("#share-link").value).toBe("https://host/#/v1/race");
});

test("an embed has no Share", async () => {
  const { button } = await mount("il-run-bar", openStore(), { compact: true });
  expect(button("Share")).toBeUndefined();
  expect(button("Run live")).toBeDefined();
});
