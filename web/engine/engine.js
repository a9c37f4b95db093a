import { EngineError, Host } from "./host.js";

/** @typedef {import("../model/store.js").Result} Result */

/** How long a stopped program may take to report before its worker is ended without it. */
const GRACE_MS = 150;

/**
 * An Engine runs programs, one at a time, each in a fresh instance. One instance is kept warm, so that a
 * click is answered at once.
 *
 * Invariant: at most two workers are alive, the one that runs and the warm one, besides those that are leaving.
 * Invariant: after `stop` the run is over within GRACE_MS, whatever the program does.
 */
export class Engine {
  /** @type {Host | null} */
  #warm = null;
  /** @type {Host | null} */
  #running = null;
  #makeWorker;
  #url;
  #code;

  /**
   * @param {() => Worker} makeWorker
   * @param {string} url of the module (module.js), without its ending
   * @param {() => Promise<WebAssembly.Module | null>} [code] what it is compiled to, once for all instances
   */
  constructor(makeWorker, url, code) {
    this.#makeWorker = makeWorker;
    this.#url = url;
    this.#code = code;
  }

  /**
   * `warm` gets an instance ready with `threads` threads, and more for `processes` processes in all,
   * unless there is one.
   *
   * @param {number} threads
   * @param {number} [processes]
   */
  warm(threads, processes = 1) {
    if (this.#warm && this.#warm.threads >= threads && this.#warm.processes >= processes) return;
    this.#warm?.end();
    const host = new Host(this.#makeWorker(), this.#url, threads, processes, this.#code);
    this.#warm = host;
    host.ready.catch(() => {
      host.end();
      if (this.#warm === host) this.#warm = null;
    });
  }

  /** `cool` ends the warm instance: nothing will run for a while. */
  cool() {
    this.#warm?.end();
    this.#warm = null;
  }

  /**
   * `run` runs a program. Every chunk is reported before the result resolves. Requires no run going on.
   * A warm instance with fewer threads than it needs starts the others: that is sooner than another instance.
   *
   * @param {object} options
   * @param {{ threads: number, processes: number }} needs how many threads it will need at most, how many processes
   * @param {(bytes: Uint8Array) => void} onChunk
   * @returns {Promise<Result>}
   * @throws {EngineError} with a sentence
   */
  async run(options, { threads, processes }, onChunk) {
    if (!this.#warm || (processes > 1 && this.#warm.processes === 1)) this.warm(threads, processes);
    const host = /** @type {Host} */ (this.#warm);
    this.#warm = null;
    this.#running = host;
    try {
      return await host.run(options, onChunk);
    } finally {
      host.end();
      if (this.#running === host) this.#running = null;
    }
  }

  /**
   * `stop` ends the run that goes on: by asking, and if it does not answer soon, by ending its worker.
   */
  stop() {
    const host = this.#running;
    if (!host) return;
    host.stop();
    setTimeout(() => host.end(new EngineError("")), GRACE_MS);
  }
}
