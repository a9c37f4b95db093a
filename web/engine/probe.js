import { judge } from "../model/capabilities.js";

/** A worker that has not answered by then counts as not started. */
const PATIENCE_MS = 5000;

/**
 * `probe` finds out what can run on this page, by trying: that shared memory can be made says nothing, a worker
 * must receive it.
 *
 * @returns {Promise<import("../model/capabilities.js").Capabilities>}
 */
export async function probe() {
  const isolated = globalThis.crossOriginIsolated === true;
  const webAssembly = typeof WebAssembly === "object" && typeof WebAssembly.Memory === "function";
  const answer = webAssembly ? await ask(isolated) : { workers: true, sharedMemory: false };
  return judge({ webAssembly, isolated, framed: globalThis.top !== globalThis.self, ...answer });
}

/**
 * @param {boolean} isolated
 * @returns {Promise<{ workers: boolean, sharedMemory: boolean }>}
 */
function ask(isolated) {
  return new Promise((resolve) => {
    let worker = /** @type {Worker | undefined} */ (undefined);
    const settle = (/** @type {boolean} */ workers, /** @type {boolean} */ sharedMemory) => {
      clearTimeout(late);
      worker?.terminate();
      resolve({ workers, sharedMemory });
    };
    const late = setTimeout(() => settle(false, false), PATIENCE_MS);
    try {
      worker = new Worker(new URL("./probe_worker.js", import.meta.url), { type: "module" });
      worker.onerror = () => settle(false, false);
      worker.onmessage = ({ data }) => settle(true, data === true);
    } catch {
      return settle(false, false);
    }
    try {
      worker.postMessage(
        isolated ? new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) : null,
      );
    } catch {
      worker.postMessage(null);
    }
  });
}
