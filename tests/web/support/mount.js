import { Store } from "../../../web/model/store.js";
import { CATALOG } from "./demo.js";
import { TraceBuilder } from "./trace_builder.js";

/**
 * `openStore` is a store on which a demo is open and everything can run.
 *
 * @param {string} [fragment]
 */
export function openStore(fragment = "#/v1/race") {
  const store = new Store();
  store.loaded(structuredClone(CATALOG));
  store.probed({ live: null, controlled: null });
  store.open(fragment);
  return store;
}

/**
 * `show` gives the store a run as if it had just ended.
 *
 * @param {Store} store
 * @param {TraceBuilder} builder
 * @param {import("../../../web/model/store.js").Result} [result]
 * @param {"live" | "controlled"} [mode]
 */
export function show(store, builder, result = { ok: true, fate: "finished" }, mode = "live") {
  store.starting(mode);
  store.took(builder.bytes());
  store.ended(result);
  while (!store.grow());
}

/**
 * `mount` puts a view on the page and gives it with the intents it emits.
 *
 * @param {string} name
 * @param {Store} store
 * @param {object} [properties]
 */
export async function mount(name, store, properties = {}) {
  const view = /** @type {import("lit").LitElement & { store: Store }} */ (
    document.createElement(name)
  );
  Object.assign(view, { store }, properties);
  document.body.replaceChildren(view);
  /** @type {[string, unknown][]} */
  const intents = [];
  for (const intent of "run stop reset share value preset seed scheduler speed step play axis table theme say".split(
    " ",
  )) {
    view.addEventListener(intent, (event) => {
      if (event instanceof CustomEvent) intents.push([intent, event.detail]);
    });
  }
  await view.updateComplete;
  const text = (/** @type {string} */ selector) =>
    (view.querySelector(selector)?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
  const find = (/** @type {string} */ selector) =>
    /** @type {HTMLElement & { value: string, checked: boolean, disabled: boolean }} */ (
      view.querySelector(selector)
    );
  const button = (/** @type {string} */ label) =>
    /** @type {HTMLButtonElement} */ (
      [...view.querySelectorAll("button")].find(
        (one) => (one.getAttribute("aria-label") ?? one.textContent ?? "").trim() === label,
      )
    );
  return { view, intents, text, find, button };
}
