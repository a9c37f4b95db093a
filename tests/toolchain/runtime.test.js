/** What a module has in the place of the C library's: numbers out of JSON, characters into it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { findEmscripten } from "../../wasm/toolchain/emscripten.js";
import { prepareHeaders } from "../../wasm/toolchain/headers.js";
import { BUILD, PROJECT } from "../../wasm/toolchain/places.js";

/**
 * @type {{ readNumber: (json: string) => string, readPrefix: (text: string) => string, formatted: () => string,
 *   writeText: (text: string) => string }}
 */
let program;

beforeAll(async () => {
  const emscripten = await findEmscripten();
  const headers = await prepareHeaders(emscripten.systemRoot);
  const folder = join(BUILD, "runtime_test");
  mkdirSync(folder, { recursive: true });
  const sources = [
    "tests/toolchain/runtime.cpp",
    "wasm/runtime_wasm.cpp",
    "wasm/sync/number_wasm.cpp",
  ];
  const out = join(folder, "program.mjs");
  const args = [
    ...["-std=c++20", "-Oz", "-fexceptions", "-sMODULARIZE=1", "-sEXPORT_ES6=1"],
    ...["-sENVIRONMENT=node", "-sEXPORTED_RUNTIME_METHODS=cwrap", "-Iwasm"],
    ...["-isystem", headers, ...sources, "-o", out],
  ];
  const { code, output } = await emscripten.run("em++", args, { cwd: PROJECT });
  expect(code, output).toBe(0);
  const { default: load } = await import(pathToFileURL(out).href);
  const { cwrap } = await load();
  program = {
    readNumber: cwrap("read_number", "string", ["string"]),
    readPrefix: cwrap("read_prefix", "string", ["string"]),
    formatted: cwrap("formatted", "string", []),
    writeText: cwrap("write_text", "string", ["string"]),
  };
});

/** @param {number} value */
function bits(value) {
  return `${new BigUint64Array(new Float64Array([value]).buffer)[0]}`;
}

test("a number is read as JavaScript reads it, to the last bit", () => {
  for (const json of ["0.0", "-0.0", "1e23", "5e-324", "1e-400", "1.7976931348623157E+308"]) {
    expect(program.readNumber(json), json).toBe(bits(Number(json)));
  }
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const json = value.toExponential();
      expect(program.readNumber(json)).toBe(bits(Number(json)));
    }),
    { numRuns: 2000 },
  );
  expect(program.readNumber("1e400")).toContain("number overflow");
});

test("strtod reads what a text begins with, and no more", () => {
  for (const [text, value, length] of /** @type {[string, number, number][]} */ ([
    [" \t-12.5e+3x", -12500, 10],
    ["1.5-2", 1.5, 3],
    ["7e", 7, 1],
    ["7e+", 7, 1],
    [".5.", 0.5, 2],
    ["3.", 3, 2],
    ["-inf", -Infinity, 4],
    ["Infinity!", Infinity, 8],
    ["1e999", Infinity, 5],
    [".", 0, 0],
    ["- 1", 0, 0],
    ["", 0, 0],
  ])) {
    expect(program.readPrefix(text), text).toBe(`${bits(value)} ${length}`);
  }
  expect(program.readPrefix("nano")).toMatch(/ 3$/);
});

test("a program's own formatting is the C library's", () => {
  expect(program.formatted()).toBe("-7 text 2.500 ff 1.500000");
});

test("a character is written by its number, with as many digits as JSON has", () => {
  const ascii = (/** @type {string} */ text) =>
    JSON.stringify(text).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  const all = '\u0001\u0008\u001f "\\\u007f\u00e9\u20ac\u{1f600}\u{10ffff}';
  expect(program.writeText(all)).toBe(ascii(all));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      const shown = text.replaceAll("\0", "");
      expect(program.writeText(shown)).toBe(ascii(shown));
    }),
  );
});

test("what is wrong with a text is told with the character's number", () => {
  expect(program.readNumber('"\u0001"')).toContain("<U+0001>");
});
