import fc from "fast-check";
import { expect, test } from "vitest";
import { clampRange, zoomRange } from "../../../web/lib/range.js";

const number = fc.integer({ min: -1000, max: 2000 });

test("a clamped range lies within the whole and is not too narrow", () => {
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 1000 }), (from, to, end) => {
      const range = clampRange([from, to], end, 4);
      if (range === null) expect(Math.max(to - from, 4)).toBeGreaterThanOrEqual(end);
      else {
        expect(range[0]).toBeGreaterThanOrEqual(0);
        expect(range[1]).toBeLessThanOrEqual(end);
        expect(range[1] - range[0]).toBeGreaterThanOrEqual(4);
      }
    }),
  );
});

test("zooming keeps its centre", () => {
  expect(zoomRange([0, 100], 50, 0.5)).toEqual([25, 75]);
  expect(zoomRange([0, 100], 0, 0.5)).toEqual([0, 50]);
  expect(zoomRange([20, 40], 30, 2)).toEqual([10, 50]);
});
