import { expect, test } from "vitest";
import { History } from "../../../web/model/history.js";
import { fateSentence, lostSummary } from "../../../web/model/summary.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {(builder: TraceBuilder, counter: number) => void} program */
function historyOf(program) {
  const builder = new TraceBuilder().threads("A", "B");
  const counter = builder.object("shared", "counter", 0);
  program(builder, counter);
  const history = new History(builder.trace());
  history.advance();
  return history;
}

/** @param {History} history */
const lost = (history) => lostSummary(history.trace, history.moment(history.length - 1));

test("lost updates are counted, and where none was lost that is said", () => {
  const racy = historyOf((builder, object) => {
    builder.add(1, "read", { object, value: 0 });
    builder.add(2, "read", { object, value: 0 });
    builder.add(1, "write", { object, value: 1 });
    builder.add(2, "write", { object, value: 1 });
  });
  expect(lost(racy)).toBe("1 of 2 updates of counter was lost.");
  const lucky = historyOf((builder, object) => {
    builder.add(1, "read", { object, value: 0 });
    builder.add(1, "write", { object, value: 1 });
  });
  expect(lost(lucky)).toBe("No update was lost in this run.");
  expect(lost(historyOf(() => {}))).toBe("");
});

test("the fate of a run is a sentence", () => {
  const history = historyOf((builder) => {
    builder.add(0, "deadlock", { text: "Deadlock: ...", value: 3, time: 2e9 });
  });
  const fate = (/** @type {object} */ result) => fateSentence({ ok: true, ...result }, history);
  expect(fate({ fate: "finished", elapsed_ns: 10e9 })).toBe("Finished after 10.0 s.");
  expect(fate({ fate: "stopped" })).toBe("Stopped after 2.00 s.");
  expect(fate({ fate: "stopped", sentence: "The trace is full." })).toBe(
    "Stopped after 2.00 s. The trace is full.",
  );
  expect(fate({ fate: "deadlock" })).toBe("Deadlock: 3 threads are stuck for ever.");
  expect(fate({ fate: "exception", sentence: "Thread-1 died." })).toBe("Thread-1 died.");
  expect(fateSentence({ ok: false, error: "threads must be fewer." }, history)).toBe(
    "threads must be fewer.",
  );
});

test("where no time passed in a controlled run, none is told", () => {
  const history = historyOf((builder) => builder.add(0, "step", { value: 1 }));
  expect(fateSentence({ ok: true, fate: "finished", elapsed_ns: 0 }, history)).toBe("Finished.");
});
