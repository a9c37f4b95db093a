import { Growable } from "../lib/growable.js";
import { NOBODY } from "./kinds.js";
import { State } from "./state.js";
import { stateOf } from "./world.js";

/** @typedef {import("./world.js").World} World */

/**
 * A Lane is what one thread did from its beginning to its end: intervals without a gap, a typed array a
 * column. Each interval has two extents: in the program's time and in events, because in a controlled
 * run much happens while no time passes at all.
 */
export class Lane {
  /** @param {number} thread */
  constructor(thread) {
    this.thread = thread;
    this.fromTime = new Growable(Float64Array);
    this.fromStep = new Growable(Uint32Array);
    this.state = new Growable(Uint8Array);
    /** The object waited for, 0 for none. */
    this.object = new Growable(Uint32Array);
    /** The thread waited for, NOBODY for none. */
    this.joins = new Growable(Uint16Array);
    /** The kind of the event it waits in, 255 for none. */
    this.reason = new Growable(Uint8Array);
  }

  /** How many intervals there are. */
  get length() {
    return this.state.length;
  }

  /**
   * `toTime` is when interval `i` ends; `now` for the last one, which is still open.
   *
   * @param {number} i
   * @param {number} now
   */
  toTime(i, now) {
    return i + 1 < this.length ? this.fromTime.data[i + 1] : now;
  }

  /**
   * `toStep` is the event at which interval `i` ends; `now` for the last one, which is still open.
   *
   * @param {number} i
   * @param {number} now
   */
  toStep(i, now) {
    return i + 1 < this.length ? this.fromStep.data[i + 1] : now;
  }

  /**
   * `at` finds the interval that holds event `step`, -1 before the first.
   *
   * @param {number} step
   */
  at(step) {
    return this.fromStep.upTo(step) - 1;
  }
}

/**
 * Lanes are built as the world goes on: `observe` after each event.
 *
 * Invariant: a lane's intervals join without gap or overlap, and neighbours differ.
 * Invariant: nothing follows the interval in which a thread is finished.
 */
export class Lanes {
  constructor() {
    /** @type {Lane[]} */
    this.all = [];
  }

  /**
   * `observe` takes in what the last event changed. Requires to be called after every event, in order.
   *
   * @param {World} world
   */
  observe(world) {
    for (const id of world.touched) this.#note(world, id);
  }

  /**
   * @param {World} world
   * @param {number} id
   */
  #note(world, id) {
    while (this.all.length <= id) this.all.push(new Lane(this.all.length));
    const lane = this.all[id];
    const thread = world.threads[id];
    if (!thread) return;
    const state = stateOf(thread);
    const waits = state === State.blocked;
    const object = waits ? thread.object : 0;
    const joins = waits ? thread.joins : NOBODY;
    const reason = waits ? thread.reason : 255;
    const last = lane.length - 1;
    if (
      last >= 0 &&
      lane.state.data[last] === state &&
      lane.object.data[last] === object &&
      lane.joins.data[last] === joins &&
      lane.reason.data[last] === reason
    ) {
      return;
    }
    if (last >= 0 && lane.fromStep.data[last] === world.step) {
      lane.state.data[last] = state;
      lane.object.data[last] = object;
      lane.joins.data[last] = joins;
      lane.reason.data[last] = reason;
      return;
    }
    lane.fromTime.push(world.time);
    lane.fromStep.push(world.step);
    lane.state.push(state);
    lane.object.push(object);
    lane.joins.push(joins);
    lane.reason.push(reason);
  }
}
