import { expect, test } from "vitest";
import {
  failed,
  fateOf,
  gist,
  matrix,
  progress,
  ranked,
  summary,
} from "../../../web/model/exploration.js";
import { exploration, outcome } from "../support/exploration.js";

test("one sentence says it all", () => {
  const two = [outcome({ values: { x: "1" } }), outcome({ values: { x: "2" } })];
  expect(
    summary(exploration({ algorithm: "dfs", executions: 70, complete: true, outcomes: two })),
  ).toBe("All 70 interleavings: 2 outcomes, none deadlocks.");
  expect(
    summary(exploration({ executions: 1, complete: false, deadlocks: 1, outcomes: [two[0]] })),
  ).toBe("1 execution that differs: 1 outcome, 1 execution deadlocks.");
  expect(summary(exploration({ executions: 9, partial_deadlocks: 2, outcomes: two }))).toBe(
    "9 executions that differ: 2 outcomes, none deadlocks, 2 leave threads in a partial deadlock.",
  );
  expect(
    summary(exploration({ algorithm: "pct", executions: 1200, races: 3, outcomes: two })),
  ).toBe("1,200 random executions: 2 outcomes, none deadlocks, 3 with a data race.");
});

test("progress is known where the search can estimate", () => {
  expect(progress(exploration({ executions: 5, estimate: 20 }))).toBe(0.25);
  expect(progress(exploration({ executions: 50, estimate: 20 }))).toBe(1);
  expect(progress(exploration({ executions: 5, estimate: null }))).toBeNull();
  expect(progress(exploration({ executions: 5, complete: true }))).toBe(1);
});

test("failures come first, then what is frequent; what was only sampled stays out", () => {
  const rare = outcome({ executions: 1, values: { x: "1" } });
  const often = outcome({ executions: 9, values: { x: "2" } });
  const stuck = outcome({ executions: 2, fate: "deadlock" });
  const sampled = outcome({ executions: 0, values: { x: "3" } });
  expect(ranked(exploration({ outcomes: [rare, sampled, often, stuck] }))).toEqual([
    stuck,
    often,
    rare,
  ]);
  expect(failed(stuck)).toBe(true);
  expect(failed(rare)).toBe(false);
  const left = outcome({ partial: "Partial deadlock: one waits for a, which it holds itself." });
  expect(failed(left)).toBe(true);
  expect(fateOf(left)).toBe("Partial deadlock");
  expect(fateOf(stuck)).toBe("Deadlock");
});

test("what an outcome left is its values, else its last line", () => {
  expect(gist(outcome({ values: { x: "1", y: "2" }, output: "a\n" }))).toBe("x = 1, y = 2");
  expect(gist(outcome({ output: "a\nlast one\n" }))).toBe("a / last one");
  expect(gist(outcome({}))).toBe("");
});

test("the matrix has a column for each distinct ending and says which variant has it", () => {
  const good = outcome({ values: { x: "2" }, link: "#good" });
  const bad = outcome({ values: { x: "1" }, link: "#bad" });
  const stuck = outcome({ fate: "deadlock", sentence: "Deadlock.", link: "#stuck" });
  const { columns, rows } = matrix([
    { variant: "no lock", result: exploration({ outcomes: [good, bad] }) },
    { variant: "two locks", result: exploration({ outcomes: [good, stuck] }) },
    { variant: "one lock", result: null },
  ]);
  expect(columns).toEqual([
    { fate: "Deadlock", gist: "" },
    { fate: "Finished", gist: "x = 1" },
    { fate: "Finished", gist: "x = 2" },
  ]);
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.link ?? null))).toEqual([
    [null, "#bad", "#good"],
    ["#stuck", null, "#good"],
    [null, null, null],
  ]);
});
