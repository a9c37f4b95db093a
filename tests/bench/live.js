/**
 * The live engine in Chromium: how many events a second reach the page's model, and how soon after the click the first
 * output is there.
 */
import { steadyWorkers } from "../e2e/support/workers.js";
import { withSite } from "./chromium.js";
import { median } from "./measure.js";

const ROUNDS = 5;
const EVENTS = 1_000_000;
const MESSAGES = 100_000;

/** @typedef {import("playwright-core").Page} Page */

/** Notes in the page when the engine's messages come. Runs before the page's own scripts. */
function noteTimes() {
  const scope = /** @type {any} */ (globalThis);
  scope.times = {};
  scope.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      this.addEventListener("message", ({ data }) => {
        const now = performance.now();
        if (data.type === "chunk") scope.times.first ??= now;
        if (data.type === "done") scope.times.done = now;
      });
    }
  };
}

/**
 * click clicks Run live inside the page and waits for the run's end.
 * @param {Page} page
 * @returns {Promise<{ output: number, first: number, done: number, drawn: number, events: number, said: string }>} ms since the click
 */
function click(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const { times } = /** @type {any} */ (globalThis);
        delete times.first;
        const begin = performance.now();
        let output = 0;
        let started = false;
        const observer = new MutationObserver(() => {
          const log = document.querySelector("[role=log]");
          if (started && !output && /MainThread|Thread-/.test(log?.textContent ?? "")) {
            output = performance.now() - begin;
          }
          const said = document.querySelector("[role=status]")?.textContent?.trim() ?? "";
          const busy = /^(Starting|Running|Stopping)|Drawing/.test(said);
          started ||= busy;
          if (!started || busy) return;
          observer.disconnect();
          const facts = [...document.querySelectorAll("span")]
            .map((span) => /^([\d,]+) events?\b/.exec(span.textContent ?? ""))
            .find(Boolean);
          resolve({
            output,
            first: times.first - begin,
            done: times.done - begin,
            drawn: performance.now() - begin,
            events: Number(facts?.[1].replaceAll(",", "")),
            said,
          });
        });
        const buttons = [...document.querySelectorAll("button")];
        buttons.find((button) => button.textContent?.trim() === "Run live")?.click();
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
      }),
  );
}

/**
 * postMessages measures one postMessage an event from two workers.
 * @param {Page} page
 * @returns {Promise<number>} messages a second
 */
function postMessages(page) {
  return page.evaluate(async (count) => {
    const code = `onmessage = () => {
      for (let i = 0; i < ${count}; i++) {
        postMessage({ sequence: i, thread: 1, kind: 16, object: 1, line: 7, time: i, value: i });
      }
    }`;
    const url = URL.createObjectURL(new Blob([code]));
    const workers = [new Worker(url), new Worker(url)];
    let left = 2 * count;
    const all = new Promise((resolve) => {
      for (const worker of workers) worker.onmessage = () => --left === 0 && resolve(null);
    });
    const begin = performance.now();
    for (const worker of workers) worker.postMessage(0);
    await all;
    const seconds = (performance.now() - begin) / 1000;
    for (const worker of workers) worker.terminate();
    return (2 * count) / seconds;
  }, MESSAGES);
}

/**
 * measureLive measures on the site that was built with the programs beside this file.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export function measureLive() {
  return withSite(async (browser, address) => {
    const visit = async (/** @type {string} */ fragment) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addInitScript(noteTimes);
      const page = await context.newPage();
      await page.goto(address + fragment);
      await page.getByRole("button", { name: "Run live" }).and(page.locator(":enabled")).waitFor();
      return page;
    };

    const flood = await visit(`#/v1/bench_flood?events=${EVENTS}`);
    /** @type {Awaited<ReturnType<typeof click>>[]} */
    const floods = [];
    const posts = [];
    for (let i = 0; i < ROUNDS; i++) {
      await steadyWorkers(browser);
      const run = await click(flood);
      if (!(run.events > 2 * EVENTS)) throw new Error(`Events are missing: ${JSON.stringify(run)}`);
      floods.push(run);
      posts.push(await postMessages(flood));
    }
    await flood.context().close();

    const quick = "#/v1/sleep_threads?seconds=0.1,0.2&speed=1000";
    const page = await visit(quick);
    const warm = [];
    for (let i = 0; i < 4 * ROUNDS; i++) {
      await steadyWorkers(browser);
      warm.push((await click(page)).output);
    }
    await page.context().close();
    const cold = [];
    for (let i = 0; i < ROUNDS; i++) {
      const fresh = await visit(quick);
      cold.push((await click(fresh)).output);
      await fresh.context().close();
    }

    const rate = (/** @type {"done" | "drawn"} */ end) =>
      median(floods.map((run) => run.events / ((run[end] - run.first) / 1000)));
    const beside = { beside: "one postMessage each", other: median(posts) };
    const unit = "events/s";
    return [
      {
        what: "two live threads into the page's trace",
        value: rate("done"),
        unit,
        ...beside,
        goal: "1,000,000",
      },
      { what: "two live threads into its model, drawn", value: rate("drawn"), unit, ...beside },
      {
        what: "click to first output, warm page",
        value: median(warm),
        unit: "ms",
        beside: "page just loaded",
        other: median(cold),
        goal: "100 ms",
      },
      { what: "the slowest of those on a warm page", value: Math.max(...warm), unit: "ms" },
    ];
  });
}
