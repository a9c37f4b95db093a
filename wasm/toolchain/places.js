/**
 * Where things lie: the project's folder, what is built in it, and the cache outside it.
 */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** PROJECT is the root of the working copy, without a slash at its end. */
export const PROJECT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** BUILD holds everything that is built; git ignores it. */
export const BUILD = join(PROJECT, "build");

/** EXTRA_DEMOS is the folder whose programs are shown beside the demos: "" without INTERLEAVE_EXTRA_DEMOS. */
export const EXTRA_DEMOS = process.env.INTERLEAVE_EXTRA_DEMOS
  ? resolve(process.env.INTERLEAVE_EXTRA_DEMOS)
  : "";

/** The page with further demos is built apart from the page without, in a folder for each of their folders. */
const PAGE_BUILD = EXTRA_DEMOS
  ? join(BUILD, "extra", createHash("sha256").update(EXTRA_DEMOS).digest("hex").slice(0, 8))
  : BUILD;

/** WASM_BUILD is where CMake builds the two wasm modules. */
export const WASM_BUILD = join(PAGE_BUILD, "wasm");

/** HEADERS holds links to the folders of headers-only libraries, and nothing else. */
export const HEADERS = join(BUILD, "headers");

/** ENGINE holds one folder a version of the engine, and current.json that names the newest. */
export const ENGINE = join(PAGE_BUILD, "engine");

/** SITE is the finished page: what a web server serves. */
export const SITE = join(PAGE_BUILD, "site");

/**
 * cacheFolder is where what is too big to build twice is kept, for all working copies.
 * @returns {string}
 */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "interleave");
}
