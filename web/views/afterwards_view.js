import { html, nothing } from "lit";
import { SignalElement } from "../lib/signal_element.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * What can be asked of a run that is over: a live one as a schedule, a failed one for its point of no return.
 *
 * @extends {SignalElement<Store>}
 */
export class AfterwardsView extends SignalElement {
  render() {
    const { phase, mode, result, answer, capabilities } = this.store;
    const over = phase.value === "over" && result.value?.ok;
    if (!over || capabilities.value?.controlled) return nothing;
    const about = mode.value === "live" ? "capture" : "no_return";
    const failed = !["finished", "stopped"].includes(result.value?.fate ?? "");
    if (about === "no_return" && !failed) return nothing;
    const now = answer.value?.about === about ? answer.value : null;
    return html`<div class="afterwards">
      <button
        type="button"
        class="quiet"
        ?disabled=${now?.busy === true}
        @click=${() => this.intend("ask", about)}
      >
        ${about === "capture" ? "Capture this run" : "Find the point of no return"}
      </button>
      <div aria-live="polite" class="answer">
        ${
          now === null
            ? nothing
            : html`<p>
                ${now.busy ? "Looking." : now.error || now.sentence}
                ${
                  now.step !== null
                    ? html`<button
                        type="button"
                        class="quiet"
                        @click=${() => this.intend("step", now.step)}
                      >
                        Go to event ${now.step}
                      </button>`
                    : nothing
                }
                ${
                  now.link
                    ? html`<a href=${now.link}
                        >${about === "capture" ? "Replay it under the scheduler" : "Open a run that takes the way out"}</a
                      >`
                    : nothing
                }
              </p>`
        }
      </div>
    </div>`;
  }
}

customElements.define("il-afterwards", AfterwardsView);
