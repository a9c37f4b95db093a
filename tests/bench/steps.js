/**
 * The controlled engine: what a step costs that stays on its thread and one that switches, in Chromium and in Node.js,
 * beside the switch that JavaScript has built in, a generator's.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ENGINE } from "../../wasm/toolchain/places.js";
import { currentEngine } from "../../web/site/engine.js";
import { withControlled } from "./chromium.js";
import { median } from "./measure.js";

/**
 * measure is sent to the browser as text, so it uses nothing from outside of itself.
 * @param {any} engine an instance of a controlled module
 * @returns {{ stay: number[], change: number[], generator: number[] }} ns each
 */
function measure(engine) {
  const EVENTS = 20_000;
  const ROUNDS = 9;
  const run = (/** @type {string} */ scheduler) => {
    const options = `demo=bench_flood&set.events=${EVENTS}&scheduler=${scheduler}`;
    const text = engine.stringToNewUTF8(options);
    const answer = engine.UTF8ToString(engine._interleave_options(text));
    engine._free(text);
    if (!JSON.parse(answer).ok) throw new Error(answer);
    const begin = performance.now();
    engine._interleave_run();
    const ms = performance.now() - begin;
    const { steps } = JSON.parse(engine.UTF8ToString(engine._interleave_result()));
    if (steps < 2 * EVENTS) throw new Error(`Only ${steps} steps were run.`);
    return (ms * 1e6) / steps;
  };
  function* forever() {
    for (;;) yield 1;
  }
  const generators = () => {
    const [one, two] = [forever(), forever()];
    const TURNS = 1_000_000;
    const begin = performance.now();
    for (let i = 0; i < TURNS; i++) {
      one.next();
      two.next();
    }
    return ((performance.now() - begin) * 1e6) / (2 * TURNS);
  };
  const take = (/** @type {() => number} */ one) => Array.from({ length: ROUNDS }, one).slice(2);
  return {
    stay: take(() => run("replay")),
    change: take(() => run("round_robin")),
    generator: take(generators),
  };
}

async function inNode() {
  const url = pathToFileURL(join(ENGINE, currentEngine().version, "controlled-4.js")).href;
  const { default: factory } = await import(url);
  return measure(await factory());
}

/** @returns {Promise<ReturnType<typeof measure>>} */
const inChromium = () =>
  withControlled(4, (page) => page.evaluate(`(${measure})(globalThis.engine)`));

/**
 * measureSteps measures both places in turn.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export async function measureSteps() {
  const rows = [];
  for (const [place, all] of /** @type {const} */ ([
    ["Chromium", await inChromium()],
    ["Node.js", await inNode()],
  ])) {
    const beside = { beside: "a generator's switch", other: median(all.generator) };
    rows.push(
      { what: `a controlled step that switches, ${place}`, value: median(all.change), unit: "ns" },
      { what: `a controlled step that stays, ${place}`, value: median(all.stay), unit: "ns" },
    );
    const switching = Math.max(0, median(all.change) - median(all.stay));
    rows.push({ what: `  so switching fibers, ${place}`, value: switching, unit: "ns", ...beside });
  }
  return rows;
}
