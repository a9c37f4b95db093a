/** The compact page for an iframe: the same link, the same store, fewer views. */
import { effect } from "@preact/signals-core";
import { html, nothing, render } from "lit";
import { startApp } from "../app.js";
import "../views/link_problems.js";
import "../views/output_view.js";
import "../views/run_bar.js";
import "../views/run_status.js";
import "../views/scrubber.js";
import "../views/timeline_table.js";
import "../views/timeline_view.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const store = startApp(root);

const below = html`<il-timeline-table .store=${store}></il-timeline-table
  ><il-scrubber .store=${store}></il-scrubber>`;

function page() {
  if (store.failure.value) return html`<p>${store.failure.value}</p>`;
  if (!store.catalog.value) return html`<p aria-busy="true">Loading.</p>`;
  const demo = store.demo.value;
  const id = store.demoId.value;
  const capabilities = store.capabilities.value;
  const live = capabilities !== null && capabilities.live === null;
  const full = new URL(`./${store.link.value}`, new URL(root.dataset.full ?? "./", location.href))
    .href;
  return html`
    <header class="embed-head">
      <h1>${demo ? demo.title : id ? "There is no such demo" : "No demo chosen"}</h1>
      ${demo && capabilities ? html`<span class="badge">${live ? "Real threads" : "Controlled only: no real threads here"}</span>` : nothing}
      <a class="open" href=${full} target="_blank" rel="noopener"
        >${!demo ? "Open the list of demos" : live ? "Open in Interleave" : "Open with real threads"}</a
      >
    </header>
    ${
      demo
        ? html`<div>
              <il-run-bar .store=${store} compact></il-run-bar>
              <il-status .store=${store}></il-status>
              <il-link-problems .store=${store}></il-link-problems>
            </div>
            <div class="embed-views">
              <il-timeline .store=${store} .below=${below}></il-timeline>
              <il-output .store=${store}></il-output>
            </div>`
        : html`<p>
            ${id ? `No demo is called "${id}".` : "The address of this frame names no demo."}
            ${store.linkProblems.value.join(" ")}
          </p>`
    }
  `;
}

effect(() => {
  document.title = store.demo.value ? `${store.demo.value.title} · Interleave` : "Interleave";
  render(html`<main id="main" class="embed">${page()}</main>`, root);
});
