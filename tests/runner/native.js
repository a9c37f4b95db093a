/**
 * The phases that build the C++ side for this machine and run its tests.
 */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "../../wasm/toolchain/debian.js";
import { BUILD, PROJECT } from "../../wasm/toolchain/places.js";
import { Trouble, lastLines, mustRun, run } from "../../wasm/toolchain/shell.js";
import { countCtest } from "./counts.js";

/** Two, as many as the cores we plan for. */
const JOBS = "2";

/** A test that takes longer hangs. */
const TEST_SECONDS = "300";

/**
 * @typedef {object} Variant
 * @property {string} folder in build/
 * @property {string} title
 * @property {string} [sanitize] what -fsanitize= takes
 */

/** @type {readonly Variant[]} */
export const VARIANTS = [
  { folder: "native", title: "C++ tests" },
  { folder: "tsan", title: "C++ tests under ThreadSanitizer", sanitize: "thread" },
  {
    folder: "asan",
    title: "C++ tests under Address and Undefined sanitizers",
    sanitize: "address,undefined",
  },
];

const PACKAGES = [
  ...["g++", "cmake", "ninja-build", "nlohmann-json3-dev", "libboost-dev"],
  ...["libgtest-dev", "libgmock-dev", "libbenchmark-dev", "libgmp-dev"],
];

/** installNativePackages installs, on Debian, what the native build needs. */
export function installNativePackages() {
  return installPackages(PACKAGES, "build and test natively");
}

/**
 * buildNative builds one variant.
 * @param {Variant} variant
 */
export async function buildNative({ folder, sanitize = "" }) {
  const place = join(BUILD, folder);
  if (!existsSync(join(place, "build.ninja"))) {
    const settings = ["-DCMAKE_BUILD_TYPE=Release", `-DINTERLEAVE_SANITIZE=${sanitize}`];
    const args = ["-S", PROJECT, "-B", place, "-G", "Ninja", ...settings];
    await mustRun(`CMake could not set up build/${folder}.`, "cmake", args);
  }
  const { code, output } = await run("cmake", ["--build", place, "-j", JOBS]);
  if (code !== 0) throw new Trouble(`build/${folder} does not compile.`, lastLines(output, 60));
}

/** Sanitizers stop at the first report, and say where it comes from. */
const SANITIZER_OPTIONS = {
  TSAN_OPTIONS: [
    "halt_on_error=1 second_deadlock_stack=1 die_after_fork=0 allocator_may_return_null=1",
    `suppressions='${join(PROJECT, "tests/runner/tsan_suppressions.txt")}'`,
  ].join(" "),
  ASAN_OPTIONS: "detect_stack_use_after_return=0 allocator_may_return_null=1",
  UBSAN_OPTIONS: "print_stacktrace=1",
};

/**
 * testNative runs one variant's tests.
 * @param {Variant} variant
 * @returns {Promise<import("./schedule.js").Outcome>}
 */
export async function testNative({ folder, sanitize }) {
  const place = join(BUILD, folder);
  const log = join(BUILD, "logs", `ctest_${folder}.log`);
  rmSync(log, { force: true });
  const options = ["--output-on-failure", "--no-tests=error", "--timeout", TEST_SECONDS];
  const ctest = ["ctest", "--test-dir", place, "-j", JOBS, ...options];
  // ThreadSanitizer needs its memory where a well-randomised address space may have put something
  // else.
  const fixed = sanitize === "thread" && (await run("setarch", ["-R", "true"])).code === 0;
  const [command, ...args] = fixed ? ["setarch", "-R", ...ctest] : ctest;
  const env = { ...process.env, ...SANITIZER_OPTIONS };
  const { code, output } = await run(command, args, { env, log });
  const counts = countCtest(output);
  if (!counts || (code !== 0 && counts.failed === 0)) {
    throw new Trouble(`CTest could not run in build/${folder}.`, lastLines(output, 30));
  }
  return { counts, output: `${lastLines(output, 120)}\nAll of it is in ${log}` };
}
