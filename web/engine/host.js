import { optionsText } from "./options.js";
import { LEAVE_MS, whyFailed } from "./protocol.js";

/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("../model/store.js").Result} Result */

/** An engine that has not loaded by then is given up. */
const LOAD_MS = 30_000;

/** An EngineError's message is a sentence for the reader. */
export class EngineError extends Error {}

/**
 * A Host is one worker with one fresh instance of an engine: it loads, runs one program, and ends.
 *
 * Invariant: after `end` nothing more is reported, and the worker goes: at once, or if it has workers of its own, soon.
 */
export class Host {
  /** @type {Worker} */
  #worker;
  /** @type {(bytes: Uint8Array) => void} */
  #onChunk = () => {};
  /** @type {(result: Result) => void} */
  #resolve = () => {};
  /** @type {(error: Error) => void} */
  #reject = () => {};
  #ended = false;

  /**
   * @param {Worker} worker
   * @param {string} url of the module (module.js), without its ending
   * @param {number} threads how many threads to have ready
   * @param {number} [processes] how many processes to expect
   * @param {() => Promise<WebAssembly.Module | null>} [code] the engine's module, where it is compiled already
   */
  constructor(worker, url, threads, processes = 1, code = async () => null) {
    this.#worker = worker;
    /** How many threads were asked to be ready. */
    this.threads = threads;
    this.processes = processes;
    /** Resolves when the engine can start at once. @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new EngineError(`The engine did not load within ${LOAD_MS / 1000} seconds.`)),
        LOAD_MS,
      );
      this.#reject = (error) => {
        clearTimeout(late);
        reject(error);
      };
      worker.onmessage = ({ data }) => {
        if (data.type !== "ready") return this.#reject(new EngineError(data.sentence));
        clearTimeout(late);
        worker.onmessage = (event) => this.#hear(event.data);
        resolve();
      };
    });
    // Whoever needs the engine awaits `ready`; a warm one that nobody needs may fail unheard.
    this.ready.catch(() => {});
    worker.onerror = (event) => {
      event.preventDefault();
      this.#reject(
        new EngineError(
          event.message
            ? whyFailed(event.message)
            : "The engine's worker could not be loaded; check the connection and reload the page.",
        ),
      );
    };
    worker.onmessageerror = () =>
      this.#reject(new EngineError("A message from the engine was lost; run again."));
    code().then((module) => {
      if (!this.#ended) this.#post({ type: "load", url, threads, processes, module });
    });
  }

  /**
   * `run` runs the program to its end. Resolves with its result; every chunk of the trace came before.
   *
   * @param {object} options
   * @param {(bytes: Uint8Array) => void} onChunk
   * @returns {Promise<Result>}
   */
  async run(options, onChunk) {
    await this.ready;
    this.#onChunk = onChunk;
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#post({ type: "start", options: optionsText(options) });
    });
  }

  /** `stop` asks the program to stop; its result comes soon, or never if it does not listen. */
  stop() {
    this.#post({ type: "stop" });
  }

  /** `end` ends the worker and, with it, all its threads. @param {EngineError} [why] told to a run that still goes on */
  end(why = new EngineError("The run was ended.")) {
    if (this.#ended) return;
    this.#ended = true;
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    if (this.threads > 0) {
      this.#post({ type: "leave" });
      // Its own workers take as long before they are gone, and theirs.
      setTimeout(() => this.#worker.terminate(), 2 * LEAVE_MS);
    } else {
      this.#worker.terminate();
    }
    this.#reject(why);
  }

  /** @param {import("./protocol.js").ToWorker} message */
  #post(message) {
    this.#worker.postMessage(message);
  }

  /** @param {FromWorker} message */
  #hear(message) {
    switch (message.type) {
      case "chunk":
        this.#post({ type: "taken" });
        this.#onChunk(new Uint8Array(message.bytes));
        return;
      case "done":
        this.#resolve(readResult(message.result));
        return;
      case "failed":
        this.#reject(new EngineError(message.sentence));
        return;
      default:
    }
  }
}

/** @param {string} json @returns {Result} */
function readResult(json) {
  try {
    return JSON.parse(json);
  } catch {
    return { ok: false, error: "The engine's report of the run is damaged." };
  }
}
