import { expect, test } from "vitest";
import { historyOf, moment } from "../../../web/model/moment.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("a moment is a function of trace and step", () => {
  const builder = new TraceBuilder().threads("A");
  const trace = builder.trace();
  expect(moment(trace, -1).threads).toEqual([]);
  expect(moment(trace, 0).threads.length).toBe(1);
  expect(moment(trace, 1).threads.map(({ name }) => name)).toEqual(["MainThread", "A"]);
  expect(moment(trace, 0).threads.length).toBe(1);
});

test("a trace has one history", () => {
  const trace = new TraceBuilder().threads().trace();
  expect(historyOf(trace)).toBe(historyOf(trace));
  expect(historyOf(new TraceBuilder().threads().trace())).not.toBe(historyOf(trace));
});
