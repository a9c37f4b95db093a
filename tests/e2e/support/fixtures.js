/**
 * What an end-to-end test starts from: a browser, the site, and `visit`, which opens a page and watches it.
 *
 * Invariant: a test fails if a page it visited threw, wrote an error to the console, or asked anybody but the site.
 */
import { expect, test as base } from "vitest";
import { findSite, launch } from "./browser.js";
import { Playground } from "./playground.js";
import { recordRuns } from "./recorder.js";

/**
 * @typedef {object} VisitOptions
 * @property {string} [address] of the site; the built one if absent
 * @property {string} [path] of the page in the site
 * @property {boolean} [record] true: keeps what the engine sends, for Playground.lastRun
 * @property {() => unknown} [before] runs in the page before any of its scripts
 * @property {import("playwright-core").BrowserContextOptions} [context]
 * @property {string[]} [expected] console errors that are right here: each is a part of one
 * @property {string[]} [origins] others that may be asked
 */

/** @typedef {(fragment?: string, options?: VisitOptions) => Promise<Playground>} Visit */

/**
 * @typedef {object} Fixtures
 * @property {import("playwright-core").Browser} browser the browser of the file
 * @property {string} site the address of the built page
 * @property {Visit} visit opens a page
 */

/** @template T @typedef {(value: T) => Promise<void>} Use */

/** The test function of the end-to-end tests. */
export const test = /** @type {import("vitest").TestAPI<Fixtures>} */ (
  base.extend(
    /** @type {any} */ ({
      browser: [provideBrowser, { scope: "file" }],
      site: [provideSite, { scope: "file" }],
      visit: provideVisit,
    }),
  )
);

/** @param {object} _ @param {Use<import("playwright-core").Browser>} use */
async function provideBrowser({}, use) {
  const browser = await launch();
  await use(browser);
  await browser.close();
}

/** @param {object} _ @param {Use<string>} use */
async function provideSite({}, use) {
  const { address, close } = await findSite();
  await use(address);
  await close();
}

/** @param {{ browser: import("playwright-core").Browser, site: string }} fixtures @param {Use<Visit>} use */
async function provideVisit({ browser, site }, use) {
  /** @type {Playground[]} */
  const visits = [];
  await use(async (fragment = "", options = {}) => {
    const playground = await open(browser, site, fragment, options);
    visits.push(playground);
    return playground;
  });
  const trouble = visits.flatMap((visit) => visit.trouble);
  await Promise.all(visits.map((visit) => visit.page.context().close()));
  expect(trouble, "errors and foreign requests of the pages that were visited").toEqual([]);
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} site
 * @param {string} fragment
 * @param {VisitOptions} options
 */
async function open(browser, site, fragment, options) {
  const { address = site, path = "", expected = [], origins = [] } = options;
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ viewport, ...options.context });
  if (options.record) await context.addInitScript(recordRuns);
  if (options.before) await context.addInitScript(options.before);
  const page = await context.newPage();
  const playground = new Playground(page);
  watch(context, playground.trouble, expected, [address, ...origins]);
  await page.goto(`${address}${path}${fragment}`);
  await playground.loaded();
  return playground;
}

/**
 * watch keeps what a page must not do.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string[]} trouble
 * @param {readonly string[]} expected
 * @param {readonly string[]} addresses
 */
function watch(context, trouble, expected, addresses) {
  context.on("weberror", (error) => trouble.push(`uncaught: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (expected.some((part) => message.text().includes(part))) return;
    trouble.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("request", (request) => {
    const url = request.url();
    if (/^(data|blob|about):/.test(url)) return;
    if (!addresses.some((address) => url.startsWith(address))) trouble.push(`asked for ${url}`);
  });
}
