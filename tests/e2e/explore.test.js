/** Exploring on the page: the table fills, every outcome opens, and a live run is captured. */
import { describe, expect } from "vitest";
import { test } from "./support/fixtures.js";

/** @param {import("./support/playground.js").Playground} page */
const sentence = (page) => page.region("Exploration").locator(".explore-sentence");

/** @param {import("./support/playground.js").Playground} page */
const outcomes = (page) => page.place.getByRole("table", { name: "Outcomes" });

/** @param {import("./support/playground.js").Playground} page @param {RegExp} pattern */
async function says(page, pattern) {
  await sentence(page).filter({ hasText: pattern }).waitFor();
  return sentence(page).innerText();
}

describe("exploring", () => {
  test("a deadlock is found, and its link opens the run that ends in it", async ({ visit }) => {
    const page = await visit("#/v1/deadlock");
    await page.button("Explore").click();
    expect(await says(page, /All \d/)).toBe(
      "All 3 executions that differ: 3 outcomes, 1 execution deadlocks.",
    );
    const rows = outcomes(page).getByRole("row");
    expect(await rows.count()).toBe(4);
    expect(await rows.nth(1).innerText()).toContain(
      "devlop holds lock_a and waits for lock_b, lopment holds lock_b and waits for lock_a",
    );
    await rows.nth(1).getByRole("link").click();
    await page.settled("Deadlock", true);
    expect(await page.hash(/s=/)).toContain("scheduler=replay");
    await page.button("Find the point of no return").click();
    const go = page.place.getByRole("button", { name: /^Go to event \d+$/ });
    await go.click();
    expect(await page.hash(/at=/)).toMatch(/at=\d+/);
    await page.place.getByRole("link", { name: "Open a run that takes the way out" }).click();
    await page.settled("Finished", true);
    // The outcomes stay while the reader looks at runs of the same demo.
    expect(await rows.count()).toBe(4);
  });

  test("every interleaving of a small race, as many as the literature counts outcomes", async ({
    visit,
  }) => {
    const page = await visit("#/v1/race?threads=2&increments=2");
    await page.field("Search").selectOption({ label: "Every interleaving" });
    await page.button("Explore").click();
    const said = await says(page, /All \d/);
    expect(said).toMatch(
      /^All 251 interleavings: 3 outcomes, none deadlocks, 251 with a data race/,
    );
    expect(await outcomes(page).innerText()).toMatch(/counter = 2[\s\S]*|counter = 4/);
  });

  test("a long exploration can be cancelled and keeps what it found", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=6&increments=20");
    await page.field("Search").selectOption({ label: "Every interleaving" });
    await page.button("Explore").click();
    await says(page, /So far/);
    await page.button("Cancel").click();
    expect(await says(page, /Cancelled/)).toContain("this is what was found until then");
    expect(await outcomes(page).getByRole("row").count()).toBeGreaterThan(1);
    expect(await page.button("Explore").isEnabled()).toBe(true);
  });

  test("the fix matrix holds the variants against what became of them", async ({ visit }) => {
    const page = await visit("#/v1/dining_philosophers");
    await page.button("Compare the variants").click();
    const table = page.place.getByRole("table", { name: "Fix matrix" });
    const row = (/** @type {string} */ name) =>
      table.getByRole("row").filter({ has: page.place.getByRole("rowheader", { name }) });
    for (const variant of ["left first", "lower number first", "one seat free"]) {
      await row(variant)
        .getByText(/\d, all/)
        .waitFor();
    }
    expect(await table.getByRole("columnheader", { name: "Deadlock" }).count()).toBe(1);
    const links = (/** @type {string} */ name) => row(name).getByRole("link").count();
    expect(await links("left first")).toBe(2);
    expect(await links("lower number first")).toBe(1);
    expect(await links("one seat free")).toBe(1);
    await row("left first").getByRole("link").first().click();
    await page.settled("Deadlock", true);
  });

  test("a live run is captured as a schedule that replays it", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=2&increments=2&yield=true");
    await page.run("Run live");
    const lines = await page.lines();
    await page.button("Capture this run").click();
    const link = page.place.getByRole("link", { name: "Replay it under the scheduler" });
    await link.click();
    await page.hash(/mode=controlled/);
    await page.over();
    expect(await page.lines()).toEqual(lines);
  });
});
