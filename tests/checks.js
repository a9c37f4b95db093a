/**
 * Checks that need no test: types, and layout. As a script:
 *   node tests/checks.js            checks
 *   node tests/checks.js --write    lays everything out
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages, isDebian } from "../wasm/toolchain/debian.js";
import { PROJECT } from "../wasm/toolchain/places.js";
import { lastLines, main, run, say } from "../wasm/toolchain/shell.js";
import { noCounts } from "./runner/counts.js";

/** Versions of clang-format differ in their taste; this one's is ours. */
const CLANG_FORMAT = 14;
const CXX = /\.(cpp|h|def)$/;

/** @param {string} name */
const bin = (name) => join(PROJECT, "node_modules", ".bin", name);

/** @returns {string[]} our C++ files */
function cxxFiles() {
  return ["wasm", "tests"].flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => CXX.test(name))
      .map((name) => join(folder, name)),
  );
}

/** @returns {Promise<string | null>} the clang-format of our version */
async function findClangFormat() {
  if (isDebian()) await installPackages(["clang-format"], "check the C++ layout").catch(() => {});
  for (const name of [`clang-format-${CLANG_FORMAT}`, "clang-format"]) {
    const { code, output } = await run(name, ["--version"]);
    if (code === 0 && output.includes(`version ${CLANG_FORMAT}.`)) return name;
  }
  return null;
}

/**
 * @typedef {object} Check
 * @property {string} title
 * @property {string} remedy
 * @property {(write: boolean) => Promise<import("../wasm/toolchain/shell.js").RunResult | null>} run
 *   null: it cannot be checked here
 */

/** @type {readonly Check[]} */
const CHECKS = [
  {
    title: "types (tsc)",
    remedy: "Correct the types that tsc complains about above.",
    run: async (write) =>
      write ? null : run(bin("tsc"), ["--project", PROJECT, "--pretty", "false"], { cwd: PROJECT }),
  },
  {
    title: "JavaScript layout (prettier)",
    remedy: 'Run "npm run format".',
    run: (write) => {
      const args = [write ? "--write" : "--check", "--log-level", "warn", "."];
      return run(bin("prettier"), args, { cwd: PROJECT });
    },
  },
  {
    title: "C++ layout (clang-format)",
    remedy: 'Run "npm run format".',
    run: async (write) => {
      const command = await findClangFormat();
      if (!command) return null;
      const mode = write ? ["-i"] : ["--dry-run", "--Werror"];
      return run(command, [...mode, ...cxxFiles()], { cwd: PROJECT });
    },
  },
];

/**
 * runChecks runs all checks; each counts as one test.
 * @returns {Promise<import("./runner/schedule.js").Outcome>}
 */
export async function runChecks(write = false) {
  const counts = noCounts();
  let output = "";
  for (const check of CHECKS) {
    const result = await check.run(write);
    if (result === null) {
      counts.skipped++;
    } else if (result.code === 0) {
      counts.passed++;
    } else {
      counts.failed++;
      output += `${lastLines(result.output, 40)}\n${check.title}: failed. ${check.remedy}\n`;
    }
  }
  return { counts, output };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(async () => {
    const write = process.argv.includes("--write");
    const { counts, output = "" } = await runChecks(write);
    if (output) say(output.trimEnd());
    if (!write) say(`${counts.passed} passed, ${counts.failed} failed`);
    return counts.failed > 0 ? 1 : 0;
  });
}
