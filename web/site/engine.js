/**
 * The engine as the page loads it: a folder whose name is the hash of all that is in it, so that it
 * may be kept for ever.
 *
 *   build/engine/<hash>/   live-<chapter>.js live-<chapter>.wasm, the same of controlled, demos.json, sources/<id>.json
 *   build/engine/current.json   {"version": "<hash>", "inputs": "<hash of what it was made from>"}
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cureLostWakeups } from "../../wasm/toolchain/lost_wakeup.js";
import { ENGINE, EXTRA_DEMOS, PROJECT, WASM_BUILD } from "../../wasm/toolchain/places.js";
import { Trouble, mustRun } from "../../wasm/toolchain/shell.js";
import { disassemble, instructionsOf, readSymbols } from "./instructions.js";
import { alignedRows, splitSource } from "./python.js";

/** What a page loads of a module. */
const OF_A_MODULE = /^(live|controlled)-\d+\.(js|wasm)$/;
/** Which function of a live module has which name. */
const SYMBOLS = /^live-\d+\.js\.symbols$/;
const DEMOS = join(PROJECT, "wasm", "demos");
const CURRENT = join(ENGINE, "current.json");

/** @typedef {Map<string, Buffer>} Files path -> contents */

/**
 * hashOf names a set of files by what they are called and what is in them.
 * @param {Files} files in whatever order
 * @returns {string} 16 hexadecimal digits
 */
export function hashOf(files) {
  const hash = createHash("sha256");
  for (const [path, contents] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${contents.length}\0`).update(contents);
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * currentEngine tells which engine is the newest one.
 * @returns {{ version: string, inputs: string }}
 * @throws {Trouble} if there is none
 */
export function currentEngine() {
  try {
    return JSON.parse(readFileSync(CURRENT, "utf8"));
  } catch {
    throw new Trouble('The engine is not built yet: run "npm run build".');
  }
}

/**
 * publishEngine makes the engine's folder from what was compiled, unless nothing changed.
 * @param {string} emscripten its version
 * @returns {Promise<string>} the engine's version
 */
export async function publishEngine(emscripten) {
  const inputs = hashOf(readInputs());
  try {
    const current = currentEngine();
    if (current.inputs === inputs && readdirSync(join(ENGINE, current.version)).length > 0) {
      return current.version;
    }
  } catch {
    // None yet, or its folder is gone: made below.
  }
  const { version, files } = await makeFiles(emscripten);
  writeFolder(version, files);
  writeFileSync(CURRENT, `${JSON.stringify({ version, inputs })}\n`);
  for (const name of readdirSync(ENGINE)) {
    if (name !== version && name !== "current.json")
      rmSync(join(ENGINE, name), { recursive: true });
  }
  return version;
}

/** @returns {Map<string, string>} every demo's source: its name -> its path */
function demoFiles() {
  const folders = EXTRA_DEMOS ? [DEMOS, EXTRA_DEMOS] : [DEMOS];
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".cpp"))
        .map((name) => /** @type {const} */ ([name, join(folder, name)])),
    ),
  );
}

/** @returns {Files} all that an engine's files depend on */
function readInputs() {
  const built = readdirSync(WASM_BUILD).filter(
    (name) => OF_A_MODULE.test(name) || SYMBOLS.test(name) || /^describe\.(js|wasm)$/.test(name),
  );
  const paths = built.map((name) => join(WASM_BUILD, name));
  paths.push(...demoFiles().values());
  for (const name of ["engine.js", "highlight.js", "instructions.js", "python.js"])
    paths.push(join(PROJECT, "web", "site", name));
  paths.push(join(PROJECT, "wasm", "toolchain", "lost_wakeup.js"), join(PROJECT, "package.json"));
  return new Map(paths.map((path) => [path, readFileSync(path)]));
}

/**
 * @param {string} emscripten
 * @returns {Promise<{ version: string, files: Files }>}
 */
async function makeFiles(emscripten) {
  /** @type {Files} */
  const files = new Map();
  for (const name of readdirSync(WASM_BUILD).filter((one) => OF_A_MODULE.test(one))) {
    const built = readFileSync(join(WASM_BUILD, name));
    const cured = /^live.*\.js$/.test(name)
      ? Buffer.from(cureLostWakeups(String(built), emscripten))
      : built;
    files.set(name, cured);
  }
  const catalog = await describe();
  for (const [path, value] of await makeSources(catalog.demos)) {
    files.set(path, Buffer.from(JSON.stringify(value)));
  }
  // The list of demos tells the version, so the version is made of the list without it.
  const version = hashOf(new Map([...files, ["demos.json", Buffer.from(JSON.stringify(catalog))]]));
  files.set("demos.json", Buffer.from(JSON.stringify({ ...catalog, version })));
  return { version, files };
}

/** @typedef {{ id: string, chapter: number, source: string, instructions: string }} Described */

/** @returns {Promise<{ demos: Described[] }>} */
async function describe() {
  const script = join(PROJECT, "wasm", "toolchain", "describe.js");
  const sentence = "The engine was built, but does not tell which demos it has.";
  const module = join(WASM_BUILD, "describe.js");
  const text = await mustRun(sentence, process.execPath, [script, module]);
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(sentence, text.slice(0, 400));
  }
}

/**
 * @param {Described[]} demos
 * @returns {Promise<[string, object][]>}
 */
async function makeSources(demos) {
  const { makeHighlighter } = await import("./highlight.js");
  const highlight = await makeHighlighter();
  const files = demoFiles();
  /** @type {Map<number, { symbols: Map<number, string>, lines: string[] }>} */
  const modules = new Map();
  for (const { chapter, instructions } of demos) {
    if (!instructions || modules.has(chapter)) continue;
    const module = join(WASM_BUILD, `live-${chapter}`);
    const symbols = readSymbols(readFileSync(`${module}.js.symbols`, "utf8"));
    modules.set(chapter, { symbols, lines: await disassemble(readFileSync(`${module}.wasm`)) });
  }
  return demos.map(({ id, chapter, source, instructions: name }) => {
    const { cpp, python, pairs } = splitSource(
      readFileSync(files.get(source) ?? "", "utf8"),
      source,
    );
    const module = modules.get(chapter);
    const instructions =
      name && module ? instructionsOf(module.lines, module.symbols, name, cpp) : undefined;
    const shown = { id, file: source, text: cpp, html: highlight(cpp), instructions };
    if (python === "") return [`sources/${id}.json`, shown];
    const rows = alignedRows(pairs, python.trimEnd().split("\n").length, cpp.split("\n"));
    const beside = { text: python, html: highlight(python, "python"), pairs, rows };
    return [`sources/${id}.json`, { ...shown, python: beside }];
  });
}

/**
 * @param {string} version
 * @param {Files} files
 */
function writeFolder(version, files) {
  const folder = join(ENGINE, version);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  for (const [path, contents] of files) {
    mkdirSync(dirname(join(partial, path)), { recursive: true });
    writeFileSync(join(partial, path), contents);
  }
  renameSync(partial, folder);
}
