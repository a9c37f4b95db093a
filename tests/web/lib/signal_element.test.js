// @vitest-environment happy-dom
import { signal } from "@preact/signals-core";
import { html } from "lit";
import { expect, test } from "vitest";
import { SignalElement } from "../../../web/lib/signal_element.js";

const number = signal(1);
let drawings = 0;

/** @extends {SignalElement<null>} */
class Sample extends SignalElement {
  render() {
    drawings++;
    return html`<p>${number.value}</p>`;
  }
}
customElements.define("x-sample", Sample);

test("an element draws again when a signal it read changes, and not once it is gone", async () => {
  const element = /** @type {Sample} */ (document.createElement("x-sample"));
  document.body.append(element);
  await element.updateComplete;
  expect(element.querySelector("p")?.textContent).toBe("1");
  number.value = 2;
  await element.updateComplete;
  expect(element.querySelector("p")?.textContent).toBe("2");
  const before = drawings;
  element.remove();
  number.value = 3;
  await element.updateComplete;
  expect(drawings).toBe(before);
  document.body.append(element);
  await element.updateComplete;
  expect(element.querySelector("p")?.textContent).toBe("3");
});

test("an intent is an event that bubbles", () => {
  const element = /** @type {Sample} */ (document.createElement("x-sample"));
  const box = document.createElement("div");
  box.append(element);
  let heard = null;
  box.addEventListener("wish", (event) => {
    heard = /** @type {CustomEvent} */ (event).detail;
  });
  element.intend("wish", 7);
  expect(heard).toBe(7);
});
