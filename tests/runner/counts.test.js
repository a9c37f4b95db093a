import { expect, test } from "vitest";
import { countCtest, countVitest } from "./counts.js";

test("countCtest reads CTest's summary", () => {
  const output =
    "  3/57 Test #3: a ...***Skipped   0.01 sec\n98% tests passed, 1 tests failed out of 57\n";
  expect(countCtest(output)).toEqual({ passed: 55, failed: 1, skipped: 1 });
  expect(countCtest("No tests were found!!!")).toBeNull();
});

test("countVitest counts a file that cannot be loaded as a failure", () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: "failed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 4, failed: 2, skipped: 2 });
  expect(countVitest("{")).toBeNull();
  expect(countVitest("{}")).toBeNull();
});
