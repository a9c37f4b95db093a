import { Engine } from "./engine.js";
import { compileOnce, moduleOf } from "./module.js";

/**
 * `controlledEngine` runs a chapter's programs under a scheduler, in virtual time; every page can.
 *
 * @param {string} folder of the engine, with its slash
 * @param {number} chapter
 */
export function controlledEngine(folder, chapter) {
  const url = moduleOf(folder, "controlled", chapter);
  return new Engine(
    () =>
      new Worker(new URL("./controlled_worker.js", import.meta.url), {
        type: "module",
        name: "controlled",
      }),
    url,
    compileOnce(`${url}.wasm`),
  );
}
