import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { grouped } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { sentence } from "../model/sentence.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * Moves through the run, event by event: every other view shows what is true at the event chosen here.
 *
 * @extends {SignalElement<Store>}
 */
export class Scrubber extends SignalElement {
  render() {
    const { catalog, history, length, playing } = this.store;
    const last = length.value - 1;
    const step = this.store.shownStep.value;
    const none = last < 0;
    const known = history.value;
    const world = this.store.moment.value;
    const words =
      known && world && catalog.value && step >= 0
        ? sentence(catalog.value, known.trace, world, step)
        : "";
    const busy = this.store.busy.value;
    return html`
      <div class="scrubber">
        <div class="scrub-buttons">
          <button
            type="button"
            class="icon"
            ?disabled=${none || step <= 0}
            aria-label="Previous"
            title="Previous"
            @click=${() => this.intend("step", step - 1)}
          >
            ${icon("M11 2v12l-8-6zM3 2h1v12h-1z")}
          </button>
          <button
            type="button"
            class="icon"
            ?disabled=${none || busy}
            aria-label=${playing.value ? "Pause" : "Play"}
            title=${playing.value ? "Pause" : "Play"}
            @click=${() => this.intend("play", !playing.value)}
          >
            ${icon(playing.value ? "M3.5 2h3.5v12h-3.5zM9 2h3.5v12h-3.5z" : "M3.5 1.5v13l10-6.5z")}
          </button>
          <button
            type="button"
            class="icon"
            ?disabled=${none || step >= last}
            aria-label="Next"
            title="Next"
            @click=${() => this.intend("step", step + 1)}
          >
            ${icon("M5 2v12l8-6zM12 2h1v12h-1z")}
          </button>
        </div>
        <input
          type="range"
          aria-label="Step"
          min="0"
          max=${Math.max(0, last)}
          step="1"
          ?disabled=${none}
          aria-valuetext=${words ? `Event ${grouped(step)} of ${grouped(last)}. ${words}` : nothing}
          .value=${live(`${Math.max(0, step)}`)}
          @input=${(/** @type {Event} */ event) =>
            this.intend("step", Number(/** @type {HTMLInputElement} */ (event.target).value))}
        />
        <span class="scrub-count">${none ? "" : `${grouped(step)} / ${grouped(last)}`}</span>
      </div>
      <p class="scrub-words">${none ? "Run the demo, then step through it here." : words}</p>
    `;
  }
}

/** @param {string} path */
function icon(path) {
  return html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
    <path d=${path} fill="currentColor"></path>
  </svg>`;
}

customElements.define("il-scrubber", Scrubber);
