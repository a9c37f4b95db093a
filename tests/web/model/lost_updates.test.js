import fc from "fast-check";
import { expect, test } from "vitest";
import { History } from "../../../web/model/history.js";
import { freshShared, lostUpdates, valueEvent } from "../../../web/model/lost_updates.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {(add: (thread: number, kind: "read" | "write" | "update", value: number) => void) => void} program */
function run(program) {
  const builder = new TraceBuilder().threads("A", "B");
  const object = builder.object("shared", "counter", 0);
  program((thread, kind, value) => void builder.add(thread, kind, { object, value }));
  const history = new History(builder.trace());
  history.advance();
  const shared = history.moment(history.length - 1).objects.get(object)?.shared;
  if (!shared) throw new Error("no shared value");
  return {
    lost: lostUpdates(history.trace, shared),
    conflicts: history.conflicts.length,
    value: history.trace.value(valueEvent(shared)),
  };
}

test("a fresh value has lost nothing", () => {
  const builder = new TraceBuilder();
  builder.object("shared", "counter", 4);
  const trace = builder.trace();
  expect(lostUpdates(trace, freshShared(trace, 0, 1))).toBe(0);
});

test("updates one after another are not lost", () => {
  const result = run((add) => {
    add(1, "read", 0);
    add(1, "write", 1);
    add(2, "read", 1);
    add(2, "write", 2);
  });
  expect(result).toEqual({ lost: 0, conflicts: 0, value: 2 });
});

test("a write after somebody else's write loses it", () => {
  const result = run((add) => {
    add(1, "read", 0);
    add(2, "read", 0);
    add(2, "write", 1);
    add(2, "read", 1);
    add(2, "write", 2);
    add(1, "write", 1);
  });
  expect(result).toEqual({ lost: 2, conflicts: 1, value: 1 });
});

test("an atomic update loses nothing", () => {
  const result = run((add) => {
    add(1, "update", 1);
    add(2, "update", 2);
  });
  expect(result).toEqual({ lost: 0, conflicts: 0, value: 2 });
});

test("a plain assignment is no lost update", () => {
  const result = run((add) => {
    add(1, "write", 5);
    add(2, "write", 7);
  });
  expect(result).toEqual({ lost: 0, conflicts: 0, value: 7 });
});

test("a live read told before the write it saw finds its parent by value", () => {
  const result = run((add) => {
    add(1, "read", 0);
    add(2, "read", 1);
    add(1, "write", 1);
    add(2, "write", 2);
  });
  expect(result).toEqual({ lost: 0, conflicts: 0, value: 2 });
});

test("a later read tells which of two writes told in the other order is in force", () => {
  const result = run((add) => {
    add(1, "read", 0);
    add(1, "write", 1);
    add(1, "read", 1);
    add(2, "read", 0);
    add(1, "write", 2);
    add(2, "write", 1);
    add(0, "read", 2);
  });
  expect(result).toMatchObject({ lost: 1, value: 2 });
});

test("for a counter, what is lost is what is expected minus what is there", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 60 }), (schedule) => {
      let counter = 0;
      let writes = 0;
      /** @type {Map<number, number>} */
      const read = new Map();
      const { lost, value } = run((add) => {
        for (const thread of schedule) {
          const seen = read.get(thread);
          if (seen === undefined) {
            read.set(thread, counter);
            add(thread, "read", counter);
          } else {
            read.delete(thread);
            counter = seen + 1;
            writes++;
            add(thread, "write", counter);
          }
        }
      });
      expect(value).toBe(counter);
      expect(lost).toBe(writes - counter);
    }),
  );
});

test("in whatever order a live run tells its writes, the count is right once a read tells the value", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { maxLength: 60 }),
      fc.infiniteStream(fc.nat(99)),
      (schedule, order) => {
        let counter = 0;
        /** @type {Map<number, number>} */
        const read = new Map();
        /** @type {[number, "read" | "write", number][]} */
        const told = [];
        for (const thread of schedule) {
          const seen = read.get(thread);
          if (seen === undefined) {
            read.set(thread, counter);
            told.push([thread, "read", counter]);
          } else {
            read.delete(thread);
            counter = seen + 1;
            told.push([thread, "write", counter]);
          }
        }
        // Two neighbours of different threads may be told in the other order.
        for (let i = 1; i < told.length; i++) {
          if (told[i][0] !== told[i - 1][0] && (order.next().value ?? 0) % 2) {
            [told[i], told[i - 1]] = [told[i - 1], told[i]];
          }
        }
        const { lost } = run((add) => {
          for (const event of told) add(...event);
          add(9, "read", counter);
        });
        expect(lost).toBe(told.filter(([, kind]) => kind === "write").length - counter);
      },
    ),
  );
});

test("a value that is no counter is judged by its chain", () => {
  const result = run((add) => {
    add(1, "read", 0);
    add(2, "read", 0);
    add(1, "write", 10);
    add(2, "write", 25);
  });
  expect(result).toMatchObject({ lost: 1, conflicts: 1 });
});
