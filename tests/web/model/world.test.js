import fc from "fast-check";
import { expect, test } from "vitest";
import { Kind, NOBODY } from "../../../web/model/kinds.js";
import { moment } from "../../../web/model/moment.js";
import { STATE_NAMES } from "../../../web/model/state.js";
import { World, stateOf } from "../../../web/model/world.js";
import { randomTrace } from "../support/random_trace.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {TraceBuilder} builder @param {number} [step] */
function at(builder, step = builder.length - 1) {
  const world = moment(builder.trace(), step);
  return {
    world,
    states: world.threads.map((thread) => STATE_NAMES[stateOf(thread)]),
    object: (/** @type {number} */ id) =>
      /** @type {import("../../../web/model/state.js").ObjectState} */ (world.objects.get(id)),
  };
}

test("threads are started, begin, join, and finish", () => {
  const builder = new TraceBuilder().threads("A");
  builder.add(0, "join", { shape: "blocked", other: 1 });
  expect(at(builder).states).toEqual(["blocked", "running"]);
  expect(at(builder).world.threads[0].joins).toBe(1);
  expect(at(builder, 1).states).toEqual(["running", "runnable"]);
  builder.add(1, "end", { value: 1 });
  builder.add(0, "join", { shape: "resumed", other: 1 });
  const { states, world } = at(builder);
  expect(states).toEqual(["running", "finished"]);
  expect(world.threads[1].name).toBe("A");
  expect(world.threads[1].fate).toBe(1);
  expect(world.threads[0].joins).toBe(NOBODY);
});

test("a further thread of a process is told apart by the process's name", () => {
  const builder = new TraceBuilder();
  builder.add(0, "begin", { text: "MainThread" });
  builder.add(0, "start", { other: 1, value: 2, text: "Process-1" });
  builder.add(1, "begin", { value: 1, text: "Process-1" });
  builder.add(1, "start", { other: 2, text: "Thread-1 (work)" });
  builder.add(2, "begin", { value: 1, text: "Thread-1 (work)" });
  expect(at(builder).world.threads.map(({ name }) => name)).toEqual([
    "MainThread",
    "Process-1",
    "Process-1 · Thread-1 (work)",
  ]);
});

test("a process's last events come after its main thread's end, which they do not undo", () => {
  const builder = new TraceBuilder().threads("A");
  const pipe = builder.object("pipe", "pipe");
  builder.add(1, "put", { object: pipe, value: 1, text: "one" });
  builder.add(1, "end");
  builder.add(1, "close", { object: pipe, value: 1 });
  builder.add(1, "exit", { value: 0 });
  const { states, object } = at(builder);
  expect(states[1]).toBe("finished");
  expect(object(pipe).items.length).toBe(1);
  expect(object(pipe).unfinished).toBe(-1);
});

test("a lock knows its owner and who waits, in order", () => {
  const builder = new TraceBuilder().threads("A", "B");
  const lock = builder.object("lock", "lock");
  builder.add(0, "acquire", { object: lock });
  builder.add(2, "acquire", { object: lock, shape: "blocked" });
  builder.add(1, "acquire", { object: lock, shape: "blocked" });
  const held = at(builder);
  expect(held.object(lock)).toMatchObject({ owner: 0, depth: 1, waiters: [2, 1] });
  expect(held.states).toEqual(["running", "blocked", "blocked"]);
  builder.add(0, "release", { object: lock });
  builder.add(1, "acquire", { object: lock, shape: "resumed" });
  builder.add(2, "acquire", { object: lock, shape: "timed_out" });
  expect(at(builder).object(lock)).toMatchObject({ owner: 1, waiters: [] });
});

test("an rlock counts its depth; only the last release frees it", () => {
  const builder = new TraceBuilder().threads();
  const lock = builder.object("rlock", "rlock");
  builder.add(0, "acquire", { object: lock, value: 1 });
  builder.add(0, "acquire", { object: lock, value: 2 });
  builder.add(0, "release", { object: lock, value: 1 });
  expect(at(builder).object(lock)).toMatchObject({ owner: 0, depth: 1 });
  builder.add(0, "release", { object: lock, value: 0 });
  expect(at(builder).object(lock)).toMatchObject({ owner: NOBODY, depth: 0 });
});

