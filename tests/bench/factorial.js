/**
 * The notebook's factorials, in turn in one session: ours in Chromium, BigInt in the same Chromium, GMP natively, CPython. What is warm is measured in
 * time of the processor, what runs for the first time in time that passes.
 */
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { BUILD } from "../../wasm/toolchain/places.js";
import { mustRun, run } from "../../wasm/toolchain/shell.js";
import { VARIANTS, buildNative, installNativePackages } from "../runner/native.js";
import { optionsText } from "../../web/engine/options.js";
import { runLive, withControlled, withPage } from "./chromium.js";
import { measureFactorialOnCores } from "./factorial_cores.js";
import { median } from "./measure.js";

const ROUNDS = 7;
/** The longest one takes 8 s, and as much of GMP. */
const LONG_ROUNDS = 3;
/** How often the list is computed for one figure: it takes 20 ms, and asking the page about 1. */
const LISTS = 5;

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
  let digits = 0;
  for (const n of numbers) {
    const value = factorial(n);
    if (write) digits += value.toString().length;
  }
  return digits;
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

/**
 * processorOf is what tells how much of the processor, in ms, the page's main thread takes for something.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<(use: () => Promise<unknown>) => Promise<number>>}
 */
async function processorOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const time = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN);
  };
  return async (use) => {
    const before = await time();
    await use();
    return (await time()) - before;
  };
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
  /** @type {Record<"ours" | "bigint" | "gmp" | "first" | "opened" | "range" | "rangeGmp" | "long" | "longGmp", number[]>} */
  const ms = {
    ours: [],
    bigint: [],
    gmp: [],
    first: [],
    opened: [],
    range: [],
    rangeGmp: [],
    long: [],
    longGmp: [],
  };
  let largest = 0;
  let share = 0;
  /**
   * @param {import("playwright-core").Page} page
   * @param {Record<string, string>} parameters
   * @param {number} [times] how often, in one answer
   * @returns {Promise<number>} ms that pass in the last of them
   */
  const inPage = async (page, parameters, times = 1) => {
    const options = optionsText({ demo: "bench_factorial", parameters, scheduler: "replay" });
    const once = `(${ours})(${JSON.stringify(options)})`;
    const { ms, digits } = await page.evaluate(`for (let i = 0; i < ${times}; i++) ${once}`);
    if (parameters.what === "list" && digits !== LIST_DIGITS) {
      throw new Error(`The list has ${digits} digits.`);
    }
    return ms;
  };
  for (let round = 0; round < ROUNDS; round++) {
    await withControlled(3, async (page) => {
      ms.first.push(await inPage(page, { what: "list" }));
    });
    ms.opened.push(await firstInPage());
  }
  await withControlled(3, async (page) => {
    const processor = await processorOf(page);
    /** @param {Record<string, string>} parameters @param {number} [times] */
    const of = async (parameters, times = 1) =>
      (await processor(() => inPage(page, parameters, times))) / times;
    // Warm: the browser has compiled well what it ran.
    for (let i = 0; i < 2; i++) await of({ what: "range" });
    await of({ what: "list" }, LISTS);
    for (let round = 0; round < ROUNDS; round++) {
      ms.ours.push(await of({ what: "list" }, LISTS));
      const work = `(${bigint})(${JSON.stringify(LIST)}, true)`;
      ms.bigint.push(
        await processor(async () => {
          const digits = await page.evaluate(work);
          if (digits !== LIST_DIGITS) throw new Error(`BigInt made ${digits} digits.`);
        }),
      );
      ms.gmp.push(await gmp("list_gmp"));
      ms.range.push(await of({ what: "range" }));
      ms.rangeGmp.push(await gmp("range_gmp/9000"));
      if (round >= LONG_ROUNDS) continue;
      ms.long.push(await of({ what: "range", upper: "25000" }));
      ms.longGmp.push(await gmp("range_gmp/25000"));
    }
    largest = await of({ what: "one", upper: "1000000" });
    share = await of({ what: "one", upper: "330000" });
  });
  const python = await cpython();
  /** @type {(what: string, ours: number[], gmp: number[], goal?: string) => import("./measure.js").Row} */
  const besideGmp = (what, ours, gmp, goal) => ({
    what,
    value: median(ours),
    unit: "ms",
    beside: "GMP, native",
    other: median(gmp),
    goal,
  });
  const rows = [
    besideGmp("the list, warm", ms.ours, ms.gmp, "ratio <= 0.15"),
    besideGmp(
      "the list, first of all in a page that was just opened",
      ms.opened,
      ms.gmp,
      "ratio <= 0.3",
    ),
    besideGmp("the list, first of all where nothing was warmed up", ms.first, ms.gmp),
    {
      what: "the list, BigInt",
      value: median(ms.bigint),
      unit: "ms",
      beside: "ours",
      other: median(ms.ours),
      goal: "ratio >= 20",
    },
    besideGmp("x! for x below 9000", ms.range, ms.rangeGmp, "ratio <= 1.5"),
    besideGmp("x! for x below 25000", ms.long, ms.longGmp, "ratio <= 1"),
    {
      what: "330000! and its text",
      value: share,
      unit: "ms",
      beside: "the list",
      other: median(ms.ours),
    },
    { what: "1,000,000! and its text", value: largest, unit: "ms" },
    ...(await measureFactorialOnCores()),
  ];
  if (python !== null) {
    rows.push({ what: "the list but 330000!, CPython", value: python, unit: "ms" });
  }
  return rows;
}
