import { html, nothing } from "lit";
import { chip } from "../lib/chip.js";
import { count } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { NOBODY, ObjectType } from "../model/kinds.js";
import { lostUpdates, valueEvent } from "../model/lost_updates.js";
import { threadName } from "../model/sentence.js";
import { threadStyle } from "../model/thread_style.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/world.js").World} World */

/**
 * Shared values: what they are, who wrote last, and how many updates were lost.
 *
 * @extends {SignalElement<Store>}
 */
export class ValuesView extends SignalElement {
  render() {
    const world = this.store.moment.value;
    const known = this.store.history.value;
    if (!world || !known?.types.has(ObjectType.shared)) return nothing;
    const all = [...world.objects.values()].filter(({ shared }) => shared);
    return html`
      <section class="panel" aria-labelledby="values-title">
        <header class="panel-head"><h2 id="values-title">Shared values</h2></header>
        ${all.length === 0 ? html`<p class="empty">Not made yet at this step.</p>` : all.map((one) => this.#value(one, world))}
      </section>
    `;
  }

  /** @param {import("../model/state.js").ObjectState} object @param {World} world */
  #value(object, world) {
    const shared = /** @type {import("../model/lost_updates.js").SharedHistory} */ (object.shared);
    const trace = /** @type {import("../model/history.js").History} */ (this.store.history.value)
      .trace;
    const lost = lostUpdates(trace, shared);
    return html`
      <div class="object">
        <div class="object-head">
          <code>${object.name}</code
          ><span class="value">${trace.valueText(valueEvent(shared))}</span>
        </div>
        <dl class="waits">
          <div>
            <dt>Written last by</dt>
            <dd>
              ${shared.writer === NOBODY ? html`<span class="nobody">nobody yet</span>` : chip(threadStyle(shared.writer), threadName(world, shared.writer))}
            </dd>
          </div>
          <div>
            <dt>Updates</dt>
            <dd>${count(shared.reads, "read")}, ${count(shared.writes, "write")}</dd>
          </div>
          <div>
            <dt>Lost</dt>
            <dd class=${lost > 0 ? "lost" : ""}>
              ${
                lost > 0
                  ? html`<span class="lost-mark" aria-hidden="true">✕</span>
                      ${count(lost, "update")} lost`
                  : "no update lost"
              }
            </dd>
          </div>
        </dl>
      </div>
    `;
  }
}

customElements.define("il-values", ValuesView);
