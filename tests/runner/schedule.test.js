import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runPhases, withNeeds } from "./schedule.js";

/** What the phases say belongs to the tests of the tests, not to the reader of this run. */
beforeEach(() => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

/**
 * @param {string} id
 * @param {string[]} needs
 * @param {() => Promise<import("./schedule.js").Outcome | void>} [run]
 * @returns {import("./schedule.js").Phase}
 */
function phase(id, needs, run = async () => {}) {
  return { id, title: id, needs, run };
}

const one = async () => ({ counts: { passed: 1, failed: 0, skipped: 0 } });
const broken = async () => {
  throw new Error("broken");
};

test("a failure stops only what needs it, and counts as one failed test", async () => {
  const phases = [
    phase("a", [], broken),
    phase("b", ["a"], one),
    phase("c", ["b"], one),
    phase("d", [], one),
  ];
  const { counts, ok } = await runPhases(phases);
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(ok).toBe(false);
});

test("a phase that is to run alone does", async () => {
  let running = 0;
  const measure = async () => {
    running++;
    const seen = running;
    await new Promise((resolve) => setImmediate(resolve));
    const most = Math.max(seen, running);
    running--;
    if (most > 1) throw new Error("not alone");
  };
  const busy = async () => {
    running++;
    await new Promise((resolve) => setImmediate(resolve));
    running--;
  };
  const phases = [
    phase("a", [], busy),
    { ...phase("b", [], measure), alone: true },
    phase("c", [], busy),
    { ...phase("d", ["a"], measure), alone: true },
  ];
  expect((await runPhases(phases)).ok).toBe(true);
});

test("withNeeds takes what a phase needs, and what that needs", () => {
  const phases = [phase("a", []), phase("b", ["a"]), phase("x", []), phase("c", ["b"])];
  expect(withNeeds(phases, ["c"]).map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
