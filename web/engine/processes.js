/**
 * The processes of a live run in a page. Each is a worker with an instance of the engine and a memory of
 * its own, started by the worker of the main process, the root; what they share is one block of memory,
 * the commons.
 *
 * root -> process: load, then born once; taken for every piece of its stream; leave, at any time, is the last.
 * process -> root: ready, then (after born) stream..., the last with `last`; birth for a child of its own;
 * failed may come at any time and is the last.
 *
 * Invariant: a worker whose process is over stays, idle, until the root leaves.
 * Invariant: at most one piece of a process's stream is on its way: a root that lags slows it down.
 *
 * @typedef {{ type: "load", url: string, threads: number, commons: SharedArrayBuffer, module: WebAssembly.Module }} LoadProcess
 * @typedef {{ type: "born", process: number, memory: ArrayBuffer | null }} Born
 * @typedef {{ type: "birth", process: number, memory: ArrayBuffer | null }} Birth
 * @typedef {{ type: "stream", process: number, bytes: ArrayBuffer, last: boolean }} Stream
 */

import { LEAVE_MS } from "./protocol.js";

/** How many bytes the commons have: the engine's Commons::kWords. */
export const COMMONS_BYTES = 16 * 2 ** 20;

/** How many processes are kept ready beforehand: more start as they are needed. */
const MOST_READY = 4;

/** The exit code of a process whose worker failed, as of one that aborted. */
const ABORTED = -6;

/**
 * Processes are those of one run.
 */
export class Processes {
  /** @type {Worker[]} */
  #all = [];
  /** @type {Worker[]} workers that load or wait for a process to be */
  #ready = [];
  /** @type {Map<number, Worker>} */
  #running = new Map();
  #make;
  #onStream;
  #onLost;

  /**
   * @param {() => Worker} make a worker that is told to load
   * @param {(process: number, bytes: Uint8Array) => void} onStream
   * @param {(process: number, exitCode: number) => void} onLost
   */
  constructor(make, onStream, onLost) {
    this.#make = () => {
      const worker = make();
      this.#all.push(worker);
      return worker;
    };
    this.#onStream = onStream;
    this.#onLost = onLost;
  }

  /** `prepare` has workers ready for `count` processes, or for as many as are kept ready. @param {number} count */
  prepare(count) {
    while (this.#ready.length < Math.min(count, MOST_READY)) this.#ready.push(this.#make());
  }

  /** `start` lets a process begin. @param {Birth} birth */
  start({ process, memory }) {
    const worker = this.#ready.shift() ?? this.#make();
    this.#running.set(process, worker);
    worker.onmessage = ({ data }) => this.#hear(process, worker, data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(process);
    };
    const born = /** @type {Born} */ ({ type: "born", process, memory });
    worker.postMessage(born, memory ? [memory] : []);
  }

  /** `end` ends a process that does not end by itself. @param {number} process */
  end(process) {
    this.#running.get(process)?.terminate();
    this.#running.delete(process);
  }

  /** `stop` tells all processes to stop. */
  stop() {
    for (const worker of this.#running.values()) worker.postMessage({ type: "stop" });
  }

  /** `leave` lets all workers go. */
  leave() {
    for (const worker of this.#all) {
      worker.postMessage({ type: "leave" });
      setTimeout(() => worker.terminate(), LEAVE_MS);
    }
  }

  /**
   * @param {number} process
   * @param {Worker} worker
   * @param {Birth | Stream | { type: "ready" } | { type: "failed", sentence: string }} message
   */
  #hear(process, worker, message) {
    switch (message.type) {
      case "birth":
        this.start(message);
        return;
      case "stream":
        this.#onStream(process, new Uint8Array(message.bytes));
        if (message.last) this.#running.delete(process);
        else worker.postMessage({ type: "taken" });
        return;
      case "failed":
        this.#lose(process);
        return;
      default:
    }
  }

  /** @param {number} process */
  #lose(process) {
    if (!this.#running.has(process)) return;
    this.end(process);
    this.#onLost(process, ABORTED);
  }
}
