/** What the notebooks' cells print, in the browser; the native tests read the same table (tests/demos/notebook_test.cpp). */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { test } from "./support/fixtures.js";

/**
 * @typedef {object} Row
 * @property {string} cell
 * @property {string} demo
 * @property {Record<string, string>} [values]
 * @property {"fixed" | "any"} order in any order, lines may be torn, but no text is
 * @property {string[]} texts one that begins with ~ is a regular expression
 * @property {string} [last]
 */

/** @type {Row[]} */
const ROWS = JSON.parse(readFileSync(new URL("../demos/notebook.json", import.meta.url), "utf8"));

/** @param {string} text */
const pattern = (text) =>
  new RegExp(
    text.startsWith("~") ? text.slice(1) : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    "u",
  );

/** @param {Row} row @param {string} output */
function check(row, output) {
  const where = `${row.cell}:\n${output}`;
  if (row.last) expect(output.endsWith(`${row.last}\n`), where).toBe(true);
  let rest = output;
  let at = 0;
  for (const text of row.texts) {
    const found = pattern(text).exec(rest.slice(at));
    if (!found) throw new Error(`"${text}" is missing in ${where}`);
    if (row.order === "fixed") expect(found.index, `"${text}" comes too late in ${where}`).toBe(0);
    const from = at + found.index;
    rest = rest.slice(0, from) + rest.slice(from + found[0].length);
    if (row.order === "fixed") at++; // past its end of line
  }
  expect(rest, where).toBe("\n".repeat(row.texts.length));
}

for (const [mode, button] of /** @type {const} */ ([
  ["live", "Run live"],
  ["controlled", "Run controlled"],
])) {
  test(`every cell's lines come out, ${mode}`, async ({ visit }) => {
    const page = await visit();
    for (const row of ROWS) {
      const values = new URLSearchParams(row.values).toString();
      // Where the clock's reading is printed, a late wake-up must not count for much.
      const speed = /sleep|cache/.test(row.demo) ? 10 : 1000;
      await page.open(`#/v1/${row.demo}?${values}&mode=${mode}&speed=${speed}`);
      await page.button(button).waitFor();
      expect(await page.run(button), row.cell).toMatch(/^Finished/);
      check(row, (await page.lines()).map((line) => `${line}\n`).join(""));
    }
  });
}
