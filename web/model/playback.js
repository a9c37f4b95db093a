/** @typedef {import("./trace.js").Trace} Trace */

/** The least time an event is shown for at speed 1, so that it can be seen (ms). */
export const EVENT_MS = 140;

/** Playing a long trace must end: its events together take at most this long beyond the program's time (ms at speed 1). */
export const WHOLE_MS = 60_000;

/**
 * `playOn` tells how far playing comes in `budget` milliseconds: each event is shown until the program's
 * time reaches the next one, and at least long enough to be seen, both divided by the speed.
 *
 * @param {Trace} trace
 * @param {number} length how many of its events are known
 * @param {number} step the event shown
 * @param {number} budget ms since the event was shown, left over included
 * @param {number} speed
 * @returns {{ step: number, left: number }} the event to show, and what is left of the budget
 */
export function playOn(trace, length, step, budget, speed) {
  const least = Math.min(EVENT_MS, WHOLE_MS / Math.max(length, 1));
  let left = budget;
  let at = step;
  while (at < length - 1) {
    const passes = at < 0 ? 0 : (trace.time(at + 1) - trace.time(at)) / 1e6;
    const cost = Math.max(passes, least) / speed;
    if (cost > left) break;
    left -= cost;
    at++;
  }
  return { step: at, left };
}
