/**
 * Runs phases that depend on each other, a few at a time, and says how each went.
 */
import { say, seconds, tell } from "../../wasm/toolchain/shell.js";
import { add, noCounts } from "./counts.js";

/** @typedef {import("./counts.js").Counts} Counts */

/**
 * @typedef {object} Outcome
 * @property {Counts} counts
 * @property {string} [output] what to show if anything failed
 */

/**
 * @typedef {object} Phase
 * @property {string} id
 * @property {string} title as a person reads it
 * @property {string[]} needs the ids of the phases that must have succeeded before
 * @property {boolean} [alone] true: its tests look at the clock, so nothing else runs meanwhile
 * @property {() => Promise<Outcome | void>} run a phase without tests returns nothing; a rejection is a failure
 */

/** How many phases run at a time: each of the builds among them uses two cores already. */
const SLOTS = 2;

/**
 * withNeeds adds to the wanted phases all that they need.
 * @param {readonly Phase[]} phases
 * @param {readonly string[]} wanted ids
 * @returns {Phase[]} in the order of `phases`
 */
export function withNeeds(phases, wanted) {
  const ids = new Set(wanted);
  // A phase stands after all it needs, so one way back through the list is enough.
  for (const phase of [...phases].reverse()) {
    if (ids.has(phase.id)) phase.needs.forEach((id) => ids.add(id));
  }
  return phases.filter((phase) => ids.has(phase.id));
}

/**
 * runPhases runs the phases, each as soon as what it needs has succeeded.
 * Guarantees: a failure stops only the phases that need it.
 * @param {readonly Phase[]} phases each stands after all it needs
 * @returns {Promise<{ counts: Counts, ok: boolean }>} a phase that failed without counting a test counts as one
 */
export function runPhases(phases) {
  /** @type {Map<string, "running" | "ok" | "failed">} */
  const states = new Map();
  let counts = noCounts();
  let running = 0;
  let aloneRunning = false;

  return new Promise((resolve) => {
    const next = () => {
      for (const phase of phases) {
        if (states.has(phase.id)) continue;
        const failed = phase.needs.find((id) => states.get(id) === "failed");
        if (failed) {
          const title = phases.find(({ id }) => id === failed)?.title;
          say(`${phase.title}: not run, because this failed: ${title}`);
          states.set(phase.id, "failed");
          continue;
        }
        if (!phase.needs.every((id) => states.get(id) === "ok")) continue;
        if (aloneRunning || running >= SLOTS || (phase.alone && running > 0)) continue;
        start(phase);
      }
      if (running === 0) {
        resolve({ counts, ok: phases.every(({ id }) => states.get(id) === "ok") });
      }
    };

    /** @param {Phase} phase */
    const start = async (phase) => {
      states.set(phase.id, "running");
      running++;
      aloneRunning = phase.alone === true;
      const result = await runOne(phase);
      running--;
      aloneRunning = false;
      counts = add(counts, result.counts);
      states.set(phase.id, result.ok ? "ok" : "failed");
      next();
    };

    next();
  });
}

/**
 * @param {Phase} phase
 * @returns {Promise<{ counts: Counts, ok: boolean }>}
 */
async function runOne(phase) {
  say(`${phase.title} ...`);
  const begin = performance.now();
  try {
    const { counts, output } = (await phase.run()) ?? { counts: noCounts() };
    const time = seconds(performance.now() - begin);
    if (counts.failed > 0 && output) say(output.trimEnd());
    say(`${phase.title}: ${summary(counts)}${time}`);
    return { counts, ok: counts.failed === 0 };
  } catch (error) {
    tell(error);
    say(`${phase.title}: FAILED after ${seconds(performance.now() - begin)}`);
    return { counts: { ...noCounts(), failed: 1 }, ok: false };
  }
}

/** @param {Counts} counts */
function summary({ passed, failed, skipped }) {
  if (passed + failed + skipped === 0) return "done in ";
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${failed > 0 ? "FAILED: " : ""}${passed} passed, ${failed} failed${rest} in `;
}
