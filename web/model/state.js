/**
 * What a thread can be doing, in the project's vocabulary. A thread that waits for something that
 * has become free is runnable: nothing but the scheduler keeps it from going on.
 */
export const State = Object.freeze({
  runnable: 0,
  running: 1,
  blocked: 2,
  sleeping: 3,
  finished: 4,
});

/** The names of the states, by number. */
export const STATE_NAMES = Object.freeze(
  /** @type {const} */ (["runnable", "running", "blocked", "sleeping", "finished"]),
);

/**
 * ThreadState is one thread at one moment.
 *
 * @typedef {object} ThreadState
 * @property {number} id
 * @property {string} name
 * @property {boolean} daemon
 * @property {number} state a number of State
 * @property {boolean} enabled while it waits: what it waits for is free, it may go on
 * @property {number} reason kind of the event it waits in, -1 when it does not wait
 * @property {number} object the object it waits for, 0 for none
 * @property {number} joins the thread whose end it waits for, NOBODY for none
 * @property {number} until the time at which its sleep ends (ns)
 * @property {number} line the line of the source it was last seen in, 0 when unknown
 * @property {number} fate a number of ThreadFate, -1 while it lives
 * @property {number} depth how deep it held the lock it gave up to wait on a condition
 * @property {boolean} computing it lets virtual time pass, and runs whoever else is let go on
 * @property {number} buffer the buffer it last read the size of, 0 for none
 * @property {number} bufferSize that size
 */

/**
 * ObjectState is one object at one moment. Which fields say something depends on its type.
 *
 * @typedef {object} ObjectState
 * @property {number} id
 * @property {number} type a number of ObjectType
 * @property {string} name
 * @property {number} capacity of a queue or buffer, 0 when unbounded; of a cache, -1 when unbounded; of a barrier, how
 *   many it waits for
 * @property {number} lock of a condition: the object of its lock, 0 when it has none of its own
 * @property {number} owner of a lock: the thread that holds it, NOBODY when free
 * @property {number} depth of a lock: how often its owner holds it
 * @property {number} permits of a semaphore
 * @property {number[]} holders of a semaphore: threads that acquired and did not release
 * @property {boolean} set of an event
 * @property {number[]} waiters threads that wait for it, in the order they came
 * @property {number[]} items of a queue or buffer: the events that put what is in it, oldest first; of a cache, those
 *   that kept or found it, what was asked for longest ago first
 * @property {number[]} forRoom threads that wait until there is room
 * @property {number[]} forItem threads that wait until there is an item
 * @property {number} unfinished of a queue: items for which task_done was not called, -1 when unknown
 * @property {number} hits of a cache
 * @property {number} misses of a cache
 * @property {number} arrived of a barrier: how many are in it
 * @property {number} phase of a barrier: the event that told its phase, -1 while it fills for the first time
 * @property {import("./lost_updates.js").SharedHistory | null} shared of a shared value
 */

/**
 * `copyThread` copies a thread's state.
 *
 * @param {ThreadState} thread
 * @returns {ThreadState}
 */
export function copyThread(thread) {
  return { ...thread };
}
