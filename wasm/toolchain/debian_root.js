/**
 * A private Debian 13 system in a folder, with Emscripten in it: for Debian and Ubuntu whose own is
 * too old.
 *
 * Invariant: a root under its final name is complete. It is made under another name and renamed at
 * the end, so one that was interrupted is never used.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { debianMirror, installPackages } from "./debian.js";
import { withLock } from "./file_lock.js";
import { EXTRA_DEMOS, PROJECT, cacheFolder } from "./places.js";
import { mustRun, phase, run, say } from "./shell.js";

/**
 * RECIPE is counted up when what is installed changes: the old root is then left unused and
 * removed.
 */
const RECIPE = 1;
const NAME = `debian-13-${RECIPE}`;
const PACKAGES = ["emscripten", "cmake", "ninja-build", "nlohmann-json3-dev", "libboost-dev"];
const ARCHIVE_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * ENTER runs in a mount namespace of its own, so its mounts are gone with it: binds the folders
 * named before "--" at the same paths inside the root, and runs the rest there.
 */
const ENTER = `
set -e
root=$1; cwd=$2; shift 2
while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
shift
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
exec chroot "$root" /bin/sh -c 'cd "$0" && exec "$@"' "$cwd" "$@"`;

/** rootFolder is where the complete root lies, or will. */
export function rootFolder() {
  return join(cacheFolder(), NAME);
}

/** rootExists tells whether the root is there; then it is complete. */
export function rootExists() {
  return existsSync(rootFolder());
}

/**
 * ensureRoot makes the root unless it is there.
 * Requires Debian or a descendant, and root's rights.
 */
export async function ensureRoot() {
  const root = rootFolder();
  if (rootExists()) return;
  const waiting = "Another process is installing Emscripten; waiting for it ...";
  await withLock(`${root}.lock`, waiting, async () => {
    if (rootExists()) return;
    await installPackages(
      ["debootstrap", "debian-archive-keyring"],
      "install Emscripten in a private Debian 13 root",
    );
    say(`Installing Emscripten in a private Debian 13 root, about 3 minutes, 3 GB, in ${root}`);
    removeOthers();
    await make(`${root}.partial`);
    renameSync(`${root}.partial`, root);
  });
}

/** Removes what an interrupted installation or an older recipe left. */
function removeOthers() {
  for (const name of readdirSync(cacheFolder())) {
    if (/^debian-13-\d+(\.partial)?$/.test(name))
      rmSync(join(cacheFolder(), name), { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function make(folder) {
  const log = join(cacheFolder(), "install.log");
  rmSync(log, { force: true });
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, PATH, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const look = `see ${log}, or install Emscripten's SDK (emsdk) yourself so that emcc is on the PATH.`;
  // Whatever is mounted meanwhile is gone with the namespace, even if this is interrupted: the
  // folder can be removed.
  const alone = (/** @type {string} */ sentence, /** @type {string[]} */ command) =>
    mustRun(`${sentence}: ${look}`, "unshare", ["--mount", ...command], { log, env });

  const options = ["--variant=minbase", `--keyring=${ARCHIVE_KEYS}`];
  const base = ["debootstrap", ...options, "trixie", folder, ...(await debianMirror())];
  await phase("  Debian 13, its base", () =>
    alone("Debian 13's base system could not be fetched", base),
  );
  const apt = ["apt-get", "-y", "-q", "--no-install-recommends"];
  const install = ["chroot", folder, ...apt, "install", ...PACKAGES];
  await phase("  Emscripten, its compiler and its libraries", () =>
    alone("Emscripten could not be installed in the Debian 13 root", install),
  );
  await run("chroot", [folder, "apt-get", "clean"], { env });
}

/**
 * enterRoot turns a command into one that runs it inside the root, with the project at its own
 * path.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd a folder outside of the project is bound as well
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv }}
 */
export function enterRoot(command, args, cwd) {
  const folders = [PROJECT, cwd, EXTRA_DEMOS].filter(
    (folder, i) => folder && (i === 0 || relative(PROJECT, folder).startsWith("..")),
  );
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH, HOME: "/root", LC_ALL: "C.UTF-8" };
  // What they name (options, certificates) belongs to the system outside.
  for (const name of Object.keys(env)) if (name.startsWith("NODE_")) delete env[name];
  return {
    command: "unshare",
    args: [
      "--mount",
      "/bin/sh",
      "-c",
      ENTER,
      "sh",
      rootFolder(),
      cwd,
      ...folders,
      "--",
      command,
      ...args,
    ],
    env,
  };
}
