/**
 * Versions of tools, such as Emscripten's "3.1.69".
 */

/** MIN_EMSCRIPTEN is the oldest Emscripten we build with: Debian 13's. */
export const MIN_EMSCRIPTEN = "3.1.69";

/**
 * parseVersion finds the first "a.b.c" in what a tool printed about itself.
 * @param {string} text
 * @returns {string | null} null if there is none
 */
export function parseVersion(text) {
  return /(?<![\d.])(\d+\.\d+\.\d+)(?![\d.])/.exec(text)?.[1] ?? null;
}

/**
 * compareVersions orders two versions number by number, so that 3.1.9 comes before 3.1.69.
 * @param {string} a
 * @param {string} b
 * @returns {number} below 0, 0 or above 0, as for Array.sort
 */
export function compareVersions(a, b) {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * isAtLeast tells whether `version` is `floor` or later.
 * @param {string} version
 * @param {string} floor
 */
export function isAtLeast(version, floor) {
  return compareVersions(version, floor) >= 0;
}
