import { html, nothing } from "lit";
import { SignalElement } from "../lib/signal_element.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * The buttons that run, stop, reset and share, always in reach.
 *
 * @extends {SignalElement<Store>}
 */
export class RunBar extends SignalElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { compact: { type: Boolean } };

  /** The button that started the run: focus returns to it. @type {string | null} */
  #started = null;

  constructor() {
    super();
    /** Without the Share button: an embed is shared by its host. */
    this.compact = false;
  }

  render() {
    const { capabilities, phase, shared } = this.store;
    const can = capabilities.value;
    const busy = this.store.busy.value;
    const wrong =
      Object.keys(this.store.problems.value).length > 0 || this.store.seedProblem.value !== "";
    const why = can?.live ?? "";
    const whyControlled = can?.controlled ?? "";
    return html`
      <div class="buttons" role="group" aria-label="Run">
        ${this.#button("live", "Run live", "primary", busy || wrong || !can || why !== "", why ? "why-not-live" : "")}
        ${this.#button("controlled", "Run controlled", "secondary", busy || wrong || !can || whyControlled !== "", whyControlled ? "why-not-live" : "")}
        <button
          type="button"
          id="stop"
          ?disabled=${!busy || phase.value === "stopping"}
          @click=${() => this.intend("stop")}
        >
          Stop
        </button>
        <button type="button" class="quiet" ?disabled=${busy} @click=${() => this.intend("reset")}>
          Reset
        </button>
        ${this.compact ? nothing : html`<button type="button" class="quiet share" @click=${() => this.intend("share")}>Share</button>`}
      </div>
      ${why ? html`<p class="why" id="why-not-live">${why}</p>` : nothing}
      ${wrong && !busy ? html`<p class="why">Mend the parameters marked below, then run.</p>` : nothing}
      ${
        shared.value
          ? html`<div class="share-by-hand field">
              <label for="share-link"
                >The clipboard is not allowed here. Copy the link from this field:</label
              >
              <input id="share-link" type="text" readonly .value=${shared.value} />
            </div>`
          : nothing
      }
    `;
  }

  /**
   * @param {"live" | "controlled"} mode
   * @param {string} name
   * @param {string} look
   * @param {boolean} disabled
   * @param {string} why id of the sentence that says why it is disabled
   */
  #button(mode, name, look, disabled, why) {
    return html`<button
      type="button"
      id="run-${mode}"
      class=${look}
      ?disabled=${disabled}
      aria-describedby=${why || nothing}
      @click=${(/** @type {Event} */ event) => {
        this.#started = document.activeElement === event.currentTarget ? `run-${mode}` : null;
        this.intend("run", mode);
      }}
    >
      ${name}
    </button>`;
  }

  /** A disabled button loses the focus; a reader at the keyboard finds it on the button that is of use now. */
  updated() {
    const busy = this.store.busy.value;
    const active = document.activeElement;
    const nowhere = active === document.body || active === null;
    const stop = /** @type {HTMLButtonElement | null} */ (this.querySelector("#stop"));
    if (busy && this.#started && (nowhere || active?.id === this.#started)) stop?.focus();
    if (!busy && this.#started && (nowhere || active === stop)) {
      /** @type {HTMLElement | null} */ (this.querySelector(`#${this.#started}`))?.focus();
      this.#started = null;
    }
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector("#share-link"));
    if (field && field !== active) {
      field.focus();
      field.select();
    }
  }
}

customElements.define("il-run-bar", RunBar);
