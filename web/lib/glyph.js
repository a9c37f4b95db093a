import { html } from "lit";

/** The shapes, as SVG paths in a box of 12 by 12: told apart by outline alone, without colour. */
export const SHAPES = Object.freeze([
  "M2 2h8v8h-8z",
  "M6 1.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6z",
  "M6 1l5.2 9.6h-10.4z",
  "M6 .4l5.6 5.6l-5.6 5.6l-5.6-5.6z",
  "M4.2 1h3.6v3.2h3.2v3.6h-3.2v3.2h-3.6v-3.2h-3.2v-3.6h3.2z",
  "M6 11l5.2-9.6h-10.4z",
  "M6 .6l1.6 3.6l3.9.4l-2.9 2.6l.8 3.9l-3.4-2l-3.4 2l.8-3.9l-2.9-2.6l3.9-.4z",
  "M1 4h10v4h-10z",
  "M4 1v10h4v-10z",
]);

/**
 * `glyph` draws shape number `index` in the colour `fill` (any CSS colour). It says nothing to a
 * screen reader: the name stands beside it.
 *
 * @param {number} index
 * @param {string} fill
 */
export function glyph(index, fill) {
  // Without any white space: it would become part of the text around it.
  // prettier-ignore
  return html`<svg class="glyph" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false"><path d=${SHAPES[index % SHAPES.length]} fill=${fill}></path></svg>`;
}
