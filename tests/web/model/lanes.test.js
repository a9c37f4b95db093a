import fc from "fast-check";
import { expect, test } from "vitest";
import { History } from "../../../web/model/history.js";
import { STATE_NAMES } from "../../../web/model/state.js";
import { stateOf } from "../../../web/model/world.js";
import { randomTrace } from "../support/random_trace.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {TraceBuilder} builder */
function historyOf(builder) {
  const history = new History(builder.trace());
  history.advance();
  return history;
}

test("a lane tells what its thread did, from when to when", () => {
  const builder = new TraceBuilder().threads("A");
  const lock = builder.object("lock", "lock");
  builder.add(1, "sleep", { shape: "blocked", value: 2e9, time: 1e9 });
  builder.add(1, "sleep", { shape: "resumed", time: 3e9 });
  builder.add(1, "acquire", { object: lock, shape: "blocked", time: 4e9 });
  builder.add(1, "end", { value: 2, time: 6e9 });
  const lane = historyOf(builder).lanes.all[1];
  const told = Array.from({ length: lane.length }, (_, i) => [
    STATE_NAMES[lane.state.data[i]],
    lane.fromTime.data[i] / 1e9,
    lane.toTime(i, 7e9) / 1e9,
    lane.object.data[i],
  ]);
  expect(told).toEqual([
    ["runnable", 0, 0, 0],
    ["running", 0, 1, 0],
    ["sleeping", 1, 3, 0],
    ["running", 3, 4, 0],
    ["blocked", 4, 6, lock],
    ["finished", 6, 7, 0],
  ]);
});

test("at every step the lane says what the moment says", () => {
  fc.assert(
    fc.property(randomTrace, (builder) => {
      const history = historyOf(builder);
      for (let step = 0; step < history.length; step++) {
        for (const thread of history.moment(step).threads) {
          const lane = history.lanes.all[thread.id];
          const i = lane.at(step);
          expect(i).toBeGreaterThanOrEqual(0);
          expect(lane.state.data[i]).toBe(stateOf(thread));
        }
      }
    }),
  );
});

test("intervals join in order, without gap or overlap", () => {
  fc.assert(
    fc.property(randomTrace, (builder) => {
      for (const lane of historyOf(builder).lanes.all) {
        for (let i = 1; i < lane.length; i++) {
          expect(lane.fromStep.data[i]).toBeGreaterThan(lane.fromStep.data[i - 1]);
          expect(lane.fromTime.data[i]).toBeGreaterThanOrEqual(lane.fromTime.data[i - 1]);
          expect(lane.toStep(i - 1, 1e9)).toBe(lane.fromStep.data[i]);
        }
      }
    }),
  );
});
