import { html, nothing } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { SignalElement } from "../lib/signal_element.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/catalog.js").Source} Source */
/** @typedef {import("../model/catalog.js").PythonText} PythonText */

/**
 * The Python that the demo was made from beside its C++, line by line; the lines that run are marked in both.
 *
 * @extends {SignalElement<Store>}
 */
export class PythonView extends SignalElement {
  render() {
    const source = this.store.source.value;
    if (!source?.python) return nothing;
    const alone = source.python.pairs.length === 0;
    return html`
      <section class="panel python" aria-labelledby="python-title">
        <header class="panel-head">
          <h2 id="python-title">${alone ? "The same in Python" : "Python and C++"}</h2>
          ${
            alone
              ? nothing
              : html`<span class="panel-note"
                  >Matching lines side by side; parameters are the notebook's constants.</span
                >`
          }
        </header>
        ${this.#texts(source, source.python)}
      </section>
    `;
  }

  /** @param {Source} source @param {PythonText} python */
  #texts(source, python) {
    const lines = { python: python.html.split("\n"), cpp: source.html.split("\n") };
    const becomes = new Map(python.pairs);
    const current = this.store.line.value;
    const alone = python.pairs.length === 0;
    // In a table each row says for itself what belongs together, whatever reads it.
    return html`
      <div class="code" tabindex="0" role="group" aria-labelledby="python-title">
        <table class="beside">
          <thead class=${alone ? "visually-hidden" : ""}>
            <tr>
              <th scope="col">Python</th>
              ${alone ? nothing : html`<th scope="col">C++</th>`}
            </tr>
          </thead>
          <tbody>
            ${python.rows.map((row) => {
              const far = row.match
                ? undefined
                : row.python.find((line) => current > 0 && becomes.get(line) === current);
              return html`<tr
                class="${row.match ? "match" : ""} ${row.cpp.includes(current) ? "current" : ""}"
              >
                <td>
                  ${row.python.map(
                    (line) =>
                      html`<pre
                        class=${line === far ? "current" : ""}
                      ><code>${unsafeHTML(lines.python[line - 1])}</code>${
                        !row.match && becomes.has(line)
                          ? html` <span class="elsewhere">line ${becomes.get(line)}</span>`
                          : nothing
                      }</pre>`,
                  )}
                </td>
                ${
                  alone
                    ? nothing
                    : html`<td>
                        ${row.cpp.map(
                          (line) =>
                            html`<pre><span class="number" aria-hidden="true">${line}</span><code>${unsafeHTML(lines.cpp[line - 1])}</code></pre>`,
                        )}
                      </td>`
                }
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    `;
  }
}

customElements.define("il-python", PythonView);
