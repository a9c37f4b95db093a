/**
 * The notebook's factorials, in turn in one session: ours in Chromium, BigInt in the same Chromium, GMP natively, CPython.
 */
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { BUILD } from "../../wasm/toolchain/places.js";
import { mustRun, run } from "../../wasm/toolchain/shell.js";
import { VARIANTS, buildNative, installNativePackages } from "../runner/native.js";
import { optionsText } from "../../web/engine/options.js";
import { onOneCore, runAgain, runLive, withControlled, withPage } from "./chromium.js";
import { median } from "./measure.js";

const ROUNDS = 5;

/** Digits of the list's factorials together, to be sure that everybody did the work. */
const LIST_DIGITS = 2_297_464;

/**
 * ours and bigint are sent to the browser as text, so they use nothing from outside of themselves.
 * @param {string} options
 * @returns {{ ms: number, digits: number }}
 */
function ours(options) {
  const { engine } = /** @type {any} */ (globalThis);
  const text = engine.stringToNewUTF8(options);
  const answer = JSON.parse(engine.UTF8ToString(engine._interleave_options(text)));
  engine._free(text);
  if (!answer.ok) throw new Error(answer.error);
  const begin = performance.now();
  engine._interleave_run();
  const ms = performance.now() - begin;
  const from = engine._interleave_trace();
  const bytes = engine.HEAPU8.slice(from, from + engine._interleave_trace_size());
  const digits = Number(/\d{3,}/.exec(new TextDecoder().decode(bytes))?.[0]);
  return { ms, digits };
}

/**
 * Prime swing (P. Luschny): n! = (n/2)!^2 times the product of the primes' odd powers.
 * @param {number[]} numbers
 * @param {boolean} write
 */
function bigint(numbers, write) {
  const most = Math.max(...numbers);
  const composite = new Uint8Array(most + 1);
  /** @type {number[]} */
  const primes = [];
  for (let i = 2; i <= most; i++) {
    if (composite[i]) continue;
    primes.push(i);
    for (let at = i * i; at <= most; at += i) composite[at] = 1;
  }
  /** @type {(factors: number[], from: number, to: number) => bigint} */
  const product = (factors, from, to) => {
    if (to - from < 8) {
      let all = 1n;
      for (let i = from; i < to; i++) all *= BigInt(factors[i]);
      return all;
    }
    const middle = (from + to) >> 1;
    return product(factors, from, middle) * product(factors, middle, to);
  };
  const swing = (/** @type {number} */ n) => {
    const factors = [];
    for (const prime of primes) {
      if (prime > n) break;
      let power = 1;
      for (let q = Math.floor(n / prime); q > 0; q = Math.floor(q / prime)) {
        if (q & 1) power *= prime;
      }
      if (power > 1) factors.push(power);
    }
    return product(factors, 0, factors.length);
  };
  /** @type {(n: number) => bigint} */
  const factorial = (n) => (n < 2 ? 1n : factorial(n >> 1) ** 2n * swing(n));
  const begin = performance.now();
  let digits = 0;
  for (const n of numbers) {
    const value = factorial(n);
    if (write) digits += value.toString().length;
  }
  return { ms: performance.now() - begin, digits };
}

/** @returns {Promise<number>} ms that the list takes when a page that was just opened runs it first of all */
function firstInPage() {
  return withPage(async (page, address) => {
    const output = await runLive(page, address, "#/v1/bench_factorial?what=list");
    const [, digits, seconds] = /(\d+) digits, ([\d.e-]+) seconds/.exec(output) ?? [];
    if (Number(digits) !== LIST_DIGITS) throw new Error(`The page says: ${output.slice(0, 200)}`);
    return 1000 * Number(seconds);
  });
}

/** @returns {Promise<{ threads: number, alone: number }[]>} the demo's figures, of several runs in a page */
function runsInThreads() {
  return withPage(async (page, address) => {
    // The first is left out: a browser compiles better what it has run, which the threads come before.
    await runLive(page, address, "#/v1/factorial_threads");
    const runs = [];
    for (let round = 0; round < 2 * ROUNDS; round++) runs.push(inThreads(await runAgain(page)));
    return runs;
  });
}

/**
 * inThreads reads what the demo prints: how long a thread for each of the list's numbers took, and then the same numbers in its main thread alone.
 * @param {string} output
 * @returns {{ threads: number, alone: number }} seconds
 */
function inThreads(output) {
  const [threads] = /(?<=Time Taken: )[\d.e-]+/.exec(output) ?? [];
  const [alone] = /(?<=main takes )[\d.e-]+/.exec(output) ?? [];
  return { threads: Number(threads), alone: Number(alone) };
}

const LIST = [20000, 7500, 2000, 4000, 8000, 7000, 11000, 330000, 90000];

/** @param {string} name of Google Benchmark's row @returns {Promise<number>} ms of the processor */
async function gmp(name) {
  const path = readdirSync(join(BUILD, "native"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^factorial_bench(\.exe)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))[0];
  const report = join(BUILD, "logs", "factorial_gmp.json");
  mkdirSync(dirname(report), { recursive: true });
  const filter = `--benchmark_filter=^${name}(/|$)`;
  const args = [filter, `--benchmark_out=${report}`, "--benchmark_out_format=json"];
  await mustRun("factorial_bench failed.", path, args);
  const { benchmarks } = JSON.parse(readFileSync(report, "utf8"));
  return benchmarks.find((/** @type {any} */ row) => row.run_type !== "aggregate").cpu_time;
}

