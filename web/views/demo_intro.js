import { html, nothing } from "lit";
import { SignalElement } from "../lib/signal_element.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * What the open demo is: its title, what it teaches, what to look at, a question to think about.
 *
 * @extends {SignalElement<Store>}
 */
export class DemoIntro extends SignalElement {
  render() {
    const demo = this.store.demo.value;
    const catalog = this.store.catalog.value;
    if (!demo || !catalog) return null;
    const chapter = catalog.chapters.find(({ number }) => number === demo.chapter);
    return html`
      <div class="intro-main">
        <p class="eyebrow">${chapter ? `${chapter.number} · ${chapter.title}` : nothing}</p>
        <h1>${demo.title}</h1>
        <p class="teaches">${demo.teaches}</p>
      </div>
      <dl class="hints">
        <div>
          <dt>What to look at</dt>
          <dd>${demo.look}</dd>
        </div>
        ${
          demo.question
            ? html`<div>
                <dt>Before you run it</dt>
                <dd>${demo.question}</dd>
              </div>`
            : nothing
        }
        ${
          demo.notebook
            ? html`<div class="notebook">
                <dt>In the notebook</dt>
                <dd>${demo.notebook}</dd>
              </div>`
            : nothing
        }
      </dl>
    `;
  }
}

customElements.define("il-intro", DemoIntro);
