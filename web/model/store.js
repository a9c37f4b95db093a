/**
 * The state of the page and the intents that change it. Longer than others: "a signal is written by the store alone"
 * is one object's promise, and its intents change several signals at once.
 */
import { batch, computed, signal } from "@preact/signals-core";
import { findDemo } from "./catalog.js";
import { isStuck } from "./deadlock.js";
import { MAX_SEED, checkParameters, emptyLink, formatLink, parseLink } from "./link.js";
import { historyOf } from "./moment.js";
import { defaults, problems } from "./parameters.js";
import { Trace } from "./trace.js";

/** @typedef {import("./catalog.js").Catalog} Catalog */
/** @typedef {import("./capabilities.js").Capabilities} Capabilities */
/** @typedef {import("./history.js").History} History */
/** @typedef {import("./link.js").Link} Link */
/** @typedef {import("./link.js").Mode} Mode */

/**
 * What the engine says of a run that is over; see the contract in wasm/README.md.
 *
 * @typedef {object} Result
 * @property {boolean} ok
 * @property {string} [error] why it did not run
 * @property {string} [fate]
 * @property {string} [sentence]
 * @property {string} [schedule]
 * @property {number} [steps]
 * @property {number} [preemptions]
 * @property {number} [elapsed_ns]
 * @property {number | null} [diverged_at]
 * @property {string} [note] what the reader should know of the schedule, for one that it did not fit
 */

/**
 * @typedef {import("./exploration.js").Exploration} Exploration
 * @typedef {{ phase: "running" | "over" | "cancelled" | "failed", result: Exploration | null, seconds: number,
 *   error: string }} Explored
 * @typedef {{ about: "capture" | "no_return", busy: boolean, error: string, sentence: string, link: string,
 *   step: number | null }} Answer
 */

/** @typedef {"idle" | "starting" | "running" | "stopping" | "over"} Phase */

/**
 * The most events taken in at a time: at 100 to 200 ns each this keeps a frame below its 16 ms.
 */
const EVENTS_A_FRAME = 60_000;

/**
 * A Store is the whole state of the page. Views read its signals; whoever composed the page calls its
 * intents. Nothing else on the page can change.
 *
 * Invariant: a signal is written by the store alone.
 * Invariant: the address is `link`, a function of the rest.
 */
export class Store {
  /** What there is to show; null until it is loaded. @type {import("@preact/signals-core").Signal<Catalog | null>} */
  catalog = signal(/** @type {Catalog | null} */ (null));
  /** Why there is nothing to show, should loading fail. */
  failure = signal("");
  /** What can run here; null until it is probed, and then buttons wait. */
  capabilities = signal(/** @type {Capabilities | null} */ (null));
  /** What was wrong with the address, to be read until the reader does something. */
  linkProblems = signal(/** @type {string[]} */ ([]));
  /** Which demo is open, "" for the list. A name that no demo has stays, so that the page can say so. */
  demoId = signal("");
  /** The parameter form as it stands, wrong values included: the reader is still typing. */
  values = signal(/** @type {Record<string, string>} */ ({}));
  /** How the shown run was (or the next will be) run: part of the link. */
  mode = signal(/** @type {Mode} */ ("live"));
  /** Who decides in a controlled run. */
  scheduler = signal(/** @type {import("./link.js").Scheduler} */ ("random"));
  /** The seed field as it stands. */
  seed = signal("1");
  /** The schedule a link brought, to be replayed. */
  schedule = signal("");
  /** How time passes in a controlled run. */
  time = signal(/** @type {import("./link.js").Time} */ ("strict"));
  /** Which search explores, and the most preemptions of a bounded one. */
  algorithm = signal("optimal");
  preemptions = signal("2");
  /** What an exploration found so far; null before the first. @type {import("@preact/signals-core").Signal<Explored | null>} */
  explored = signal(/** @type {Explored | null} */ (null));
  /** The fix matrix, a row a variant; null before it was asked for. */
  variants = signal(/** @type {{ variant: string, result: Exploration | null }[] | null} */ (null));
  /** What was asked of the run that is shown, and the answer: its capture, or its point of no return. */
  answer = signal(/** @type {Answer | null} */ (null));
  /** How much faster than written the program's clock runs, and a controlled run is played. */
  speed = signal(/** @type {import("./link.js").Speed} */ (1));
  /** Where the run is in its life. */
  phase = signal(/** @type {Phase} */ ("idle"));
  /** The events of the last run and what was derived from them; null before the first. */
  history = signal(/** @type {History | null} */ (null));
  /** How many events the views may draw; grows with `history`, which itself is no signal. */
  length = signal(0);
  /** The event shown; null follows the last one. */
  step = signal(/** @type {number | null} */ (null));
  /** What became of the run; null while it goes on. */
  result = signal(/** @type {Result | null} */ (null));
  /** Whether the run is being played, event by event. */
  playing = signal(false);
  /** The program's time up to which the timeline is drawn while a live run goes on: threads that sleep tell nothing (ns). */
  now = signal(0);
  /** The source of the open demo; null until it is loaded. */
  source = signal(/** @type {import("./catalog.js").Source | null} */ (null));
  /** The link to copy by hand where the clipboard is denied. */
  shared = signal("");
  /** What the last thing done led to, for a moment: "Copied". */
  notice = signal("");
  /** What the timeline's axis counts; "auto" takes what says more. */
  axis = signal(/** @type {"auto" | "time" | "steps"} */ ("auto"));
  /** Whether the timeline is shown as a table. */
  table = signal(false);
  /** Which colours, or the system's choice. */
  theme = signal(/** @type {"system" | "light" | "dark"} */ ("system"));

