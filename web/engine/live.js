import { Engine } from "./engine.js";
import { compileOnce } from "./module.js";

/**
 * `liveEngine` runs programs on real threads. Requires a page that is cross-origin isolated.
 *
 * @param {string} url the folder of the engine, with its slash
 */
export function liveEngine(url) {
  return new Engine(
    () =>
      new Worker(new URL("./live_worker.js", import.meta.url), { type: "module", name: "live" }),
    url,
    compileOnce(`${url}live.wasm`),
  );
}
