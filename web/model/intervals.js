import { Kind, NOBODY } from "./kinds.js";
import { objectName, threadName } from "./sentence.js";
import { STATE_NAMES } from "./state.js";

/** @typedef {import("./lanes.js").Lane} Lane */
/** @typedef {import("./history.js").History} History */
/** @typedef {import("./world.js").World} World */

/** The names of the states, as lanes and tables show them. */
export const INTERVAL_NAMES = STATE_NAMES;

/**
 * `waitsFor` says what a thread waits for in interval `i` of its lane: "on lock_a", "for Thread-1 to finish"; empty when it does not wait.
 *
 * @param {World} world a moment that knows the names
 * @param {Lane} lane
 * @param {number} i
 */
export function waitsFor(world, lane, i) {
  const joins = lane.joins.data[i];
  if (joins !== NOBODY) return `for ${threadName(world, joins)} to finish`;
  const object = lane.object.data[i];
  if (object === 0) return "";
  const name = objectName(world, object);
  if (lane.reason.data[i] === Kind.put) return `for room in ${name}`;
  if (lane.reason.data[i] === Kind.get) return `for an item in ${name}`;
  return `on ${name}`;
}

/**
 * @typedef {object} Row
 * @property {number} thread
 * @property {string} name
 * @property {number} fromTime ns
 * @property {number} toTime ns
 * @property {number} fromStep
 * @property {number} toStep
 * @property {string} state
 * @property {string} on
 */

/**
 * `intervalRows` are the intervals of all lanes as rows of a table, thread by thread, from row `first`
 * and at most `most` of them. A thread that is finished has no extent, so its row ends where it begins.
 *
 * @param {History} history
 * @param {number} first
 * @param {number} most
 * @returns {{ rows: Row[], total: number }}
 */
export function intervalRows(history, first, most) {
  const world = history.moment(history.length - 1);
  /** @type {Row[]} */
  const rows = [];
  let total = 0;
  for (const lane of history.lanes.all) {
    const from = Math.max(0, first - total);
    for (let i = from; i < lane.length && rows.length < most; i++) {
      const over = STATE_NAMES[lane.state.data[i]] === "finished";
      rows.push({
        thread: lane.thread,
        name: threadName(world, lane.thread),
        fromTime: lane.fromTime.data[i],
        toTime: over ? lane.fromTime.data[i] : lane.toTime(i, history.time),
        fromStep: lane.fromStep.data[i],
        toStep: over ? lane.fromStep.data[i] : lane.toStep(i, history.length),
        state: STATE_NAMES[lane.state.data[i]],
        on: waitsFor(world, lane, i),
      });
    }
    total += lane.length;
  }
  return { rows, total };
}
