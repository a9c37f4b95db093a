import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { SignalElement } from "../lib/signal_element.js";
import { bounds } from "../model/parameters.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/catalog.js").Parameter} Parameter */

/**
 * The demo's parameters as a form, each with its bounds and, when it is wrong, a sentence that says why.
 *
 * @extends {SignalElement<Store>}
 */
export class ParameterForm extends SignalElement {
  render() {
    const demo = this.store.demo.value;
    if (!demo) return null;
    const busy = this.store.busy.value;
    return html`
      <section class="panel strip" aria-labelledby="parameters-title">
        <h2 id="parameters-title" class="visually-hidden">Parameters</h2>
        ${
          demo.parameters.length === 0
            ? html`<p class="empty">This demo has no parameters.</p>`
            : html`<form
                class="fields"
                novalidate
                @submit=${(/** @type {Event} */ event) => event.preventDefault()}
              >
                ${demo.parameters.map((parameter) => this.#field(parameter, busy))}
                ${this.#presets(demo, busy)}
              </form>`
        }
      </section>
    `;
  }

  /** @param {import("../model/catalog.js").Demo} demo @param {boolean} busy */
  #presets(demo, busy) {
    if (demo.presets.length === 0) return nothing;
    return html`<div class="field field-wide" role="group" aria-labelledby="presets-label">
      <span class="label" id="presets-label">Presets</span>
      <div class="presets">
        ${demo.presets.map(
          (preset) =>
            html`<button
              type="button"
              ?disabled=${busy}
              @click=${() => this.intend("preset", preset.name)}
            >
              ${preset.name}
            </button>`,
        )}
      </div>
    </div>`;
  }

  /** @param {Parameter} parameter @param {boolean} busy */
  #field(parameter, busy) {
    const id = `parameter-${parameter.name}`;
    const problem = this.store.problems.value[parameter.name];
    const hint = [parameter.help, bounds(parameter)].filter(Boolean).join(" · ");
    const described = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].join(" ").trim();
    return html`
      <div
        class="field ${["list", "words"].includes(parameter.type) || parameter.help ? "field-wide" : ""}"
      >
        <label for=${id}
          >${parameter.label}${parameter.unit ? html` <span class="unit">${parameter.unit}</span>` : nothing}</label
        >
        ${this.#input(parameter, id, described, Boolean(problem), busy)}
        <div class="notes">
          ${problem ? html`<p class="problem" id="${id}-problem">${problem}</p>` : nothing}
          ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
        </div>
      </div>
    `;
  }

  /**
   * @param {Parameter} parameter
   * @param {string} id
   * @param {string} described
   * @param {boolean} invalid
   * @param {boolean} busy
   */
  #input(parameter, id, described, invalid, busy) {
    const value = this.store.values.value[parameter.name] ?? parameter.default;
    const changed = (/** @type {Event} */ event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      this.intend("value", {
        name: parameter.name,
        value: parameter.type === "boolean" ? `${input.checked}` : input.value,
      });
    };
    const by = described || nothing;
    switch (parameter.type) {
      case "boolean":
        return html`<input
          type="checkbox"
          id=${id}
          aria-describedby=${by}
          aria-invalid=${invalid}
          ?disabled=${busy}
          .checked=${live(value === "true")}
          @change=${changed}
        />`;
      case "choice":
        return html`<select
          id=${id}
          aria-describedby=${by}
          aria-invalid=${invalid}
          ?disabled=${busy}
          @change=${changed}
        >
          ${(parameter.choices ?? []).map((one) => html`<option value=${one} .selected=${live(one === value)}>${one}</option>`)}
        </select>`;
      case "integer":
      case "number":
        return html`<input
          type="number"
          id=${id}
          inputmode=${parameter.type === "integer" ? "numeric" : "decimal"}
          step=${parameter.type === "integer" ? "1" : "any"}
          min=${parameter.min ?? nothing}
          max=${parameter.max ?? nothing}
          aria-describedby=${by}
          aria-invalid=${invalid}
          autocomplete="off"
          ?disabled=${busy}
          .value=${live(value)}
          @input=${changed}
        />`;
      default:
        return html`<input
          type="text"
          id=${id}
          aria-describedby=${by}
          aria-invalid=${invalid}
          autocomplete="off"
          spellcheck="false"
          ?disabled=${busy}
          .value=${live(value)}
          @input=${changed}
        />`;
    }
  }
}

customElements.define("il-parameters", ParameterForm);
