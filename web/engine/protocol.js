/**
 * The messages between the page and a host worker, which runs one program once. Both engines speak it.
 *
 * page -> worker: load, then start once, then perhaps stop; taken for every chunk; leave, at any time, is the last.
 * worker -> page: ready, then (after start) chunk..., then done. failed may come at any time and is the last.
 *
 * Invariant: a chunk holds whole records, in order, and its buffer is transferred, never shared.
 * Invariant: at most CHUNKS_IN_FLIGHT chunks are on their way; beyond that the rings in the engine fill and the
 * program waits. Nothing is dropped.
 *
 * @typedef {{ type: "load", url: string, threads: number, processes: number, module: WebAssembly.Module | null }} Load
 * @typedef {{ type: "start", options: string }} Start
 * @typedef {{ type: "stop" }} Stop
 * @typedef {{ type: "taken" }} Taken
 * @typedef {{ type: "leave" }} Leave
 * @typedef {Load | Start | Stop | Taken | Leave} ToWorker
 *
 * @typedef {{ type: "ready" }} Ready
 * @typedef {{ type: "chunk", bytes: ArrayBuffer }} Chunk
 * @typedef {{ type: "done", result: string }} Done
 * @typedef {{ type: "failed", sentence: string }} Failed
 * @typedef {Ready | Chunk | Done | Failed} FromWorker
 */

/**
 * A worker that has workers of its own is told to leave, ends them, and is ended so much later: of one that is ended
 * just when an idle worker of its own goes, Chromium often keeps what is left for ever.
 */
export const LEAVE_MS = 250;

/** The most chunks that may be on their way to the page. */
export const CHUNKS_IN_FLIGHT = 16;

/** The most bytes in a chunk. */
export const CHUNK_BYTES = 2 ** 20;

/**
 * The part of an engine module that both engines export; see the contract of the C interface in wasm/README.md.
 *
 * @typedef {object} EngineModule
 * @property {Uint8Array} HEAPU8
 * @property {(pointer: number) => string} UTF8ToString
 * @property {(text: string) => number} stringToNewUTF8
 * @property {(size: number) => number} _malloc
 * @property {(pointer: number) => void} _free
 * @property {() => number} _interleave_result
 */

/**
 * `whyFailed` makes a sentence of whatever a program or the browser threw.
 *
 * @param {unknown} error
 */
export function whyFailed(error) {
  const message = error instanceof Error ? error.message : String(error);
  if (/memory|allocat/i.test(message)) {
    return `The program ran out of memory (${message}). Smaller parameters need less.`;
  }
  return `The program stopped on an error inside the engine (${message}).`;
}
