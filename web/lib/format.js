const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 20 });

/**
 * `count` writes a whole number with its noun: "1 event", "1,200 events".
 *
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export function count(number, one, many = `${one}s`) {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/**
 * `grouped` writes a number with its thousands apart.
 *
 * @param {number} number
 */
export function grouped(number) {
  return GROUPED.format(number);
}

/**
 * `duration` writes nanoseconds with three digits that matter, in the unit that suits: "10.0 s",
 * "1.25 ms", "0 s".
 *
 * @param {number} nanoseconds
 */
export function duration(nanoseconds) {
  const size = Math.abs(nanoseconds);
  if (size === 0) return "0 s";
  if (size < 999.5) return `${Math.round(nanoseconds)} ns`;
  if (size < 999.5e3) return `${(nanoseconds / 1e3).toPrecision(3)} µs`;
  if (size < 999.5e6) return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
  if (size < 999.5e9) return `${(nanoseconds / 1e9).toPrecision(3)} s`;
  return `${grouped(Math.round(nanoseconds / 1e9))} s`;
}

/**
 * `durationTick` writes nanoseconds beside an axis: all ticks in one unit, with the digits that tell neighbours apart.
 *
 * @param {number} nanoseconds
 * @param {number} spacing from one tick to the next
 * @param {number} last the last tick
 */
export function durationTick(nanoseconds, spacing, last) {
  const [size, unit] =
    last >= 1e9 ? [1e9, "s"] : last >= 1e6 ? [1e6, "ms"] : last >= 1e3 ? [1e3, "µs"] : [1, "ns"];
  const digits = Math.min(9, Math.max(0, Math.ceil(-Math.log10(spacing / size) - 1e-9)));
  return `${(nanoseconds / size).toFixed(digits)} ${unit}`;
}

/**
 * `list` joins words as a sentence does: "a", "a and b", "a, b and c".
 *
 * @param {readonly string[]} words
 * @param {string} [last]
 */
export function list(words, last = "and") {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}
