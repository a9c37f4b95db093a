/**
 * What an exploration found, in words and rows. The engine's JSON is described in wasm/wire/explore.h.
 */
import { count, grouped } from "../lib/format.js";

/**
 * @typedef {object} Outcome
 * @property {string} fate
 * @property {string} sentence
 * @property {string} partial of threads left behind that wait for each other, or empty
 * @property {string} output
 * @property {Record<string, string>} values
 * @property {number} executions
 * @property {number | null} share of random executions
 * @property {boolean} raced
 * @property {number} steps
 * @property {number} preemptions
 * @property {string} link
 *
 * @typedef {object} Exploration
 * @property {boolean} ok
 * @property {string} [error]
 * @property {string} algorithm
 * @property {number} executions
 * @property {number} blocked
 * @property {boolean} complete
 * @property {number | null} estimate
 * @property {number} deadlocks
 * @property {number} partial_deadlocks executions that ended with threads left that wait for each other
 * @property {number} races
 * @property {Outcome[]} outcomes
 * @property {{ sentence: string, first: { line: number }, second: { line: number } }[]} data_races
 * @property {{ sentence: string }[]} inversions
 * @property {string[]} limits
 */

/** The searches a reader may choose, with what each does. */
export const ALGORITHMS = Object.freeze(
  /** @type {const} */ ([
    ["optimal", "One of each kind (optimal DPOR)"],
    ["dfs", "Every interleaving"],
    ["bounded", "Few preemptions first"],
    ["dpor", "Source sets (DPOR)"],
    ["random", "Random walks"],
    ["pct", "PCT"],
    ["pos", "POS"],
  ]),
);

/** The fates as a reader knows them. @type {Record<string, string>} */
export const FATES = Object.freeze({
  finished: "Finished",
  deadlock: "Deadlock",
  exception: "Exception",
  stopped: "Stopped",
  step_limit: "Step limit",
});

/** The most executions of one exploration, where the reader asks for no other number. */
export const MOST_EXECUTIONS = 200_000;
/** Searches that draw never end by themselves. */
export const MOST_DRAWN = 10_000;
/** The executions that each variant of a fix matrix gets. */
export const MOST_OF_A_VARIANT = 20_000;

/** @param {string} algorithm */
export const draws = (algorithm) => ["random", "pct", "pos"].includes(algorithm);

/** What the executions of a search are called. @param {string} algorithm @param {number} many */
function units(algorithm, many) {
  if (draws(algorithm)) return many === 1 ? "random execution" : "random executions";
  if (algorithm === "optimal" || algorithm === "dpor") {
    return many === 1 ? "execution that differs" : "executions that differ";
  }
  return many === 1 ? "interleaving" : "interleavings";
}

/**
 * `summary` is the one sentence a reader takes away: "All 70 interleavings: 3 outcomes, none deadlocks."
 *
 * @param {Exploration} it
 */
export function summary(it) {
  const many = `${grouped(it.executions)} ${units(it.algorithm, it.executions)}`;
  const outcomes = count(ranked(it).length, "outcome");
  const stuck =
    it.deadlocks === 0
      ? "none deadlocks"
      : `${count(it.deadlocks, "execution")} ${it.deadlocks === 1 ? "deadlocks" : "deadlock"}`;
  const left =
    it.partial_deadlocks === 0
      ? ""
      : `, ${grouped(it.partial_deadlocks)} ${it.partial_deadlocks === 1 ? "leaves" : "leave"} threads in a partial deadlock`;
  const raced = it.races === 0 ? "" : `, ${grouped(it.races)} with a data race`;
  return `${it.complete ? `All ${many}` : many}: ${outcomes}, ${stuck}${left}${raced}.`;
}

/** `progress` is how far an exploration is, from 0 to 1; null when nobody can tell. @param {Exploration} it */
export function progress(it) {
  if (it.complete) return 1;
  if (!it.estimate) return null;
  return Math.min(1, it.executions / it.estimate);
}

/** The fates that are no failure. */
const GOOD = new Set(["finished"]);

/** @param {Outcome} outcome */
export const failed = (outcome) => !GOOD.has(outcome.fate) || Boolean(outcome.partial);

/** `fateOf` is how an outcome ended, in a word or two. @param {Outcome} outcome */
export const fateOf = (outcome) =>
  outcome.partial ? "Partial deadlock" : (FATES[outcome.fate] ?? outcome.fate);

/** `ranked` are the outcomes as a reader wants them: failures first, then the frequent. @param {Exploration} it */
export function ranked(it) {
  return [...it.outcomes]
    .filter(({ executions }) => executions > 0)
    .sort((a, b) => Number(failed(b)) - Number(failed(a)) || b.executions - a.executions);
}

/** How much of an output stands in a table. */
const MOST_GIST = 90;

/** What an outcome left, on one line: its values, else its output. @param {Outcome} outcome */
export function gist(outcome) {
  const values = Object.entries(outcome.values).map(([name, value]) => `${name} = ${value}`);
  if (values.length > 0) return values.join(", ");
  const output = outcome.output.trimEnd().replaceAll("\n", " / ");
  return output.length > MOST_GIST ? `\u2026${output.slice(-MOST_GIST)}` : output;
}

/**
 * `matrix` lays the variants' outcomes side by side: a column for each distinct outcome (its fate and gist),
 * a row for each variant, and in the cell the outcome there, if that variant has it.
 *
 * @param {readonly { variant: string, result: Exploration | null }[]} rows
 */
export function matrix(rows) {
  /** @type {Map<string, { fate: string, gist: string }>} */
  const columns = new Map();
  const key = (/** @type {Outcome} */ outcome) =>
    failed(outcome) ? fateOf(outcome) : `${outcome.fate} ${gist(outcome)}`;
  for (const { result } of rows) {
    for (const outcome of result?.outcomes ?? []) {
      if (outcome.executions === 0 || columns.has(key(outcome))) continue;
      columns.set(key(outcome), {
        fate: fateOf(outcome),
        gist: failed(outcome) ? "" : gist(outcome),
      });
    }
  }
  const keys = [...columns.keys()].sort();
  return {
    columns: keys.map((one) => /** @type {{ fate: string, gist: string }} */ (columns.get(one))),
    rows: rows.map(({ variant, result }) => ({
      variant,
      result,
      cells: keys.map(
        (one) => result?.outcomes.find((it) => it.executions > 0 && key(it) === one) ?? null,
      ),
    })),
  };
}
