import { expect, test } from "vitest";
import { count, duration, durationTick, grouped, list } from "../../../web/lib/format.js";

test.each([
  [0, "0 s"],
  [512, "512 ns"],
  [1500, "1.50 µs"],
  [12_345_678, "12.3 ms"],
  [999_700_000, "1.00 s"],
  [10_000_000_000, "10.0 s"],
  [1_234e9, "1,234 s"],
])("%d ns is %s", (nanoseconds, text) => {
  expect(duration(nanoseconds)).toBe(text);
});

test("numbers and nouns agree", () => {
  expect(count(1, "event")).toBe("1 event");
  expect(count(1200, "event")).toBe("1,200 events");
  expect(count(2, "thread is", "threads are")).toBe("2 threads are");
  expect(grouped(1_677_796)).toBe("1,677,796");
});

test("words are joined as in a sentence", () => {
  expect(list([])).toBe("");
  expect(list(["a"])).toBe("a");
  expect(list(["a", "b", "c"])).toBe("a, b and c");
  expect(list(["a", "b"], "or")).toBe("a or b");
});

test("ticks have one unit and the digits that tell them apart", () => {
  expect([0, 2e9, 10e9].map((tick) => durationTick(tick, 2e9, 10e9))).toEqual([
    "0 s",
    "2 s",
    "10 s",
  ]);
  expect(durationTick(1.2003e9, 1e5, 1.2005e9)).toBe("1.2003 s");
  expect(durationTick(500e3, 500e3, 2e6)).toBe("0.5 ms");
  expect(durationTick(40, 20, 80)).toBe("40 ns");
});
