/**
 * The browser for end-to-end tests: an installed Chromium or Chrome, or Debian's, installed now.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { canInstall, installPackages } from "../../wasm/toolchain/debian.js";
import { Trouble } from "../../wasm/toolchain/shell.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} */
function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = process.env.INTERLEAVE_CHROMIUM;
  return [...(named ? [named] : []), ...onPath, ...MAC].find(isExecutable);
}

/**
 * ensureChromium finds a Chromium, and installs Debian's if there is none.
 * @returns {Promise<string>} its executable
 * @throws {Trouble} that says what to install
 */
export async function ensureChromium() {
  let found = findChromium();
  if (!found && canInstall()) {
    await installPackages(["chromium"], "test the page");
    found = findChromium();
  }
  if (found) return found;
  throw new Trouble(
    "The end-to-end tests need Chromium: install it, or name its executable in INTERLEAVE_CHROMIUM.",
  );
}
