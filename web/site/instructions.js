/**
 * The instructions that the compiler made of one function of a demo, out of the very module that runs live.
 *
 * The module has no names; the linker's symbol map tells which function has which number, and WABT (the
 * WebAssembly community group's tools) writes a module as text.
 */
import { Trouble } from "../../wasm/toolchain/shell.js";

/** What the engine's modules are made of, beyond the first version of WebAssembly. */
const FEATURES = {
  ...{ exceptions: true, mutable_globals: true, sat_float_to_int: true, sign_extension: true },
  ...{ simd: true, threads: true, multi_value: true, bulk_memory: true, reference_types: true },
};

/**
 * @typedef {object} Instruction
 * @property {string} text
 * @property {number} depth how many blocks it is in
 * @property {"load" | "add" | "store"} [mark] what it does to the shared value
 * @property {number} [line] of the source that it came from, where it is marked
 */

/**
 * readSymbols reads a symbol map: a line a function, its number and its name.
 * @param {string} text
 * @returns {Map<number, string>}
 */
export function readSymbols(text) {
  const names = new Map();
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const name = line
      .slice(colon + 1)
      .replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
    names.set(Number(line.slice(0, colon)), name);
  }
  return names;
}

/**
 * disassemble writes a module as text.
 * @param {Uint8Array} wasm
 * @returns {Promise<string[]>} its lines
 */
export async function disassemble(wasm) {
  const { default: load } = await import("wabt");
  const wabt = await load();
  const module = wabt.readWasm(wasm, { ...FEATURES, readDebugNames: false });
  try {
    return module.toText({ foldExprs: false, inlineExport: false }).split("\n");
  } finally {
    module.destroy();
  }
}

/**
 * instructionsOf finds a function in a disassembled module, and marks where it reads, adds and writes.
 * @param {string[]} lines the module's
 * @param {Map<number, string>} symbols
 * @param {string} name the function's, without its namespace: "worker(int)"
 * @param {string} source of the demo, C++
 * @returns {{ of: string, lines: Instruction[] }}
 * @throws {Trouble} if there is no such function, or several
 */
export function instructionsOf(lines, symbols, name, source) {
  const found = [...symbols].filter(([, symbol]) => symbol === `(anonymous namespace)::${name}`);
  if (found.length !== 1) {
    throw new Trouble(
      `The module has ${found.length} functions "${name}", so their instructions cannot be shown.`,
    );
  }
  const begin = lines.findIndex((line) => line.startsWith(`  (func (;${found[0][0]};)`));
  if (begin < 0) throw new Trouble(`"${name}" is not in the text of the module.`);
  /** @type {Instruction[]} */
  const all = [];
  for (let at = begin + 1; at < lines.length && !/^ {2}\(/.test(lines[at]); at++) {
    const line = lines[at];
    if (/^\s*\((local|param|result)/.test(line)) continue;
    const depth = Math.max(0, (line.search(/\S/) - 4) / 2);
    const last = at + 1 >= lines.length || /^ {2}\(/.test(lines[at + 1]);
    const text = named(last ? line.trim().replace(/\)$/, "") : line.trim(), symbols);
    if (text !== "") all.push({ text, depth });
  }
  mark(all, source);
  return { of: name.slice(0, name.indexOf("(")), lines: all };
}

/** @param {string} text @param {Map<number, string>} symbols */
function named(text, symbols) {
  const call = /^call (\d+)$/.exec(text);
  const plain = text.replace(/ \(;.*?;\)| *;;.*$/g, "");
  if (!call) return plain;
  const name = symbols.get(Number(call[1])) ?? call[1];
  return `call ${name.replaceAll("interleave::", "").replace(/\(Location\)$/, "()")}`;
}

/** @param {Instruction[]} all @param {string} source */
function mark(all, source) {
  const lines = source.split("\n");
  const lineOf = (/** @type {string} */ text) => {
    const at = lines.findIndex((line) => line.includes(text));
    return at < 0 ? undefined : at + 1;
  };
  const load = all.findIndex(({ text }) => /^call Shared<\w+>::read\(/.test(text));
  const store = all.findIndex(({ text }) => /^call Shared<\w+>::write\(/.test(text));
  if (load < 0 || store < 0) return;
  Object.assign(all[load], { mark: "load", line: lineOf(".read()") });
  Object.assign(all[store], { mark: "store", line: lineOf(".write(") });
  // The last one before the store that adds 1: others reckon addresses.
  const add = all.findLastIndex(
    ({ text }, i) =>
      text === "i32.add" && all[i - 1].text === "i32.const 1" && i > load && i < store,
  );
  if (add >= 0) Object.assign(all[add], { mark: "add", line: lineOf(".write(") });
}
