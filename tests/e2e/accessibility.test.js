/** For everybody: without a mouse, without sight of the canvas, on a phone, with less motion. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect } from "vitest";
import { duration } from "../../web/lib/format.js";
import { test } from "./support/fixtures.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * complaints are what axe finds wrong with a page.
 * @param {import("./support/playground.js").Playground} page
 * @returns {Promise<string[]>}
 */
async function complaints({ page }) {
  await page.evaluate(AXE);
  // What it says of all that is right would take longer to send than it takes to look.
  const { looked, wrong } = await page.evaluate(async () => {
    const { axe } = /** @type {any} */ (globalThis);
    const { passes, violations } = await axe.run({ resultTypes: ["violations"] });
    return {
      looked: passes.length,
      wrong: violations.map((/** @type {any} */ { id, help, nodes }) => {
        const where = nodes.map((/** @type {any} */ node) => node.html).join(" | ");
        return `${id}: ${help}: ${where.slice(0, 300)}`;
      }),
    };
  });
  expect(looked, "axe looked at the page").toBeGreaterThan(5);
  return wrong;
}

/** What there is to look at, and how to get there. @type {[string, string, string, (page: import("./support/playground.js").Playground) => Promise<unknown>][]} */
const STATES = [
  ["the start page", "", "", async () => {}],
  ["a demo before its run", "", "#/v1/producer_consumer_condition", async () => {}],
  [
    "a demo after a live run",
    "",
    "#/v1/producer_consumer_condition?speed=1000",
    (page) => page.run("Run live"),
  ],
  [
    "lost updates, as a table",
    "",
    "#/v1/race?threads=3&increments=5&seed=3",
    async (page) => {
      await page.run("Run controlled");
      await page.button("Show as table").click();
    },
  ],
  [
    "a deadlock",
    "",
    "#/v1/deadlock?pause=0.5&speed=10",
    async (page) => {
      await page.button("Run live").click();
      await page.alert.filter({ hasText: "waits for" }).waitFor();
    },
  ],
  [
    "what was explored, the fix matrix, and the point of no return",
    "",
    "#/v1/dining_philosophers",
    async (page) => {
      await page.button("Explore").click();
      const outcomes = page.place.getByRole("table", { name: "Outcomes" });
      await page
        .region("Exploration")
        .getByText(/All \d/)
        .waitFor();
      await outcomes.getByRole("row").nth(1).getByRole("link").click();
      await page.settled("Deadlock", true);
      await page.button("Find the point of no return").click();
      await page.place.getByRole("button", { name: /^Go to event/ }).waitFor();
      await page.button("Compare the variants").click();
      const matrix = page.place.getByRole("table", { name: "Fix matrix" });
      await matrix
        .getByRole("row")
        .filter({ hasText: /\d, all/ })
        .nth(2)
        .waitFor();
    },
  ],
  ["wrong values", "", "#/v1/race?threads=99&seed=x&colour=red", async () => {}],
  ["no such demo", "", "#/v1/no_such_demo", async () => {}],
  [
    "the embed after a run",
    "embed.html",
    "#/v1/race?threads=2&increments=2",
    (page) => page.run("Run controlled"),
  ],
];

/** Wide and on a phone; the smallest width that people zoom to must not need scrolling sideways either. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];
const SMALLEST = { width: 320, height: 740 };

describe.each(STATES)("%s", (what, path, fragment, prepare) => {
  test("gives axe nothing to say, wide and on a phone, light and dark", async ({ visit }) => {
    const page = await visit(fragment, { path });
    await prepare(page);
    for (const size of SIZES) {
      await page.page.setViewportSize(size);
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.page.emulateMedia({ colorScheme });
        const look = `${what}, ${size.width} px wide, ${colorScheme}`;
        expect(await complaints(page), look).toEqual([]);
      }
    }
  });

  test("needs no scrolling sideways on a phone", async ({ visit }) => {
    const page = await visit(fragment, { path, context: { viewport: SIZES[1] } });
    await prepare(page);
    for (const viewport of [SIZES[1], SMALLEST]) {
      await page.page.setViewportSize(viewport);
      const wide = await page.page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `at ${viewport.width} px`).toBeLessThanOrEqual(viewport.width);
    }
  });
});

/**
 * tabTo presses Tab until something that matches has the focus.
 * @param {import("./support/playground.js").Playground} page
 * @param {import("playwright-core").Locator} target
 */