  #trace = new Trace();
  #asked = /** @type {number | null} */ (null);

  /** The open demo's metadata; undefined when there is none. */
  demo = computed(() => {
    const catalog = this.catalog.value;
    return catalog ? findDemo(catalog, this.demoId.value) : undefined;
  });

  /** What is wrong with the form, a sentence a parameter. */
  problems = computed(() => {
    const demo = this.demo.value;
    return demo ? problems(demo, this.values.value) : {};
  });

  /** What is wrong with the seed, "" when nothing is. */
  seedProblem = computed(() => {
    const text = this.seed.value;
    if (/^\d{1,16}$/.test(text) && Number(text) <= MAX_SEED) return "";
    return `The seed must be a whole number from 0 to ${MAX_SEED}.`;
  });

  /** Whether a run is going on. */
  busy = computed(() => ["starting", "running", "stopping"].includes(this.phase.value));

  /** Whether threads are running now, which need the processor more than the page does. */
  runsLive = computed(() => this.phase.value === "running" && this.mode.value === "live");

  /** The event shown, -1 when there is none. */
  shownStep = computed(() => {
    const last = this.length.value - 1;
    const step = this.step.value;
    return step === null ? last : Math.min(step, last);
  });

  /** What is true at the event shown; null before the first run. */
  moment = computed(() => {
    const step = this.shownStep.value;
    const history = this.history.value;
    return history && this.length.value > 0 ? history.moment(step) : null;
  });

  /** The line of the source of the event shown, 0 for none. */
  line = computed(() => {
    const world = this.moment.value;
    const trace = this.history.value?.trace;
    return world && trace && world.step >= 0 ? trace.line(world.step) : 0;
  });

  /** The fragment of the address. */
  link = computed(() =>
    formatLink(
      {
        demo: this.demoId.value,
        parameters: this.values.value,
        mode: this.mode.value,
        scheduler: this.scheduler.value,
        seed: this.seedProblem.value ? 1 : Number(this.seed.value),
        schedule: this.scheduler.value === "replay" ? this.schedule.value : "",
        time: this.time.value,
        speed: this.speed.value,
        // A live run cannot be had again, so a place in it is no use to anyone.
        at: this.mode.value === "controlled" ? this.step.value : null,
      },
      this.demo.value,
    ),
  );

  /** The options of a run as the engine wants them. */
  get options() {
    const { demo, parameters, scheduler, seed, schedule } = this.#current();
    return {
      demo,
      parameters,
      scheduler,
      seed,
      schedule,
      time: this.time.value,
      time_scale: this.speed.value,
    };
  }