test("a semaphore counts permits and holders", () => {
  const builder = new TraceBuilder().threads("A");
  const semaphore = builder.object("semaphore", "semaphore", 2);
  builder.add(0, "acquire", { object: semaphore, value: 1 });
  builder.add(1, "acquire", { object: semaphore, value: 0 });
  expect(at(builder).object(semaphore)).toMatchObject({ permits: 0, holders: [0, 1] });
  builder.add(0, "release", { object: semaphore, value: 1 });
  expect(at(builder).object(semaphore)).toMatchObject({ permits: 1, holders: [1] });
});

test("waiting on a condition gives the lock up; the release told after it does not wake the thread", () => {
  const builder = new TraceBuilder().threads("A");
  const lock = builder.object("rlock", "lock");
  const condition = builder.object("condition", "condition", lock);
  builder.add(1, "acquire", { object: lock, value: 1 });
  builder.add(1, "wait", { object: condition, shape: "blocked" });
  builder.add(1, "release", { object: lock, value: 0 });
  const waiting = at(builder);
  expect(waiting.states[1]).toBe("blocked");
  expect(waiting.object(lock).owner).toBe(NOBODY);
  expect(waiting.object(condition).waiters).toEqual([1]);
  builder.add(0, "wake", { object: condition, other: 1 });
  const woken = at(builder);
  expect(woken.object(condition).waiters).toEqual([]);
  expect(woken.object(lock).waiters).toEqual([1]);
  builder.add(1, "wait", { object: condition, shape: "resumed" });
  const back = at(builder);
  expect(back.states[1]).toBe("running");
  expect(back.object(lock)).toMatchObject({ owner: 1, depth: 1, waiters: [] });
});

test("who waits on a condition waits for room or for an item, by the size it read last", () => {
  const builder = new TraceBuilder().threads("P", "C");
  const buffer = builder.object("buffer", "buffer", 2);
  const condition = builder.object("condition", "condition");
  builder.add(1, "read", { object: buffer, value: 2 });
  builder.add(1, "wait", { object: condition, shape: "blocked" });
  builder.add(2, "read", { object: buffer, value: 0 });
  builder.add(2, "wait", { object: condition, shape: "blocked" });
  expect(at(builder).object(buffer)).toMatchObject({ forRoom: [1], forItem: [2] });
  builder.add(1, "wait", { object: condition, shape: "resumed" });
  expect(at(builder).object(buffer)).toMatchObject({ forRoom: [], forItem: [2] });
});

test("a queue holds items in order; who waits at it is told by what it wants", () => {
  const builder = new TraceBuilder().threads("A", "B");
  const queue = builder.object("queue", "queue", 2);
  const first = builder.add(0, "put", { object: queue, value: 1, text: "a" });
  const second = builder.add(0, "put", { object: queue, value: 2, text: "b" });
  builder.add(0, "put", { object: queue, shape: "blocked" });
  expect(at(builder).object(queue)).toMatchObject({
    items: [first, second],
    forRoom: [0],
    unfinished: 2,
  });
  builder.add(1, "get", { object: queue, value: 1, text: "a" });
  expect(at(builder).object(queue).items).toEqual([second]);
  builder.add(2, "get", { object: queue, value: 0, text: "b" });
  builder.add(2, "get", { object: queue, shape: "blocked" });
  builder.add(1, "task_done", { object: queue, value: 1 });
  expect(at(builder).object(queue)).toMatchObject({ items: [], forItem: [2], unfinished: 1 });
});

test("the item told by get leaves, also when it is not the oldest", () => {
  const builder = new TraceBuilder().threads();
  const queue = builder.object("queue", "stack");
  const first = builder.add(0, "put", { object: queue, text: "a" });
  builder.add(0, "put", { object: queue, text: "b" });
  builder.add(0, "get", { object: queue, text: "b" });
  expect(at(builder).object(queue).items).toEqual([first]);
});

