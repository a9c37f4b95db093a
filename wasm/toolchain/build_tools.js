/**
 * CMake and Ninja, for builds on this system itself.
 */
import { installPackages } from "./debian.js";
import { Trouble, run } from "./shell.js";

/**
 * ensureBuildTools makes sure that CMake and Ninja are there, and installs them on Debian.
 * @throws {Trouble} that names what is missing
 */
export async function ensureBuildTools() {
  const missing = [];
  for (const [command, name, debian] of [
    ["cmake", "CMake", "cmake"],
    ["ninja", "Ninja", "ninja-build"],
  ]) {
    if ((await run(command, ["--version"])).code === 0) continue;
    await installPackages([debian], "build the engine");
    if ((await run(command, ["--version"])).code !== 0) missing.push(name);
  }
  if (missing.length === 0) return;
  const list = missing.join(" and ");
  throw new Trouble(`${list} must be on the PATH: install with your package manager.`);
}
