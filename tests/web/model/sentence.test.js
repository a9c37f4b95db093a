import { expect, test } from "vitest";
import { moment } from "../../../web/model/moment.js";
import { objectName, sentence, threadName } from "../../../web/model/sentence.js";
import { CATALOG } from "../support/demo.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {(builder: TraceBuilder, lock: number) => number} last */
function tell(last) {
  const builder = new TraceBuilder().threads("A");
  const lock = builder.object("lock", "lock_a");
  const event = last(builder, lock);
  const trace = builder.trace();
  return sentence(CATALOG, trace, moment(trace, event), event);
}

test("an event is told with its thread, object and shape", () => {
  expect(tell((b, object) => b.add(1, "acquire", { object }))).toBe("A acquires lock_a.");
  expect(tell((b, object) => b.add(1, "acquire", { object, shape: "blocked" }))).toBe(
    "A waits for lock_a.",
  );
  expect(tell((b) => b.add(0, "join", { other: 1, shape: "blocked" }))).toBe(
    "MainThread waits for A to finish.",
  );
});

test("values are grouped, sleeps are in seconds, texts are quoted", () => {
  expect(tell((b, object) => b.add(1, "read", { object, value: 12345 }))).toBe(
    "A reads lock_a: 12,345.",
  );
  expect(tell((b) => b.add(1, "sleep", { shape: "blocked", value: 1.5e9 }))).toBe(
    "A sleeps for 1.5 s.",
  );
  expect(tell((b) => b.add(1, "print", { text: 'say "x"' }))).toBe('A prints "say \\"x\\"".');
  expect(tell((b) => b.add(1, "print", { text: "\n" }))).toBe("A prints the end of its line.");
});

test("a long text is cut, between characters", () => {
  const told = tell((b) => b.add(1, "print", { text: "✕".repeat(5000) }));
  expect(told).toBe(`A prints "${"✕".repeat(80)}…".`);
});

test("a deadlock and the end speak for themselves", () => {
  expect(tell((b) => b.add(1, "deadlock", { text: "Deadlock: A waits." }))).toBe(
    "Deadlock: A waits.",
  );
  expect(tell((b) => b.add(0, "finish", { text: "Finished" }))).toBe("Finished.");
});

test("a shape without a sentence falls back on the plain one", () => {
  expect(tell((b, object) => b.add(1, "acquire", { object, shape: "failed" }))).toBe(
    "A acquires lock_a.",
  );
});

test("what has no name is named by its number", () => {
  const world = moment(new TraceBuilder().threads().trace(), 0);
  expect(threadName(world, 9)).toBe("thread 9");
  expect(threadName(world, 65535)).toBe("nobody");
  expect(objectName(world, 4)).toBe("object 4");
});
