/**
 * The benchmarks of the C++ side, natively: the executables that CMake makes of *_bench.cpp.
 */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { BUILD } from "../../wasm/toolchain/places.js";
import { Trouble, mustRun, phase } from "../../wasm/toolchain/shell.js";
import { VARIANTS, buildNative, installNativePackages } from "../runner/native.js";

/** The executables of tests/CMakeLists.txt that nothing but this builds. */
const TARGETS = ["exploration_bench", "factorial_bench"];

/** What one of Google Benchmark's rows is to reach. @type {Record<string, string>} */
const GOALS = { "explore/racy 2x3 exhaustive": ">= 500,000" };

/** @returns {string[]} */
function executables() {
  return readdirSync(join(BUILD, "native"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /_bench(\.exe)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * measureNative builds for this machine and runs what there is.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export async function measureNative() {
  await installNativePackages();
  await phase("Building for this machine", async () => {
    await buildNative(VARIANTS[0]);
    const place = join(BUILD, VARIANTS[0].folder);
    const build = ["--build", place, "--target", ...TARGETS];
    await mustRun("The benchmarks do not compile.", "cmake", build);
  });
  const rows = [];
  for (const path of executables()) {
    const report = join(BUILD, "logs", `${basename(path)}.json`);
    const args = [`--benchmark_out=${report}`, "--benchmark_out_format=json"];
    await mustRun(`${basename(path)} failed.`, path, args);
    const { benchmarks } = JSON.parse(readFileSync(report, "utf8"));
    for (const { name, real_time, time_unit, items_per_second } of benchmarks) {
      if (typeof real_time !== "number") throw new Trouble(`${name} has no time.`);
      const what = `native: ${name}`;
      rows.push({ what, value: real_time, unit: time_unit });
      if (items_per_second === undefined) continue;
      rows.push({ what, value: items_per_second, unit: "/s", goal: GOALS[name] });
    }
  }
  return rows;
}