async function tabTo({ page }, target) {
  for (let i = 0; i < 80; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

describe("by keyboard alone", () => {
  test("every control is reached and worked", async ({ visit }) => {
    const page = await visit("#/v1/race");
    const { keyboard } = page.page;
    const press = async (
      /** @type {import("playwright-core").Locator} */ target,
      key = "Enter",
    ) => {
      await tabTo(page, target);
      await keyboard.press(key);
    };
    // Round the page: Tab goes on from the last control, so the order here need not be the page's.
    await press(page.place.getByRole("link", { name: "Skip to the content" }));
    expect(await page.page.evaluate(() => document.activeElement?.id)).toBe("main");
    await tabTo(page, page.field("Seed"));
    await keyboard.press("Control+A");
    await keyboard.type("5");
    await tabTo(page, page.field("Threads"));
    await keyboard.press("Control+A");
    await keyboard.type("2");
    await press(page.field("sleep(0) between read and write"), "Space");
    expect(await page.field("sleep(0) between read and write").isChecked()).toBe(true);
    await page.page.keyboard.press("Control+Home");
    await press(page.button("Run controlled"));
    expect(await page.over()).toMatch(/^Finished/);
    expect(await page.lines()).toContain("Expected: 200");

    const step = page.place.getByRole("slider", { name: "Step" });
    await tabTo(page, step);
    await keyboard.press("Home");
    expect(await step.inputValue()).toBe("0");
    for (let i = 1; i <= 5; i++) {
      await keyboard.press("ArrowRight");
      expect(await step.inputValue()).toBe(String(i));
      expect(await step.getAttribute("aria-valuetext")).toMatch(new RegExp(`^Event ${i} of`));
    }
    await press(page.button("Next"));
    expect(await step.inputValue()).toBe("6");
    await press(page.button("Previous"));
    await expect.poll(() => step.inputValue()).toBe("5");
    await press(page.button("Play"));
    await expect.poll(async () => Number(await step.inputValue())).toBeGreaterThan(6);
    await press(page.button("Pause"));
    await press(page.button("Show as table"));
    await page.region("Timeline").getByRole("table").waitFor();
    await press(page.button("Reset"));
    await page.settled("^Ready", true);
    await tabTo(page, page.button("Share"));
  });

  test("the focus goes to Stop while a run goes on, and back", async ({ visit }) => {
    const page = await visit("#/v1/sleep_threads");
    await tabTo(page, page.button("Run live"));
    await page.page.keyboard.press("Enter");
    await page.output.getByText("Sleeping").first().waitFor();
    const focused = () => page.page.evaluate(() => document.activeElement?.textContent?.trim());
    expect(await focused()).toBe("Stop");
    await page.page.keyboard.press("Enter");
    expect(await page.over()).toMatch(/^Stopped/);
    await expect.poll(focused).toBe("Run live");
  });
});

test("with less motion wanted, nothing moves by itself", async ({ visit }) => {
  const page = await visit("#/v1/race?threads=2&increments=2", {
    context: { reducedMotion: "reduce" },
  });
  await page.run("Run controlled");
  const moving = await page.page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
      .map((animation) => /** @type {any} */ (animation).animationName ?? "transition"),
  );
  expect(moving).toEqual([]);
});

/**
 * sleeps reads from a trace's bytes who slept from when to when: what the table must say too.
 * @param {Buffer} bytes
 */
function sleeps(bytes) {
  const SLEEP = 19;
  const BLOCKED = 1;
  /** @type {Map<number, bigint>} */
  const begun = new Map();
  const found = [];
  for (let at = 0; at < bytes.length; at += 40 + 8 * Math.ceil(bytes.readUInt32LE(at + 32) / 8)) {
    if (bytes[at + 6] !== SLEEP) continue;
    const thread = bytes.readUInt16LE(at + 4);
    const time = bytes.readBigUInt64LE(at + 16);
    if ((bytes[at + 7] & 7) === BLOCKED) begun.set(thread, time);
    else if (begun.has(thread)) {
      const from = duration(Number(begun.get(thread)));
      found.push([`Thread-${thread}`, from, duration(Number(time))]);
    }
  }
  return found.sort();
}

test("the timeline can be read as a table, whose rows are what the trace says", async ({
  visit,
}) => {
  const page = await visit("#/v1/sleep_threads?seed=3", { record: true });
  await page.run("Run controlled");
  await page.button("Show as table").click();
  const rows = page.region("Timeline").getByRole("row");
  await rows.first().waitFor();
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent?.trim())),
  );
  expect(cells[0]).toEqual(["Thread", "From", "To", "State", "On what"]);
  const slept = cells
    .filter((row) => row[3] === "sleeping")
    .map(([thread, from, to]) => [thread?.match(/Thread-\d+/)?.[0], from, to]);
  const { bytes } = await page.lastRun();
  expect(slept.sort()).toEqual(sleeps(bytes));
  expect(slept).toHaveLength(3);
  const main = cells.filter(([thread]) => thread === "MainThread");
  expect(main.map(([, , , state]) => state)).toContain("blocked");
  expect(main.at(-1)?.[3]).toBe("finished");
});
