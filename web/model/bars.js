/** @typedef {import("./lanes.js").Lane} Lane */

/**
 * `bars` gives what is to be drawn of a lane between `from` and `to` on an axis of time or of events: a call
 * `draw(interval, start, end)` each, in order. Where there are more intervals than `dots` can show, what
 * holds at each dot is drawn, so the work is bounded by the picture and not by the trace.
 *
 * @param {Lane} lane
 * @param {"time" | "steps"} axis
 * @param {number} from
 * @param {number} to
 * @param {number} dots
 * @param {number} now where the last interval ends
 * @param {(interval: number, start: number, end: number) => void} draw
 */
export function bars(lane, axis, from, to, dots, now, draw) {
  const begins = axis === "time" ? lane.fromTime : lane.fromStep;
  const first = Math.max(0, begins.upTo(from) - 1);
  const last = begins.upTo(to) - 1;
  const endOf = (/** @type {number} */ i) => (i + 1 < lane.length ? begins.data[i + 1] : now);
  if (fits(lane, axis, from, to, dots)) {
    for (let i = first; i <= last; i++) draw(i, begins.data[i], endOf(i));
    return;
  }
  const dot = (to - from) / dots;
  let start = Math.max(from, begins.data[first]);
  let held = first;
  for (let x = 1; x <= dots; x++) {
    const at = from + x * dot;
    const i = begins.upTo(at) - 1;
    if (i < 0 || lane.state.data[i] === lane.state.data[held]) continue;
    draw(held, start, at);
    start = at;
    held = i;
  }
  draw(held, start, Math.min(to, endOf(last)));
}

/**
 * `fits` tells whether `bars` draws each interval by itself.
 *
 * @param {Lane} lane
 * @param {"time" | "steps"} axis
 * @param {number} from
 * @param {number} to
 * @param {number} dots
 */
export function fits(lane, axis, from, to, dots) {
  const begins = axis === "time" ? lane.fromTime : lane.fromStep;
  return begins.upTo(to) - begins.upTo(from) <= 2 * dots;
}

/**
 * `axisOf` is what the timeline's axis counts: what the reader chose, otherwise time where the program
 * slept or really ran, and events where a scheduler let much happen while no time passed.
 *
 * @param {"auto" | "time" | "steps"} chosen
 * @param {{ controlled: boolean, slept: boolean }} history
 * @returns {"time" | "steps"}
 */
export function axisOf(chosen, history) {
  if (chosen !== "auto") return chosen;
  return history.controlled && !history.slept ? "steps" : "time";
}
