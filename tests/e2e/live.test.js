/** The demos on real threads. Live runs differ: what is expected is what no schedule can break, and what many runs show. */
import { describe, expect } from "vitest";
import { test } from "./support/fixtures.js";

/** @param {readonly string[]} lines */
const sorted = (lines) => [...lines].sort();

/** The numbers that race and race_locked print. @param {string[]} lines */
function totals(lines) {
  const number = (/** @type {string} */ start) =>
    Number(lines.find((line) => line.startsWith(start))?.slice(start.length));
  return { expected: number("Expected:"), actual: number("Actual:") };
}

/** Lines of the producer and the consumer, read and held against what a buffer allows. @param {string[]} lines @param {{ producer: string, consumer: string, end: string, items: number, capacity: number }} its */
function checkBuffer(lines, { producer, consumer, end, items, capacity }) {
  expect(lines.at(-1)).toBe(end);
  /** @type {string[]} */
  const made = [];
  /** @type {string[]} */
  const taken = [];
  let size = 0;
  for (const line of lines.slice(0, -1)) {
    const match = /^(Producer|consumer) (\S+) (produces|consumes) (\S+) \(size=(\d+)\)$/.exec(line);
    expect(match, line).not.toBeNull();
    const [, who, name, verb, item, said] = /** @type {RegExpExecArray} */ (match);
    size += who === "Producer" ? 1 : -1;
    expect(Number(said), line).toBe(size);
    expect(size).toBeGreaterThanOrEqual(0);
    expect(size).toBeLessThanOrEqual(capacity);
    expect([name, verb]).toEqual(
      who === "Producer" ? [producer, "produces"] : [consumer, "consumes"],
    );
    (who === "Producer" ? made : taken).push(item);
  }
  const all = Array.from({ length: items }, (_, i) => `${producer}-${i}`);
  expect(made).toEqual(all);
  expect(taken).toEqual(all);
}

