import fc from "fast-check";
import { expect, test } from "vitest";
import { Growable, grown } from "../../../web/lib/growable.js";

test("what is pushed stays, however much follows", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 500 }), (values) => {
      const list = new Growable(Uint32Array);
      values.forEach((value, i) => expect(list.push(value)).toBe(i));
      expect([...list.data.subarray(0, list.length)]).toEqual(values);
    }),
  );
});

test("growing doubles and keeps the type", () => {
  const column = new Uint16Array([1, 2, 3]);
  expect(grown(column, 3)).toBe(column);
  const more = grown(column, 40);
  expect(more).toBeInstanceOf(Uint16Array);
  expect(more.length).toBe(64);
  expect([...more.subarray(0, 4)]).toEqual([1, 2, 3, 0]);
});

test("upTo counts as a filter would", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.integer({ min: -1, max: 31 }), (values, limit) => {
      const list = new Growable(Float64Array);
      for (const value of values.sort((a, b) => a - b)) list.push(value);
      expect(list.upTo(limit)).toBe(values.filter((value) => value <= limit).length);
    }),
  );
});
