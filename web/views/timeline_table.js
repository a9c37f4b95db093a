import { html, nothing } from "lit";
import { chip } from "../lib/chip.js";
import { duration, grouped } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { axisOf } from "../model/bars.js";
import { intervalRows } from "../model/intervals.js";
import { threadStyle } from "../model/thread_style.js";

/** @typedef {import("../model/store.js").Store} Store */

/** How many rows a page of the table has. */
const ROWS = 100;

/**
 * The timeline in words: every interval of every lane as a row.
 *
 * @extends {SignalElement<Store>}
 */
export class TimelineTable extends SignalElement {
  #first = 0;
  /** @type {object | null} */
  #history = null;

  render() {
    const known = this.store.history.value;
    if (!this.store.table.value || !known || this.store.length.value === 0) return nothing;
    if (known !== this.#history) {
      this.#history = known;
      this.#first = 0;
    }
    const { rows, total } = intervalRows(known, this.#first, ROWS);
    const time = axisOf(this.store.axis.value, known) === "time";
    const at = (/** @type {number} */ ns, /** @type {number} */ step) =>
      time ? duration(ns) : grouped(step);
    const last = Math.min(this.#first + ROWS, total);
    return html`
      <div class="table-box" tabindex="0" role="group" aria-label="Intervals">
        <table>
          <caption class="visually-hidden">
            What each thread did, ${time ? "in program time" : "by event"}
          </caption>
          <thead>
            <tr>
              <th scope="col">Thread</th>
              <th scope="col" class="number">From</th>
              <th scope="col" class="number">To</th>
              <th scope="col">State</th>
              <th scope="col">On what</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  <th scope="row">${chip(threadStyle(row.thread), row.name)}</th>
                  <td class="number">${at(row.fromTime, row.fromStep)}</td>
                  <td class="number">${at(row.toTime, row.toStep)}</td>
                  <td>${row.state}</td>
                  <td>${row.on}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        total > ROWS
          ? html`<div class="pager">
              <button
                type="button"
                class="small"
                ?disabled=${this.#first === 0}
                @click=${() => this.#turn(-ROWS)}
              >
                Earlier rows
              </button>
              <span>${grouped(this.#first + 1)} to ${grouped(last)} of ${grouped(total)}</span>
              <button
                type="button"
                class="small"
                ?disabled=${last >= total}
                @click=${() => this.#turn(ROWS)}
              >
                Later rows
              </button>
            </div>`
          : nothing
      }
    `;
  }

  /** @param {number} by */
  #turn(by) {
    this.#first = Math.max(0, this.#first + by);
    this.requestUpdate();
  }
}

customElements.define("il-timeline-table", TimelineTable);
