/**
 * The libraries the wasm build takes as headers alone, shown to the cross compiler through a folder
 * that holds links to them and nothing else: -I/usr/include would give it this system's C library
 * too.
 */
import { existsSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "./debian.js";
import { HEADERS } from "./places.js";
import { Trouble } from "./shell.js";

/**
 * LIBRARIES: each one's folder, a header that proves it is there, Debian's package, and its name to
 * a reader.
 * @type {readonly { folder: string, proof: string, debian: string, title: string }[]}
 */
export const LIBRARIES = [
  {
    folder: "nlohmann",
    proof: "nlohmann/json.hpp",
    debian: "nlohmann-json3-dev",
    title: "nlohmann/json",
  },
  { folder: "boost", proof: "boost/version.hpp", debian: "libboost-dev", title: "Boost" },
];

/** PLACES are where package managers put headers, the reader's own installations first. */
const PLACES = ["/usr/local/include", "/opt/homebrew/include", "/usr/include"];

/**
 * findHeaders looks for each library.
 * @param {string} systemRoot before each place, see Emscripten.systemRoot
 * @param {readonly string[]} [places]
 * @returns {{ found: Map<string, string>, missing: typeof LIBRARIES[number][] }}
 *   found: folder -> its path in that system
 */
export function findHeaders(systemRoot, places = PLACES) {
  const found = new Map();
  const missing = [];
  for (const library of LIBRARIES) {
    const place = places.find((candidate) =>
      existsSync(join(systemRoot, candidate, library.proof)),
    );
    if (place) found.set(library.folder, join(place, library.folder));
    else missing.push(library);
  }
  return { found, missing };
}

/**
 * linkHeaders makes `folder` hold a link to each library that was found, and nothing else of ours.
 * @param {Map<string, string>} found
 * @param {string} [folder]
 */
export function linkHeaders(found, folder = HEADERS) {
  mkdirSync(folder, { recursive: true });
  for (const [name, target] of found) {
    const link = join(folder, name);
    if (linkTarget(link) === target) continue;
    rmSync(link, { force: true, recursive: true });
    symlinkSync(target, link);
  }
}

/** @param {string} link */
function linkTarget(link) {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}

/**
 * prepareHeaders makes the folder of headers for the wasm build, and installs the libraries on
 * Debian.
 * @param {string} systemRoot
 * @returns {Promise<string>} the folder
 * @throws {Trouble} that names what to install
 */
export async function prepareHeaders(systemRoot) {
  let { found, missing } = findHeaders(systemRoot);
  if (missing.length > 0 && systemRoot === "") {
    await installPackages(
      missing.map((library) => library.debian),
      "build the engine",
    );
    ({ found, missing } = findHeaders(systemRoot));
  }
  if (missing.length > 0) {
    const names = missing.map((library) => library.title).join(" and ");
    throw new Trouble(
      `The headers of ${names} were not found in ${PLACES.join(", ")}: install them with your package manager.`,
    );
  }
  linkHeaders(found);
  return HEADERS;
}
