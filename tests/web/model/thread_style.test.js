import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COLOURS, threadStyle } from "../../../web/model/thread_style.js";

const tokens = readFileSync(new URL("../../../web/styles/tokens.css", import.meta.url), "utf8");

/** @param {string} name @returns {[string, string]} its light and its dark value */
function token(name) {
  const found = new RegExp(`${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  if (!found) throw new Error(`${name} is not in tokens.css`);
  return [found[1], found[2]];
}

/** @param {string} colour */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const threads = Array.from({ length: COLOURS + 1 }, (_, i) => `--thread-${i}`);

test.each([...threads, "--line-strong"])("%s stands out from every ground, 3:1", (name) => {
  for (const ground of ["--surface", "--ground", "--inset"]) {
    for (const theme of [0, 1]) {
      expect(contrast(token(name)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(3);
    }
  }
});

test.each(["--ink", "--ink-2", "--danger", "--warn", "--accent", "--good"])(
  "text in %s can be read on every ground, 4.5:1",
  (name) => {
    for (const ground of ["--surface", "--ground", "--inset"]) {
      for (const theme of [0, 1]) {
        expect(contrast(token(name)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(4.5);
      }
    }
  },
);

test.each([
  ["--danger", "--danger-soft"],
  ["--ink", "--danger-soft"],
  ["--ink-2", "--danger-soft"],
  ["--ink", "--warn-soft"],
  ["--warn", "--warn-soft"],
  ["--ink", "--accent-soft"],
])("text in %s can be read on %s", (name, ground) => {
  for (const theme of [0, 1]) {
    expect(contrast(token(name)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(4.5);
  }
});

test("56 threads have 56 marks of colour and shape, the main thread one of its own", () => {
  const marks = new Set();
  for (let id = 0; id <= 56; id++) {
    const { colour, shape } = threadStyle(id);
    marks.add(`${colour} ${shape}`);
  }
  expect(marks.size).toBe(57);
  expect(threadStyle(0).shape).toBe(0);
  expect(threadStyle(3)).toBe(threadStyle(3));
});
