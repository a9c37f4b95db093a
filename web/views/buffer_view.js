import { html, nothing } from "lit";
import { chips } from "../lib/chip.js";
import { count, grouped } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { ObjectType } from "../model/kinds.js";
import { marked } from "../model/roll.js";
import { shortText } from "../model/sentence.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/state.js").ObjectState} ObjectState */
/** @typedef {import("../model/world.js").World} World */

/** What is shown here. @type {number[]} */
const BUFFERS = [ObjectType.queue, ObjectType.buffer, ObjectType.pipe];

/** How many slots of a queue are drawn; beyond that the rest is counted. */
const SLOTS = 64;

/**
 * Buffers and queues: the slots, what is in them, who waits for room and who for an item.
 *
 * @extends {SignalElement<Store>}
 */
export class BufferView extends SignalElement {
  render() {
    const world = this.store.moment.value;
    const known = this.store.history.value;
    if (!world || !known) return nothing;
    if (!BUFFERS.some((type) => known.types.has(type))) return nothing;
    const all = [...world.objects.values()].filter(({ type }) => BUFFERS.includes(type));
    return html`
      <section class="panel" aria-labelledby="buffer-title">
        <header class="panel-head"><h2 id="buffer-title">Buffer</h2></header>
        ${all.length === 0 ? html`<p class="empty">Not made yet at this step.</p>` : all.map((one) => this.#buffer(one, world))}
      </section>
    `;
  }

  /** @param {ObjectState} object @param {World} world */
  #buffer(object, world) {
    const { capacity, items } = object;
    const slots = Math.min(SLOTS, capacity || items.length);
    const hidden = Math.max(capacity, items.length) - slots;
    const fill = capacity
      ? `${items.length} of ${count(capacity, "slot")} taken`
      : `${count(items.length, "item")}, no bound`;
    return html`
      <div class="object">
        <div class="object-head">
          <code>${object.name}</code
          ><span class="object-note"
            >${fill}${object.unfinished >= 0 ? `, ${object.unfinished} unfinished` : ""}</span
          >
        </div>
        <ol class="slots" aria-label="Slots of ${object.name}, oldest first">
          ${Array.from({ length: slots }, (_, i) =>
            i < items.length
              ? html`<li class="slot full">${this.#item(items[i])}</li>`
              : html`<li class="slot"><span class="visually-hidden">empty</span></li>`,
          )}
          ${hidden > 0 ? html`<li class="slot more">and ${grouped(hidden)} more</li>` : nothing}
        </ol>
        <dl class="waits">
          <div>
            <dt>Waits for room</dt>
            <dd>${chips(marked(world, object.forRoom), "nobody")}</dd>
          </div>
          <div>
            <dt>Waits for an item</dt>
            <dd>${chips(marked(world, object.forItem), "nobody")}</dd>
          </div>
        </dl>
      </div>
    `;
  }

  /** @param {number} event */
  #item(event) {
    const trace = this.store.history.value?.trace;
    if (!trace) return "";
    return shortText(trace, event, 80, 60);
  }
}

customElements.define("il-buffer", BufferView);
