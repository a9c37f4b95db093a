import { expect, test } from "vitest";
import { moment } from "../../../web/model/moment.js";
import { marked } from "../../../web/model/roll.js";
import { threadStyle } from "../../../web/model/thread_style.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("threads come with their names and marks", () => {
  const trace = new TraceBuilder().threads("A").trace();
  const world = moment(trace, trace.length - 1);
  expect(marked(world, [1, 0])).toEqual([
    { id: 1, name: "A", style: threadStyle(1) },
    { id: 0, name: "MainThread", style: threadStyle(0) },
  ]);
});