describe("live", () => {
  test("sleep_threads takes as long as the longest sleep, not as long as all", async ({
    visit,
  }) => {
    // At this speed a late wake-up of 100 ms, as a busy machine has them, is a second of the program.
    const page = await visit("#/v1/sleep_threads?speed=10");
    const [, elapsed] = /^Finished after (\d+\.\d) s\.$/.exec(await page.run("Run live")) ?? [];
    expect(Number(elapsed)).toBeGreaterThanOrEqual(10);
    expect(Number(elapsed)).toBeLessThan(21);
    const lines = await page.lines();
    expect(sorted(lines.slice(0, 3))).toEqual([
      "Sleeping for 10 seconds",
      "Sleeping for 3 seconds",
      "Sleeping for 8 seconds",
    ]);
    expect(Number(lines[3])).toBeGreaterThanOrEqual(10);
    expect(Number(lines[3])).toBeLessThanOrEqual(Number(elapsed) + 0.1);
  });

  test("numbers_letters prints both threads' lines, each thread's in order", async ({ visit }) => {
    const page = await visit("#/v1/numbers_letters?speed=1000");
    expect(await page.run("Run live")).toMatch(/^Finished/);
    const lines = await page.lines();
    const of = (/** @type {string} */ name) => lines.filter((line) => line.includes(name));
    const numbers = [0, 1, 2, 3].map((i) => `[Getting Numbers] Number: ${i}`);
    const letters = [..."ABCD"].map((letter) => `[Getting Letters] Letter: ${letter}`);
    // Prints are not locked: a line may be torn, but nothing is lost.
    const whole = lines.join("");
    for (const line of [...numbers, ...letters]) expect(whole).toContain(line);
    expect(whole.length).toBe([...numbers, ...letters, "Program Executed!..."].join("").length);
    expect(of("Executed")).toEqual(["Program Executed!..."]);
    const order = numbers.map((line) => whole.indexOf(line));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test("race loses updates in some run, and the page says what was lost and when nothing was", async ({
    visit,
  }) => {
    const page = await visit("#/v1/race");
    let lost = 0;
    for (let run = 0; run < 30 && lost === 0; run++) {
      const said = await page.run("Run live");
      const { expected, actual } = totals(await page.lines());
      expect(expected).toBe(1000);
      lost = expected - actual;
      if (lost === 0) expect(said).toContain("No update was lost in this run.");
      else {
        const were = lost === 1 ? "was" : "were";
        expect(said).toContain(`${lost} of 1,000 updates of counter ${were} lost.`);
        expect(await page.region("Shared values").innerText()).toContain(
          `${lost} update${lost === 1 ? "" : "s"} lost`,
        );
      }
    }
    expect(lost).toBeGreaterThan(0);
  });

  test("race_locked loses none", async ({ visit }) => {
    const page = await visit("#/v1/race_locked");
    for (let run = 0; run < 3; run++) {
      expect(await page.run("Run live")).toContain("No update was lost in this run.");
      expect(totals(await page.lines())).toEqual({ expected: 10000, actual: 10000 });
    }
  });

  test("deadlock with a pause is announced with its cycle, and Stop still works", async ({
    visit,
  }) => {
    const page = await visit("#/v1/deadlock?pause=0.5");
    await page.button("Run live").click();
    const announcement = page.alert.filter({ hasText: "waits for" });
    await announcement.waitFor();
    const words = await announcement.innerText();
    expect(words).toMatch(/^Deadlock/);
    expect(words).toMatch(/devlop[^.]*waits for lock_b/);
    expect(words).toMatch(/lopment[^.]*waits for lock_a/);
    expect(await page.button("Stop").isEnabled()).toBe(true);
    await page.button("Stop").click();
    await page.over();
    // The threads were stuck until they were stopped: the announcement stays to be read.
    expect(await announcement.innerText()).toBe(words);
    expect(await page.button("Run live").isEnabled()).toBe(true);
  });

  test("deadlock_ordered finishes with the same pause", async ({ visit }) => {
    const page = await visit("#/v1/deadlock_ordered?pause=0.5&speed=1000");
    for (let run = 0; run < 5; run++) {
      expect(await page.run("Run live")).toMatch(/^Finished/);
      const lines = await page.lines();
      expect(sorted(lines)).toEqual([
        "Development",
        "thread1 acquire both",
        "thread2 acquire both",
      ]);
      expect(lines.at(-1)).toBe("Development");
    }
  });
});

describe.each([
  ["notebook", { producer: "Amazon", consumer: "Customer", end: "All Done" }],
  ["description", { producer: "P", consumer: "C", end: "done" }],
])("live producer_consumer_condition, preset %s", (preset, names) => {
  test("prints the notebook's lines, in order and within the bounds", async ({ visit }) => {
    const page = await visit("#/v1/producer_consumer_condition?speed=1000");
    await page.button(preset).click();
    expect(await page.run("Run live")).toMatch(/^Finished/);
    checkBuffer(await page.lines(), { ...names, items: 10, capacity: 5 });
  });
});

describe("every outcome seen live", () => {
  test("of race 2 x 2, in 200 runs, is one that a schedule can reach", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=2&increments=2");
    /** @type {Map<number, number>} */
    const seen = new Map();
    for (let run = 0; run < 200; run++) {
      await page.run("Run live");
      const { actual } = totals(await page.lines());
      seen.set(actual, (seen.get(actual) ?? 0) + 1);
    }
    for (const outcome of seen.keys()) expect([2, 3, 4]).toContain(outcome);
  });

  test("and the scheduler reaches each of the three", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=2&increments=2&mode=controlled");
    const seen = new Set();
    for (let seed = 1; seed <= 200 && seen.size < 3; seed++) {
      await page.field("Seed").fill(String(seed));
      await page.run("Run controlled");
      seen.add(totals(await page.lines()).actual);
    }
    expect([...seen].sort()).toEqual([2, 3, 4]);
  });
});
