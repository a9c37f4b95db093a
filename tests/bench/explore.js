/**
 * Exploration in Chromium: executions a second, and programs that are explored to the end. What others reach is told in
 * their own papers and was measured natively, per CPU second (racy 2x3): Relacy's full search 1.25 M, which makes 3,432
 * executions where there are 924.
 */
import { optionsText } from "../../web/engine/options.js";
import { withControlled } from "./chromium.js";
import { median } from "./measure.js";

/** @type {{ what: string, options: Record<string, unknown>, goal?: string }[]} */
const ROWS = [
  {
    what: "racy 2x3, exhaustive",
    options: { algorithm: "dfs", judge: false, parameters: { program: "racy" } },
    goal: ">= 150,000",
  },
  {
    what: "racy 2x3, exhaustive, judged",
    options: { algorithm: "dfs", parameters: { program: "racy" } },
  },
  {
    what: "racy 2x3, optimal, judged",
    options: { algorithm: "optimal", parameters: { program: "racy" } },
  },
  {
    what: "last zero 10, optimal, judged",
    options: { algorithm: "optimal", parameters: { program: "last zero", threads: "10" } },
  },
  {
    what: "philosophers 5, optimal, judged",
    options: { algorithm: "optimal", parameters: { program: "philosophers", threads: "5" } },
  },
  {
    what: "a lock, 320 operations, optimal, judged",
    options: {
      algorithm: "optimal",
      parameters: { program: "locks", threads: "2", times: "79" },
    },
  },
];

/**
 * measure is sent to the browser as text, so it uses nothing from outside of itself.
 * @param {any} engine an instance of a controlled module
 * @param {string} options
 * @returns {{ executions: number, seconds: number }} of one round, which lasts at least 100 ms
 */
function measure(engine, options) {
  let executions = 0;
  const begin = performance.now();
  do {
    const text = engine.stringToNewUTF8(options);
    const answer = engine.UTF8ToString(engine._interleave_explore_begin(text));
    engine._free(text);
    if (!JSON.parse(answer).ok) throw new Error(answer);
    while (engine._interleave_explore_goes_on()) engine._interleave_explore_run(100_000);
    const found = JSON.parse(engine.UTF8ToString(engine._interleave_explore_result()));
    if (!found.complete) throw new Error("The exploration did not end.");
    executions += found.executions;
  } while (performance.now() - begin < 100);
  return { executions, seconds: (performance.now() - begin) / 1000 };
}

/**
 * measureExplore measures every program in turn, several rounds of all of them.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export function measureExplore() {
  const ROUNDS = 7;
  return withControlled(4, async (page) => {
    /** @type {number[][]} */
    const rates = ROWS.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, { options }] of ROWS.entries()) {
        const text = optionsText({ demo: "bench_explore", ...options });
        const script = `(${measure})(globalThis.engine, ${JSON.stringify(text)})`;
        const { executions, seconds } = await page.evaluate(script);
        rates[i].push(executions / seconds);
      }
    }
    return ROWS.map(({ what, goal }, i) => ({
      what: `${what}, Chromium`,
      value: median(rates[i].slice(1)),
      unit: "executions/s",
      goal,
    }));
  });
}
