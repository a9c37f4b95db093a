/**
 * Lost updates, derived from a trace alone. An update is a read and, by the same thread, a write of what
 * was computed from it. For a counter (a number to which every update adds the same) the updates that are lost
 * are what all of them added minus what is there. This depends on no order, and so holds for live traces,
 * where between doing and telling another thread can come.
 *
 * For any other value the chain counts: an update's parent is the write whose value it read; the value there
 * now has a chain of parents, and an update outside of it has left no mark.
 */

/** How many of the latest writes are searched for the value that was read. */
const REMEMBERED = 32;

/** @typedef {import("./trace.js").Trace} Trace */

/**
 * Read is what a thread last read and has not yet written back.
 *
 * @typedef {object} Read
 * @property {number} event
 * @property {number} write the write in force when it was told
 * @property {number} chain the length of that write's chain
 */

/**
 * Written is one of the latest writes.
 *
 * @typedef {object} Written
 * @property {number} event
 * @property {number} chain how many updates its value is built on, itself included
 */

/**
 * SharedHistory is what one shared value has been through up to a moment.
 *
 * @typedef {object} SharedHistory
 * @property {number} event the write told last, or the declaration
 * @property {number} chain how many updates its value is built on
 * @property {number} told a later read that found another value, -1 for none: it knows better
 * @property {number} updates how many updates were made since the last plain assignment
 * @property {number} base the number they began from
 * @property {number} step what each of them added; NaN when not the same or not a number
 * @property {number} reads
 * @property {number} writes
 * @property {number} writer the thread that wrote last, NOBODY for the first value
 * @property {Map<number, Read>} pending by thread
 * @property {Written[]} latest
 */

/**
 * `freshShared` is a shared value as its declaration leaves it.
 *
 * @param {Trace} trace
 * @param {number} event
 * @param {number} nobody
 * @returns {SharedHistory}
 */
export function freshShared(trace, event, nobody) {
  return {
    event,
    chain: 0,
    told: -1,
    updates: 0,
    base: trace.number(event),
    step: 0,
    reads: 0,
    writes: 0,
    writer: nobody,
    pending: new Map(),
    latest: [{ event, chain: 0 }],
  };
}

/**
 * `valueEvent` is the event that carries the present value.
 *
 * @param {SharedHistory} shared
 */
export function valueEvent(shared) {
  return shared.told < 0 ? shared.event : shared.told;
}

/**
 * `lostUpdates` counts the updates that have left no mark on the present value.
 *
 * @param {Trace} trace
 * @param {SharedHistory} shared
 */
export function lostUpdates(trace, shared) {
  const { base, chain, step, updates } = shared;
  const lost = updates - (trace.number(valueEvent(shared)) - base) / step;
  const counted = step !== 0 && Number.isInteger(lost);
  return Math.max(0, counted ? lost : updates - chain);
}

/**
 * `noteRead` notes that `thread` read the value in `event`.
 *
 * @param {Trace} trace
 * @param {SharedHistory} shared
 * @param {number} thread
 * @param {number} event
 */
export function noteRead(trace, shared, thread, event) {
  shared.reads++;
  shared.pending.set(thread, { event, write: shared.event, chain: shared.chain });
  shared.told = trace.sameValue(event, shared.event) ? -1 : event;
}

/**
 * `noteWrite` notes that `thread` wrote the value in `event`, and tells whether the write overwrote
 * a value that the thread had not seen.
 *
 * @param {Trace} trace
 * @param {SharedHistory} shared
 * @param {number} thread
 * @param {number} event
 */
export function noteWrite(trace, shared, thread, event) {
  const read = shared.pending.get(thread);
  shared.pending.delete(thread);
  if (!read) {
    advance(shared, thread, event, 0);
    shared.updates = 0;
    shared.base = trace.number(event);
    shared.step = 0;
    return false;
  }
  const parent = parentOf(trace, shared, read);
  const conflict = parent.event !== shared.event;
  added(shared, trace.number(event) - trace.number(read.event));
  advance(shared, thread, event, parent.chain + 1);
  return conflict;
}

/**
 * `noteUpdate` notes an atomic read-modify-write: nothing can come between, nothing is lost.
 *
 * @param {Trace} trace
 * @param {SharedHistory} shared
 * @param {number} thread
 * @param {number} event
 */
export function noteUpdate(trace, shared, thread, event) {
  added(shared, trace.number(event) - trace.number(valueEvent(shared)));
  advance(shared, thread, event, shared.chain + 1);
}

/**
 * `copyShared` copies what can change.
 *
 * @param {SharedHistory} shared
 * @returns {SharedHistory}
 */
export function copyShared(shared) {
  return { ...shared, pending: new Map(shared.pending), latest: [...shared.latest] };
}

/** @param {SharedHistory} shared @param {number} step */
function added(shared, step) {
  if (shared.updates === 0) shared.step = step;
  else if (shared.step !== step) shared.step = NaN;
  shared.updates++;
}

/**
 * @param {SharedHistory} shared
 * @param {number} thread
 * @param {number} event
 * @param {number} chain
 */
function advance(shared, thread, event, chain) {
  shared.writes++;
  shared.event = event;
  shared.told = -1;
  shared.writer = thread;
  shared.chain = chain;
  if (shared.latest.length === REMEMBERED) shared.latest.shift();
  shared.latest.push({ event, chain });
}

/**
 * @param {Trace} trace
 * @param {SharedHistory} shared
 * @param {Read} read
 * @returns {Written}
 */
function parentOf(trace, shared, read) {
  if (!trace.sameValue(read.event, read.write)) {
    for (let i = shared.latest.length - 1; i >= 0; i--) {
      if (trace.sameValue(read.event, shared.latest[i].event)) return shared.latest[i];
    }
  }
  return { event: read.write, chain: read.chain };
}
