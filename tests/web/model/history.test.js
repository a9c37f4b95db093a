import fc from "fast-check";
import { expect, test } from "vitest";
import { History, KEYFRAME_EVENTS } from "../../../web/model/history.js";
import { World } from "../../../web/model/world.js";
import { randomTrace } from "../support/random_trace.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("a moment is the same however it is reached", () => {
  fc.assert(
    fc.property(randomTrace, fc.array(fc.integer({ min: -1, max: 80 })), (builder, steps) => {
      const trace = builder.trace();
      const history = new History(trace);
      history.advance();
      for (const step of steps) {
        const target = Math.min(step, trace.length - 1);
        const world = new World();
        for (let i = 0; i <= target; i++) world.apply(trace, i);
        const found = history.moment(step);
        expect(found.step).toBe(target);
        expect(found.threads).toEqual(world.threads);
        expect(found.objects).toEqual(world.objects);
      }
    }),
  );
});

test("keyframes are passed: far steps of a long trace are right", () => {
  const builder = new TraceBuilder().threads("A");
  const counter = builder.object("shared", "counter");
  for (let i = 1; i <= 3 * KEYFRAME_EVENTS; i++) {
    builder.add(i % 2, "write", { object: counter, value: i });
  }
  const trace = builder.trace();
  const history = new History(trace);
  history.advance();
  for (const step of [trace.length - 1, KEYFRAME_EVENTS + 7, 40, 2 * KEYFRAME_EVENTS + 1, 5]) {
    const shared = history.moment(step).objects.get(counter)?.shared;
    expect(trace.value(shared?.event ?? -1)).toBe(step < 5 ? 0 : trace.value(step));
  }
});

test("taking in bit by bit gives the same as all at once", () => {
  fc.assert(
    fc.property(randomTrace, fc.integer({ min: 1, max: 7 }), (builder, most) => {
      const slow = new History(builder.trace());
      while (!slow.advance(most));
      const fast = new History(builder.trace());
      fast.advance();
      expect(slow.length).toBe(fast.length);
      expect(slow.moment(slow.length - 1).objects).toEqual(fast.moment(fast.length - 1).objects);
      expect(slow.output.length).toBe(fast.output.length);
      expect(slow.lanes.all.map((lane) => lane.length)).toEqual(
        fast.lanes.all.map((lane) => lane.length),
      );
    }),
  );
});

test("facts about the whole run are gathered", () => {
  const builder = new TraceBuilder().threads("A");
  builder.add(1, "step", { value: 3, preemption: true, line: 0 });
  builder.add(1, "sleep", { shape: "blocked", value: 5, time: 10, line: 9 });
  builder.add(0, "step", { value: 1, time: 12 });
  builder.add(0, "finish", { value: 0, text: "Finished.", time: 15, line: 4 });
  const history = new History(builder.trace());
  history.advance();
  expect(history).toMatchObject({
    preemptions: 1,
    slept: true,
    firstLine: 4,
    controlled: true,
    time: 15,
  });
  expect(history.finish).toBe(builder.length - 1);
  expect(history.stepAt(11)).toBe(builder.length - 3);
  expect(history.stepAt(-1)).toBe(0);
});
