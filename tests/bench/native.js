/**
 * The benchmarks of the C++ side, natively: the executables that CMake makes of *_bench.cpp.
 */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { BUILD } from "../../wasm/toolchain/places.js";
import { Trouble, mustRun, phase } from "../../wasm/toolchain/shell.js";
import { VARIANTS, buildNative, installNativePackages } from "../runner/native.js";

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
  await phase("Building for this machine", () => buildNative(VARIANTS[0]));
  const rows = [];
  for (const path of executables()) {
    const report = join(BUILD, "logs", `${basename(path)}.json`);
    const args = [`--benchmark_out=${report}`, "--benchmark_out_format=json"];
    await mustRun(`${basename(path)} failed.`, path, args);
    const { benchmarks } = JSON.parse(readFileSync(report, "utf8"));
    for (const { name, real_time, time_unit } of benchmarks) {
      if (typeof real_time !== "number") throw new Trouble(`${name} has no time.`);
      rows.push({ what: `native: ${name}`, value: real_time, unit: time_unit });
    }
  }
  return rows;
}
