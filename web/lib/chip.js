import { html } from "lit";
import { glyph } from "./glyph.js";

/**
 * `chip` is a name with its mark: a shape in a colour, then the name in ink.
 *
 * @param {{ shape: number, colour: string }} style
 * @param {string} name
 */
export function chip(style, name) {
  return html`<span class="chip" title=${name}
    >${glyph(style.shape, style.colour)}<span class="chip-name">${name}</span></span
  >`;
}

/**
 * `chips` is a list of them, or `nobody` when it is empty.
 *
 * @param {{ style: { shape: number, colour: string }, name: string }[]} all
 * @param {string} nobody
 */
export function chips(all, nobody) {
  if (all.length === 0) return html`<span class="nobody">${nobody}</span>`;
  return html`<ul class="chips">
    ${all.map(({ style, name }) => html`<li>${chip(style, name)}</li>`)}
  </ul>`;
}
