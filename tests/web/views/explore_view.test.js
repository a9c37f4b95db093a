// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/explore_view.js";
import { exploration, outcome } from "../support/exploration.js";
import { mount, openStore } from "../support/mount.js";

const running = { seconds: 2, error: "" };

test("before anything was explored there is one button to press", async () => {
  const { view, text } = await mount("il-explore", openStore());
  expect(text("h2")).toBe("Exploration");
  const buttons = [...view.querySelectorAll("button")];
  expect(buttons.map((one) => [one.textContent?.trim(), one.disabled])).toEqual([
    ["Explore", false],
    ["Cancel", true],
  ]);
  expect(view.querySelector("table")).toBeNull();
});

test("while it goes on the table fills, and it can be cancelled", async () => {
  const store = openStore();
  const { view, text } = await mount("il-explore", store);
  const result = exploration({
    algorithm: "dfs",
    executions: 100,
    estimate: 400,
    deadlocks: 1,
    outcomes: [
      outcome({ values: { x: "2" }, executions: 99, share: 0.75 }),
      outcome({ fate: "deadlock", sentence: "Deadlock: A waits.", link: "#/v1/race?s=B" }),
    ],
    data_races: [{ sentence: "Data race on x.", first: { line: 1 }, second: { line: 2 } }],
  });
  store.explores({ ...running, phase: "running", result });
  await view.updateComplete;
  expect(text(".explore-sentence")).toBe(
    "So far: 100 interleavings: 2 outcomes, 1 execution deadlocks.",
  );
  expect(text(".explore-status .panel-note")).toBe("50 executions a second, about 400 in all");
  expect(view.querySelector("progress")?.value).toBe(0.25);
  const rows = [...view.querySelectorAll("tbody tr")];
  expect(rows[0].textContent).toContain("Deadlock: A waits.");
  expect(rows[0].querySelector("a")?.getAttribute("href")).toBe("#/v1/race?s=B");
  expect(rows[1].textContent).toContain("75.0 %");
  expect(text(".explore-list li")).toBe("Data race on x.");
  let cancelled = 0;
  view.addEventListener("cancel", () => cancelled++);
  view.querySelectorAll("button")[1].click();
  expect(cancelled).toBe(1);
});

test("what is over says whether that is all", async () => {
  const store = openStore();
  const { view, text } = await mount("il-explore", store);
  const outcomes = [outcome({})];
  const say = async (/** @type {any} */ given) => {
    store.explores({ ...running, ...given });
    await view.updateComplete;
    return text(".explore-sentence");
  };
  expect(await say({ phase: "over", result: exploration({ complete: true, outcomes }) })).toBe(
    "All 1 execution that differs: 1 outcome, none deadlocks.",
  );
  expect(await say({ phase: "over", result: exploration({ outcomes }) })).toContain(
    "There are more: the search stopped at its limit.",
  );
  expect(await say({ phase: "cancelled", result: exploration({ outcomes }) })).toContain(
    "Cancelled: this is what was found until then.",
  );
  store.explores({ ...running, phase: "failed", result: null, error: "No memory." });
  await view.updateComplete;
  expect(text(".explore-status .problem")).toBe("No memory.");
});

test("a bound that is no number keeps the search from beginning, and says why", async () => {
  const store = openStore();
  const { view, text } = await mount("il-explore", store);
  store.setAlgorithm("bounded");
  store.setPreemptions("many");
  await view.updateComplete;
  expect(text("#preemptions-problem")).toBe(
    "The number of preemptions must be a whole number from 0 to 1000.",
  );
  expect(view.querySelector("button")?.disabled).toBe(true);
});
