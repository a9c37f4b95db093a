/**
 * Emscripten: the one on the PATH if it is new enough, else one of our own in a private Debian 13
 * root.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { canInstall, isDebian } from "./debian.js";
import { enterRoot, ensureRoot, rootExists, rootFolder } from "./debian_root.js";
import { Trouble, run } from "./shell.js";
import { MIN_EMSCRIPTEN, isAtLeast, parseVersion } from "./version.js";

/**
 * @typedef {object} Emscripten
 * @property {string} version such as "3.1.69"
 * @property {string} systemRoot before the path of a file of its system, to read it from outside: "" for this system
 * @property {(command: string, args: string[], options?: import('./shell.js').RunOptions) =>
 *   Promise<import('./shell.js').RunResult>} run runs a command where emcc, emcmake, cmake and ninja are found
 */

/**
 * Where Debian keeps the JavaScript that its emcc needs and a Node.js from elsewhere does not find.
 */
const DEBIAN_MODULES = "/usr/share/nodejs";

/** @returns {NodeJS.ProcessEnv} our environment, with the SDK named by EMSDK on the PATH */
function hostEnvironment() {
  const env = { ...process.env };
  const sdk = env.EMSDK;
  if (sdk) env.PATH = [env.PATH, join(sdk, "upstream", "emscripten")].join(delimiter);
  if (existsSync(DEBIAN_MODULES)) env.NODE_PATH ??= DEBIAN_MODULES;
  return env;
}

/** @returns {Promise<Emscripten | { version: string | null }>} without `run` if it is missing or too old */
async function findOnHost() {
  const env = hostEnvironment();
  const { code, output } = await run("emcc", ["--version"], { env });
  const version = code === 0 ? parseVersion(output) : null;
  if (!version || !isAtLeast(version, MIN_EMSCRIPTEN)) return { version };
  return {
    version,
    systemRoot: "",
    run: (command, args, options = {}) => run(command, args, { env, ...options }),
  };
}

/** @returns {Promise<Emscripten>} */
async function useRoot() {
  /** @type {Emscripten['run']} */
  const runInRoot = (command, args, options = {}) => {
    const inside = enterRoot(command, args, options.cwd ?? process.cwd());
    return run(inside.command, inside.args, { ...options, cwd: "/", env: inside.env });
  };
  const { code, output } = await runInRoot("emcc", ["--version"]);
  const version = code === 0 ? parseVersion(output) : null;
  if (version) return { version, systemRoot: rootFolder(), run: runInRoot };
  throw new Trouble(
    `The private Debian 13 root does not work here: remove ${rootFolder()} and try again, or put emcc ${MIN_EMSCRIPTEN} or later on the PATH.`,
    output.trim(),
  );
}

/**
 * advice says what a person has to do when we cannot install Emscripten for them.
 * @param {string | null} found the version on the PATH
 */
export function advice(found) {
  const lack = found ? `emcc ${found} on the PATH is too old` : "No emcc is on the PATH";
  const also = isDebian()
    ? ", or run this as root, which installs it in a private Debian 13 folder"
    : "";
  return `${lack}: install Emscripten ${MIN_EMSCRIPTEN} or later with its SDK (clone emscripten-core/emsdk, then "./emsdk install latest && ./emsdk activate latest && source ./emsdk_env.sh")${also}.`;
}

/**
 * findEmscripten finds Emscripten, and installs it if it is not there and may be.
 * @returns {Promise<Emscripten>}
 * @throws {Trouble} whose sentence says what to do
 */
export async function findEmscripten() {
  const host = await findOnHost();
  if ("run" in host) return host;
  if (!rootExists() && !canInstall()) throw new Trouble(advice(host.version));
  if (!existsSync("/usr/bin/unshare"))
    throw new Trouble(`${advice(host.version)} (unshare, of util-linux, is missing.)`);
  await ensureRoot();
  return useRoot();
}
