import { html, nothing } from "lit";
import { chip, chips } from "../lib/chip.js";
import { count } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { NOBODY, ObjectType } from "../model/kinds.js";
import { marked } from "../model/roll.js";
import { threadName } from "../model/sentence.js";
import { threadStyle } from "../model/thread_style.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/state.js").ObjectState} ObjectState */
/** @typedef {import("../model/world.js").World} World */

/** The types shown here, by number. @type {Map<number, string>} */
const TYPE_NAMES = new Map([
  [ObjectType.lock, "Lock"],
  [ObjectType.rlock, "RLock"],
  [ObjectType.condition, "Condition"],
  [ObjectType.semaphore, "Semaphore"],
  [ObjectType.event, "Event"],
  [ObjectType.barrier, "Barrier"],
]);

/**
 * Locks, semaphores, conditions, events and barriers: who holds them, how deep, who waits.
 *
 * @extends {SignalElement<Store>}
 */
export class LocksView extends SignalElement {
  render() {
    const world = this.store.moment.value;
    const known = this.store.history.value;
    if (!world || !known || ![...known.types].some((type) => TYPE_NAMES.has(type))) return nothing;
    const all = [...world.objects.values()].filter(({ type }) => TYPE_NAMES.has(type));
    return html`
      <section class="panel" aria-labelledby="locks-title">
        <header class="panel-head"><h2 id="locks-title">Locks</h2></header>
        ${
          all.length === 0
            ? html`<p class="empty">Not made yet at this step.</p>`
            : html`<div class="scroll-x" tabindex="0" role="group" aria-label="Locks and who waits">
                <table class="locks">
                  <thead>
                    <tr>
                      <th scope="col">Name</th>
                      <th scope="col">State</th>
                      <th scope="col">Waiting</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${all.map(
                      (object) =>
                        html`<tr>
                          <th scope="row">
                            <code>${object.name}</code>
                            <span class="object-note">${TYPE_NAMES.get(object.type)}</span>
                          </th>
                          <td>${this.#state(object, world)}</td>
                          <td>${chips(marked(world, object.waiters), "nobody")}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
        }
      </section>
    `;
  }

  /** @param {ObjectState} object @param {World} world */
  #state(object, world) {
    switch (object.type) {
      case ObjectType.lock:
      case ObjectType.rlock:
        if (object.owner === NOBODY) return html`<span class="nobody">free</span>`;
        return html`<span class="held">held by</span>
          ${chip(threadStyle(object.owner), threadName(world, object.owner))}
          ${object.type === ObjectType.rlock ? html`<span class="object-note">depth ${object.depth}</span>` : nothing}`;
      case ObjectType.semaphore:
        return html`${count(object.permits, "permit")} left
        ${object.holders.length > 0 ? chips(marked(world, object.holders), "") : nothing}`;
      case ObjectType.barrier: {
        const trace = this.store.history.value?.trace;
        const phase = trace && object.phase >= 0 ? trace.text(object.phase) : "ready to fill";
        return html`${object.arrived} of ${object.capacity} arrived
          <span class="object-note">${phase}</span>`;
      }
      case ObjectType.event:
        return object.set ? "set" : html`<span class="nobody">not set</span>`;
      default:
        return object.waiters.length > 0
          ? count(object.waiters.length, "thread waits", "threads wait")
          : html`<span class="nobody">nobody waits</span>`;
    }
  }
}

customElements.define("il-locks", LocksView);
