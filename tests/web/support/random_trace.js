import fc from "fast-check";
import { Kind, NOBODY } from "../../../web/model/kinds.js";
import { TraceBuilder } from "./trace_builder.js";

const OBJECTS = 8;
const THREADS = 4;

/** Anything a record may say, however senseless: what is derived from a trace must bear it. */
const event = fc.record({
  thread: fc.nat(THREADS - 1),
  kind: fc.constantFrom(
    .../** @type {(keyof typeof Kind)[]} */ (Object.keys(Kind).filter((name) => name !== "object")),
  ),
  shape: fc.constantFrom(
    .../** @type {const} */ (["done", "blocked", "resumed", "timed_out", "failed"]),
  ),
  object: fc.integer({ min: 0, max: OBJECTS }),
  other: fc.oneof(fc.nat(THREADS - 1), fc.constant(NOBODY)),
  value: fc.integer({ min: -2, max: 20 }),
  passes: fc.nat(3),
  text: fc.constantFrom("", "a", "b\n", "\n", "c\nd", "ä"),
});

/** An arbitrary TraceBuilder: one object of each type, then anything. */
export const randomTrace = fc.array(event, { maxLength: 60 }).map((events) => {
  const builder = new TraceBuilder();
  builder.add(0, "begin", { text: "MainThread" });
  const lock = builder.object("lock", "lock");
  builder.object("rlock", "rlock");
  builder.object("condition", "condition", lock);
  builder.object("semaphore", "semaphore", 2);
  builder.object("event", "event");
  builder.object("queue", "queue", 3);
  builder.object("shared", "shared", 0);
  builder.object("buffer", "buffer", 2);
  let time = 0;
  for (const { thread, kind, passes, ...fields } of events) {
    time += passes;
    builder.add(thread, kind, { ...fields, time });
  }
  return builder;
});
