import { moduleOf } from "./module.js";
import { MOST_DRAWN, MOST_EXECUTIONS, MOST_OF_A_VARIANT, draws } from "../model/exploration.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("./explorer.js").Explorer} Explorer */

/** How many random executions tell how likely an outcome is. */
const SAMPLE = 1_000;

/**
 * Explorations carries out what the reader wants explored, and reports to the store. The code that explores is
 * loaded with the first wish.
 *
 * Invariant: one exploration or question at a time; one that was replaced reports nothing more.
 */
export class Explorations {
  #store;
  #url;
  #records;
  /** The open demo's, or the last one's. @type {Explorer | null} */
  #explorer = null;
  #chapter = 0;
  #task = 0;
  #makeExplorer;

  /**
   * @param {Store} store
   * @param {string} url the folder of the engine, with its slash
   * @param {() => ArrayBuffer | null} records of the last live run
   * @param {(url: string) => Promise<Explorer>} [makeExplorer]
   */
  constructor(
    store,
    url,
    records,
    makeExplorer = async (at) => new (await import("./explorer.js")).Explorer(at),
  ) {
    this.#store = store;
    this.#url = url;
    this.#records = records;
    this.#makeExplorer = makeExplorer;
  }

  /** What an exploration is asked for, but for the parameters. */
  #options() {
    const { demo, parameters, seed, time } = this.#store.options;
    const algorithm = this.#store.algorithm.value;
    const preemptions = Number(this.#store.preemptions.value);
    return {
      demo,
      parameters,
      seed,
      time,
      algorithm,
      ...(algorithm === "bounded" && { preemptions }),
    };
  }

  /** `explore` explores the open demo with the form's values. */
  async explore() {
    const store = this.#store;
    const task = ++this.#task;
    const options = this.#options();
    const drawn = draws(options.algorithm);
    store.fills(null);
    store.explores({ phase: "running", result: null, seconds: 0, error: "" });
    await this.#guarded(task, async (explorer) => {
      const last = await explorer.explore(
        options,
        drawn ? MOST_DRAWN : MOST_EXECUTIONS,
        drawn ? 0 : SAMPLE,
        ({ result, seconds }) => {
          if (task !== this.#task) return;
          store.explores({ phase: this.#phase(), result, seconds, error: "" });
        },
      );
      if (task !== this.#task || !last) return;
      const { result, seconds } = last;
      const error = result.ok ? "" : (result.error ?? "");
      const phase = this.#phase() === "cancelled" ? "cancelled" : error ? "failed" : "over";
      store.explores({ phase, result, seconds, error });
    });
  }

  /** A report that comes after the reader cancelled does not make the exploration run again. */
  #phase() {
    return this.#store.explored.value?.phase === "cancelled" ? "cancelled" : "running";
  }

  /** `cancel` ends the exploration that goes on; what it found stays. */
  cancel() {
    const now = this.#store.explored.value;
    if (now?.phase !== "running") return;
    this.#store.explores({ ...now, phase: "cancelled" });
    this.#explorer?.cancel();
  }

  /** `matrix` explores the variants of the open demo one after another. */
  async matrix() {
    const store = this.#store;
    const demo = store.demo.value;
    const parameter = demo?.parameters.find(({ name }) => name === demo.variants);
    if (!parameter?.choices) return;
    const task = ++this.#task;
    const options = { ...this.#options(), algorithm: "optimal" };
    const rows = parameter.choices.map((variant) => ({
      variant,
      result: /** @type {import("../model/exploration.js").Exploration | null} */ (null),
    }));
    store.explores(/** @type {any} */ (null));
    store.fills([...rows]);
    await this.#guarded(task, async (explorer) => {
      for (const row of rows) {
        const parameters = { ...options.parameters, [parameter.name]: row.variant };
        const last = await explorer.explore(
          { ...options, parameters },
          MOST_OF_A_VARIANT,
          0,
          () => {},
        );
        if (task !== this.#task || !last) return;
        if (!last.result.ok) throw new Error(last.result.error);
        row.result = last.result;
        store.fills(rows.map((one) => ({ ...one })));
      }
    });
  }

  /** `ask` asks for the capture of the live run shown, or the point of no return. @param {"capture" | "no_return"} about */
  async ask(about) {
    const store = this.#store;
    const nothing = { about, busy: false, error: "", sentence: "", link: "", step: null };
    const records = about === "capture" ? this.#records() : null;
    if (about === "capture" && !records) {
      const error = "This run told more events than a capture can follow (8 MiB).";
      return store.answers({ ...nothing, error });
    }
    const task = ++this.#task;
    const { demo, parameters, seed, time } = store.options;
    const schedule = store.result.value?.schedule ?? "";
    const options = { demo, parameters, seed, time, scheduler: "replay", schedule };
    store.answers({ ...nothing, busy: true });
    try {
      const answer = await (await this.#ready()).ask(about, options, records);
      if (task !== this.#task || !answer) return;
      store.answers({
        ...nothing,
        error: answer.ok ? "" : answer.error,
        sentence: answer.sentence ?? "",
        link: answer.link ?? answer.way_out ?? "",
        step: answer.step ?? null,
      });
    } catch (error) {
      if (task === this.#task) store.answers({ ...nothing, error: whatIsWrong(error) });
    }
  }

  /** `leave` ends whatever goes on: the reader went elsewhere. @param {boolean} [forget] also what was found */
  leave(forget = false) {
    const now = this.#store.explored.value;
    this.#task++;
    this.#explorer?.end();
    if (now?.phase === "running" && !forget) this.#store.explores({ ...now, phase: "cancelled" });
  }

  async #ready() {
    const chapter = this.#store.demo.value?.chapter ?? 0;
    if (chapter !== this.#chapter) {
      this.#explorer?.end();
      this.#explorer = null;
      this.#chapter = chapter;
    }
    this.#explorer ??= await this.#makeExplorer(moduleOf(this.#url, "controlled", chapter));
    return this.#explorer;
  }

  /** @param {number} task @param {(explorer: Explorer) => Promise<void>} work */
  async #guarded(task, work) {
    try {
      await work(await this.#ready());
    } catch (error) {
      if (task !== this.#task) return;
      this.#store.explores({
        phase: "failed",
        result: null,
        seconds: 0,
        error: whatIsWrong(error),
      });
    }
  }
}

/** @param {unknown} error */
function whatIsWrong(error) {
  return error instanceof Error ? error.message : String(error);
}