const PYTHON = `
import math, sys, time
sys.set_int_max_str_digits(0)
begin = time.process_time()
digits = sum(len(str(math.factorial(n))) for n in [${LIST.filter((n) => n < 300000)}])
print((time.process_time() - begin) * 1000)
`;

/** @returns {Promise<number | null>} ms that CPython takes for the list but its largest number; null without CPython */
async function cpython() {
  const { code, output } = await run("python3", ["-c", PYTHON]);
  return code === 0 ? Number(output.trim()) : null;
}

/**
 * measureFactorial measures all of them, round by round.
 * @returns {Promise<import("./measure.js").Row[]>}
 */
export async function measureFactorial() {
  await installNativePackages();
  await buildNative(VARIANTS[0]);
  const target = ["--build", join(BUILD, VARIANTS[0].folder), "--target", "factorial_bench"];
  await mustRun("The benchmarks do not compile.", "cmake", target);
  const list = { ours: [], bigint: [], gmp: [], first: [], opened: [] };
  const range = { ours: [], gmp: [] };
  let largest = 0;
  let share = 0;
  let long = 0;
  /** @param {import("playwright-core").Page} page @param {Record<string, string>} parameters */
  const inPage = (page, parameters) => {
    const options = optionsText({ demo: "bench_factorial", parameters, scheduler: "replay" });
    return page.evaluate(`(${ours})(${JSON.stringify(options)})`);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await withControlled(3, async (page) => {
      const first = await inPage(page, { what: "list" });
      if (first.digits !== LIST_DIGITS) throw new Error(`The list has ${first.digits} digits.`);
      /** @type {number[]} */ (list.first).push(first.ms);
    });
    /** @type {number[]} */ (list.opened).push(await firstInPage());
  }
  await withControlled(3, async (page) => {
    for (let warming = 0; warming < 3; warming++) await inPage(page, { what: "list" });
    for (let round = 0; round < ROUNDS; round++) {
      /** @type {number[]} */ (list.ours).push((await inPage(page, { what: "list" })).ms);
      const other = await page.evaluate(`(${bigint})(${JSON.stringify(LIST)}, true)`);
      if (other.digits !== LIST_DIGITS) throw new Error(`BigInt made ${other.digits} digits.`);
      /** @type {number[]} */ (list.bigint).push(other.ms);
      /** @type {number[]} */ (list.gmp).push(await gmp("list_gmp"));
      /** @type {number[]} */ (range.ours).push((await inPage(page, { what: "range" })).ms);
      /** @type {number[]} */ (range.gmp).push(await gmp("range_gmp/9000"));
    }
    largest = (await inPage(page, { what: "one", upper: "1000000" })).ms;
    share = (await inPage(page, { what: "one", upper: "330000" })).ms;
    long = (await inPage(page, { what: "range", upper: "25000" })).ms;
  });
  const longGmp = await gmp("range_gmp/25000");
  const onAll = await runsInThreads();
  const onOne = await onOneCore(runsInThreads);
  /** @param {{ threads: number, alone: number }[]} runs @param {"threads" | "alone"} which */
  const best = (runs, which) => 1000 * Math.min(...runs.map((run) => run[which]));
  const python = await cpython();
  const GMP = { beside: "GMP, native" };
  const rows = [
    {
      what: "the list, warm",
      value: median(list.ours),
      unit: "ms",
      ...GMP,
      other: median(list.gmp),
      goal: "ratio <= 0.15",
    },
    {
      what: "the list, first of all in a page that was just opened",
      value: median(list.opened),
      unit: "ms",
      ...GMP,
      other: median(list.gmp),
      goal: "ratio <= 0.3",
    },
    {
      what: "the list, first of all where nothing was warmed up",
      value: median(list.first),
      unit: "ms",
      ...GMP,
      other: median(list.gmp),
    },
    {
      what: "the list, BigInt",
      value: median(list.bigint),
      unit: "ms",
      beside: "ours",
      other: median(list.ours),
      goal: "ratio >= 20",
    },
    {
      what: "x! for x below 9000",
      value: median(range.ours),
      unit: "ms",
      ...GMP,
      other: median(range.gmp),
      goal: "ratio <= 1.5",
    },
    {
      what: "x! for x below 25000",
      value: long,
      unit: "ms",
      ...GMP,
      other: longGmp,
      goal: "ratio <= 1",
    },
    {
      what: `the list in threads, live on ${cpus().length} cores, best`,
      value: best(onAll, "threads"),
      unit: "ms",
      beside: "main alone",
      other: best(onAll, "alone"),
    },
    {
      what: "330000! and its text",
      value: share,
      unit: "ms",
      beside: "the list",
      other: median(list.ours),
    },
    { what: "1,000,000! and its text", value: largest, unit: "ms" },
  ];
  if (onOne) {
    rows.push({
      what: `the list in threads, live on ${cpus().length} cores, best`,
      value: best(onAll, "threads"),
      unit: "ms",
      beside: "on one core",
      other: best(onOne, "threads"),
      goal: "ratio <= 0.65",
    });
    const middle = (/** @type {{ threads: number }[]} */ runs) =>
      1000 * median(runs.map((run) => run.threads));
    rows.push({
      what: "the same, median",
      value: middle(onAll),
      unit: "ms",
      beside: "on one core",
      other: middle(onOne),
    });
  }
  if (python !== null) {
    rows.push({ what: "the list but 330000!, CPython", value: python, unit: "ms" });
  }
  return rows;
}
