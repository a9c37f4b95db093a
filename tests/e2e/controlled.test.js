/** The claim that holds everything together: a controlled run is a pure function of program, parameters and seed. */
import { readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import { moduleOf } from "../../web/engine/module.js";
import { currentEngine } from "../../web/site/engine.js";
import { CATALOG, DEMOS } from "./support/demos.js";
import { test } from "./support/fixtures.js";
import { hasNative, runNative } from "./support/native.js";

const SEED = 7;

const TRACES = new URL("../traces/", import.meta.url);
/** @type {{ file: string, options: string }[]} */
const GOLDEN = JSON.parse(readFileSync(new URL("golden.json", TRACES), "utf8"));

/** Parameters that let the seed decide more than the defaults do, or that the defaults leave out. @type {[string, Record<string, string>][]} */
const VARIANTS = [
  ["race", { threads: "3", increments: "5", yield: "true" }],
  ["deadlock", { pause: "0.5" }],
  ["numbers_letters", { pause: "0" }],
  ["sleep_threads", { seconds: "0,0,0.5" }],
  ["producer_consumer_condition", { items: "30", capacity: "1" }],
];

/** @type {{ demo: string, parameters: Record<string, string> }[]} */
const RUNS = VARIANTS.map(([demo, parameters]) => ({ demo, parameters }));

/** @param {{ demo: string, parameters: Record<string, string> }} run @param {number} seed */
function fragment({ demo, parameters }, seed) {
  const pairs = new URLSearchParams(parameters);
  return `#/v1/${demo}?${pairs}&mode=controlled&scheduler=random&seed=${seed}`;
}

/** @param {string[]} lines */
const text = (lines) => lines.map((line) => `${line}\n`).join("");

describe.each(RUNS)("$demo $parameters, controlled", (run) => {
  test("the same seed gives the same run: again, in another page, and natively", async ({
    visit,
  }) => {
    const one = await visit(fragment(run, SEED), { record: true });
    const said = await one.run("Run controlled");
    const first = { lines: await one.lines(), ...(await one.lastRun()) };
    expect(first.bytes.length).toBeGreaterThan(0);
    await one.run("Run controlled");
    const second = await one.lastRun();
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(await one.lines()).toEqual(first.lines);

    const other = await visit(fragment(run, SEED), { record: true });
    expect(await other.run("Run controlled")).toBe(said);
    expect((await other.lastRun()).bytes.equals(first.bytes)).toBe(true);

    for (const seed of hasNative ? [SEED, 1, 123456789] : []) {
      await other.field("Seed").fill(String(seed));
      await other.run("Run controlled");
      const { bytes } = await other.lastRun();
      const native = runNative(run.demo, seed, run.parameters);
      expect(bytes.equals(native.trace), `seed ${seed}, beside the native command`).toBe(true);
      expect(text(await other.written())).toBe(native.output);
    }
  });
});

/** What would take minutes with its defaults. @type {Record<string, Record<string, string>>} */
const SMALLER = { factorial_pool: { upper: "300" } };

test("every demo runs here as it does natively, byte for byte", async ({ visit }) => {
  const page = await visit("", { record: true });
  for (const demo of DEMOS) {
    for (const seed of [SEED, 123456789]) {
      const parameters = SMALLER[demo] ?? {};
      await page.open(fragment({ demo, parameters }, seed));
      await page.button("Run controlled").waitFor();
      expect(await page.run("Run controlled"), `${demo}, seed ${seed}`).toMatch(/\.$/);
      const { bytes } = await page.lastRun();
      expect(bytes.length, demo).toBeGreaterThan(0);
      if (!hasNative) continue;
      const native = runNative(demo, seed, parameters);
      expect(bytes.equals(native.trace), `${demo}, seed ${seed}`).toBe(true);
      // A long text is folded, and is in the trace.
      const folded = (await page.output.locator(".fold").count()) > 0;
      if (!folded) expect(text(await page.written()), demo).toBe(native.output);
    }
  }
});

describe("the scheduler", () => {
  test("round robin ignores the seed, the random walk does not", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=3&increments=5", { record: true });
    const bytesOf = async (/** @type {string} */ scheduler, /** @type {string} */ seed) => {
      await page.field("Scheduler").selectOption({ label: scheduler });
      await page.field("Seed").fill(seed);
      await page.run("Run controlled");
      return (await page.lastRun()).bytes.toString("base64");
    };
    expect(await bytesOf("Round robin", "1")).toBe(await bytesOf("Round robin", "2"));
    expect(await bytesOf("Random walk", "1")).not.toBe(await bytesOf("Random walk", "2"));
  });

  test("under some seed the two locks of deadlock end in the cycle, and the page says it in words", async ({
    visit,
  }) => {
    const page = await visit("#/v1/deadlock");
    let said = "";
    for (let seed = 1; seed <= 40 && !said.startsWith("Deadlock"); seed++) {
      await page.field("Seed").fill(String(seed));
      said = await page.run("Run controlled");
    }
    expect(said).toMatch(/^Deadlock/);
    const words = await page.alert.filter({ hasText: "waits for" }).innerText();
    expect(words).toMatch(/devlop.*waits for.*lock_b/s);
    expect(words).toMatch(/lopment.*waits for.*lock_a/s);
  });

  test("under no seed out of forty does deadlock_ordered", async ({ visit }) => {
    const page = await visit("#/v1/deadlock_ordered");
    for (let seed = 1; seed <= 40; seed++) {
      await page.field("Seed").fill(String(seed));
      expect(await page.run("Run controlled"), `seed ${seed}`).toMatch(/^Finished/);
    }
    expect(await page.lines()).toContain("Development");
  });
});

test("the modules in the browser write the golden traces, byte for byte", async ({
  visit,
  site,
}) => {
  const page = await visit();
  const folder = `${site}engine/${currentEngine().version}/`;
  for (const { file, options } of GOLDEN) {
    const id = new URLSearchParams(options).get("demo");
    const chapter = CATALOG.demos.find((demo) => demo.id === id)?.chapter ?? 0;
    const url = `${moduleOf(folder, "controlled", chapter)}.js`;
    const content = `import factory from "${url}"; globalThis.engine = await factory();`;
    await page.page.evaluate(() => Reflect.deleteProperty(globalThis, "engine"));
    await page.page.addScriptTag({ type: "module", content });
    await page.page.waitForFunction(() => "engine" in globalThis);
    const bytes = await page.page.evaluate((query) => {
      const { engine } = /** @type {any} */ (globalThis);
      const text = engine.stringToNewUTF8(query);
      const answer = engine.UTF8ToString(engine._interleave_options(text));
      if (!JSON.parse(answer).ok) throw new Error(answer);
      engine._interleave_run();
      const from = engine._interleave_trace();
      return [...engine.HEAPU8.slice(from, from + engine._interleave_trace_size())];
    }, options);
    const golden = readFileSync(new URL(file, TRACES));
    expect(Buffer.from(bytes).equals(golden), file).toBe(true);
  }
});
