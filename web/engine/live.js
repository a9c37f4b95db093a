import { Engine } from "./engine.js";
import { compileOnce, moduleOf } from "./module.js";

/**
 * `liveEngine` runs a chapter's programs on real threads. Requires a page that is cross-origin isolated.
 *
 * @param {string} folder of the engine, with its slash
 * @param {number} chapter
 */
export function liveEngine(folder, chapter) {
  const url = moduleOf(folder, "live", chapter);
  return new Engine(
    () =>
      new Worker(new URL("./live_worker.js", import.meta.url), { type: "module", name: "live" }),
    url,
    compileOnce(`${url}.wasm`),
  );
}
