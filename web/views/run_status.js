import { html, nothing } from "lit";
import { chip } from "../lib/chip.js";
import { count, duration } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { deadlockAt } from "../model/deadlock.js";
import { NOBODY } from "../model/kinds.js";
import { objectName, threadName } from "../model/sentence.js";
import { fateSentence, lostSummary } from "../model/summary.js";
import { threadStyle } from "../model/thread_style.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * What goes on and what became of it: a status that is read aloud, and an alert for a deadlock.
 *
 * @extends {SignalElement<Store>}
 */
export class RunStatus extends SignalElement {
  render() {
    const { notice, phase, result } = this.store;
    const look =
      phase.value === "over"
        ? result.value?.ok
          ? (result.value.fate ?? "")
          : "failed"
        : phase.value;
    return html`
      <div class="status-line" data-look=${look}>
        <span class="lamp" aria-hidden="true"></span>
        <p role="status" class="status-text">
          ${this.#sentence()}${notice.value ? html` <strong>${notice.value}</strong>` : nothing}
        </p>
        ${this.#numbers()}
      </div>
      <div role="alert">${this.#deadlock()}</div>
    `;
  }

  #sentence() {
    const { history, mode, phase, result } = this.store;
    switch (phase.value) {
      case "idle":
        return "Ready.";
      case "starting":
        return "Starting.";
      case "running":
        return mode.value === "live" ? "Running on real threads." : "Running under the scheduler.";
      case "stopping":
        return "Stopping.";
      default:
    }
    const known = history.value;
    if (!result.value || !known) return "";
    const fate = [fateSentence(result.value, known), result.value.note].filter(Boolean).join(" ");
    if (!result.value.ok) return fate;
    if (this.store.length.value < known.trace.length) return `${fate} Drawing what happened.`;
    return `${fate} ${lostSummary(known.trace, known.moment(known.length - 1))}`.trim();
  }

  #numbers() {
    const { history, length, now, phase, result } = this.store;
    const known = history.value;
    if (!known || length.value === 0) return nothing;
    const over = phase.value === "over";
    const elapsed =
      (over ? result.value?.elapsed_ns : undefined) ?? Math.max(known.time, over ? 0 : now.value);
    const facts = [count(known.length, "event")];
    if (known.controlled) facts.push(count(known.preemptions, "preemption"));
    if (known.output.tornLines > 0) facts.push(count(known.output.tornLines, "torn line"));
    return html`
      <span class="facts">${facts.join(" · ")}</span>
      <span class="elapsed"
        ><span class="elapsed-label" id="elapsed-label">Elapsed</span>
        <span role="timer" aria-live="off" aria-labelledby="elapsed-label"
          >${duration(elapsed)}</span
        ></span
      >
    `;
  }

  #deadlock() {
    const known = this.store.history.value;
    if (!known || this.store.length.value === 0 || known.deadlock < 0) return nothing;
    const world = known.moment(known.length - 1);
    const deadlock = deadlockAt(known.trace, world);
    if (!deadlock) return nothing;
    const words = /^deadlock/i.test(deadlock.words)
      ? deadlock.words
      : `Deadlock: ${deadlock.words}`;
    return html`<div class="deadlock">
      <p class="deadlock-words">${words}</p>
      ${
        deadlock.edges.length > 0
          ? html`<ul class="edges">
              ${deadlock.edges.map(
                (edge) =>
                  html`<li>
                    ${chip(threadStyle(edge.thread), threadName(world, edge.thread))}
                    ${this.#edge(edge, world)}
                  </li>`,
              )}
            </ul>`
          : nothing
      }
    </div>`;
  }

  /** @param {import("../model/deadlock.js").Edge} edge @param {import("../model/world.js").World} world */
  #edge(edge, world) {
    const holder =
      edge.holder === NOBODY
        ? nothing
        : chip(threadStyle(edge.holder), threadName(world, edge.holder));
    if (edge.object === 0)
      return html`<span class="edge-verb">waits for</span> ${holder}
        <span class="edge-verb">to finish</span>`;
    return html`<span class="edge-verb">waits for</span>
      <code>${objectName(world, edge.object)}</code>
      <span class="edge-verb">${edge.holder === NOBODY ? "which nobody holds" : "held by"}</span>
      ${holder}`;
  }
}

customElements.define("il-status", RunStatus);
