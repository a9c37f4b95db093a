import { html } from "lit";
import { count } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { startFigure } from "../lib/start_figure.js";
import { byChapter } from "../model/catalog.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * The list of demos, chapter by chapter.
 *
 * @extends {SignalElement<Store>}
 */
export class StartPage extends SignalElement {
  render() {
    const catalog = this.store.catalog.value;
    if (!catalog) return null;
    const chapters = byChapter(catalog);
    return html`
      <div class="hero">
        <div>
          <h1>See what threads do to each other</h1>
          <p>
            Each demo is one C++ program. Run it live, on real threads that nobody schedules but
            your machine, or controlled, where a scheduler decides every switch and the same seed
            gives the same run. Then step through what happened, event by event.
          </p>
        </div>
        ${startFigure()}
      </div>
      ${chapters.map(
        (chapter) => html`
          <section class="chapter" aria-labelledby="chapter-${chapter.number}">
            <header>
              <span class="chapter-number" aria-hidden="true">${chapter.number}</span>
              <h2 id="chapter-${chapter.number}">${chapter.title}</h2>
              <span class="chapter-count">${count(chapter.demos.length, "demo")}</span>
            </header>
            <ul class="cards">
              ${chapter.demos.map(
                (demo) => html`
                  <li class="card">
                    <h3><a href="#/v1/${demo.id}">${demo.title}</a></h3>
                    <p>${demo.teaches}</p>
                    <span class="card-id">${demo.id}</span>
                  </li>
                `,
              )}
            </ul>
          </section>
        `,
      )}
    `;
  }
}

customElements.define("il-start", StartPage);
