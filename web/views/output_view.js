import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { chip } from "../lib/chip.js";
import { copyText, saveText } from "../lib/clipboard.js";
import { count, grouped } from "../lib/format.js";
import { glyph } from "../lib/glyph.js";
import { SignalElement } from "../lib/signal_element.js";
import { threadName } from "../model/sentence.js";
import { threadStyle } from "../model/thread_style.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/output.js").Output} Output */
/** @typedef {import("../model/output.js").Piece} Piece */
/** @typedef {import("../model/world.js").World} World */

/** How many lines are in the page at first, and how many more each time earlier ones are asked for. */
const LINES = 400;
/** A piece longer than this is one of several of a long text (bytes). */
const LONG_BYTES = 200_000;
/** A piece longer than this is folded (bytes). */
const FOLD_BYTES = 2000;
/** What a folded piece shows, and how much more each time more is asked for (bytes). */
const SHOWN_BYTES = 300;
const MORE_BYTES = 50_000;
/** More new lines at a time than this are not read aloud one by one. */
const SPOKEN_LINES = 20;

/**
 * What the program wrote, line by line as it came out, each line and each piece of a torn one with its thread.
 *
 * @extends {SignalElement<Store>}
 */
export class OutputView extends SignalElement {
  #shown = LINES;
  #history = /** @type {object | null} */ (null);
  #drawn = 0;
  /** How much of each folded piece is shown, by its event and first byte. @type {Map<string, number>} */
  #unfolded = new Map();
  #atEnd = true;

  render() {
    const { history, length } = this.store;
    const known = history.value;
    if (known !== this.#history) {
      this.#history = known;
      this.#shown = LINES;
      this.#drawn = 0;
      this.#unfolded.clear();
      this.#atEnd = true;
    }
    const lines =
      known && length.value > 0 ? known.output.linesUpTo(this.store.shownStep.value) : 0;
    const flood = lines - this.#drawn > SPOKEN_LINES;
    this.#drawn = lines;
    return html`
      <div class="panel output">
        <header class="panel-head">
          <h2 id="output-title">Output</h2>
          ${
            known && lines > 0
              ? html`<span class="panel-note"
                    >${count(lines, "line")}${known.output.tornLines ? `, ${known.output.tornLines} torn` : ""}</span
                  >
                  <span class="tools">
                    <button type="button" class="small quiet" @click=${() => this.#copy(lines)}>
                      Copy
                    </button>
                    <button
                      type="button"
                      class="small quiet"
                      @click=${() => saveText(`${this.store.demoId.value}.txt`, this.#text(lines))}
                    >
                      Save
                    </button>
                  </span>`
              : nothing
          }
        </header>
        <div
          class="log"
          role="log"
          aria-label="Output"
          aria-live=${flood ? "off" : "polite"}
          tabindex="0"
          @scroll=${(/** @type {Event} */ event) => {
            const log = /** @type {HTMLElement} */ (event.currentTarget);
            this.#atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
          }}
        >
          ${known && lines > 0 ? this.#lines(known.output, lines) : html`<p class="empty">${this.#nothingYet()}</p>`}
        </div>
      </div>
    `;
  }

  #nothingYet() {
    const phase = this.store.phase.value;
    if (phase === "idle") return "What the program prints appears here.";
    return phase === "over" ? "The program printed nothing." : "Nothing printed yet.";
  }

  /** @param {Output} output @param {number} lines */
  #lines(output, lines) {
    const first = Math.max(0, lines - this.#shown);
    const world = /** @type {World} */ (this.store.moment.value);
    const step = this.store.shownStep.value;
    const numbers = Array.from({ length: lines - first }, (_, i) => first + i);
    return html`
      ${
        first > 0
          ? html`<button
              type="button"
              class="earlier"
              @click=${() => {
                this.#shown += LINES;
                this.requestUpdate();
              }}
            >
              Show earlier lines (${grouped(first)})
            </button>`
          : nothing
      }
      ${repeat(
        numbers,
        (line) => line,
        (line) => this.#line(output, line, world, step),
      )}
    `;
  }

  /**
   * @param {Output} output
   * @param {number} line
   * @param {World} world
   * @param {number} step
   */
  #line(output, line, world, step) {
    const pieces = output.pieces(line, step);
    const torn = output.isTorn(line);
    const id = pieces[0]?.thread ?? output.lineThread(line);
    const name = threadName(world, id);
    return html`<div class="line ${torn ? "torn" : ""}">
      <span class="line-who">${chip(threadStyle(id), name)}</span>
      <span class="line-text"
        >${texts(pieces).map((text) => this.#piece(output, text, torn, world))}</span
      >
      ${torn ? html`<span class="line-torn" title="Another thread wrote between the text and its end">torn</span>` : nothing}
    </div>`;
  }

  /** @param {Output} output @param {Piece[]} pieces of one text @param {boolean} torn @param {World} world */
  #piece(output, pieces, torn, world) {
    const [piece] = pieces;
    const style = threadStyle(piece.thread);
    const size = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
    const text =
      size > FOLD_BYTES
        ? this.#folded(output, pieces, size)
        : output.trace.text(piece.event, piece.from, piece.to);
    if (!torn) return piece.error ? html`<span class="stderr">${text}</span>` : text;
    return html`<span
      class="piece ${piece.error ? "stderr" : ""}"
      style="--mark:${style.colour}"
      title=${threadName(world, piece.thread)}
      >${glyph(style.shape, style.colour)}${text}</span
    >`;
  }

  /** @param {Output} output @param {Piece[]} pieces @param {number} size of all of them */
  #folded(output, pieces, size) {
    const key = `${pieces[0].event}:${pieces[0].from}`;
    const shown = Math.min(size, this.#unfolded.get(key) ?? SHOWN_BYTES);
    let left = shown;
    const text = pieces.map(({ event, from, to }) => {
      const take = Math.min(left, to - from);
      left -= take;
      return take > 0 ? output.trace.text(event, from, from + take) : "";
    });
    if (shown === size) return text;
    return html`<span>${text}</span
      ><span class="fold"
        >… ${grouped(size - shown)} more characters
        <button
          type="button"
          class="small"
          @click=${() => {
            this.#unfolded.set(key, shown + MORE_BYTES);
            this.requestUpdate();
          }}
        >
          Show ${grouped(Math.min(MORE_BYTES, size - shown))} more
        </button></span
      >`;
  }

  /** @param {number} lines */
  #text(lines) {
    const output = this.store.history.value?.output;
    const all = [];
    for (let line = 0; output && line < lines; line++) all.push(output.text(line), "\n");
    return all.join("");
  }

  /** @param {number} lines */
  async #copy(lines) {
    const done = await copyText(this.#text(lines));
    this.intend(
      "say",
      done ? "Output copied." : "The clipboard is not allowed here; save the output instead.",
    );
  }

  /** A reader at the end of the output stays there; one who scrolled back is left alone. */
  updated() {
    const log = this.querySelector(".log");
    if (log && this.#atEnd) log.scrollTop = log.scrollHeight;
  }
}

/**
 * A long text comes in pieces with nothing in between; they are shown, and folded, as one.
 *
 * @param {Piece[]} pieces of a line
 */
function texts(pieces) {
  /** @type {Piece[][]} */
  const all = [];
  for (const piece of pieces) {
    const last = all.at(-1)?.at(-1);
    const goesOn =
      last &&
      last.thread === piece.thread &&
      last.event === piece.event - 1 &&
      last.to - last.from > LONG_BYTES;
    if (goesOn) all.at(-1)?.push(piece);
    else all.push([piece]);
  }
  return all;
}

customElements.define("il-output", OutputView);
