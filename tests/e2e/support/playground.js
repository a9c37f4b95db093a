/**
 * A page of Interleave as somebody in front of it sees it: by the names and roles of what is on it.
 */
import { lastRun } from "./recorder.js";

/** What the status says while a run is not over. */
const BUSY = /^(Starting|Running|Stopping)|Drawing what happened/;

/** @typedef {import("playwright-core").Page | import("playwright-core").Frame} Place */

export class Playground {
  /**
   * @param {import("playwright-core").Page} page
   * @param {Place} [place] where the playground is, if that is a frame in the page
   */
  constructor(page, place = page) {
    this.page = page;
    this.place = place;
    /** What went wrong on the page: must stay empty. @type {string[]} */
    this.trouble = [];
    this.output = place.getByRole("log", { name: "Output" });
    this.status = place.getByRole("status");
    this.alert = place.getByRole("alert");
    this.heading = place.getByRole("heading", { level: 1 });
  }

  /** loaded waits until the page shows more than "Loading". */
  async loaded() {
    await this.heading.waitFor();
  }

  /** close closes the page: one that stays open keeps its workers. */
  async close() {
    await this.page.context().close();
  }

  /** open goes to another address of the same page, as a click on a link does. @param {string} fragment */
  async open(fragment) {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
  }

  /** @param {string} name */
  button(name) {
    return this.place.getByRole("button", { name, exact: true });
  }

  /** @param {string} name */
  region(name) {
    return this.place.getByRole("region", { name, exact: true });
  }

  /** @param {string} label */
  field(label) {
    return this.place.getByLabel(label, { exact: true });
  }

  /** @param {"Run live" | "Run controlled"} name starts a run and waits for its end; returns what the page says of it */
  async run(name) {
    await this.button(name).click();
    return this.over();
  }

  /** over waits until no run goes on, and returns what the page says of the last. */
  async over() {
    await this.settled(BUSY.source, false);
    return this.says();
  }

  /** says is what the status says now. */
  async says() {
    return (await this.status.innerText()).trim();
  }

  /**
   * settled waits until the status matches, or does not match.
   * @param {string} pattern
   * @param {boolean} wanted
   */
  async settled(pattern, wanted) {
    await this.place.waitForFunction(([source, matches]) => {
      const text = document.querySelector("[role=status]")?.textContent?.trim() ?? "";
      return text !== "" && new RegExp(String(source)).test(text) === matches;
    }, /** @type {const} */ ([pattern, wanted]));
  }

  /** lines are the lines of the Output, without the marks of who wrote them. */
  async lines() {
    return this.output.locator(".line-text").allTextContents();
  }

  /** written are the lines that have nothing of a standard error in them. */
  async written() {
    const lines = this.output.locator(".line-text:not(:has(.stderr))");
    return lines.allTextContents();
  }

  /** events is how many events the page says the run has. */
  async events() {
    const text = await this.place.getByText(/^[\d,]+ events?\b/).innerText();
    return Number(text.match(/^[\d,]+/)?.[0].replaceAll(",", ""));
  }

  /** speed chooses how fast time passes. @param {"1x" | "10x" | "As fast as possible"} name */
  async speed(name) {
    await this.field("Speed").selectOption({ label: name });
  }

  /** hash is the fragment of the address, once it has followed the page. @param {RegExp} pattern it must match */
  async hash(pattern) {
    await this.page.waitForFunction(
      (source) => new RegExp(source).test(location.hash),
      pattern.source,
    );
    return this.page.evaluate(() => location.hash);
  }

  /** lastRun is what the engine sent in the last run. Requires a visit with `record`. */
  lastRun() {
    return lastRun(this.page);
  }
}
