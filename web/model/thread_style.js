/**
 * How a thread is told from the others everywhere on the page: a colour and, for readers who cannot use
 * the colour, a shape and a dash; its name always stands beside them.
 *
 * The main thread is neutral and a square. There are 7 colours and 8 shapes for the others: 56 threads pass before
 * a pair comes back.
 */

/** How many colours there are besides the main thread's. */
export const COLOURS = 7;

const DASHES = Object.freeze([
  [],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [1, 3],
  [10, 4],
  [4, 2, 1, 2],
  [3, 5],
]);

/**
 * @typedef {object} ThreadStyle
 * @property {string} colour a CSS colour
 * @property {string} variable the name of the custom property that holds it
 * @property {number} shape
 * @property {readonly number[]} dash
 */

/** @type {ThreadStyle[]} */
const styles = [];

/**
 * `threadStyle` is how thread `id` is marked.
 *
 * @param {number} id
 * @returns {ThreadStyle}
 */
export function threadStyle(id) {
  return (styles[id] ??= makeStyle(id));
}

/** @param {number} id @returns {ThreadStyle} */
function makeStyle(id) {
  const colour = id === 0 ? 0 : 1 + ((id - 1) % COLOURS);
  const variable = `--thread-${colour}`;
  return Object.freeze({
    colour: `var(${variable})`,
    variable,
    shape: id === 0 ? 0 : 1 + ((id - 1) % 8),
    dash: DASHES[id % DASHES.length],
  });
}
