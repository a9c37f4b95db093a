/** What the server sends with everything, and whom the pages ask. */
import { describe, expect } from "vitest";
import { measureSizes } from "../bench/sizes.js";
import { test } from "./support/fixtures.js";

/** The headers that isolate a page, in the page, in a frame, and in a frame of a page that sends none. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "cross-origin",
  "document-isolation-policy": "isolate-and-require-corp",
};

describe.each(["", "embed.html"])("/%s", (path) => {
  test("sends the isolating headers with every answer, and asks nobody but the site", async ({
    visit,
  }) => {
    // visit fails the test for a request to anybody else; the rest is looked at here.
    const page = await visit("", { path });
    /** @type {import("playwright-core").Response[]} */
    const answers = [];
    page.page.context().on("response", (answer) => answers.push(answer));
    await page.page.goto(`${page.page.url().split("#")[0]}?again#/v1/race`);
    await page.loaded();
    await page.run("Run live");
    await page.run("Run controlled");

    expect(await page.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    const types = new Set();
    for (const answer of answers) {
      const headers = answer.headers();
      expect(headers, answer.url()).toMatchObject(HEADERS);
      expect(answer.status(), answer.url()).toBeLessThan(400);
      types.add(headers["content-type"]);
    }
    for (const type of ["text/html", "text/javascript", "application/json"]) {
      expect(
        [...types].some((one) => one.startsWith(type)),
        type,
      ).toBe(true);
    }
  });
});

test("the module, a missing file and a refused method have the headers too", async ({
  site,
  visit,
}) => {
  const page = await visit("#/v1/race");
  const engine = await page.page.evaluate(
    () =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .find((name) => name.endsWith("demos.json")) ?? "",
  );
  const wasm = await fetch(engine.replace("demos.json", "live-4.wasm"));
  expect(wasm.headers.get("content-type")).toBe("application/wasm");
  expect(wasm.headers.get("cache-control")).toContain("immutable");
  const missing = await fetch(`${site}nothing/here.js`);
  expect(missing.status).toBe(404);
  const posted = await fetch(site, { method: "POST" });
  expect(posted.status).toBe(405);
  for (const answer of [wasm, missing, posted]) {
    await answer.arrayBuffer();
    expect(Object.fromEntries(answer.headers), answer.url).toMatchObject(HEADERS);
  }
});

test("nothing is kept on the reader's machine but the chosen theme", async ({ visit }) => {
  const page = await visit("#/v1/race");
  await page.run("Run live");
  const kept = () =>
    page.page.evaluate(() => ({ cookies: document.cookie, names: Object.keys(localStorage) }));
  expect(await kept()).toEqual({ cookies: "", names: [] });
  await page.place.getByRole("combobox", { name: "Theme" }).selectOption({ label: "Dark" });
  expect((await kept()).names).toHaveLength(1);
  await page.page.reload();
  await page.loaded();
  expect(await page.place.getByRole("combobox", { name: "Theme" }).inputValue()).toBe("dark");
});

test("is as small as it should be: the page's script, and the modules of every chapter", () => {
  const held = measureSizes().filter(({ most }) => most !== undefined);
  expect(held.length).toBe(17);
  for (const { what, value, most } of held) expect(value, what).toBeLessThanOrEqual(most ?? 0);
});
