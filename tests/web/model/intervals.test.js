import { expect, test } from "vitest";
import { History } from "../../../web/model/history.js";
import { intervalRows } from "../../../web/model/intervals.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("every interval is a row that says who, from when to when, what, and on what", () => {
  const builder = new TraceBuilder().threads("A");
  const lock = builder.object("lock", "lock_a");
  const queue = builder.object("queue", "queue", 1);
  builder.add(0, "join", { shape: "blocked", other: 1, time: 5 });
  builder.add(1, "acquire", { shape: "blocked", object: lock, time: 10 });
  builder.add(1, "acquire", { shape: "resumed", object: lock, time: 20 });
  builder.add(1, "put", { shape: "blocked", object: queue, time: 30 });
  builder.add(1, "put", { shape: "timed_out", object: queue, time: 40 });
  builder.add(1, "get", { shape: "blocked", object: queue, time: 50 });
  builder.add(1, "end", { time: 60 });
  const history = new History(builder.trace());
  history.advance();
  const { rows, total } = intervalRows(history, 0, 100);
  const told = rows.map((row) => [row.name, row.fromTime, row.toTime, row.state, row.on]);
  expect(told).toEqual([
    ["MainThread", 0, 5, "running", ""],
    ["MainThread", 5, 60, "blocked", "for A to finish"],
    ["A", 0, 0, "runnable", ""],
    ["A", 0, 10, "running", ""],
    ["A", 10, 20, "blocked", "on lock_a"],
    ["A", 20, 30, "running", ""],
    ["A", 30, 40, "blocked", "for room in queue"],
    ["A", 40, 50, "running", ""],
    ["A", 50, 60, "blocked", "for an item in queue"],
    ["A", 60, 60, "finished", ""],
  ]);
  expect(total).toBe(10);
  expect(intervalRows(history, 1, 3).rows).toEqual(rows.slice(1, 4));
});
