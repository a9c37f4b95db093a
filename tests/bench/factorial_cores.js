/**
 * The notebook's factorials in threads and in processes: on all the cores, and in a browser that is bound to one of them.
 */
import { cpus } from "node:os";
import { onOneCore, runAgain, runLive, withPage } from "./chromium.js";
import { median } from "./measure.js";

const RUNS = 20;

/** What the demos print: how long the list took, and in which time main alone computes it. */
const TAKEN = /(?<=Time Taken: )[\d.e-]+/;
const ALONE = /(?<=main takes )[\d.e-]+/;

/**
 * outputsOf is what several runs of a demo in a page print. The first run is left out: a browser compiles better what it has run.
 * @param {string} fragment
 * @returns {Promise<string[]>}
 */
function outputsOf(fragment) {
  return withPage(async (page, address) => {
    await runLive(page, address, fragment);
    const outputs = [];
    for (let run = 0; run < RUNS; run++) outputs.push(await runAgain(page));
    return outputs;
  });
}

/** @param {string[]} outputs @param {RegExp} which @returns {number[]} ms */
const times = (outputs, which) => outputs.map((text) => 1000 * Number(which.exec(text)?.[0]));

/**
 * measureFactorialOnCores leaves out what is on one core where a process cannot be bound to one.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export async function measureFactorialOnCores() {
  /** @type {import("./measure.js").Row[]} */
  const rows = [];
  for (const [who, fragment] of [
    ["threads", "#/v1/factorial_threads"],
    ["processes", "#/v1/factorial_processes?max_str_digits=2000000"],
  ]) {
    const outputs = await outputsOf(fragment);
    const onAll = times(outputs, TAKEN);
    const what = `the list in ${who}, live on ${cpus().length} cores`;
    const onOne = await onOneCore(async () => times(await outputsOf(fragment), TAKEN));
    if (onOne) {
      const beside = "on one core";
      rows.push(
        {
          what: `${what}, best`,
          value: Math.min(...onAll),
          unit: "ms",
          beside,
          other: Math.min(...onOne),
          goal: "ratio <= 0.65",
        },
        {
          what: "the same, median",
          value: median(onAll),
          unit: "ms",
          beside,
          other: median(onOne),
        },
      );
    }
    const alone = times(outputs, ALONE);
    if (alone.some(Number.isNaN)) continue;
    rows.push({
      what: `${what}, best`,
      value: Math.min(...onAll),
      unit: "ms",
      beside: "main alone",
      other: Math.min(...alone),
    });
  }
  return rows;
}
