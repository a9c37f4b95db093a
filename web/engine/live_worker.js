/**
 * The host worker of a live run, or of one of its processes. The engine's threads are its children; its
 * own event loop stays free, so that threads can be started, the trace collected and a stop heard while
 * they run. The page's worker is the root: it starts the workers of the other processes (processes.js).
 */
import { compile, instantiating } from "./module.js";
import { COMMONS_BYTES, Processes } from "./processes.js";
import { CHUNKS_IN_FLIGHT, CHUNK_BYTES, whyFailed } from "./protocol.js";

/**
 * @typedef {import("./protocol.js").EngineModule & {
 *   PThread: { unusedWorkers: Worker[], loadWasmModuleToWorker: (worker: Worker) => Promise<Worker>, terminateAllThreads: () => void },
 *   _interleave_prepare: (threads: number) => void,
 *   _interleave_prepared: () => number,
 *   _interleave_warm_up: (step: number) => number,
 *   _interleave_start: (options: number) => number,
 *   _interleave_born: (process: number, forked: number) => void,
 *   _interleave_feed: (process: number, bytes: number, size: number) => void,
 *   _interleave_lost: (process: number, exitCode: number) => void,
 *   _interleave_collect: (buffer: number, capacity: number) => number,
 *   _interleave_finished: () => number,
 *   _interleave_stop: () => void,
 *   _interleave_dismiss: () => void,
 * }} LiveModule
 * @typedef {import("./protocol.js").ToWorker | import("./processes.js").LoadProcess | import("./processes.js").Born} ToLiveWorker
 */

/** How often the rings are looked into while nothing comes, and how often at most while something does. */
const IDLE_MS = 8;
const BUSY_MS = 1;

/** @type {LiveModule} */
let engine;
/** @type {Processes | null} of the root, where the program has several */
let processes = null;
/** Which process this is; 0 is the root. */
let number = 0;
/** Resolves when the engine is there. @type {Promise<void>} */
let loaded = Promise.resolve();
let buffer = 0;
let inFlight = 0;
let waiting = false;
let leaving = false;

/** @param {unknown} message @param {Transferable[]} [transfer] */
function tell(message, transfer = []) {
  postMessage(message, { transfer });
}

/** @param {unknown} error */
function fail(error) {
  tell({ type: "failed", sentence: whyFailed(error) });
}

/**
 * @param {import("./protocol.js").Load | import("./processes.js").LoadProcess} message
 */
async function load(message) {
  const { url, threads } = message;
  const isRoot = !("commons" in message);
  const several = !isRoot || message.processes > 1;
  const commons = isRoot
    ? several
      ? new SharedArrayBuffer(COMMONS_BYTES)
      : null
    : message.commons;
  const { default: factory } = await import(/* @vite-ignore */ `${url}.js`);
  // Compiled once for all processes.
  const module = message.module ?? (several ? await compile(`${url}.wasm`) : null);
  engine = await factory({
    poolSize: threads,
    onAbort: fail,
    commons: commons && new Int32Array(commons),
    endProcess: (/** @type {number} */ process) => processes?.end(process),
    ...instantiating(module, fail),
  });
  buffer = engine._malloc(CHUNK_BYTES);
  if (commons) shareWithThreads(commons);
  if (isRoot) {
    if (commons) {
      const compiled = /** @type {WebAssembly.Module} */ (module);
      const make = () => processWorker({ url, commons, module: compiled });
      processes = new Processes(make, feed, lose);
    }
    await prepare(threads);
    processes?.prepare(message.processes - 1);
  }
  tell({ type: "ready" });
}

/** While the threads load there is time to warm up, and the loop stays free for them. @param {number} threads */
async function prepare(threads) {
  engine._interleave_prepare(threads);
  let cold = true;
  for (let step = 0; cold || engine._interleave_prepared() < threads; step++) {
    cold &&= engine._interleave_warm_up(step) === 1;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/**
 * Every thread's worker gets the commons and a way to ask this one for a process, before its first work.
 *
 * @param {SharedArrayBuffer} commons
 */
function shareWithThreads(commons) {
  const { PThread } = engine;
  /** @param {Worker} worker */
  const share = (worker) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (processes ? processes.start(data) : pass(data));
    worker.postMessage({ interleave: { commons, port: port2 } }, [port2]);
  };
  PThread.unusedWorkers.forEach(share);
  const load = PThread.loadWasmModuleToWorker;
  PThread.loadWasmModuleToWorker = (worker) => {
    const loaded = load.call(PThread, worker);
    share(worker);
    return loaded;
  };
}

/** Only the root starts processes. @param {import("./processes.js").Birth} birth */
function pass(birth) {
  tell(birth, birth.memory ? [birth.memory] : []);
}

/** @param {{ url: string, commons: SharedArrayBuffer, module: WebAssembly.Module }} what */
function processWorker({ url, commons, module }) {
  const worker = new Worker(location.href, { type: "module", name: "process" });
  worker.postMessage({ type: "load", url, threads: 1, commons, module });
  return worker;
}

/** @param {number} process @param {Uint8Array} bytes */
function feed(process, bytes) {
  const at = engine._malloc(bytes.length);
  engine.HEAPU8.set(bytes, at);
  engine._interleave_feed(process, at, bytes.length);
  engine._free(at);
}

/** @param {number} process @param {number} exitCode */
function lose(process, exitCode) {
  engine._interleave_lost(process, exitCode);
}

/** @param {string} options */
function start(options) {
  const text = engine.stringToNewUTF8(options);
  const answer = engine.UTF8ToString(engine._interleave_start(text));
  engine._free(text);
  if (JSON.parse(answer).ok) collect();
  else tell({ type: "done", result: answer });
}

/** @param {import("./processes.js").Born} message */
function beBorn({ process, memory }) {
  number = process;
  if (memory) engine.HEAPU8.set(new Uint8Array(memory));
  engine._interleave_born(process, memory ? 1 : 0);
  // In a copied memory the starter's buffer may be anywhere.
  if (memory) buffer = engine._malloc(CHUNK_BYTES);
  stream();
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

/** The same of a process that is not the root: one piece at a time, to the root. */
function stream() {
  const size = engine._interleave_collect(buffer, CHUNK_BYTES);
  const last = engine._interleave_finished() === 1;
  if (size > 0 || last) {
    if (last) engine._interleave_dismiss();
    const bytes = engine.HEAPU8.slice(buffer, buffer + size).buffer;
    waiting = !last;
    tell({ type: "stream", process: number, bytes, last }, [bytes]);
  } else {
    setTimeout(guarded, IDLE_MS);
  }
}

function guarded() {
  if (leaving) return;
  try {
    if (number === 0) collect();
    else stream();
  } catch (error) {
    fail(error);
  }
}

/** Ends all workers of its own; this one is ended from outside. */
async function leave() {
  leaving = true;
  // What is still loading makes workers.
  await loaded.catch(() => {});
  engine?.PThread.terminateAllThreads();
  processes?.leave();
}

addEventListener("message", async ({ data }) => {
  const message = /** @type {ToLiveWorker} */ (data);
  try {
    if (message.type === "load") {
      loaded = load(message);
      await loaded;
    } else if (message.type === "start") start(message.options);
    else if (message.type === "born") {
      await loaded;
      beBorn(message);
    } else if (message.type === "stop") {
      engine._interleave_stop();
      processes?.stop();
    } else if (message.type === "taken") {
      inFlight--;
      if (waiting) guarded();
    } else if (message.type === "leave") await leave();
  } catch (error) {
    fail(error);
  }
});
addEventListener("unhandledrejection", (event) => fail(event.reason));
