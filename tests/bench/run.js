/**
 * npm run bench: measures what the goals are about, side by side in one run, and writes build/bench.json:
 *   node tests/bench/run.js [sizes] [live] [steps] [explore] [factorial] [processes] [native]     all of them if none is named
 *
 * Nothing here fails because a number is bad: machines differ, ratios less so.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Trouble, main, mustRun, phase, say } from "../../wasm/toolchain/shell.js";
import { table } from "./measure.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const PROJECT = join(HERE, "..", "..");

/** @typedef {() => Promise<import("./measure.js").Row[]>} Group */

/** Each is imported when it is its turn: where the page is built depends on the environment. @type {Record<string, Group>} */
const GROUPS = {
  sizes: async () => (await import("./sizes.js")).measureSizes(),
  live: async () => (await import("./live.js")).measureLive(),
  steps: async () => (await import("./steps.js")).measureSteps(),
  explore: async () => (await import("./explore.js")).measureExplore(),
  factorial: async () => (await import("./factorial.js")).measureFactorial(),
  processes: async () => (await import("./processes.js")).measureProcesses(),
  native: async () => (await import("./native.js")).measureNative(),
};

/** @param {string} title @param {NodeJS.ProcessEnv} env */
async function build(title, env) {
  const start = join(PROJECT, "web", "start.js");
  const sentence = 'The page could not be built; "npm run build" says why.';
  await phase(title, () => mustRun(sentence, process.execPath, [start, "build"], { env }));
}

await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in GROUPS));
  if (unknown !== undefined) {
    throw new Trouble(
      `"${unknown}" is not measured; there are: ${Object.keys(GROUPS).join(", ")}.`,
    );
  }
  const names = asked.length > 0 ? asked : Object.keys(GROUPS);
  if (names.includes("sizes")) await build("Building the page", process.env);
  process.env.INTERLEAVE_EXTRA_DEMOS = join(HERE, "programs");
  if (names.some((name) => ["live", "steps", "explore", "factorial", "processes"].includes(name))) {
    await build("Building the page with the benchmarks' programs", process.env);
  }
  /** @type {Record<string, import("./measure.js").Row[]>} */
  const results = {};
  for (const name of names) {
    results[name] = await phase(`Measuring: ${name}`, GROUPS[name]);
    if (results[name].length > 0) say(table(results[name]));
  }
  const [{ model }] = cpus();
  const machine = { processor: model, cores: cpus().length, node: process.versions.node };
  const file = join(PROJECT, "build", "bench.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  say(`All of it is in ${file}`);
});