test("under a scheduler one thread runs; what has become free makes its waiter runnable", () => {
  const builder = new TraceBuilder().threads("A", "B");
  const lock = builder.object("lock", "lock");
  builder.add(1, "step", { value: 0b111 });
  builder.add(1, "acquire", { object: lock });
  builder.add(2, "step", { value: 0b111, other: 1 });
  builder.add(2, "acquire", { object: lock, shape: "blocked" });
  expect(at(builder).states).toEqual(["runnable", "runnable", "blocked"]);
  builder.add(1, "step", { value: 0b011, other: 2 });
  builder.add(1, "release", { object: lock });
  builder.add(0, "step", { value: 0b111, other: 1 });
  expect(at(builder).states).toEqual(["running", "runnable", "runnable"]);
  builder.add(0, "acquire", { object: lock });
  builder.add(0, "step", { value: 0b011, other: 0 });
  expect(at(builder).states).toEqual(["running", "runnable", "blocked"]);
});

test("threads that compute in virtual time run side by side, whoever is let go on", () => {
  const builder = new TraceBuilder().threads("A", "B");
  builder.add(1, "step", { value: 0b111 });
  builder.add(1, "compute", { shape: "blocked", value: 5_000_000 });
  builder.add(2, "step", { value: 0b100 });
  builder.add(2, "compute", { shape: "blocked", value: 5_000_000 });
  expect(at(builder).states.slice(1)).toEqual(["running", "running"]);
  builder.add(1, "step", { value: 0b110, time: 5_000_000 });
  builder.add(1, "compute", { shape: "resumed", value: 5_000_000 });
  builder.add(2, "step", { value: 0b110 });
  expect(at(builder).states.slice(1)).toEqual(["runnable", "running"]);
});

test("a thread sleeps until its time", () => {
  const builder = new TraceBuilder().threads();
  builder.add(0, "sleep", { shape: "blocked", value: 2e9, time: 1e9 });
  expect(at(builder).states).toEqual(["sleeping"]);
  expect(at(builder).world.threads[0].until).toBe(3e9);
  builder.add(0, "sleep", { shape: "resumed", time: 3e9 });
  expect(at(builder).states).toEqual(["running"]);
  builder.add(0, "sleep", { value: 0 });
  expect(at(builder).states).toEqual(["running"]);
});

test("an event is set and cleared, and wakes its waiters", () => {
  const builder = new TraceBuilder().threads("A");
  const event = builder.object("event", "event");
  builder.add(1, "wait", { object: event, shape: "blocked" });
  builder.add(0, "set", { object: event });
  builder.add(0, "wake", { object: event, other: 1 });
  const woken = at(builder);
  expect(woken.object(event)).toMatchObject({ set: true, waiters: [] });
  expect(woken.states[1]).toBe("runnable");
  builder.add(0, "clear", { object: event });
  expect(at(builder).object(event).set).toBe(false);
});

test("whatever a trace says, applying it never fails and keeps lists free of duplicates", () => {
  fc.assert(
    fc.property(randomTrace, (builder) => {
      const trace = builder.trace();
      const world = new World();
      for (let i = 0; i < trace.length; i++) {
        world.apply(trace, i);
        for (const object of world.objects.values()) {
          for (const list of [object.waiters, object.forRoom, object.forItem]) {
            expect(new Set(list).size).toBe(list.length);
          }
        }
        const running = world.threads.filter(({ state }) => STATE_NAMES[state] === "running");
        if (world.controlled && trace.kind(i) === Kind.step) {
          expect(running.length).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});

test("a copy is independent of what it was copied from", () => {
  fc.assert(
    fc.property(randomTrace, fc.nat(60), (builder, cut) => {
      const trace = builder.trace();
      const middle = Math.min(cut, trace.length);
      const world = new World();
      for (let i = 0; i < middle; i++) world.apply(trace, i);
      const before = JSON.stringify(plain(world));
      const copy = world.copy();
      for (let i = middle; i < trace.length; i++) copy.apply(trace, i);
      expect(JSON.stringify(plain(world))).toBe(before);
    }),
  );
});

/** @param {World} world */
function plain(world) {
  return {
    ...world,
    touched: [],
    objects: [...world.objects.values()].map((object) => ({
      ...object,
      shared: object.shared && { ...object.shared, pending: [...object.shared.pending] },
    })),
  };
}
