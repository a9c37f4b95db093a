import { html, nothing, render } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { glyph } from "../lib/glyph.js";
import { SignalElement } from "../lib/signal_element.js";
import { threadName } from "../model/sentence.js";
import { State } from "../model/state.js";
import { threadStyle } from "../model/thread_style.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * The demo's source, the very file that was compiled: the line of the event shown, and where every thread is.
 *
 * @extends {SignalElement<Store>}
 */
export class SourceView extends SignalElement {
  /** @type {HTMLElement[]} */
  #marked = [];
  #scrolledTo = 0;
  /** The list of instructions that was scrolled to its load. @type {HTMLElement | null} */
  #listed = null;
  /** What the panel was last scrolled for: a source that appeared, a run that began. @type {unknown} */
  #begun = null;

  render() {
    const source = this.store.source.value;
    // Read here, so that a change of the moment draws the marks again.
    void this.store.moment.value;
    return html`
      <section class="panel source" aria-labelledby="source-title">
        <header class="panel-head">
          <h2 id="source-title">Source</h2>
          ${source ? html`<span class="panel-note"><code>${source.file}</code></span>` : nothing}
        </header>
        ${
          source
            ? html`<div class="code" tabindex="0" role="group" aria-label="Source code">
                <pre><code>${unsafeHTML(source.html)}</code></pre>
              </div>`
            : html`<p class="empty">Loading the source.</p>`
        }
        ${source?.instructions ? this.#instructions(source.instructions) : nothing}
      </section>
    `;
  }

  /** @param {NonNullable<import("../model/catalog.js").Source["instructions"]>} instructions */
  #instructions({ of, lines }) {
    const current = this.store.line.value;
    return html`
      <details class="instructions" open>
        <summary>
          <h3>Instructions</h3>
          <span class="panel-note"
            >what the compiler made of <code>${of}</code>, from the module that runs live</span
          >
        </summary>
        <ol class="code" tabindex="0" aria-label="Instructions of ${of}">
          ${lines.map(
            ({ text, depth, mark, line }) =>
              html`<li class="${mark ?? ""} ${line && line === current ? "current" : ""}">
                <code style="padding-left:${depth}em">${text}</code>${
                  mark ? html`<span class="instruction-mark">${mark}</span>` : nothing
                }
              </li>`,
          )}
        </ol>
      </details>
    `;
  }

  updated() {
    for (const line of this.#marked) {
      line.classList.remove("current");
      const marks = /** @type {HTMLElement | null} */ (line.querySelector(":scope > .marks"));
      if (marks) render(nothing, marks);
    }
    this.#marked = [];
    this.#showLoad();
    const world = this.store.moment.value;
    const code = /** @type {HTMLElement | null} */ (this.querySelector("div.code"));
    if (code) this.#begin(code);
    if (!world || !code) return;
    const lines = code.querySelectorAll(".line");
    /** @type {Map<number, number[]>} */
    const threads = new Map();
    for (const thread of world.threads) {
      if (thread.state === State.finished || thread.line === 0) continue;
      threads.set(thread.line, [...(threads.get(thread.line) ?? []), thread.id]);
    }
    const current = this.store.line.value;
    for (const number of new Set([...threads.keys(), current])) {
      const line = /** @type {HTMLElement | undefined} */ (lines[number - 1]);
      if (!line) continue;
      this.#marked.push(line);
      line.classList.toggle("current", number === current);
      this.#mark(line, threads.get(number) ?? []);
    }
    this.#follow(code, /** @type {HTMLElement | undefined} */ (lines[current - 1]), current);
  }

  /**
   * A demo's file begins with what the page knows already; the panel opens at its first function, and at
   * the first line that ran once there is a run.
   *
   * @param {HTMLElement} code
   */
  #begin(code) {
    const source = this.store.source.value;
    const first = this.store.history.value?.firstLine ?? 0;
    const reason = first > 0 ? this.store.history.value : source;
    if (!source || this.#begun === reason) return;
    this.#begun = reason;
    const body = source.text.split("\n").findIndex((line) => /^\w[\w:<>&* ]* \w+\(/.test(line));
    const number = first > 0 ? first - 1 : body + 1;
    const line = /** @type {HTMLElement | undefined} */ (
      code.querySelectorAll(".line")[number - 2]
    );
    if (line) code.scrollTop += line.getBoundingClientRect().top - code.getBoundingClientRect().top;
  }

  /** The instructions begin with what every function begins with; they open where the value is read. */
  #showLoad() {
    const list = /** @type {HTMLElement | null} */ (this.querySelector(".instructions .code"));
    if (list === this.#listed) return;
    this.#listed = list;
    const load = list?.querySelector(".load");
    if (!list || !load) return;
    const above = load.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += above - list.clientHeight / 4;
  }

  /** @param {HTMLElement} line @param {number[]} threads */
  #mark(line, threads) {
    let marks = /** @type {HTMLElement | null} */ (line.querySelector(":scope > .marks"));
    if (!marks) {
      marks = document.createElement("span");
      marks.className = "marks";
      line.append(marks);
    }
    const world = this.store.moment.value;
    const shown = threads.slice(0, 12);
    const names = world ? threads.map((id) => threadName(world, id)).join(", ") : "";
    render(
      threads.length === 0
        ? nothing
        : html`<span title=${names}
            >${shown.map((id) => glyph(threadStyle(id).shape, threadStyle(id).colour))}${threads.length > shown.length ? `+${threads.length - shown.length}` : nothing}${threads.length === 1 ? html`<span class="marks-name">${names}</span>` : nothing}</span
          >`,
      marks,
    );
  }

  /**
   * The line stays in view inside the panel while the reader steps; the page itself never moves.
   *
   * @param {HTMLElement} code
   * @param {HTMLElement | undefined} line
   * @param {number} number
   */
  #follow(code, line, number) {
    if (!line || number === this.#scrolledTo || this.store.step.value === null) return;
    this.#scrolledTo = number;
    const box = code.getBoundingClientRect();
    const at = line.getBoundingClientRect();
    if (at.top < box.top + 24 || at.bottom > box.bottom - 24) {
      code.scrollTop += at.top - box.top - box.height / 3;
    }
  }
}

customElements.define("il-source", SourceView);
