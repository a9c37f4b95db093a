import { html } from "lit";
import { SignalElement } from "../lib/signal_element.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * The head of every page: the name, the way to the list, the colours.
 *
 * @extends {SignalElement<Store>}
 */
export class SiteHeader extends SignalElement {
  render() {
    const { theme, demoId } = this.store;
    return html`
      <a class="brand" href="#/" aria-current=${demoId.value ? "false" : "page"}>
        <svg class="brand-mark" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true">
          <path
            d="M1 4h9M18 4h9M10 16h8"
            stroke="currentColor"
            stroke-width="3.2"
            stroke-linecap="square"
          />
          <path
            d="M1 16h5M22 16h5M14 4h0"
            stroke="currentColor"
            stroke-width="3.2"
            stroke-linecap="square"
            opacity=".38"
          />
        </svg>
        <span>Interleave</span>
      </a>
      <nav aria-label="Site"><a href="#/">All demos</a></nav>
      <label class="theme">
        <span class="visually-hidden">Theme</span>
        <select
          @change=${(/** @type {Event} */ event) =>
            this.intend("theme", /** @type {HTMLSelectElement} */ (event.target).value)}
        >
          ${["system", "light", "dark"].map(
            (one) =>
              html`<option value=${one} ?selected=${theme.value === one}>
                ${one === "system" ? "Auto" : one === "light" ? "Light" : "Dark"}
              </option>`,
          )}
        </select>
      </label>
    `;
  }
}

customElements.define("il-header", SiteHeader);
