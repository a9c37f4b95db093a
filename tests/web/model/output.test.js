import fc from "fast-check";
import { expect, test } from "vitest";
import { Output } from "../../../web/model/output.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {[number, string][]} writes */
function outputOf(writes) {
  const builder = new TraceBuilder();
  for (const [thread, text] of writes) builder.add(thread, "print", { text, value: 1 });
  const output = new Output(builder.trace());
  for (let i = 0; i < writes.length; i++) output.observe(i);
  return output;
}

/** @param {Output} output */
function lines(output) {
  return Array.from({ length: output.length }, (_, i) => [output.text(i), output.isTorn(i)]);
}

test("whole prints make whole lines", () => {
  const output = outputOf([
    [0, "a"],
    [0, "\n"],
    [1, "b"],
    [1, "\n"],
  ]);
  expect(lines(output)).toEqual([
    ["a", false],
    ["b", false],
  ]);
  expect(output.tornLines).toBe(0);
});

test("a print between a text and its end tears both lines, as the notebook's did", () => {
  const output = outputOf([
    [1, "Producer Amazon produces Amazon-2 (size=1)"],
    [2, "consumer Customer consumes Amazon-2 (size=0)"],
    [1, "\n"],
    [2, "\n"],
    [0, "All Done"],
    [0, "\n"],
  ]);
  expect(lines(output)).toEqual([
    [
      "Producer Amazon produces Amazon-2 (size=1)consumer Customer consumes Amazon-2 (size=0)",
      true,
    ],
    ["", true],
    ["All Done", false],
  ]);
  expect(output.pieces(0).map(({ thread }) => thread)).toEqual([1, 2]);
});

test("a text may hold line ends of its own", () => {
  const output = outputOf([
    [1, "aquired the system\n"],
    [1, "\n"],
    [1, "open"],
  ]);
  expect(lines(output)).toEqual([
    ["aquired the system", false],
    ["", false],
    ["open", false],
  ]);
});

test("at a step only what was written by then is there", () => {
  const output = outputOf([
    [1, "a"],
    [2, "b"],
    [1, "\n"],
    [2, "\n"],
  ]);
  expect(output.linesUpTo(-1)).toBe(0);
  expect(output.linesUpTo(0)).toBe(1);
  expect(output.pieces(0, 0).length).toBe(1);
  expect(output.pieces(0, 1).length).toBe(2);
  expect(output.linesUpTo(3)).toBe(2);
});

test("every character written is in exactly one piece or is a line's end", () => {
  const write = fc.tuple(fc.nat(2), fc.constantFrom("a", "bc\n", "\n", "", "d\ne", "✕\n\n"));
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), (writes) => {
      const all = writes.map(([, text]) => text).join("");
      const output = outputOf(writes);
      const back = Array.from({ length: output.length }, (_, i) => output.text(i)).join("\n");
      expect(back).toBe(all.endsWith("\n") ? all.slice(0, -1) : all);
    }),
  );
});
