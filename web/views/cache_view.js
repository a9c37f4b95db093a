import { html, nothing } from "lit";
import { count, grouped } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { ObjectType } from "../model/kinds.js";
import { shortText } from "../model/sentence.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/state.js").ObjectState} ObjectState */

/** How many results are shown; beyond that the rest is counted. */
const SHOWN = 64;

/**
 * Caches: for which arguments a result is kept, in the order they will make room, and how often one was found.
 *
 * @extends {SignalElement<Store>}
 */
export class CacheView extends SignalElement {
  render() {
    const world = this.store.moment.value;
    if (!world || !this.store.history.value?.types.has(ObjectType.cache)) return nothing;
    const all = [...world.objects.values()].filter(({ type }) => type === ObjectType.cache);
    return html`
      <section class="panel" aria-labelledby="cache-title">
        <header class="panel-head"><h2 id="cache-title">Cache</h2></header>
        ${all.length === 0 ? html`<p class="empty">Not made yet at this step.</p>` : all.map((one) => this.#cache(one))}
      </section>
    `;
  }

  /** @param {number} event */
  #argument(event) {
    const trace = this.store.history.value?.trace;
    if (!trace) return "";
    return shortText(trace, event, 60, 60);
  }

  /** @param {ObjectState} object */
  #cache(object) {
    const { items, capacity } = object;
    const slots = Math.min(SHOWN, Math.max(capacity, items.length));
    const hidden = items.length - slots;
    const size =
      capacity < 0
        ? `${count(items.length, "result")}, no bound`
        : `${items.length} of ${count(capacity, "result")} kept`;
    return html`
      <div class="object">
        <div class="object-head">
          <code>${object.name}</code><span class="object-note">${size}</span>
        </div>
        <ol
          class="slots"
          aria-label="Arguments whose results ${object.name} keeps, those next to go first"
        >
          ${Array.from({ length: slots }, (_, i) =>
            i < items.length
              ? html`<li class="slot full">${this.#argument(items[i])}</li>`
              : html`<li class="slot"><span class="visually-hidden">empty</span></li>`,
          )}
          ${hidden > 0 ? html`<li class="slot more">and ${grouped(hidden)} more</li>` : nothing}
        </ol>
        <dl class="waits">
          <div>
            <dt>Found</dt>
            <dd>${count(object.hits, "hit")}</dd>
          </div>
          <div>
            <dt>Computed</dt>
            <dd>${count(object.misses, "miss", "misses")}</dd>
          </div>
        </dl>
      </div>
    `;
  }
}

customElements.define("il-cache", CacheView);
