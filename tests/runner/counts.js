/**
 * How many tests a runner ran, from what it printed.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @returns {Counts} */
export function noCounts() {
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * add sums two counts.
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/**
 * countCtest reads CTest's summary.
 * @param {string} output
 * @returns {Counts | null} null if there is no summary: it did not get that far
 */
export function countCtest(output) {
  const match = /(\d+) tests? failed out of (\d+)/.exec(output);
  if (!match) return null;
  const failed = Number(match[1]);
  const skipped = [...output.matchAll(/\*\*\*(?:Skipped|Not Run)/g)].length;
  return { passed: Math.max(0, Number(match[2]) - failed - skipped), failed, skipped };
}

/**
 * countVitest reads the report that Vitest's JSON reporter wrote.
 * @param {string} report
 * @returns {Counts | null} null if it is no such report
 */
export function countVitest(report) {
  let read;
  try {
    read = JSON.parse(report);
  } catch {
    return null;
  }
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0 } = read;
  if (typeof numPassedTests !== "number" || typeof numFailedTests !== "number") return null;
  // A file that cannot be loaded has no tests: it counts as one that failed.
  const broken = (read.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken,
    skipped: numPendingTests + numTodoTests,
  };
}
