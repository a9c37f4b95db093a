/**
 * npm test: installs what is missing, builds what changed, and runs all tests. As a script:
 *   node tests/run.js [checks] [native] [sanitizers] [web] [e2e]     all of them if none is named
 *
 * Its last line is "N passed, N failed", counted over all runners.
 */
import { buildWasm } from "../wasm/toolchain/build_wasm.js";
import { findEmscripten } from "../wasm/toolchain/emscripten.js";
import { Trouble, main, say, seconds } from "../wasm/toolchain/shell.js";
import { publishEngine } from "../web/site/engine.js";
import { checkNode, installNpmPackages } from "../web/site/packages.js";
import { runChecks } from "./checks.js";
import { ensureChromium } from "./runner/chromium.js";
import { VARIANTS, buildNative, installNativePackages, testNative } from "./runner/native.js";
import { runPhases, withNeeds } from "./runner/schedule.js";
import { runBrowserTests, runVitest } from "./runner/web.js";

/** What a person may ask for, and which phases it means. @type {Record<string, string[]>} */
const GROUPS = {
  checks: ["checks"],
  native: ["test_native"],
  sanitizers: ["test_tsan", "test_asan"],
  web: ["web"],
  e2e: ["e2e"],
};

/** @type {import("../wasm/toolchain/emscripten.js").Emscripten} */
let emscripten;
let chromium = "";

const [NATIVE, ...SANITIZED] = VARIANTS;

/** @param {import("./runner/native.js").Variant} variant @returns {import("./runner/schedule.js").Phase[]} */
const nativePhases = (variant) => [
  {
    id: `build_${variant.folder}`,
    title: `Building for: ${variant.title}`,
    needs: ["native_packages"],
    run: () => buildNative(variant),
  },
  {
    id: `test_${variant.folder}`,
    title: variant.title,
    needs: [`build_${variant.folder}`],
    alone: true,
    run: () => testNative(variant),
  },
];

/** @type {import("./runner/schedule.js").Phase[]} */
const PHASES = [
  {
    id: "native_packages",
    title: "C++ compiler and libraries",
    needs: [],
    run: installNativePackages,
  },
  { id: "npm", title: "npm packages", needs: [], run: installNpmPackages },
  {
    id: "emscripten",
    title: "Emscripten",
    needs: [],
    run: async () => {
      emscripten = await findEmscripten();
    },
  },
  { id: "checks", title: "Types and layout", needs: ["npm"], run: () => runChecks() },
  ...nativePhases(NATIVE),
  {
    id: "engine",
    title: "Building the engine",
    needs: ["emscripten", "npm"],
    run: async () => {
      await buildWasm(emscripten);
      await publishEngine(emscripten.version);
    },
  },
  {
    id: "page",
    title: "Building the page",
    needs: ["engine"],
    run: async () => (await import("../web/site/page.js")).buildPage(),
  },
  {
    id: "web",
    title: "JavaScript tests",
    needs: ["engine"],
    run: () => runVitest("web"),
  },
  {
    id: "chromium",
    title: "Chromium",
    needs: [],
    run: async () => {
      chromium = await ensureChromium();
    },
  },
  {
    id: "e2e",
    title: "Tests in Chromium",
    needs: ["page", "chromium"],
    alone: true,
    run: () => runBrowserTests(chromium),
  },
  ...SANITIZED.flatMap(nativePhases),
];

await main(async () => {
  checkNode();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in GROUPS));
  if (unknown !== undefined) {
    const known = Object.keys(GROUPS).join(", ");
    throw new Trouble(`"${unknown}" is no group of tests; there are: ${known}.`);
  }
  const groups = asked.length > 0 ? asked : Object.keys(GROUPS);
  const wanted = groups.flatMap((name) => GROUPS[name]);
  const begin = performance.now();
  const { counts, ok } = await runPhases(withNeeds(PHASES, wanted));
  say(
    `${ok ? "Everything passed" : "Not everything passed"}: ${seconds(performance.now() - begin)}`,
  );
  say(`${counts.passed} passed, ${counts.failed} failed`);
  return ok ? 0 : 1;
});