  #current() {
    return {
      demo: this.demoId.value,
      parameters: this.values.value,
      scheduler: this.scheduler.value,
      seed: Number(this.seed.value),
      schedule: this.scheduler.value === "replay" ? this.schedule.value : "",
    };
  }

  /** `loaded` gives the page its catalog. @param {Catalog} catalog */
  loaded(catalog) {
    this.catalog.value = catalog;
  }

  /** `failed` says why the page cannot work. @param {string} sentence */
  failed(sentence) {
    this.failure.value = sentence;
  }

  /** `probed` says what can run here. @param {Capabilities} capabilities */
  probed(capabilities) {
    this.capabilities.value = capabilities;
  }

  /**
   * `open` makes the page show what an address says. Returns whether it says all of a controlled run, so
   * that running it shows what whoever sent the link saw. Requires the catalog and no run going on.
   *
   * @param {string} fragment
   */
  open(fragment) {
    const { link, problems: wrong } = parseLink(fragment);
    const catalog = this.catalog.value;
    const demo = catalog ? findDemo(catalog, link.demo) : undefined;
    if (link.demo !== this.demoId.value) this.#forgetExploration();
    const checked = demo ? checkParameters(link, demo) : { values: link.parameters, problems: [] };
    batch(() => {
      this.#forget();
      this.#take(link);
      this.values.value = checked.values;
      this.linkProblems.value = [...wrong, ...checked.problems];
    });
    this.#asked = link.at;
    const complete = link.mode === "controlled" && (link.at !== null || link.schedule !== "");
    return demo !== undefined && complete && Object.keys(this.problems.value).length === 0;
  }

  /** @param {Link} link */
  #take(link) {
    this.demoId.value = link.demo;
    this.mode.value = link.mode;
    this.scheduler.value = link.scheduler;
    this.seed.value = `${link.seed}`;
    this.schedule.value = link.schedule;
    this.time.value = link.time;
    this.speed.value = link.speed;
    this.step.value = link.mode === "controlled" ? link.at : null;
  }

  /** `setValue` changes a parameter. @param {string} name @param {string} value */
  setValue(name, value) {
    this.#acted();
    this.values.value = { ...this.values.value, [name]: value };
  }

  /** `usePreset` sets the parameters to a preset's values, the others to their defaults. @param {string} name */
  usePreset(name) {
    const demo = this.demo.value;
    const preset = demo?.presets.find((one) => one.name === name);
    if (!demo || !preset) return;
    this.#acted();
    this.values.value = { ...defaults(demo), ...preset.values };
  }

  /** `setSeed` changes the seed field. @param {string} seed */
  setSeed(seed) {
    this.#acted();
    this.seed.value = seed;
  }

  /** `setScheduler` changes who decides. @param {import("./link.js").Scheduler} scheduler */
  setScheduler(scheduler) {
    this.#acted();
    this.scheduler.value = scheduler;
  }

  /** `setSpeed` changes how fast time passes. @param {import("./link.js").Speed} speed */
  setSpeed(speed) {
    this.#acted();
    this.speed.value = speed;
  }

  /** `reset` returns everything to the demo's defaults and forgets the run. */
  reset() {
    const demo = this.demo.value;
    batch(() => {
      this.#acted();
      this.#forget();
      this.#take({ ...emptyLink(), demo: this.demoId.value });
      this.values.value = demo ? defaults(demo) : {};
      this.axis.value = "auto";
      this.table.value = false;
      this.algorithm.value = "optimal";
      this.preemptions.value = "2";
      this.#forgetExploration();
      this.#asked = null;
    });
  }

  #forgetExploration() {
    this.explored.value = null;
    this.variants.value = null;
  }

  /** What is wrong with the bound of preemptions, "" when nothing is. */
  preemptionsProblem = computed(() => {
    if (this.algorithm.value !== "bounded") return "";
    if (/^\d{1,4}$/.test(this.preemptions.value) && Number(this.preemptions.value) <= 1000)
      return "";
    return "The number of preemptions must be a whole number from 0 to 1000.";
  });

  /** `setTime` changes how time passes in controlled runs. @param {import("./link.js").Time} time */
  setTime(time) {
    this.#acted();
    this.time.value = time;
  }

  /** `setAlgorithm` chooses the search. @param {string} algorithm */
  setAlgorithm(algorithm) {
    this.algorithm.value = algorithm;
  }

  /** `setPreemptions` changes the bound as it stands in its field. @param {string} text */
  setPreemptions(text) {
    this.preemptions.value = text;
  }

  /** `explores` says how an exploration stands. @param {Explored} explored */
  explores(explored) {
    this.explored.value = explored;
  }

  /** `fills` says how the fix matrix stands. @param {{ variant: string, result: Exploration | null }[] | null} rows */
  fills(rows) {
    this.variants.value = rows;
  }

  /** `answers` says what became of a question about the run. @param {Answer | null} answer */
  answers(answer) {
    this.answer.value = answer;
  }

  #acted() {
    this.linkProblems.value = [];
    this.notice.value = "";
    this.shared.value = "";
  }

  #forget() {
    this.phase.value = "idle";
    this.history.value = null;
    this.length.value = 0;
    this.step.value = null;
    this.now.value = 0;
    this.result.value = null;
    this.answer.value = null;
    this.playing.value = false;
    this.shared.value = "";
    this.notice.value = "";
  }

  /** `starting` begins a run: what was shown is forgotten. @param {Mode} mode */
  starting(mode) {
    batch(() => {
      const at = this.#asked;
      this.#forget();
      this.#trace = new Trace();
      this.mode.value = mode;
      this.history.value = historyOf(this.#trace);
      this.phase.value = "starting";
      this.step.value = mode === "controlled" ? at : null;
      this.#asked = null;
    });
  }

  /**
   * `took` appends the next bytes of the trace. The views see them at the next `grow`.
   *
   * @param {Uint8Array} bytes
   * @throws {import("./trace.js").TraceError}
   */
  took(bytes) {
    this.#trace.append(bytes);
    if (this.phase.value === "starting") this.phase.value = "running";
  }

  /** `grow` takes in events that were appended, as many as a frame allows; returns whether none are left. */
  grow() {
    const history = this.history.value;
    if (!history) return true;
    const all = history.advance(EVENTS_A_FRAME);
    this.length.value = history.length;
    return all;
  }

  /** `stopping` says that the reader wants the run to end. */
  stopping() {
    if (this.busy.value) this.phase.value = "stopping";
  }

  /** `ended` says what became of the run; its trace is complete. @param {Result} result */
  ended(result) {
    this.#trace.freeze();
    batch(() => {
      this.result.value = result;
      this.phase.value = "over";
    });
  }

  /** `goTo` shows event `step`; the last one and what is beyond it means: follow. @param {number} step */
  goTo(step) {
    const last = this.length.value - 1;
    this.step.value = step >= last ? null : Math.max(0, Math.round(step));
  }

  /** `play` begins (from the start, when at the end) or pauses playing. @param {boolean} on */
  play(on) {
    batch(() => {
      if (on && this.step.value === null) this.step.value = 0;
      this.playing.value = on && this.length.value > 1;
    });
  }

  /**
   * `tick` says how far the program's clock is in a live run (ns). It stands once all threads are stuck.
   *
   * @param {number} now
   */
  tick(now) {
    const known = this.history.value;
    this.now.value = known && isStuck(known) ? known.trace.time(known.deadlock) : now;
  }

  /** `showSource` gives the page the open demo's source. @param {import("./catalog.js").Source | null} source */
  showSource(source) {
    this.source.value = source;
  }

  /** `share` shows the link to copy by hand. @param {string} url */
  share(url) {
    this.shared.value = url;
  }

  /** `say` shows a passing notice. @param {string} sentence */
  say(sentence) {
    this.notice.value = sentence;
  }

  /** `setAxis` chooses what the timeline's axis counts. @param {"auto" | "time" | "steps"} axis */
  setAxis(axis) {
    this.axis.value = axis;
  }

  /** `setTable` shows the timeline as a table or drawn. @param {boolean} on */
  setTable(on) {
    this.table.value = on;
  }

  /** `setTheme` chooses the colours. @param {"system" | "light" | "dark"} theme */
  setTheme(theme) {
    this.theme.value = theme;
  }
}
