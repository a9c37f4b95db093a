/**
 * The host worker of a controlled run. The run is one call that returns when it is over; a run that is to be
 * stopped before is stopped by ending this worker.
 */
import { instantiating } from "./module.js";
import { CHUNK_BYTES, whyFailed } from "./protocol.js";

/**
 * @typedef {import("./protocol.js").EngineModule & {
 *   _interleave_options: (query: number) => number,
 *   _interleave_run: () => void,
 *   _interleave_trace: () => number,
 *   _interleave_trace_size: () => number,
 * }} ControlledModule
 */

/** @type {ControlledModule} */
let engine;

/** @param {import("./protocol.js").FromWorker} message @param {Transferable[]} [transfer] */
function tell(message, transfer = []) {
  postMessage(message, { transfer });
}

/** @param {unknown} error */
function fail(error) {
  tell({ type: "failed", sentence: whyFailed(error) });
}

/** @param {import("./protocol.js").Load} message */
async function load({ url, module }) {
  const { default: factory } = await import(/* @vite-ignore */ `${url}.js`);
  engine = await factory({ onAbort: fail, ...instantiating(module, fail) });
  tell({ type: "ready" });
}

/** @param {string} options */
function run(options) {
  const text = engine.stringToNewUTF8(options);
  const answer = engine.UTF8ToString(engine._interleave_options(text));
  engine._free(text);
  if (!JSON.parse(answer).ok) return tell({ type: "done", result: answer });
  engine._interleave_run();
  const result = engine.UTF8ToString(engine._interleave_result());
  const from = engine._interleave_trace();
  const end = from + engine._interleave_trace_size();
  for (let at = from; at < end; at += CHUNK_BYTES) {
    const bytes = engine.HEAPU8.slice(at, Math.min(end, at + CHUNK_BYTES)).buffer;
    tell({ type: "chunk", bytes }, [bytes]);
  }
  tell({ type: "done", result });
}

addEventListener("message", async ({ data }) => {
  const message = /** @type {import("./protocol.js").ToWorker} */ (data);
  try {
    if (message.type === "load") await load(message);
    else if (message.type === "start") run(message.options);
  } catch (error) {
    fail(error);
  }
});
