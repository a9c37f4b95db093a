/** The address holds everything, and opening it brings everything back. */
import { describe, expect } from "vitest";
import { CATALOG } from "./support/demos.js";
import { test } from "./support/fixtures.js";

const CLIPBOARD = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

describe("the address", () => {
  test("is the reader's: one who goes elsewhere is not called back", async ({ visit }) => {
    const page = await visit("#/v1/race", {
      before: () => {
        // The event that tells of a new address comes late, as it may.
        const listen = globalThis.addEventListener.bind(globalThis);
        globalThis.addEventListener = (
          /** @type {string} */ name,
          /** @type {any} */ listener,
          /** @type {any} */ options,
        ) =>
          listen(
            name,
            name === "hashchange" ? () => setTimeout(listener, 1000) : listener,
            options,
          );
      },
    });
    await page.hash(/seed=1/);
    await page.field("Threads").fill("3"); // written at once
    await page.field("Threads").fill("4"); // written a moment later
    await page.open("#/v1/deadlock");
    await expect.poll(() => page.heading.innerText()).toMatch(/deadlock/i);
    expect(await page.hash(/seed=1/)).toMatch(/^#\/v1\/deadlock/);
  });

  test("follows the form, the settings and the way the demo was run", async ({ visit }) => {
    const page = await visit("#/v1/race");
    await page.field("Threads").fill("3");
    await page.hash(/threads=3&/);
    await page.field("sleep(0) between read and write").check();
    await page.hash(/yield=true/);
    await page.field("Seed").fill("42");
    await page.hash(/seed=42/);
    await page.field("Scheduler").selectOption({ label: "Round robin" });
    await page.hash(/scheduler=round_robin/);
    await page.speed("10x");
    await page.hash(/speed=10/);
    await page.run("Run controlled");
    await page.hash(/mode=controlled/);
    await page.run("Run live");
    await page.hash(/mode=live/);
  });

  test("restores all of it, in a new page and after a reload", async ({ visit }) => {
    const fragment =
      "#/v1/race?threads=3&increments=7&yield=true&mode=controlled&scheduler=round_robin&seed=42&speed=10";
    const page = await visit(fragment);
    const check = async () => {
      expect(await page.field("Threads").inputValue()).toBe("3");
      expect(await page.field("Increments a thread").inputValue()).toBe("7");
      expect(await page.field("sleep(0) between read and write").isChecked()).toBe(true);
      expect(await page.field("Seed").inputValue()).toBe("42");
      expect(await page.field("Scheduler").inputValue()).toBe("round_robin");
      expect(await page.field("Speed").inputValue()).toBe("10");
      expect(await page.page.evaluate(() => location.hash)).toBe(fragment);
    };
    await check();
    await page.page.reload();
    await page.loaded();
    await check();
  });

  test("of a text with everything in it comes back as it was", async ({ visit }) => {
    const name = `a&b=c#d?"<é>%,: 日本`;
    const page = await visit("#/v1/producer_consumer_condition");
    await page.field("Producer's name").fill(name);
    const hash = await page.hash(/producer=a/);
    const other = await visit(hash);
    expect(await other.field("Producer's name").inputValue()).toBe(name);
    await other.speed("As fast as possible");
    await other.run("Run live");
    expect(await other.lines()).toContain(`Producer ${name} produces ${name}-0 (size=1)`);
  });
});

describe("a step in the address", () => {
  test("opens at the very event, with the run it belongs to", async ({ visit }) => {
    const fragment = "#/v1/race?threads=2&increments=2&mode=controlled&seed=5&at=12";
    const page = await visit(fragment);
    await page.over();
    const step = page.place.getByRole("slider", { name: "Step" });
    expect(await step.inputValue()).toBe("12");
    const words = await step.getAttribute("aria-valuetext");
    await page.button("Next").click();
    await page.hash(/at=13/);
    await page.button("Previous").click();
    await page.hash(/at=12/);
    expect(await step.getAttribute("aria-valuetext")).toBe(words);
  });
});

describe("Share", () => {
  test("copies the address of what is shown", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=2&increments=2", CLIPBOARD);
    await page.field("Seed").fill("9");
    await page.run("Run controlled");
    await page.button("Share").click();
    await page.settled("copied", true);
    const copied = await page.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(new URL(await page.hash(/mode=controlled.*seed=9/), page.page.url()).href);
    const other = await visit(new URL(copied).hash);
    expect(await other.field("Seed").inputValue()).toBe("9");
  });

  test("shows the address to copy by hand where the clipboard is denied", async ({ visit }) => {
    const page = await visit("#/v1/race", {
      before: () => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
      },
    });
    await page.button("Share").click();
    const field = page.place.getByLabel(/Copy the link/);
    expect(await field.inputValue()).toContain("#/v1/race?");
  });
});

describe("back and forward", () => {
  test("lead from demo to demo and to the list", async ({ visit }) => {
    const [one, two] = CATALOG.demos;
    const page = await visit("");
    const heading = (/** @type {string} */ name) =>
      page.place.getByRole("heading", { level: 1, name }).waitFor();
    await page.place.getByRole("link", { name: one.title }).click();
    await heading(one.title);
    await page.place.getByRole("link", { name: "All demos" }).click();
    await page.place.getByRole("link", { name: two.title }).click();
    await heading(two.title);
    await page.page.goBack();
    await page.place.getByRole("link", { name: two.title }).waitFor();
    await page.page.goBack();
    await heading(one.title);
    await page.page.goForward();
    await page.page.goForward();
    await heading(two.title);
    await page.speed("As fast as possible");
    expect(await page.run("Run live")).toMatch(/^Finished/);
  });

  test("end the run that goes on", async ({ visit }) => {
    const page = await visit("#/v1/sleep_threads");
    await page.button("Run live").click();
    await page.output.getByText("Sleeping").first().waitFor();
    await page.place.getByRole("link", { name: "All demos" }).click();
    await page.place.getByRole("link", { name: CATALOG.demos[1].title }).click();
    await page.settled("^Ready", true);
    expect(await page.output.innerText()).not.toContain("Sleeping");
  });
});
