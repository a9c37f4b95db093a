/**
 * The Python text that a demo was made from. It stands in a comment at the end of the demo's file, and
 * says of its lines which line of C++ they became:
 *
 *   /* python
 *   with lock:  #= With with(lock)      the first line of C++ that holds this text
 *   with lock:  #= With with(lock)@2    the second one
 *
 * From that the two texts are laid side by side.
 */
import { Trouble } from "../../wasm/toolchain/shell.js";

/** More lines of C++ than these without a counterpart are left out. */
const MOST_UNMATCHED = 6;

const BLOCK = /\n*(?:\/\/ clang-format off\n)?\/\* python\n([\s\S]*?)\*\/\s*$/;
const TAG = /\s*#= (.+?)(?:@(\d+))?$/;

/**
 * @typedef {object} Row lines that belong together; numbers count from 1
 * @property {number[]} python
 * @property {number[]} cpp
 * @property {boolean} [match] true: the one became the other
 */

/**
 * splitSource takes a demo's file apart.
 * @param {string} text
 * @param {string} file its name, for the sentence
 * @returns {{ cpp: string, python: string, pairs: [number, number][] }} python is "" when there is none; pairs are
 *   lines of Python and C++, in the order of the Python
 * @throws {Trouble} if a line of C++ that the Python names is not there
 */
export function splitSource(text, file) {
  const block = BLOCK.exec(text);
  if (!block) return { cpp: text, python: "", pairs: [] };
  const cpp = `${text.slice(0, block.index)}\n`;
  const lines = cpp.split("\n");
  /** @type {[number, number][]} */
  const pairs = [];
  const python = block[1].split("\n").map((line, i) => {
    const tag = TAG.exec(line);
    if (!tag) return line;
    const [whole, wanted, nth = "1"] = tag;
    const holding = lines.flatMap((one, n) => (one.includes(wanted) ? [n + 1] : []));
    const at = holding[Number(nth) - 1];
    if (at === undefined) {
      throw new Trouble(
        `${file}: line ${i + 1} of its Python names C++ that is not there: "${wanted}", time ${nth} of ${holding.length}.`,
      );
    }
    pairs.push([i + 1, at]);
    return line.slice(0, line.length - whole.length);
  });
  return { cpp, python: python.join("\n"), pairs };
}

/**
 * alignedRows lays Python and C++ side by side: pairs stand beside each other as far as both texts keep
 * their order, and what is between them goes between.
 * @param {[number, number][]} pairs
 * @param {number} pythonLines how many there are
 * @param {string[]} cpp the lines of C++
 * @returns {Row[]}
 */
export function alignedRows(pairs, pythonLines, cpp) {
  const spine = longestRising(pairs);
  if (spine.length === 0) return [{ python: upTo(1, pythonLines), cpp: [] }];
  /** @type {Row[]} */
  const rows = [];
  let python = 1;
  let line = spine[0][1];
  for (const [py, c] of spine) {
    between(rows, upTo(python, py - 1), upTo(line, c - 1));
    rows.push({ python: [py], cpp: [c], match: true });
    python = py + 1;
    line = c + 1;
  }
  // The function that the last pair is in ends at the next brace at the margin.
  const end = cpp.findIndex((text, i) => i + 1 >= line && text.startsWith("}"));
  between(rows, upTo(python, pythonLines), upTo(line, Math.max(end + 1, line - 1)));
  return rows;
}

/** @param {Row[]} rows @param {number[]} python @param {number[]} cpp */
function between(rows, python, cpp) {
  const shown = cpp.length > MOST_UNMATCHED && python.length === 0 ? [] : cpp;
  if (python.length > 0 || shown.length > 0) rows.push({ python, cpp: shown });
}

/** @param {number} first @param {number} last */
function upTo(first, last) {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/**
 * longestRising is the longest sequence of pairs in which both numbers rise.
 * @param {[number, number][]} pairs the first numbers rise
 */
function longestRising(pairs) {
  /** @type {{ length: number, before: number }[]} */
  const best = [];
  let last = -1;
  for (const [i, [, line]] of pairs.entries()) {
    let found = { length: 1, before: -1 };
    for (let j = 0; j < i; j++) {
      if (pairs[j][1] < line && best[j].length >= found.length) {
        found = { length: best[j].length + 1, before: j };
      }
    }
    best.push(found);
    if (last < 0 || found.length > best[last].length) last = i;
  }
  const spine = [];
  for (let i = last; i >= 0; i = best[i].before) spine.unshift(pairs[i]);
  return spine;
}
