import fc from "fast-check";
import { expect, test } from "vitest";
import { NOBODY } from "../../../web/model/kinds.js";
import { Trace, TraceError } from "../../../web/model/trace.js";
import { randomTrace } from "../support/random_trace.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("every field comes back as it was written", () => {
  const builder = new TraceBuilder();
  builder.add(7, "acquire", {
    shape: "timed_out",
    object: 3,
    line: 120,
    other: 2,
    time: 5_000_000_123,
    value: -4,
    text: "naïve ✕",
  });
  const trace = builder.trace();
  expect(trace.length).toBe(1);
  expect(trace.thread(0)).toBe(7);
  expect(trace.kind(0)).toBe(6);
  expect(trace.shape(0)).toBe(3);
  expect(trace.object(0)).toBe(3);
  expect(trace.line(0)).toBe(120);
  expect(trace.other(0)).toBe(2);
  expect(trace.time(0)).toBe(5_000_000_123);
  expect(trace.value(0)).toBe(-4);
  expect(trace.text(0)).toBe("naïve ✕");
});

test("values are told as Python would", () => {
  const builder = new TraceBuilder();
  builder.add(0, "write", { value: 2n ** 62n });
  builder.add(0, "write", { value: 1.5, double: true });
  builder.add(0, "write", { value: 2, double: true });
  builder.add(0, "write", { value: 1, boolean: true });
  builder.add(0, "write", { noValue: true, text: "word" });
  builder.add(0, "write", { value: -1 });
  const trace = builder.trace();
  const texts = Array.from({ length: trace.length }, (_, i) => trace.valueText(i));
  expect(texts).toEqual(["4611686018427387904", "1.5", "2.0", "True", "word", "-1"]);
});

test("however the bytes are cut, the trace is the same", () => {
  fc.assert(
    fc.property(randomTrace, fc.array(fc.integer({ min: 1, max: 97 })), (builder, cuts) => {
      const bytes = builder.bytes();
      const trace = new Trace();
      let at = 0;
      for (const cut of cuts) {
        trace.append(bytes.subarray(at, at + cut));
        at += cut;
      }
      trace.append(bytes.subarray(at));
      const whole = builder.trace();
      expect(trace.length).toBe(whole.length);
      for (let i = 0; i < trace.length; i++) {
        expect(trace.text(i)).toBe(whole.text(i));
        expect(trace.value(i)).toBe(whole.value(i));
        expect(trace.kind(i)).toBe(whole.kind(i));
        expect(trace.time(i)).toBe(whole.time(i));
      }
    }),
  );
});

test("bytes in shared memory are copied, and their text can be read", () => {
  const builder = new TraceBuilder();
  builder.add(0, "print", { text: "shared" });
  const shared = new Uint8Array(new SharedArrayBuffer(builder.bytes().length));
  shared.set(builder.bytes());
  const trace = new Trace();
  trace.append(shared);
  shared.fill(0);
  expect(trace.text(0)).toBe("shared");
});

test("a gap, an unknown kind and a broken record are refused with a sentence", () => {
  const builder = new TraceBuilder();
  builder.add(0, "begin");
  builder.add(0, "end");
  const gap = builder.bytes().subarray(40);
  expect(() => new Trace().append(gap)).toThrow(/goes on with event 1 where event 0/);
  const unknown = builder.bytes();
  unknown[6] = 200;
  expect(() => new Trace().append(unknown)).toThrow(/kind 200/);
  const huge = builder.bytes();
  huge.fill(255, 32, 36);
  expect(() => new Trace().append(huge)).toThrow(TraceError);
  const nobody = builder.bytes();
  new DataView(nobody.buffer).setUint16(4, NOBODY, true);
  expect(() => new Trace().append(nobody)).toThrow(TraceError);
});

test("a frozen trace takes nothing more", () => {
  const builder = new TraceBuilder();
  builder.add(0, "begin");
  const trace = builder.trace();
  expect(trace.frozen).toBe(true);
  expect(() => trace.append(builder.bytes())).toThrow(/frozen/);
});

test("a million events are taken in well within a second", () => {
  const bytes = new Uint8Array(40 * 1_000_000);
  const words = new Uint32Array(bytes.buffer);
  for (let i = 0; i < 1_000_000; i++) {
    words[10 * i] = i;
    words[10 * i + 1] = 16 << 16;
  }
  const trace = new Trace();
  const from = performance.now();
  for (let at = 0; at < bytes.length; at += 2 ** 20) trace.append(bytes.subarray(at, at + 2 ** 20));
  expect(performance.now() - from).toBeLessThan(1000);
  expect(trace.length).toBe(1_000_000);
});

test("bytes of texts are found and compared without decoding", () => {
  const builder = new TraceBuilder();
  builder.add(0, "print", { text: "ab\ncd" });
  builder.add(1, "print", { text: "ab\ncd" });
  builder.add(1, "print", { text: `${"x".repeat(400)}\n` });
  const trace = builder.trace();
  expect(trace.indexOfByte(0, 10, 0)).toBe(2);
  expect(trace.indexOfByte(0, 10, 3)).toBe(-1);
  expect(trace.indexOfByte(2, 10, 5)).toBe(400);
  expect(trace.sameText(0, 1)).toBe(true);
  expect(trace.sameText(0, 2)).toBe(false);
  expect(trace.text(0, 3, 5)).toBe("cd");
});
