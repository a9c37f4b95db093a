// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/run_settings.js";
import { mount, openStore } from "../support/mount.js";

test("scheduler, seed and speed are labelled and are intents", async () => {
  const { view, find, intents } = await mount("il-settings", openStore());
  expect([...view.querySelectorAll("label")].map((label) => label.textContent)).toEqual([
    "Scheduler",
    "Seed",
    "Speed",
  ]);
  find("#seed").value = "7";
  find("#seed").dispatchEvent(new Event("input"));
  find("#scheduler").value = "round_robin";
  find("#scheduler").dispatchEvent(new Event("change"));
  find("#speed").value = "1000";
  find("#speed").dispatchEvent(new Event("change"));
  expect(intents).toEqual([
    ["seed", "7"],
    ["scheduler", "round_robin"],
    ["speed", 1000],
  ]);
});

test("replay is offered only where a link holds a schedule", async () => {
  const names = (/** @type {HTMLElement} */ select) =>
    [...select.querySelectorAll("option")].map((option) => option.textContent?.trim());
  const without = await mount("il-settings", openStore());
  expect(names(without.find("#scheduler"))).toEqual(["Random walk", "Round robin"]);
  const replay = openStore("#/v1/race?mode=controlled&scheduler=replay&s=AYr");
  const { find } = await mount("il-settings", replay);
  expect(names(find("#scheduler"))).toEqual(["Random walk", "Round robin", "Replay the link"]);
});

test("a wrong seed has its sentence", async () => {
  const store = openStore();
  store.setSeed("-1");
  const { find, text } = await mount("il-settings", store);
  expect(find("#seed").getAttribute("aria-describedby")).toContain("seed-problem");
  expect(text("#seed-problem")).toMatch(/^The seed must be a whole number/);
});
