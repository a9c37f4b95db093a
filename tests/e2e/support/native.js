/**
 * The native command, where it is built: the same run outside of any browser.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILD } from "../../../wasm/toolchain/places.js";

const COMMAND = join(BUILD, "native", "interleave");

/** A demo may print millions of digits (bytes). */
const MAX_OUTPUT = 64 * 2 ** 20;

/** hasNative tells whether the command is built. */
export const hasNative = existsSync(COMMAND);

/**
 * runNative runs a demo controlled. `output` is what its threads wrote to their standard output.
 * @param {string} demo
 * @param {number} seed
 * @param {Record<string, string>} [parameters]
 * @returns {{ output: string, trace: Buffer }}
 */
export function runNative(demo, seed, parameters = {}) {
  const folder = mkdtempSync(join(tmpdir(), "interleave-"));
  const file = join(folder, "trace");
  const sets = Object.entries(parameters).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const args = ["run", demo, "--seed", String(seed), "--trace", file, ...sets];
  try {
    const output = capture(args);
    return { output, trace: readFileSync(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string[]} args */
function capture(args) {
  try {
    return execFileSync(COMMAND, args, {
      encoding: "utf8",
      maxBuffer: MAX_OUTPUT,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (error) {
    // A deadlock is exit code 1: its output counts.
    const { stdout, status } = /** @type {{ stdout: string, status: number }} */ (error);
    if (status === 1) return stdout;
    throw error;
  }
}
