import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { grouped } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import {
  ALGORITHMS,
  fateOf,
  draws,
  failed,
  gist,
  progress,
  ranked,
  summary,
} from "../model/exploration.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/exploration.js").Exploration} Exploration */
/** @typedef {import("../model/exploration.js").Outcome} Outcome */

/** The outcomes that a table shows before the reader asks for all. */
const SHOWN = 12;

/**
 * Exploration: every outcome that schedules lead to, each with its way there, and the variants of a demo side
 * by side.
 *
 * @extends {SignalElement<Store>}
 */
export class ExploreView extends SignalElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { all: { state: true } };

  constructor() {
    super();
    this.all = false;
  }

  render() {
    const { store } = this;
    const { explored, capabilities } = store;
    const now = explored.value;
    const running = now?.phase === "running";
    const wrong =
      Object.keys(store.problems.value).length > 0 ||
      store.seedProblem.value !== "" ||
      store.preemptionsProblem.value !== "";
    const can = capabilities.value;
    const off = wrong || store.busy.value || !can || Boolean(can.controlled);
    const demo = store.demo.value;
    return html`
      <section class="panel explore" aria-labelledby="explore-title">
        <header class="panel-head">
          <h2 id="explore-title">Exploration</h2>
          <span class="panel-note">Runs the program under every schedule that matters</span>
        </header>
        <div class="explore-tools">
          ${this.#settings(running)}
          <div class="buttons">
            <button
              type="button"
              class="primary"
              ?disabled=${off || running}
              @click=${() => this.intend("explore")}
            >
              Explore
            </button>
            <button type="button" ?disabled=${!running} @click=${() => this.intend("cancel")}>
              Cancel
            </button>
            ${
              demo?.variants
                ? html`<button
                    type="button"
                    ?disabled=${off || running}
                    @click=${() => this.intend("matrix")}
                  >
                    Compare the variants
                  </button>`
                : nothing
            }
          </div>
        </div>
        <div aria-live="polite" class="explore-status">${now ? this.#status(now) : nothing}</div>
        ${now?.result?.ok ? this.#found(now.result) : nothing}
        <il-matrix .store=${store}></il-matrix>
      </section>
    `;
  }

  /** @param {boolean} running */
  #settings(running) {
    const { algorithm, preemptions, time } = this.store;
    const problem = this.store.preemptionsProblem.value;
    return html`<div class="explore-settings">
      <div class="pick">
        <label for="algorithm">Search</label>
        <select
          id="algorithm"
          ?disabled=${running}
          @change=${(/** @type {Event} */ event) => this.intend("algorithm", valueOf(event))}
        >
          ${ALGORITHMS.map(
            ([id, name]) =>
              html`<option value=${id} .selected=${live(algorithm.value === id)}>${name}</option>`,
          )}
        </select>
      </div>
      ${
        algorithm.value === "bounded"
          ? html`<div class="pick">
              <label for="preemptions">Preemptions, at most</label>
              <input
                id="preemptions"
                type="number"
                min="0"
                max="1000"
                inputmode="numeric"
                aria-invalid=${Boolean(problem)}
                aria-describedby=${problem ? "preemptions-problem" : nothing}
                ?disabled=${running}
                .value=${live(preemptions.value)}
                @input=${(/** @type {Event} */ event) => this.intend("preemptions", valueOf(event))}
              />
              ${problem ? html`<p class="problem" id="preemptions-problem">${problem}</p>` : nothing}
            </div>`
          : nothing
      }
      <div class="pick">
        <label for="time">Timers</label>
        <select
          id="time"
          ?disabled=${running || this.store.busy.value}
          @change=${(/** @type {Event} */ event) => this.intend("time", valueOf(event))}
        >
          <option value="strict" .selected=${live(time.value === "strict")}>on time</option>
          <option value="late" .selected=${live(time.value === "late")}>may be late</option>
        </select>
      </div>
    </div>`;
  }

  /** @param {import("../model/store.js").Explored} now */
  #status({ phase, result, seconds, error }) {
    if (error) return html`<p class="problem">${error}</p>`;
    if (!result) return html`<p>Exploring.</p>`;
    // A search that is over at once says nothing of its speed.
    const rate = seconds > 0.2 ? Math.round(result.executions / seconds) : 0;
    const part = progress(result);
    const estimate =
      !result.complete && result.estimate
        ? `, about ${grouped(Math.round(result.estimate))} in all`
        : "";
    const end =
      phase === "running"
        ? ""
        : result.complete
          ? ""
          : phase === "cancelled"
            ? " Cancelled: this is what was found until then."
            : draws(result.algorithm)
              ? ""
              : " There are more: the search stopped at its limit.";
    return html`
      <p
        class="explore-sentence"
        data-bad=${result.deadlocks + result.partial_deadlocks + result.races > 0}
      >
        ${phase === "running" ? "So far: " : ""}${summary(result)}${end}
      </p>
      ${rate > 0 ? html`<p class="panel-note">${grouped(rate)} executions a second${estimate}</p>` : nothing}
      ${
        phase === "running" && part !== null
          ? html`<progress max="1" .value=${part} aria-label="Explored"></progress>`
          : nothing
      }
    `;
  }

  /** @param {Exploration} it */
  #found(it) {
    const rows = ranked(it);
    const shown = this.all ? rows : rows.slice(0, SHOWN);
    const sampled = rows.some(({ share }) => share !== null);
    return html`
      ${
        rows.length === 0
          ? nothing
          : html` <div
              class="table-scroll"
              tabindex="0"
              role="group"
              aria-label="Outcomes, scrollable"
            >
              <table aria-label="Outcomes">
                <thead>
                  <tr>
                    <th scope="col">Fate</th>
                    <th scope="col">What is left</th>
                    <th scope="col" class="number">Executions</th>
                    ${sampled ? html`<th scope="col" class="number">At random</th>` : nothing}
                    <th scope="col" class="number">Preemptions</th>
                    <th scope="col">Shortest way there</th>
                  </tr>
                </thead>
                <tbody>
                  ${shown.map((one) => this.#row(one, sampled))}
                </tbody>
              </table>
            </div>`
      }
      ${
        rows.length > shown.length
          ? html`<p class="explore-more">
              <button type="button" class="quiet" @click=${() => (this.all = true)}>
                Show all ${grouped(rows.length)} outcomes
              </button>
            </p>`
          : nothing
      }
      ${this.#sentences("Data races", it.data_races)}
      ${this.#sentences("Locks in opposite orders", it.inversions)}
      ${it.limits.map((limit) => html`<p class="why">${limit}</p>`)}
    `;
  }

  /** @param {Outcome} outcome @param {boolean} sampled */
  #row(outcome, sampled) {
    return html`<tr>
      <th scope="row">
        <span class="fate" data-bad=${failed(outcome)}>${fateOf(outcome)}</span>
        ${outcome.raced ? html`<span class="tag">data race</span>` : nothing}
      </th>
      <td>
        ${failed(outcome) ? html`${outcome.partial || outcome.sentence}` : html`<code>${gist(outcome) || "nothing"}</code>`}
      </td>
      <td class="number">${grouped(outcome.executions)}</td>
      ${
        sampled
          ? html`<td class="number">
              ${outcome.share === null ? "" : `${(100 * outcome.share).toFixed(1)} %`}
            </td>`
          : nothing
      }
      <td class="number">${outcome.preemptions}</td>
      <td>
        <a
          href=${outcome.link}
          aria-label="Open a run that ends with ${fateOf(outcome)}: ${gist(outcome)}"
          >${outcome.steps} steps</a
        >
      </td>
    </tr>`;
  }

  /** @param {string} title @param {readonly { sentence: string }[]} list */
  #sentences(title, list) {
    if (list.length === 0) return nothing;
    return html`<div class="explore-list">
      <h3>${title}</h3>
      <ul>
        ${list.map(({ sentence }) => html`<li>${sentence}</li>`)}
      </ul>
    </div>`;
  }
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("il-explore", ExploreView);
