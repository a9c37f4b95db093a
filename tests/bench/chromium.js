/**
 * A page of Chromium, for benchmarks.
 */
import { SITE } from "../../wasm/toolchain/places.js";
import { mustRun, run } from "../../wasm/toolchain/shell.js";
import { moduleOf } from "../../web/engine/module.js";
import { currentEngine } from "../../web/site/engine.js";
import { serve } from "../../web/site/server.js";
import { launch } from "../e2e/support/browser.js";

/**
 * withSite serves the site and starts Chromium, and ends both in the end.
 * @template T
 * @param {(browser: import("playwright-core").Browser, address: string) => Promise<T>} use
 */
export async function withSite(use) {
  const { address, close } = await serve(SITE, 0);
  const browser = await launch();
  try {
    return await use(browser, address);
  } finally {
    await browser.close();
    await close();
  }
}

/**
 * withPage opens a page, still empty, beside the served site.
 * @template T
 * @param {(page: import("playwright-core").Page, address: string) => Promise<T>} use
 */
export function withPage(use) {
  return withSite(async (browser, address) => use(await browser.newPage(), address));
}

/**
 * onOneCore lets what is started meanwhile, a browser for one, run on the first of the cores alone; null where that cannot be asked for.
 * @template T
 * @param {() => Promise<T>} use
 * @returns {Promise<T | null>}
 */
export async function onOneCore(use) {
  const of = String(process.pid);
  const { code, output } = await run("taskset", ["--pid", "--cpu-list", of]);
  const [, cores] = /: ([\d,-]+)\s*$/.exec(output) ?? [];
  if (code !== 0 || !cores) return null;
  /** @param {string} list */
  const bind = (list) =>
    mustRun("The cores cannot be chosen.", "taskset", [
      "--all-tasks",
      "--pid",
      "--cpu-list",
      list,
      of,
    ]);
  await bind(cores.split(/[,-]/)[0]);
  try {
    return await use();
  } finally {
    await bind(cores);
  }
}

/**
 * withControlled opens a page whose `globalThis.engine` is an instance of a chapter's controlled module, and closes it in the end.
 * Nothing else is in that page: the playground itself would load its engines meanwhile.
 * @param {number} chapter
 * @param {(page: import("playwright-core").Page) => Promise<any>} use
 */
export function withControlled(chapter, use) {
  return withPage(async (page, address) => {
    const folder = `${address}engine/${currentEngine().version}/`;
    await page.goto(`${folder}demos.json`);
    const url = moduleOf(folder, "controlled", chapter);
    const content = `import factory from "${url}.js"; globalThis.engine = await factory();`;
    await page.addScriptTag({ type: "module", content });
    await page.waitForFunction(() => "engine" in globalThis);
    return use(page);
  });
}

/**
 * runLive opens a program and runs it live to its end; its output.
 * @param {import("playwright-core").Page} page
 * @param {string} address
 * @param {string} fragment
 */
export async function runLive(page, address, fragment) {
  await page.goto("about:blank");
  await page.goto(address + fragment);
  return runAgain(page);
}

/**
 * runAgain runs the open program live to its end; its output.
 * @param {import("playwright-core").Page} page
 */
export async function runAgain(page) {
  const button = page.getByRole("button", { name: "Run live" }).and(page.locator(":enabled"));
  await button.waitFor();
  // The workers that are kept ready load meanwhile: measured is a warm page.
  await page.waitForTimeout(1500);
  await button.click();
  await page.waitForFunction(
    () => /^Finished/.test(document.querySelector("[role=status]")?.textContent?.trim() ?? ""),
    null,
    { timeout: 20 * 60_000 },
  );
  return page.getByRole("log", { name: "Output" }).innerText();
}
