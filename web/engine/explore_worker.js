/**
 * The worker of an exploration: it runs executions in slices and reports what was found so far. It also answers
 * questions about one run: its capture and its point of no return.
 */
import { whyFailed } from "./protocol.js";

/**
 * @typedef {import("./protocol.js").EngineModule & {
 *   _interleave_options: (query: number) => number,
 *   _interleave_explore_begin: (query: number) => number,
 *   _interleave_explore_run: (executions: number) => void,
 *   _interleave_explore_sample: (executions: number) => void,
 *   _interleave_explore_goes_on: () => number,
 *   _interleave_explore_result: () => number,
 *   _interleave_capture: (records: number, size: number) => void,
 *   _interleave_no_return: () => void,
 *   _interleave_text: () => number,
 * }} ExploringModule
 *
 * @typedef {{ type: "load", url: string }
 *   | { type: "explore", options: string, executions: number, sample: number }
 *   | { type: "cancel" }
 *   | { type: "ask", about: "capture" | "no_return", options: string, records: ArrayBuffer | null }} ToExplorer
 * @typedef {{ type: "ready" }
 *   | { type: "found", result: string, seconds: number, over: boolean }
 *   | { type: "answer", result: string }
 *   | { type: "failed", sentence: string }} FromExplorer
 */

/** How long a slice should take (ms), and how often the page is told. */
const SLICE_MS = 40;
const REPORT_MS = 200;

/** @type {ExploringModule} */
let engine;
let cancelled = false;

/** @param {FromExplorer} message */
const tell = (message) => postMessage(message);

/** @param {unknown} error */
const fail = (error) => tell({ type: "failed", sentence: whyFailed(error) });

/** @param {(text: number) => number} call @param {string} query */
function passing(call, query) {
  const text = engine.stringToNewUTF8(query);
  const answer = engine.UTF8ToString(call(text));
  engine._free(text);
  return answer;
}

/** A turn of the event loop: a message may come in between two slices. A timer would make each turn last 4 ms. */
const { port1, port2 } = new MessageChannel();
const turn = () =>
  new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

/** @param {{ options: string, executions: number, sample: number }} request */
async function explore({ options, executions, sample }) {
  cancelled = false;
  const begun = passing(engine._interleave_explore_begin, options);
  if (!JSON.parse(begun).ok) return tell({ type: "found", result: begun, seconds: 0, over: true });
  const from = performance.now();
  let reported = from;
  let slice = 16;
  let left = executions;
  while (left > 0 && !cancelled && engine._interleave_explore_goes_on()) {
    const before = performance.now();
    const now = Math.min(slice, left);
    engine._interleave_explore_run(now);
    left -= now;
    const after = performance.now();
    slice = Math.max(1, Math.round(Math.min(slice * 4, (slice * SLICE_MS) / (after - before))));
    if (after - reported > REPORT_MS) {
      reported = after;
      report(from, after, false);
    }
    await turn();
  }
  const to = performance.now();
  for (let sampled = 0; sampled < sample && !cancelled; sampled += 100) {
    engine._interleave_explore_sample(100);
    await turn();
  }
  report(from, to, true);
}

/** @param {number} from @param {number} to @param {boolean} over */
function report(from, to, over) {
  const result = engine.UTF8ToString(engine._interleave_explore_result());
  tell({ type: "found", result, seconds: (to - from) / 1000, over });
}

/** @param {{ about: "capture" | "no_return", options: string, records: ArrayBuffer | null }} question */
function ask({ about, options, records }) {
  const read = passing(engine._interleave_options, options);
  if (!JSON.parse(read).ok) return tell({ type: "answer", result: read });
  if (about === "capture" && records) {
    const at = engine._malloc(records.byteLength);
    engine.HEAPU8.set(new Uint8Array(records), at);
    engine._interleave_capture(at, records.byteLength);
    engine._free(at);
  } else {
    engine._interleave_no_return();
  }
  tell({ type: "answer", result: engine.UTF8ToString(engine._interleave_text()) });
}

addEventListener("message", async ({ data }) => {
  const message = /** @type {ToExplorer} */ (data);
  try {
    if (message.type === "load") {
      const { default: factory } = await import(/* @vite-ignore */ `${message.url}.js`);
      engine = await factory({ onAbort: fail });
      tell({ type: "ready" });
    } else if (message.type === "explore") await explore(message);
    else if (message.type === "cancel") cancelled = true;
    else ask(message);
  } catch (error) {
    fail(error);
  }
});
