import { Growable } from "../lib/growable.js";
import { Flag, Kind } from "./kinds.js";
import { Lanes } from "./lanes.js";
import { lostUpdates } from "./lost_updates.js";
import { Output } from "./output.js";
import { World } from "./world.js";

/** @typedef {import("./trace.js").Trace} Trace */

/** The least number of events from one keyframe to the next. */
export const KEYFRAME_EVENTS = 2048;

/**
 * A History is what can be known of a trace, gathered in one pass as it grows: the lanes, the output, the
 * lost updates, and keyframes from which `moment` reaches any step quickly. It may lag behind
 * the trace, so that a flood of events is worked off frame by frame and the page stays usable.
 *
 * Invariant: everything here describes exactly the first `length` events of the trace.
 */
export class History {
  #world = new World();
  /** @type {World[]} */
  #keyframes = [];
  #nextKeyframe = 0;
  /** The moment asked for last, and the one at the end. @type {World | null} */
  #latest = null;
  /** @type {World | null} */
  #end = null;

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.lanes = new Lanes();
    this.output = new Output(trace);
    /**
     * Writes that overwrote a value their thread had not seen. In a live run two writes may be told in the
     * other order, so these say something only where `lost` says that updates were lost.
     */
    this.conflicts = new Growable(Uint32Array);
    /** Context switches away from a thread that could have gone on. */
    this.preemptions = 0;
    /** Whether any thread slept: program time is then worth a look. */
    this.slept = false;
    /** The first line of the source that an event came from, 0 while there is none. */
    this.firstLine = 0;
    /** @type {Set<number>} types of object that occur */
    this.types = new Set();
  }

  /** How many events have been taken in. */
  get length() {
    return this.#world.step + 1;
  }

  /** The program's time at the last of them (ns). */
  get time() {
    return this.#world.time;
  }

  /** Whether the trace is known to be of a controlled run. */
  get controlled() {
    return this.#world.controlled;
  }

  /** The event that announced a deadlock, -1 when none did. */
  get deadlock() {
    return this.#world.deadlock;
  }

  /** The event that ended the trace, -1 while it goes on. */
  get finish() {
    return this.#world.finish;
  }

  /**
   * `advance` takes in at most `most` further events and tells whether all of the trace is taken in.
   *
   * @param {number} [most]
   */
  advance(most = Infinity) {
    const { trace } = this;
    const world = this.#world;
    const end = Math.min(trace.length, this.length + most);
    for (let i = this.length; i < end; i++) {
      if (i >= this.#nextKeyframe) this.#keep(i);
      world.apply(trace, i);
      if (world.touched.length > 0) this.lanes.observe(world);
      if (world.conflict) this.conflicts.push(i);
      const line = trace.line(i);
      if (line > 0 && (line < this.firstLine || this.firstLine === 0)) this.firstLine = line;
      const kind = trace.kind(i);
      if (kind === Kind.print) this.output.observe(i);
      else if (kind === Kind.sleep) this.slept ||= trace.value(i) > 0;
      else if (kind === Kind.object) this.types.add(trace.other(i));
      else if (kind === Kind.step && trace.flags(i) & Flag.preemption) this.preemptions++;
    }
    return this.length === trace.length;
  }

  /** A keyframe costs as much as what it copies, so the next one waits until as much has happened. @param {number} i */
  #keep(i) {
    this.#keyframes.push(this.#world.copy());
    this.#nextKeyframe = i + Math.max(KEYFRAME_EVENTS, this.#world.size);
  }

  /**
   * `moment` is what is true after event `step`; -1 is before the first. Treat it as frozen.
   *
   * @param {number} step
   * @returns {World}
   */
  moment(step) {
    const last = this.length - 1;
    const target = Math.max(-1, Math.min(step, last));
    if (target === last) {
      // Names and summaries are asked of the end while another step is shown: both are kept.
      if (this.#end?.step !== last) this.#end = this.#world.copy();
      return this.#end;
    }
    if (this.#latest?.step === target) return this.#latest;
    return (this.#latest = this.#reach(this.#nearest(target), target));
  }

  /**
   * @param {World} from
   * @param {number} target
   */
  #reach(from, target) {
    const world = from.copy();
    for (let i = world.step + 1; i <= target; i++) world.apply(this.trace, i);
    return world;
  }

  /** @param {number} target */
  #nearest(target) {
    let low = 0;
    let high = this.#keyframes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#keyframes[middle].step <= target) low = middle;
      else high = middle - 1;
    }
    const keyframe = this.#keyframes[low] ?? new World();
    const latest = this.#latest;
    return latest && latest.step <= target && latest.step > keyframe.step ? latest : keyframe;
  }

  /** How many updates of shared values have left no mark, at the end. */
  get lost() {
    let lost = 0;
    for (const { shared } of this.#world.objects.values()) {
      if (shared) lost += lostUpdates(this.trace, shared);
    }
    return lost;
  }

  /**
   * `stepAt` is the last event at or before a time.
   *
   * @param {number} time ns
   */
  stepAt(time) {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.trace.time(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
