import { optionsText } from "./options.js";

/** @typedef {import("./explore_worker.js").FromExplorer} FromExplorer */
/** @typedef {import("./explore_worker.js").ToExplorer} ToExplorer */
/** @typedef {import("../model/exploration.js").Exploration} Exploration */
/** @typedef {{ result: Exploration, seconds: number, over: boolean }} Report */

/**
 * An Explorer has one worker, from its first use on, and does one thing at a time in it. What is asked of
 * it next ends what it was at.
 *
 * Invariant: a report or an answer is of what was asked last.
 */
export class Explorer {
  #url;
  #makeWorker;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #ready = null;
  /** @type {(message: FromExplorer) => void} */
  #hear = () => {};
  #task = 0;

  /**
   * @param {string} url of the module (module.js), without its ending
   * @param {() => Worker} [makeWorker]
   */
  constructor(
    url,
    makeWorker = () =>
      new Worker(new URL("./explore_worker.js", import.meta.url), {
        type: "module",
        name: "explore",
      }),
  ) {
    this.#url = url;
    this.#makeWorker = makeWorker;
  }

  /**
   * `explore` runs at most `executions` executions, and `sample` random ones to tell how likely each outcome
   * is. Resolves with the last report; null when something else was asked for meanwhile.
   *
   * @param {object} options
   * @param {number} executions
   * @param {number} sample
   * @param {(report: Report) => void} onReport
   * @returns {Promise<Report | null>}
   * @throws {Error} with a sentence
   */
  async explore(options, executions, sample, onReport) {
    const task = await this.#begin();
    if (task !== this.#task) return null;
    return new Promise((resolve, reject) => {
      this.#hear = (message) => {
        if (task !== this.#task) return resolve(null);
        if (message.type === "failed") return this.#fail(reject, message.sentence);
        if (message.type !== "found") return;
        const { seconds, over } = message;
        const report = { seconds, over, result: JSON.parse(message.result) };
        if (report.over) resolve(report);
        else onReport(report);
      };
      this.#post({ type: "explore", options: optionsText(options), executions, sample });
    });
  }

  /** `cancel` ends the exploration that goes on; its last report comes soon. */
  cancel() {
    this.#post({ type: "cancel" });
  }

  /**
   * `ask` asks for the capture of a live run or the point of no return of a controlled one.
   *
   * @param {"capture" | "no_return"} about
   * @param {object} options
   * @param {ArrayBuffer | null} records of the live run; handed over
   * @returns {Promise<any>} the engine's answer; null when something else was asked for meanwhile
   * @throws {Error} with a sentence
   */
  async ask(about, options, records = null) {
    const task = await this.#begin();
    if (task !== this.#task) return null;
    return new Promise((resolve, reject) => {
      this.#hear = (message) => {
        if (task !== this.#task) return resolve(null);
        if (message.type === "failed") this.#fail(reject, message.sentence);
        else if (message.type === "answer") resolve(JSON.parse(message.result));
      };
      this.#post({ type: "ask", about, options: optionsText(options), records });
    });
  }

  /** `end` ends the worker and whatever it is at. */
  end() {
    this.#task++;
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
  }

  async #begin() {
    const task = ++this.#task;
    this.cancel();
    // An exploration in a long slice would let the next one wait: it begins in a worker of its own.
    if (this.#busy) this.end();
    const mine = Math.max(task, this.#task);
    this.#task = mine;
    this.#ready ??= this.#load();
    await this.#ready;
    return mine;
  }

  #busy = false;

  #load() {
    const worker = this.#makeWorker();
    this.#worker = worker;
    return /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          if (data.type === "failed") return this.#fail(reject, data.sentence);
          worker.onmessage = (event) => {
            if (event.data.type !== "found" || event.data.over) this.#busy = false;
            this.#hear(event.data);
          };
          resolve();
        };
        worker.onerror = (event) => {
          event.preventDefault();
          this.#fail(reject, "The worker that explores could not be loaded; reload the page.");
        };
        worker.postMessage({ type: "load", url: this.#url });
      })
    );
  }

  /** @param {(error: Error) => void} reject @param {string} sentence */
  #fail(reject, sentence) {
    this.end();
    reject(new Error(sentence));
  }

  /** @param {ToExplorer} message */
  #post(message) {
    if (message.type === "explore") this.#busy = true;
    this.#worker?.postMessage(
      message,
      message.type === "ask" && message.records ? [message.records] : [],
    );
  }
}
