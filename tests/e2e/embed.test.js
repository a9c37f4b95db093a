/** The compact page inside a page of another origin that sends no headers, as a course system would hold it. */
import { describe, expect } from "vitest";
import { test } from "./support/fixtures.js";
import { Playground } from "./support/playground.js";
import { serveHost, serveWithout } from "./support/servers.js";

const FRAGMENT = "#/v1/race?threads=2&increments=2&mode=controlled&scheduler=random&seed=7";

/**
 * open opens a host page with the embed in its frame.
 * @param {any} fixtures
 * @param {string} site the address of the embed's site
 * @param {"localhost" | "127.0.0.1"} name of the host
 * @param {(playground: Playground, page: import("playwright-core").Page) => Promise<void>} look
 */
async function inHost({ visit }, site, name, look) {
  const host = await serveHost(`${site}embed.html${FRAGMENT}`, name);
  try {
    const outer = await visit("", { address: host.address, origins: [site] });
    const element = await outer.page.getByTitle("Interleave").elementHandle();
    const frame = await element.contentFrame();
    const playground = new Playground(outer.page, frame);
    await playground.loaded();
    await look(playground, outer.page);
  } finally {
    await host.close();
  }
}

/** Of the same site as the embed, and of another. @type {["127.0.0.1" | "localhost"][]} */
const HOSTS = [["127.0.0.1"], ["localhost"]];

describe.each(HOSTS)("embedded on %s, which sends no headers", (name) => {
  test("it runs on real threads", async ({ visit, site }) => {
    await inHost({ visit }, site, name, async (embed, page) => {
      expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
      expect(await embed.place.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
      await embed.place.getByText("Real threads", { exact: true }).waitFor();
      expect(await embed.run("Run live")).toMatch(/^Finished/);
      expect(await embed.lines()).toContain("Expected: 4");
      expect(await embed.run("Run controlled")).toMatch(/^Finished/);
      await embed.region("Timeline").waitFor();
    });
  });

  test("without Document-Isolation-Policy it runs controlled, says so, and opens a tab that is live", async ({
    visit,
    site,
  }) => {
    const bare = await serveWithout(site, ["Document-Isolation-Policy"]);
    try {
      await inHost({ visit }, bare.address, name, async (embed, page) => {
        expect(await embed.place.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
        expect(await embed.button("Run live").isDisabled()).toBe(true);
        await embed.place.getByText("Controlled only: no real threads here").waitFor();
        await embed.place.getByText(/Real threads need a page that is isolated/).waitFor();
        expect(await embed.run("Run controlled")).toMatch(/^Finished/);
        expect(await embed.lines()).toContain("Expected: 4");

        const opened = page.context().waitForEvent("page");
        await embed.place.getByRole("link", { name: "Open with real threads" }).click();
        const tab = new Playground(await opened);
        await tab.loaded();
        expect(tab.page.url()).toContain("#/v1/race?threads=2&increments=2");
        expect(await tab.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
        expect(await tab.field("Seed").inputValue()).toBe("7");
        expect(await tab.run("Run live")).toMatch(/^Finished/);
      });
    } finally {
      await bare.close();
    }
  });
});

test("an embed of nothing, or of no demo there is, says so and leads to the list", async ({
  visit,
}) => {
  const none = await visit("", { path: "embed.html" });
  await none.place.getByText("The address of this frame names no demo.").waitFor();
  const unknown = await visit("#/v1/nothing_like_it", { path: "embed.html" });
  await unknown.place.getByText('No demo is called "nothing_like_it".').waitFor();
  await unknown.place.getByRole("link", { name: "Open the list of demos" }).waitFor();
});
