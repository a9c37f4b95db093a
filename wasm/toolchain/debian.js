/**
 * What Debian's package manager can do for us, on Debian and its descendants.
 */
import { readFileSync } from "node:fs";
import { Trouble, mustRun, phase, run } from "./shell.js";

/** @returns {string} the ids in os-release, such as "ubuntu debian"; empty elsewhere */
function systemIds() {
  try {
    const text = readFileSync("/etc/os-release", "utf8");
    return [...text.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].map((match) => match[1]).join(" ");
  } catch {
    return "";
  }
}

/** isDebian tells whether this system is Debian or descends from it. */
export function isDebian() {
  return /\b(debian|ubuntu)\b/.test(systemIds());
}

/** canInstall tells whether apt-get may be asked to install packages. */
export function canInstall() {
  return isDebian() && process.getuid?.() === 0;
}

/**
 * missingPackages tells which of the packages are not installed.
 * @param {string[]} packages
 * @returns {Promise<string[]>}
 */
export async function missingPackages(packages) {
  const { output } = await run("dpkg-query", [
    "--show",
    "--showformat=${Package} ${Status}\n",
    ...packages,
  ]);
  return packages.filter((name) => !output.includes(`${name} install ok installed`));
}

/** The waiting one: two of our scripts may want apt-get at once, and it refuses the second. */
let turn = Promise.resolve();

/**
 * installPackages installs those Debian packages that are missing.
 * Requires Debian and root, or that none is missing.
 * @param {string[]} packages
 * @param {string} purpose ends the sentence "... is needed to"
 * @throws {Trouble} with the command to type, if this script may not
 */
export function installPackages(packages, purpose) {
  const work = turn.then(() => installNow(packages, purpose));
  turn = work.catch(() => {});
  return work;
}

/**
 * @param {string[]} packages
 * @param {string} purpose
 */
async function installNow(packages, purpose) {
  if (!isDebian()) return;
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  const list = missing.join(" ");
  if (!canInstall()) {
    const verb = missing.length === 1 ? "is" : "are";
    throw new Trouble(
      `${list} ${verb} needed to ${purpose}: install with "sudo apt-get install ${list}", then try again.`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const lock = ["-o", "DPkg::Lock::Timeout=600"];
  const install = [...lock, "install", "-y", "--no-install-recommends", ...missing];
  await phase(`Installing ${list}`, async () => {
    if ((await run("apt-get", install, { env })).code === 0) return;
    const stale = `The list of Debian's packages could not be renewed, so ${list} could not be installed; is the network there?`;
    await mustRun(stale, "apt-get", [...lock, "update"], { env });
    await mustRun(`apt-get could not install ${list}, needed to ${purpose}.`, "apt-get", install, {
      env,
    });
  });
}

/**
 * debianMirror is the mirror this system takes Debian's packages from.
 * @returns {Promise<string[]>} one address, or none on a system whose packages are not Debian's own
 */
export async function debianMirror() {
  const args = ["indextargets", "--format", "$(REPO_URI)", "Origin: Debian", "Label: Debian"];
  const { code, output } = await run("apt-get", args);
  const first = code === 0 ? output.trim().split("\n")[0] : "";
  return first ? [first] : [];
}
