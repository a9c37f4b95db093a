// The layers, read from the sources' own includes and imports.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string} folder @param {RegExp} name @returns {string[]} paths from the root */
function files(folder, name) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {string} file */
const text = (file) => readFileSync(join(ROOT, file), "utf8");

/** @param {string} file @returns {string[]} what it includes, as written */
const includes = (file) =>
  [...text(file).matchAll(/^#include ["<]([^">]+)[">]/gm)].map((match) => match[1]);

/** Which folders of wasm/ a folder may include from; "demo.h" is the file. @type {Record<string, string[]>} */
const MAY_INCLUDE = {
  kernel: ["kernel"],
  sync: ["sync", "kernel"],
  process: ["process", "sync", "kernel"],
  python: ["python", "process", "sync", "kernel", "bignum"],
  bignum: ["bignum"],
  schedulers: ["schedulers", "kernel"],
  explore: ["explore", "schedulers", "kernel"],
  demos: ["demo.h", "python", "sync"],
  wire: ["wire", "demo.h", "explore", "schedulers", "sync", "kernel"],
  cli: ["cli", "wire", "explore", "demo.h", "kernel"],
};

const CPP = /\.(h|cpp|def)$/;
const LAYERS = Object.keys(MAY_INCLUDE);

for (const [layer, allowed] of Object.entries(MAY_INCLUDE)) {
  test(`wasm/${layer} includes only ${allowed.join(", ")}`, () => {
    const wrong = [];
    for (const file of files(`wasm/${layer}`, CPP)) {
      for (const include of includes(file)) {
        const from = include.split("/")[0];
        if (![...LAYERS, "demo.h"].includes(from)) continue;
        if (!allowed.includes(from)) wrong.push(`${file} includes ${include}`);
      }
    }
    expect(wrong).toEqual([]);
  });
}

test("only process knows nlohmann/json, only the modules, the fibers, the processes, the runtime and the digits know Emscripten", () => {
  const json = [];
  const emscripten = [];
  for (const file of files("wasm", /\.(h|cpp)$/)) {
    if (includes(file).some((it) => it.startsWith("nlohmann"))) json.push(dirname(file));
    if (includes(file).some((it) => it.startsWith("emscripten"))) emscripten.push(file);
  }
  expect([...new Set(json)]).toEqual(["wasm/process"]);
  expect(emscripten).toEqual([
    "wasm/kernel/controlled/fiber_emscripten.cpp",
    "wasm/kernel/live/process_host_wasm.cpp",
    "wasm/module_controlled.cpp",
    "wasm/module_describe.cpp",
    "wasm/module_live.cpp",
    "wasm/runtime_wasm.cpp",
    "wasm/sync/number_wasm.cpp",
  ]);
});

test("no primitive and no demo asks which engine runs it", () => {
  for (const file of ["sync", "process", "python", "demos"].flatMap((it) =>
    files(`wasm/${it}`, CPP),
  )) {
    expect(text(file), file).not.toMatch(/LiveEngine|\bExecution\b|__EMSCRIPTEN__|__wasm__/);
  }
});

test("the kinds of event keep their rows", () => {
  const rows = [...text("wasm/kernel/event.def").matchAll(/^EVENT\((\w+),/gm)].map((it) => it[1]);
  expect(rows).toEqual(
    (
      "step object start begin end join acquire release wait notify wake set clear put get " +
      "task_done read write update sleep print random deadlock edge finish arrive pass phase " +
      "alive count abort hit miss keep evict compute progress exit kill close"
    ).split(" "),
  );
});

/** @param {string} file @returns {string[]} the project's own files that it imports, from the root */
const imports = (file) =>
  [...text(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) =>
    relative(ROOT, resolve(ROOT, dirname(file), match[1])),
  );

/** Which folders of web/ a folder may import from. @type {Record<string, string[]>} */
const MAY_IMPORT = {
  lib: ["lib"],
  model: ["model", "lib"],
  engine: ["engine", "model", "lib"],
  views: ["model", "lib", "styles"],
};

for (const [layer, allowed] of Object.entries(MAY_IMPORT)) {
  test(`web/${layer} imports only ${allowed.join(", ")}`, () => {
    const wrong = [];
    for (const file of files(`web/${layer}`, /\.js$/)) {
      for (const imported of imports(file)) {
        const from = imported.split("/")[1];
        // A type alone ties nothing together.
        if (!allowed.includes(from)) wrong.push(`${file} imports ${imported}`);
      }
    }
    expect(wrong).toEqual([]);
  });
}

test("the model touches no document", () => {
  for (const file of files("web/model", /\.js$/)) {
    expect(text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""), file).not.toMatch(
      /\b(document|window|HTMLElement|localStorage)\s*[.[]/,
    );
  }
});

test("a file is at most 300 lines, or its header says why", () => {
  const long = [...files("wasm", /\.(h|cpp|js)$/), ...files("web", /\.js$/)].filter(
    (file) => text(file).split("\n").length > 301,
  );
  for (const file of long)
    expect(text(file).slice(0, 4000), file).toMatch(/300\s+lines|longer than/i);
});
