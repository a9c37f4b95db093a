/**
 * The forms a bar can have. They are told apart without any colour.
 *
 * @typedef {"solid" | "outline" | "hatched" | "broken" | "dot"} Form
 */

/**
 * @typedef {object} Box
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * `drawBar` draws a bar of a form: solid, a flat outline, hatched, a thin broken line, or a dot at its beginning.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Form} form
 * @param {Box} box
 * @param {string} ink
 * @param {string} ground
 * @param {string | CanvasPattern} hatching
 */
export function drawBar(pen, form, { x, y, width, height }, ink, ground, hatching) {
  const middle = y + height / 2;
  pen.fillStyle = ink;
  pen.strokeStyle = ink;
  pen.lineWidth = 1;
  switch (form) {
    case "solid":
      pen.fillRect(x, y, width, height);
      return;
    case "outline":
      if (width < 3) return pen.fillRect(x, middle - 0.5, width, 1);
      pen.fillStyle = ground;
      pen.fillRect(x, y + 4, width, height - 8);
      return pen.strokeRect(x + 0.5, y + 4.5, width - 1, height - 9);
    case "hatched":
      pen.fillStyle = hatching;
      pen.fillRect(x, y, width, height);
      if (width > 3) pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
      return;
    case "broken":
      for (let at = x; at < x + width; at += 6) {
        pen.fillRect(at, middle - 1, Math.min(3, x + width - at), 2);
      }
      return;
    default:
      pen.beginPath();
      pen.arc(x + 2.5, middle, 2.5, 0, 2 * Math.PI);
      pen.fill();
  }
}

/**
 * `labelBar` writes on a bar, on a plate so that it can be read over hatching; nothing where it does not fit.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {Box} box
 * @param {string} ink
 * @param {string} ground
 */
export function labelBar(pen, text, { x, y, width, height }, ink, ground) {
  const wide = pen.measureText(text).width;
  if (text === "" || wide + 16 > width) return;
  pen.fillStyle = ground;
  pen.fillRect(x + 4, y + 1.5, wide + 8, height - 3);
  pen.fillStyle = ink;
  pen.textBaseline = "middle";
  pen.fillText(text, x + 8, y + height / 2 + 0.5);
}
