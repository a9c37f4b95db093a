/**
 * Processes in Chromium: how soon one runs, what becomes of one that fills its memory, how fast messages pass between two of them beside the same
 * messages by postMessage between two workers of the page, and what a pool gains.
 */
import { cpus } from "node:os";
import { runLive, withPage } from "./chromium.js";
import { median } from "./measure.js";

const ROUNDS = 5;
const MESSAGES = 20_000;
const LONG_MESSAGES = 1_000;
const BYTES = 30_000;

/** The notebook's figure; a run alone takes minutes. */
const POOL_UPPER = 25_000;

/** @typedef {import("playwright-core").Page} Page */

/**
 * posts is how long, in seconds, so many messages take from one worker to another.
 * @param {Page} page
 * @param {number} messages
 * @param {number} bytes of each; 0 for a number
 * @returns {Promise<number>}
 */
function posts(page, messages, bytes) {
  return page.evaluate(
    async ([messages, bytes]) => {
      const sender = `onmessage = ({ data: { port, messages, bytes } }) => {
        const text = "x".repeat(bytes);
        for (let i = 0; i <= messages; i++) port.postMessage(bytes ? text : i);
      }`;
      const receiver = `onmessage = ({ data: { port, messages } }) => {
        let got = 0, begin = 0;
        port.onmessage = () => {
          if (got++ === 0) begin = performance.now();
          if (got > messages) postMessage((performance.now() - begin) / 1000);
        };
      }`;
      const [from, to] = [sender, receiver].map(
        (code) => new Worker(URL.createObjectURL(new Blob([code]))),
      );
      const { port1, port2 } = new MessageChannel();
      const seconds = new Promise((resolve) => {
        to.onmessage = ({ data }) => resolve(data);
      });
      to.postMessage({ port: port2, messages }, [port2]);
      from.postMessage({ port: port1, messages, bytes }, [port1]);
      const result = await seconds;
      from.terminate();
      to.terminate();
      return result;
    },
    [messages, bytes],
  );
}

/**
 * measureProcesses measures on the site that was built with the programs beside this file.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export function measureProcesses() {
  return withPage(async (page, address) => {
    /** @param {string} values */
    const seconds = async (values) => {
      const output = await runLive(page, address, `#/v1/bench_processes?${values}`);
      // The last line is the figure; others may be of what a process said when it failed.
      return Number(output.match(/([\d.e-]+)\s*$/)?.[1]);
    };
    const rows = [];
    for (const start of ["spawn", "fork"]) {
      const times = [];
      for (let i = 0; i < ROUNDS; i++) times.push(await seconds(`what=start&start=${start}`));
      rows.push({
        what: `from start() to the first instruction, ${start}`,
        value: 1000 * median(times),
        unit: "ms",
      });
    }
    rows.push({
      what: "the exit code of a process that filled its memory, when others ran after it",
      value: await seconds("what=fill"),
      unit: "",
      goal: "1",
    });
    for (const kind of ["pipe", "queue"]) {
      const ours = [];
      const theirs = [];
      const long = [];
      const longTheirs = [];
      for (let i = 0; i < ROUNDS; i++) {
        ours.push(MESSAGES / (await seconds(`what=${kind}&messages=${MESSAGES}`)));
        theirs.push(MESSAGES / (await posts(page, MESSAGES, 0)));
        const values = `what=${kind}_bytes&messages=${LONG_MESSAGES}&bytes=${BYTES}`;
        const megabytes = (LONG_MESSAGES * BYTES) / 1e6;
        long.push(megabytes / (await seconds(values)));
        longTheirs.push(megabytes / (await posts(page, LONG_MESSAGES, BYTES)));
      }
      const beside = "postMessage";
      rows.push(
        {
          what: `messages through a ${kind}`,
          value: median(ours),
          unit: "/s",
          beside,
          other: median(theirs),
        },
        {
          what: `texts of ${BYTES} bytes through a ${kind}`,
          value: median(long),
          unit: "MB/s",
          beside,
          other: median(longTheirs),
        },
      );
    }
    const output = await runLive(
      page,
      address,
      `#/v1/factorial_pool?upper=${POOL_UPPER}&processes=10&measure=true`,
    );
    const speedUp = Number(output.match(/Speed-up: ([\d.]+)/)?.[1]);
    const pool = Number(output.match(/^[\d.]+$/m)?.[0]);
    rows.push(
      {
        what: `Pool(10).map over range(${POOL_UPPER})`,
        value: pool,
        unit: "s",
        beside: "one after the other",
        other: pool * speedUp,
      },
      { what: "its speed-up for each core", value: speedUp / cpus().length, unit: "" },
    );
    return rows;
  });
}
