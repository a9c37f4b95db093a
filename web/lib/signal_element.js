import { effect } from "@preact/signals-core";
import { LitElement } from "lit";

/**
 * A SignalElement is a Lit element that draws again when a signal it read while drawing changes. It
 * draws into the page itself (no shadow root), so that labels, descriptions and links reach across
 * elements and one style sheet serves all. Its one property is the store it draws from.
 *
 * @template Store
 */
export class SignalElement extends LitElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { store: { attribute: false } };

  /** @type {(() => void) | undefined} */
  #dispose;

  constructor() {
    super();
    /** @type {Store} */
    this.store = /** @type {any} */ (undefined);
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  performUpdate() {
    if (!this.isUpdatePending) return;
    this.#dispose?.();
    let drawing = true;
    this.#dispose = effect(() => {
      if (drawing) {
        drawing = false;
        super.performUpdate();
      } else {
        this.requestUpdate();
      }
    });
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dispose?.();
    this.#dispose = undefined;
  }

  /**
   * `intend` tells whoever composed the page what the reader wants: an event that bubbles.
   *
   * @param {string} name
   * @param {unknown} [detail]
   */
  intend(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
