import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { SignalElement } from "../lib/signal_element.js";
import { MAX_SEED } from "../model/link.js";

/** @typedef {import("../model/store.js").Store} Store */

const SCHEDULER_NAMES = {
  random: "Random walk",
  round_robin: "Round robin",
  replay: "Replay the link",
};
const SPEED_NAMES = { 1: "1x", 10: "10x", 1000: "As fast as possible" };

/**
 * How the demo is run: who schedules it, from which seed, and how fast time passes.
 *
 * @extends {SignalElement<Store>}
 */
export class RunSettings extends SignalElement {
  render() {
    const { seed, scheduler, schedule, speed } = this.store;
    const busy = this.store.busy.value;
    const problem = this.store.seedProblem.value;
    const schedulers = schedule.value
      ? ["random", "round_robin", "replay"]
      : ["random", "round_robin"];
    return html`
      <section class="panel strip" aria-labelledby="settings-title">
        <h2 id="settings-title" class="visually-hidden">How to run it</h2>
        <div class="fields">
          <div class="field">
            <label for="scheduler">Scheduler</label>
            <select
              id="scheduler"
              aria-describedby="scheduler-hint"
              ?disabled=${busy}
              @change=${(/** @type {Event} */ event) => this.intend("scheduler", valueOf(event))}
            >
              ${schedulers.map(
                (one) =>
                  html`<option value=${one} .selected=${live(scheduler.value === one)}>
                    ${SCHEDULER_NAMES[/** @type {keyof typeof SCHEDULER_NAMES} */ (one)]}
                  </option>`,
              )}
            </select>
            <div class="notes"><p class="hint" id="scheduler-hint">For controlled runs</p></div>
          </div>
          <div class="field">
            <label for="seed">Seed</label>
            <input
              type="number"
              id="seed"
              min="0"
              max=${MAX_SEED}
              step="1"
              inputmode="numeric"
              autocomplete="off"
              aria-describedby="seed-hint ${problem ? "seed-problem" : ""}"
              aria-invalid=${Boolean(problem)}
              ?disabled=${busy}
              .value=${live(seed.value)}
              @input=${(/** @type {Event} */ event) => this.intend("seed", valueOf(event))}
            />
            <div class="notes">
              ${problem ? html`<p class="problem" id="seed-problem">${problem}</p>` : nothing}
              <p class="hint" id="seed-hint">Same seed, same run</p>
            </div>
          </div>
          <div class="field">
            <label for="speed">Speed</label>
            <select
              id="speed"
              aria-describedby="speed-hint"
              @change=${(/** @type {Event} */ event) => this.intend("speed", Number(valueOf(event)))}
              ?disabled=${busy}
            >
              ${[1, 10, 1000].map(
                (one) =>
                  html`<option value=${one} .selected=${live(speed.value === one)}>
                    ${SPEED_NAMES[/** @type {keyof typeof SPEED_NAMES} */ (one)]}
                  </option>`,
              )}
            </select>
            <div class="notes"><p class="hint" id="speed-hint">Scales every sleep</p></div>
          </div>
        </div>
      </section>
    `;
  }
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("il-settings", RunSettings);
