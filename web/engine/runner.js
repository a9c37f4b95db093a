import { onFrame, rest } from "../lib/frame.js";
import { needsOf } from "../model/catalog.js";
import { TraceError } from "../model/trace.js";
import { controlledEngine } from "./controlled.js";
import { EngineError } from "./host.js";
import { liveEngine } from "./live.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/store.js").Result} Result */

/** A live run's records are kept for its capture up to this many bytes. */
const MOST_KEPT = 8 * 2 ** 20;

/**
 * A Runner carries out what the reader wants to run, and reports to the store.
 *
 * Invariant: one run at a time. A run that was replaced or stopped reports nothing more.
 */
export class Runner {
  #store;
  #url;
  /** The engines used so far, by what they run and the chapter. @type {Map<string, Engine>} */
  #engines = new Map();
  /** Tells a run that is no longer wanted from the one that is. */
  #run = 0;
  #engine = /** @type {Engine | null} */ (null);
  #stoppedAt = 0;
  #draw;
  /** The records of the last live run; null where there is none, or they were too many. @type {Uint8Array[] | null} */
  #records = null;
  #kept = 0;

  /**
   * @param {Store} store
   * @param {string} url the folder of the engine, with its slash
   */
  constructor(store, url) {
    this.#store = store;
    this.#url = url;
    this.#draw = onFrame(
      () => {
        if (!store.grow()) this.#draw();
      },
      () => store.runsLive.value,
    );
  }

  /** `warm` gets ready what the open demo can run with, and nothing else. */
  warm() {
    const demo = this.#store.demo.value;
    const engineOf = (/** @type {"live" | "controlled"} */ mode) =>
      this.#store.capabilities.value?.[mode] === null && demo && this.#for(mode, demo.chapter);
    const controlled = engineOf("controlled");
    const live = engineOf("live");
    for (const engine of this.#engines.values()) {
      if (engine !== controlled && engine !== live) engine.cool();
    }
    if (controlled) controlled.warm(0);
    if (!live || !demo) return;
    const { threads, processes } = needsOf(demo, this.#store.values.value);
    live.warm(threads, processes);
  }

  /** @param {"live" | "controlled"} mode @param {number} chapter */
  #for(mode, chapter) {
    const key = `${mode} ${chapter}`;
    const make = mode === "live" ? liveEngine : controlledEngine;
    const engine = this.#engines.get(key) ?? make(this.#url, chapter);
    this.#engines.set(key, engine);
    return engine;
  }

  /** `run` runs the open demo with the form's values. @param {"live" | "controlled"} mode */
  async run(mode) {
    const store = this.#store;
    if (store.busy.value || !store.demo.value) return;
    const engine = this.#for(mode, store.demo.value.chapter);
    const needs =
      mode === "live"
        ? needsOf(store.demo.value, store.values.value)
        : { threads: 0, processes: 1 };
    const options = { ...store.options, steps: store.catalog.value?.limits?.steps };
    const run = ++this.#run;
    store.starting(mode);
    this.#engine = engine;
    this.#stoppedAt = 0;
    this.#records = mode === "live" ? [] : null;
    this.#kept = 0;
    rest();
    const result = await this.#outcome(engine, options, needs, run);
    if (run !== this.#run) return;
    this.#engine = null;
    // What little came last is in view at once; a flood is worked off frame by frame.
    store.grow();
    store.ended(result);
    this.#draw();
    this.warm();
  }

  /**
   * @param {Engine} engine
   * @param {object} options
   * @param {{ threads: number, processes: number }} needs
   * @param {number} run
   * @returns {Promise<Result>}
   */
  async #outcome(engine, options, needs, run) {
    /** @type {TraceError | undefined} */
    let broken;
    try {
      const result = await engine.run(options, needs, (bytes) => {
        if (run !== this.#run || broken) return;
        try {
          this.#store.took(bytes);
          this.#keep(bytes);
        } catch (error) {
          if (!(error instanceof TraceError)) throw error;
          broken = error;
          engine.stop();
        }
        this.#draw();
      });
      return broken ? { ...result, ok: true, fate: "stopped", sentence: broken.message } : result;
    } catch (error) {
      if (broken) return { ok: true, fate: "stopped", sentence: broken.message };
      if (this.#stoppedAt) return { ok: true, fate: "stopped", sentence: "" };
      if (error instanceof EngineError) return { ok: false, error: error.message };
      throw error;
    }
  }

  /** @param {Uint8Array} bytes */
  #keep(bytes) {
    this.#kept += bytes.length;
    if (this.#kept > MOST_KEPT) this.#records = null;
    this.#records?.push(bytes);
  }

  /** `records` are those of the last live run, in one piece; null where there are none to capture. */
  records() {
    if (!this.#records) return null;
    const all = new Uint8Array(this.#kept);
    let at = 0;
    for (const bytes of this.#records) {
      all.set(bytes, at);
      at += bytes.length;
    }
    return all.buffer;
  }

  /** `stop` ends the run that goes on. */
  stop() {
    if (!this.#engine || this.#store.phase.value === "stopping") return;
    this.#stoppedAt = performance.now();
    this.#store.stopping();
    this.#engine.stop();
  }

  /** `abandon` ends the run that goes on without a word: the reader went elsewhere. */
  abandon() {
    this.#run++;
    this.#engine?.stop();
    this.#engine = null;
  }
}
