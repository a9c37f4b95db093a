/** @typedef {readonly [number, number]} Range */

/**
 * `clampRange` moves a range into 0 to `end` and makes it at least `least` wide; null when it then holds all.
 *
 * @param {Range} range
 * @param {number} end
 * @param {number} least
 * @returns {Range | null}
 */
export function clampRange([from, to], end, least) {
  const size = Math.max(to - from, least);
  if (size >= end) return null;
  const start = Math.max(0, Math.min(from, end - size));
  return [start, start + size];
}

/**
 * `zoomRange` makes a range `factor` times as wide; `about` stays where it is.
 *
 * @param {Range} range
 * @param {number} about
 * @param {number} factor
 * @returns {Range}
 */
export function zoomRange([from, to], about, factor) {
  return [about - (about - from) * factor, about + (to - about) * factor];
}
