/**
 * The packages from npm that the page and its build need.
 */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../wasm/toolchain/places.js";
import { Trouble, lastLines, phase, run } from "../../wasm/toolchain/shell.js";

const [MAJOR, MINOR] = [20, 19];

/**
 * checkNode makes sure that this Node.js can run everything here.
 * @throws {Trouble} that names the version to install
 */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return;
  throw new Trouble(
    `Node.js ${process.versions.node} is too old: install ${MAJOR}.${MINOR} or later.`,
  );
}

/**
 * installNpmPackages installs what package-lock.json names, unless that was done since it changed.
 * @throws {Trouble} if npm fails
 */
export async function installNpmPackages() {
  const lock = join(PROJECT, "package-lock.json");
  // npm writes this file last.
  const installed = join(PROJECT, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  await phase("Installing the npm packages", async () => {
    const { code, output } = await run("npm", ["ci"], { cwd: PROJECT });
    if (code === 0) return;
    // npm prints the stack of its own failure, which tells a reader nothing.
    const words = output.replace(/^npm error\s+at .*\n/gm, "");
    throw new Trouble(
      "npm could not install the packages; is the network there?",
      lastLines(words, 30),
    );
  });
}
