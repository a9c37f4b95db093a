import { describe, expect } from "vitest";
import { test } from "./support/fixtures.js";
import { steadyWorkers } from "./support/workers.js";

/** What the issue promises. */
const STOP_MS = 300;

/**
 * Each demo with parameters that keep it busy, and what its output has when it is in the middle. @type {[string, string, string][]}
 */
const LONG_RUNS = [
  ["sleep_threads", "seconds=60,60,60", "Sleeping"],
  ["numbers_letters", "numbers=26&letters=26&pause=10", "Number"],
  ["race", "threads=32&increments=1000&yield=true", ""],
  ["race_locked", "threads=32&increments=1000", ""],
  ["deadlock", "pause=10", ""],
  ["deadlock_ordered", "pause=10", ""],
  ["producer_consumer_condition", "items=200", "consumer"],
  ["factorial_threads", `numbers=${"1000000,".repeat(3)}1000000&measure=false`, "Calculating"],
  ["numbers_letters_processes", "numbers=26&letters=26&pause=10", "Number"],
  ["ipc_queue", "items=50&pause=5", "got"],
  ["factorial_pool", "upper=25000&processes=4", ""],
];

/**
 * runAndStop clicks Run live, clicks Stop as soon as the run is in the middle, and measures until the page says that it
 * was stopped. It does all that inside the page: some runs are over before a second command could come from here.
 * @param {import("./support/playground.js").Playground} page
 * @param {string} printed what must have been printed
 * @returns {Promise<{ ms: number, said: string }>}
 */
function runAndStop(page, printed) {
  return page.page.evaluate(
    (printed) =>
      new Promise((resolve) => {
        const textOf = (/** @type {string} */ role) =>
          document.querySelector(`[role=${role}]`)?.textContent?.trim() ?? "";
        const click = (/** @type {string} */ name) => {
          const buttons = [...document.querySelectorAll("button")];
          buttons.find((button) => button.textContent?.trim() === name)?.click();
        };
        let begin = 0;
        const observer = new MutationObserver(() => {
          const said = textOf("status");
          if (!begin && /^Running/.test(said) && textOf("log").includes(printed)) {
            begin = performance.now();
            click("Stop");
          } else if (begin ? !/^(Running|Stopping)/.test(said) : /^Finished/.test(said)) {
            observer.disconnect();
            resolve({ ms: performance.now() - begin, said });
          }
        });
        click("Run live");
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
      }),
    printed,
  );
}

/**
 * stopInTheMiddle does that again, a few times, where the run was over before it could be stopped.
 * @param {import("./support/playground.js").Playground} page
 * @param {string} printed
 */
async function stopInTheMiddle(page, printed) {
  let stop = await runAndStop(page, printed);
  for (let i = 0; i < 10 && stop.said.startsWith("Finished"); i++) {
    stop = await runAndStop(page, printed);
  }
  return stop;
}

describe.each(LONG_RUNS)("Stop in a live run of %s", (demo, parameters, printed) => {
  test(`takes less than ${STOP_MS} ms, and leaves nothing behind`, async ({ visit, browser }) => {
    const page = await visit(`#/v1/${demo}?${parameters}`);
    // The page warms an instance up: on a busy machine its last thread may be long in coming.
    const warm = await steadyWorkers(browser, () => true, 2000);
    const stops = [];
    for (let i = 0; i < 3; i++) stops.push(await stopInTheMiddle(page, printed));
    for (const { said } of stops) expect(said).toMatch(/^Stopped after/);
    expect(Math.min(...stops.map(({ ms }) => ms))).toBeLessThan(STOP_MS);
    expect(await page.button("Stop").isDisabled()).toBe(true);
    expect(await steadyWorkers(browser, (count) => count <= warm)).toBeLessThanOrEqual(warm);
  });
});

describe("after Stop", () => {
  test("the next run is of a fresh instance", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=32&increments=1000&yield=true", { record: true });
    expect((await stopInTheMiddle(page, "")).said).toMatch(/^Stopped/);
    await page.field("Threads").fill("1");
    await page.field("Increments a thread").fill("2");
    // The recorder throws when a worker is started twice.
    expect(await page.run("Run live")).toMatch(/^Finished/);
    expect(await page.lines()).toEqual(["Expected: 2", "Actual:   2"]);
    const { bytes } = await page.lastRun();
    expect(bytes.readUInt32LE(0)).toBe(0);
  });

  test("a controlled run can be stopped too, and Reset forgets it", async ({ visit }) => {
    const page = await visit("#/v1/race_locked?threads=32&increments=1000&mode=controlled");
    await page.button("Run controlled").click();
    await page.button("Stop").click();
    expect(await page.over()).toMatch(/^Stopped/);
    await page.button("Reset").click();
    await page.settled("^Ready", true);
    expect(await page.field("Threads").inputValue()).toBe("10");
    expect(await page.output.innerText()).toContain("appears here");
  });
});
