import { NOBODY } from "./kinds.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./world.js").World} World */

/**
 * An Edge of the wait-for graph: `thread` waits for `object`, which `holder` holds (NOBODY: nobody does).
 *
 * @typedef {object} Edge
 * @property {number} thread
 * @property {number} object
 * @property {number} holder
 */

/**
 * `isStuck` tells whether no thread can ever go on: of a deadlock that was announced, all are part.
 *
 * @param {import("./history.js").History} known
 */
export function isStuck({ deadlock, trace }) {
  return deadlock >= 0 && !isPartial(trace, deadlock);
}

/** @param {Trace} trace @param {number} event a deadlock's */
function isPartial(trace, event) {
  const other = trace.other(event);
  return other !== NOBODY && (other & 1) === 1;
}

/**
 * `deadlockAt` is the deadlock announced by the moment `world`, or null: the cycle in words, as the
 * kernel found it, its edges, how many threads are stuck and whether others go on.
 *
 * @param {Trace} trace
 * @param {World} world
 */
export function deadlockAt(trace, world) {
  if (world.deadlock < 0) return null;
  const i = world.deadlock;
  return {
    event: i,
    words: trace.text(i),
    stuck: trace.value(i),
    partial: isPartial(trace, i),
    edges: world.edges.map((edge) => ({
      thread: trace.thread(edge),
      object: trace.object(edge),
      holder: trace.other(edge),
    })),
  };
}
