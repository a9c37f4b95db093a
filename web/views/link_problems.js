import { html, nothing } from "lit";
import { SignalElement } from "../lib/signal_element.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * What was wrong with the link that was opened; what was right is shown all the same.
 *
 * @extends {SignalElement<Store>}
 */
export class LinkProblems extends SignalElement {
  render() {
    const all = this.store.linkProblems.value;
    return html`<div role="alert">
      ${
        all.length > 0
          ? html`<ul class="problems">
              ${all.map((sentence) => html`<li>${sentence}</li>`)}
            </ul>`
          : nothing
      }
    </div>`;
  }
}

customElements.define("il-link-problems", LinkProblems);
