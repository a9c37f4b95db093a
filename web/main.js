/** The playground: which views there are and where they stand. The only file that knows them all. */
import { effect } from "@preact/signals-core";
import { html, nothing, render } from "lit";
import { startApp } from "./app.js";
import "./views/buffer_view.js";
import "./views/demo_intro.js";
import "./views/link_problems.js";
import "./views/locks_view.js";
import "./views/output_view.js";
import "./views/parameter_form.js";
import "./views/run_bar.js";
import "./views/run_settings.js";
import "./views/run_status.js";
import "./views/scrubber.js";
import "./views/site_header.js";
import "./views/source_view.js";
import "./views/start_page.js";
import "./views/timeline_table.js";
import "./views/timeline_view.js";
import "./views/values_view.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const store = startApp(root);

const below = html`<il-timeline-table .store=${store}></il-timeline-table
  ><il-scrubber .store=${store}></il-scrubber>`;

// On a narrow screen the two columns dissolve and their parts are ordered by the style sheet.
const demo = html`
  <main id="main" class="demo" tabindex="-1">
    <div class="column what">
      <il-intro .store=${store}></il-intro>
      <il-source .store=${store}></il-source>
    </div>
    <div class="column happens">
      <div class="dock">
        <il-run-bar .store=${store}></il-run-bar>
        <il-status .store=${store}></il-status>
      </div>
      <il-afterwards .store=${store}></il-afterwards>
      <il-link-problems .store=${store}></il-link-problems>
      <div class="panel controls">
        <il-settings .store=${store}></il-settings>
        <il-parameters .store=${store}></il-parameters>
      </div>
      <div class="views">
        <il-timeline .store=${store} .below=${below}></il-timeline>
        <div class="results">
          <il-output .store=${store}></il-output>
          <div class="objects">
            <il-buffer .store=${store}></il-buffer>
            <il-values .store=${store}></il-values>
            <il-cache .store=${store}></il-cache>
            <il-locks .store=${store}></il-locks>
          </div>
        </div>
        <il-explore .store=${store}></il-explore>
      </div>
    </div>
    <il-python .store=${store}></il-python>
  </main>
`;

const start = html`<main id="main" tabindex="-1"><il-start .store=${store}></il-start></main>`;

/** @param {string} title @param {readonly string[]} sentences @param {boolean} [back] */
function message(title, sentences, back = false) {
  return html`<main id="main" class="message" tabindex="-1">
    <h1>${title}</h1>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
    ${back ? html`<p><a href="#/">Go to the list of demos</a></p>` : nothing}
  </main>`;
}

function page() {
  const id = store.demoId.value;
  if (store.failure.value) return message("The playground could not start", [store.failure.value]);
  if (!store.catalog.value)
    return html`<main id="main" class="message" aria-busy="true"><p>Loading.</p></main>`;
  if (store.demo.value) return demo;
  const wrong = store.linkProblems.value;
  if (id) return message("There is no such demo", [`No demo is called "${id}".`, ...wrong], true);
  if (wrong.length > 0) return message("This link cannot be opened", wrong, true);
  return start;
}

// What a reader needs only after a run, or never, is loaded once a demo is open.
const dispose = effect(() => {
  if (!store.demo.value) return;
  import("./views/explore_view.js");
  import("./views/matrix_view.js");
  import("./views/afterwards_view.js");
  import("./views/python_view.js");
  import("./views/cache_view.js");
});

effect(() => {
  const title = store.demo.value?.title;
  document.title = title ? `${title} · Interleave` : "Interleave: a concurrency playground";
  render(
    html`<a class="skip" href="#main" @click=${skip}>Skip to the content</a>
      <header><il-header .store=${store}></il-header></header>
      ${page()}`,
    root,
  );
});

/** The fragment belongs to the demo's link, so the skip link moves the focus itself. @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
