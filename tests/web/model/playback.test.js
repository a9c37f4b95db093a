import fc from "fast-check";
import { expect, test } from "vitest";
import { EVENT_MS, WHOLE_MS, playOn } from "../../../web/model/playback.js";
import { TraceBuilder } from "../support/trace_builder.js";

const builder = new TraceBuilder();
builder.add(0, "begin", { time: 0 });
builder.add(0, "sleep", { shape: "blocked", value: 2e9, time: 0 });
builder.add(0, "sleep", { shape: "resumed", time: 2e9 });
builder.add(0, "end", { time: 2e9 });
const trace = builder.trace();

test("events that take no time are shown long enough to be seen", () => {
  expect(playOn(trace, 4, 0, EVENT_MS - 1, 1)).toEqual({ step: 0, left: EVENT_MS - 1 });
  expect(playOn(trace, 4, 0, EVENT_MS + 1, 1)).toEqual({ step: 1, left: 1 });
});

test("a sleep takes its time, divided by the speed", () => {
  expect(playOn(trace, 4, 1, 1999, 1).step).toBe(1);
  expect(playOn(trace, 4, 1, 2000, 1).step).toBe(2);
  expect(playOn(trace, 4, 1, 200, 10).step).toBe(2);
  expect(playOn(trace, 4, 0, 5, 1000).step).toBe(3);
});

test("in however many pieces the time comes, playing comes to the same place", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 20 }), (pieces) => {
      let [step, left] = [0, 0];
      for (const piece of pieces) ({ step, left } = playOn(trace, 4, step, left + piece, 1));
      const sum = pieces.reduce((a, b) => a + b, 0);
      expect(step).toBe(playOn(trace, 4, 0, sum, 1).step);
    }),
  );
});

test("a long trace ends within its bound", () => {
  const long = new TraceBuilder();
  for (let i = 0; i < 2000; i++) long.add(0, "random");
  expect(playOn(long.trace(), 2000, 0, WHOLE_MS, 1).step).toBe(1999);
});
