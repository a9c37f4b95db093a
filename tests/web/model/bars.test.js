import { expect, test } from "vitest";
import { axisOf, bars, fits } from "../../../web/model/bars.js";
import { History } from "../../../web/model/history.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {number} sleeps */
function laneOf(sleeps) {
  const builder = new TraceBuilder().threads();
  for (let i = 0; i < sleeps; i++) {
    builder.add(0, "sleep", { shape: "blocked", value: 10, time: 20 * i + 10 });
    builder.add(0, "sleep", { shape: "resumed", time: 20 * i + 20 });
  }
  const history = new History(builder.trace());
  history.advance();
  return history.lanes.all[0];
}

/** @param {Parameters<typeof bars> extends [...infer A, any] ? A : never} args */
function drawn(...args) {
  /** @type {[number, number, number][]} */
  const all = [];
  bars(...args, (i, start, end) => all.push([i, start, end]));
  return all;
}

test("what is in view is drawn, the first and last cut by nothing but the picture", () => {
  const lane = laneOf(3);
  expect(drawn(lane, "time", 15, 45, 100, 60)).toEqual([
    [1, 10, 20],
    [2, 20, 30],
    [3, 30, 40],
    [4, 40, 50],
  ]);
  expect(drawn(lane, "steps", 0, 8, 100, 8).length).toBe(lane.length);
});

test("the work is bounded by the dots, and what is drawn joins without a gap", () => {
  const lane = laneOf(5000);
  const all = drawn(lane, "time", 0, 100_000, 50, 100_000);
  expect(fits(lane, "time", 0, 100_000, 50)).toBe(false);
  expect(all.length).toBeLessThanOrEqual(51);
  for (let i = 1; i < all.length; i++) expect(all[i][1]).toBe(all[i - 1][2]);
  expect(fits(lane, "time", 0, 200, 50)).toBe(true);
});

test("the axis is what was chosen, or what says more", () => {
  expect(axisOf("time", { controlled: true, slept: false })).toBe("time");
  expect(axisOf("auto", { controlled: true, slept: false })).toBe("steps");
  expect(axisOf("auto", { controlled: true, slept: true })).toBe("time");
  expect(axisOf("auto", { controlled: false, slept: false })).toBe("time");
});
