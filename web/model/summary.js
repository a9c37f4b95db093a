import { count, duration, grouped } from "../lib/format.js";
import { lostUpdates } from "./lost_updates.js";

/** @typedef {import("./history.js").History} History */
/** @typedef {import("./store.js").Result} Result */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./world.js").World} World */

/**
 * `lostSummary` says of every shared value that was updated by reading and writing whether updates were
 * lost, as the trace shows it; empty when there is no such value.
 *
 * @param {Trace} trace
 * @param {World} world
 */
export function lostSummary(trace, world) {
  const sentences = [];
  for (const object of world.objects.values()) {
    const { shared } = object;
    if (!shared || shared.updates === 0) continue;
    const lost = lostUpdates(trace, shared);
    sentences.push(
      lost === 0
        ? "No update was lost in this run."
        : `${grouped(lost)} of ${count(shared.updates, "update")} of ${object.name} ${lost === 1 ? "was" : "were"} lost.`,
    );
  }
  return [...new Set(sentences)].join(" ");
}

/**
 * `fateSentence` says what became of a run.
 *
 * @param {Result} result
 * @param {History} history
 */
export function fateSentence(result, history) {
  if (!result.ok) return result.error || "The run failed.";
  const time = duration(result.elapsed_ns ?? history.time);
  const said = result.sentence?.trim();
  switch (result.fate) {
    case "finished":
      return history.controlled && history.time === 0 ? "Finished." : `Finished after ${time}.`;
    case "stopped":
      return said && !/^stopped/i.test(said)
        ? `Stopped after ${time}. ${said}`
        : `Stopped after ${time}.`;
    case "deadlock": {
      const stuck = history.deadlock < 0 ? 0 : history.trace.value(history.deadlock);
      return stuck > 0
        ? `Deadlock: ${count(stuck, "thread is", "threads are")} stuck for ever.`
        : said || "Deadlock.";
    }
    default:
      return said || `The run ended after ${time}: ${result.fate}.`;
  }
}
