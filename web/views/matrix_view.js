import { html, nothing } from "lit";
import { grouped } from "../lib/format.js";
import { SignalElement } from "../lib/signal_element.js";
import { FATES, matrix } from "../model/exploration.js";

/** @typedef {import("../model/store.js").Store} Store */

/**
 * The fix matrix: the variants of a demo, wrong and repaired, against how they can end.
 *
 * @extends {SignalElement<Store>}
 */
export class MatrixView extends SignalElement {
  render() {
    const given = this.store.variants.value;
    if (!given) return nothing;
    const { columns, rows } = matrix(given);
    return html`<div class="explore-list">
      <h3 id="matrix-title">Which variant can end how</h3>
      <div class="table-scroll" tabindex="0" role="group" aria-label="Fix matrix, scrollable">
        <table aria-label="Fix matrix">
          <thead>
            <tr>
              <th scope="col">Variant</th>
              ${columns.map(
                ({ fate, gist: left }) =>
                  html`<th scope="col">
                    <span class="fate" data-bad=${fate !== FATES.finished}>${fate}</span>
                    ${left ? html`<code>${left}</code>` : nothing}
                  </th>`,
              )}
              <th scope="col">Data races</th>
              <th scope="col" class="number">Executions</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ variant, result, cells }) =>
                html`<tr>
                  <th scope="row">${variant}</th>
                  ${cells.map((cell) =>
                    cell
                      ? html`<td>
                          <a
                            href=${cell.link}
                            aria-label="can happen: open a run of ${variant} that ends so"
                            >can happen</a
                          >
                        </td>`
                      : html`<td class="never">
                          ${result === null ? "" : result.complete ? "never" : "not seen"}
                        </td>`,
                  )}
                  <td>${result === null ? "" : result.races > 0 ? "yes" : "none"}</td>
                  <td class="number">
                    ${result === null ? "exploring" : html`${grouped(result.executions)}${result.complete ? ", all" : ""}`}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }
}

customElements.define("il-matrix", MatrixView);
