import { expect, test } from "vitest";
import { deadlockAt } from "../../../web/model/deadlock.js";
import { moment } from "../../../web/model/moment.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("a deadlock is told with its words and edges, from its event on", () => {
  const builder = new TraceBuilder().threads("A", "B");
  const a = builder.object("lock", "a");
  builder.add(1, "edge", { object: a, other: 2 });
  builder.add(2, "edge", { object: a });
  builder.add(0, "deadlock", { text: "Deadlock: A and B.", value: 2, other: 1 });
  const trace = builder.trace();
  expect(deadlockAt(trace, moment(trace, trace.length - 2))).toBeNull();
  expect(deadlockAt(trace, moment(trace, trace.length - 1))).toEqual({
    event: trace.length - 1,
    words: "Deadlock: A and B.",
    stuck: 2,
    partial: true,
    edges: [
      { thread: 1, object: a, holder: 2 },
      { thread: 2, object: a, holder: 65535 },
    ],
  });
});
