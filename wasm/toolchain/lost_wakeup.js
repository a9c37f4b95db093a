/**
 * The cure for Emscripten's lost wake-ups (emscripten-core/emscripten issue 27492), applied to the
 * generated JavaScript.
 *
 * Every pthread arms an Atomics.waitAsync on its own structure, and nothing ends that wait when the
 * structure is freed. malloc gives the memory to somebody else; when that is a lock, the dead
 * waiter is first in its queue, takes the one wake-up of a notify, and the thread that waits sleeps
 * for ever. Waking the dead waiter just before the structure is freed ends it, and it does not come
 * back: by then pthread_self() is null in its worker. Emscripten itself does the same from 6.0.7
 * on.
 */
import { compareVersions } from "./version.js";
import { Trouble } from "./shell.js";

/** The first Emscripten that waits so, and the last one that does not end the wait. */
const FIRST_AFFECTED = "3.1.33";
const LAST_AFFECTED = "6.0.6";

/** The only call: in PThread.returnWorkerToPool. */
const FREE = /__emscripten_thread_free_data\((\w+)\)/g;
const CURED = /Atomics\.notify\(HEAP32,(\w+)>>2\),__emscripten_thread_free_data\(\1\)/;

/**
 * isAffected tells whether this version of Emscripten loses wake-ups.
 * @param {string} version
 */
export function isAffected(version) {
  return (
    compareVersions(version, FIRST_AFFECTED) >= 0 && compareVersions(version, LAST_AFFECTED) <= 0
  );
}

/**
 * cureLostWakeups returns the generated JavaScript with the cure in it; unchanged if it is cured or
 * needs none.
 * @param {string} code what emcc -pthread generated
 * @param {string} version of the Emscripten that generated it
 * @returns {string}
 * @throws {Trouble} if the place for the cure is not where we know it: then this engine must not be used
 */
export function cureLostWakeups(code, version) {
  if (!isAffected(version) || CURED.test(code)) return code;
  const places = [...code.matchAll(FREE)].length;
  if (places !== 1) {
    throw new Trouble(
      `Emscripten ${version} loses wake-ups (its issue 27492), and the cure in wasm/toolchain/lost_wakeup.js fits ${places} places of its output instead of 1: adapt it, or use Emscripten 3.1.69 or one after ${LAST_AFFECTED}.`,
    );
  }
  return code.replace(FREE, "Atomics.notify(HEAP32,$1>>2),__emscripten_thread_free_data($1)");
}
