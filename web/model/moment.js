import { History } from "./history.js";

/** @typedef {import("./world.js").World} World */
/** @typedef {import("./trace.js").Trace} Trace */

/** @type {WeakMap<Trace, History>} */
const histories = new WeakMap();

/**
 * `historyOf` is the one History of a trace. It is made when first asked for and holds what was taken
 * in so far; whoever shows a trace decides when it advances.
 *
 * @param {Trace} trace
 */
export function historyOf(trace) {
  let history = histories.get(trace);
  if (!history) histories.set(trace, (history = new History(trace)));
  return history;
}

/**
 * `moment` is what is true after event `step` of `trace`: threads, locks, semaphores, events, conditions,
 * queues, buffers, shared values. A pure function of its arguments; the result is to be treated as frozen.
 *
 * @param {Trace} trace
 * @param {number} step -1 is before the first event
 * @returns {World}
 */
export function moment(trace, step) {
  const history = historyOf(trace);
  if (history.length <= step) history.advance(Math.max(0, step + 1 - history.length));
  return history.moment(step);
}
