/**
 * Builds the wasm modules, two a chapter of demos, into WASM_BUILD.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuildTools } from "./build_tools.js";
import { withLock } from "./file_lock.js";
import { prepareHeaders } from "./headers.js";
import { EXTRA_DEMOS, PROJECT, WASM_BUILD } from "./places.js";
import { Trouble, lastLines, say } from "./shell.js";

/**
 * Two cores are what the smallest machine we think of has; Ninja's own choice may need too much
 * memory there.
 */
const JOBS = process.env.CMAKE_BUILD_PARALLEL_LEVEL ?? "2";

/**
 * buildWasm builds what changed since the last time.
 * @param {import("./emscripten.js").Emscripten} emscripten
 * @throws {Trouble} with the compiler's words
 */
export function buildWasm(emscripten) {
  if (EXTRA_DEMOS) checkExtraDemos();
  const waiting = "Another process is building the engine; waiting for it ...";
  return withLock(`${WASM_BUILD}.lock`, waiting, () => build(emscripten));
}

/** @throws {Trouble} if the folder of further demos has none */
function checkExtraDemos() {
  const named = `INTERLEAVE_EXTRA_DEMOS names ${EXTRA_DEMOS}`;
  if (!existsSync(EXTRA_DEMOS)) throw new Trouble(`${named}, but there is no such folder.`);
  const names = readdirSync(EXTRA_DEMOS).filter((name) => name.endsWith(".cpp"));
  if (names.length === 0) throw new Trouble(`${named}, but there is no .cpp file in it.`);
  const taken = names.find((name) => existsSync(join(PROJECT, "wasm", "demos", name)));
  if (taken)
    throw new Trouble(`${named}, but a demo's file is called ${taken} already: rename it.`);
}

/** @param {import("./emscripten.js").Emscripten} emscripten */
async function build(emscripten) {
  if (emscripten.systemRoot === "") await ensureBuildTools();
  const headers = await prepareHeaders(emscripten.systemRoot);
  // Another Emscripten's objects cannot be linked with this one's.
  const stamp = join(WASM_BUILD, "emscripten.txt");
  const made = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  const kind = `${emscripten.version} ${emscripten.systemRoot}`;
  if (made !== kind) rmSync(WASM_BUILD, { recursive: true, force: true });
  mkdirSync(WASM_BUILD, { recursive: true });
  if (!existsSync(join(WASM_BUILD, "build.ninja"))) {
    const settings = ["-DCMAKE_BUILD_TYPE=Release", `-DINTERLEAVE_HEADERS=${headers}`];
    if (EXTRA_DEMOS) settings.push(`-DINTERLEAVE_EXTRA_DEMOS=${EXTRA_DEMOS}`);
    const configure = ["cmake", "-S", PROJECT, "-B", WASM_BUILD, "-G", "Ninja", ...settings];
    await must(emscripten, "The wasm build could not be set up.", "emcmake", configure);
    writeFileSync(stamp, kind);
  }
  const make = ["--build", WASM_BUILD, "-j", JOBS];
  await must(emscripten, "The engine could not be compiled to wasm.", "cmake", make);
}

/**
 * @param {import("./emscripten.js").Emscripten} emscripten
 * @param {string} sentence
 * @param {string} command
 * @param {string[]} args
 */
async function must(emscripten, sentence, command, args) {
  const onOutput = progress();
  const { code, output } = await emscripten.run(command, args, { cwd: PROJECT, onOutput });
  if (code !== 0) throw new Trouble(sentence, lastLines(output, 60));
}

/** How often a long build says how far it is. */
const PROGRESS_MS = 15_000;

/** @returns {(text: string) => void} what passes Ninja's "[7/57]" on, now and then */
function progress() {
  let last = performance.now();
  return (text) => {
    const done = [...text.matchAll(/^\[(\d+)\/(\d+)\]/gm)].at(-1);
    if (!done || performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    say(`  ${done[1]} of ${done[2]} steps`);
  };
}
