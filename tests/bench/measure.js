/**
 * What the benchmarks share: taking several measurements and telling them.
 */

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {number} value
 * @property {string} unit
 * @property {string} [beside] what it is compared with
 * @property {number} [other] that one's value, in the same unit
 * @property {string} [goal]
 * @property {number} [most] the goal as a number, where a test holds it
 */

/** @param {readonly number[]} numbers @returns {number} */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number} value */
function digits(value) {
  return value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

/**
 * table lays rows out for a terminal.
 * @param {readonly Row[]} rows
 */
export function table(rows) {
  const lines = rows.map(({ what, value, unit, beside, other, goal }) => [
    what,
    `${digits(value)} ${unit}`,
    beside && other !== undefined ? `${beside}: ${digits(other)} ${unit}` : "",
    other ? `ratio ${(value / other).toPrecision(3)}` : "",
    goal ? `goal ${goal}` : "",
  ]);
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
