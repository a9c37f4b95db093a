import { Engine } from "./engine.js";
import { compileOnce } from "./module.js";

/**
 * `controlledEngine` runs programs under a scheduler, in virtual time; every page can.
 *
 * @param {string} url the folder of the engine, with its slash
 */
export function controlledEngine(url) {
  return new Engine(
    () =>
      new Worker(new URL("./controlled_worker.js", import.meta.url), {
        type: "module",
        name: "controlled",
      }),
    url,
    compileOnce(`${url}controlled.wasm`),
  );
}
