/**
 * The host worker of a live run. The engine's threads are its children; its own event loop stays free,
 * so that threads can be started, the trace collected and a stop heard while they run.
 */
import { CHUNKS_IN_FLIGHT, CHUNK_BYTES, whyFailed } from "./protocol.js";

/**
 * @typedef {import("./protocol.js").EngineModule & {
 *   _interleave_prepare: (threads: number) => void,
 *   _interleave_prepared: () => number,
 *   _interleave_start: (options: number) => number,
 *   _interleave_collect: (buffer: number, capacity: number) => number,
 *   _interleave_finished: () => number,
 *   _interleave_stop: () => void,
 *   _interleave_dismiss: () => void,
 * }} LiveModule
 */

/** How often the rings are looked into while nothing comes, and how often at most while something does. */
const IDLE_MS = 8;
const BUSY_MS = 1;

/** @type {LiveModule} */
let engine;
let buffer = 0;
let inFlight = 0;
let waiting = false;

/** @param {import("./protocol.js").FromWorker} message @param {Transferable[]} [transfer] */
function tell(message, transfer = []) {
  postMessage(message, { transfer });
}

/** @param {unknown} error */
function fail(error) {
  tell({ type: "failed", sentence: whyFailed(error) });
}

/** @param {string} url @param {number} threads */
async function load(url, threads) {
  const { default: factory } = await import(/* @vite-ignore */ `${url}live.js`);
  engine = await factory({ poolSize: threads, onAbort: fail });
  buffer = engine._malloc(CHUNK_BYTES);
  engine._interleave_prepare(threads);
  while (engine._interleave_prepared() < threads) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  tell({ type: "ready" });
}

/** @param {string} options */
function start(options) {
  const text = engine.stringToNewUTF8(options);
  const answer = engine.UTF8ToString(engine._interleave_start(text));
  engine._free(text);
  if (JSON.parse(answer).ok) collect();
  else tell({ type: "done", result: answer });
}

/** Takes what the threads have told since the last time, and comes back until the run is over. */
function collect() {
  let idle = true;
  while (inFlight < CHUNKS_IN_FLIGHT) {
    const size = engine._interleave_collect(buffer, CHUNK_BYTES);
    if (size === 0) break;
    idle = false;
    inFlight++;
    const bytes = engine.HEAPU8.slice(buffer, buffer + size).buffer;
    tell({ type: "chunk", bytes }, [bytes]);
    if (size < CHUNK_BYTES / 2) break;
  }
  waiting = inFlight >= CHUNKS_IN_FLIGHT;
  if (waiting) return;
  if (engine._interleave_finished()) {
    const result = engine.UTF8ToString(engine._interleave_result());
    engine._interleave_dismiss();
    tell({ type: "done", result });
  } else {
    setTimeout(guarded, idle ? IDLE_MS : BUSY_MS);
  }
}

function guarded() {
  try {
    collect();
  } catch (error) {
    fail(error);
  }
}

addEventListener("message", async ({ data }) => {
  const message = /** @type {import("./protocol.js").ToWorker} */ (data);
  try {
    if (message.type === "load") await load(message.url, message.threads);
    else if (message.type === "start") start(message.options);
    else if (message.type === "stop") engine._interleave_stop();
    else if (message.type === "taken") {
      inFlight--;
      if (waiting) guarded();
    }
  } catch (error) {
    fail(error);
  }
});
addEventListener("unhandledrejection", (event) => fail(event.reason));
