import { expect, test } from "vitest";
import { drawBar, labelBar } from "../../../web/lib/bar_forms.js";

/** A pen that notes what it is asked to draw. */
function notingPen() {
  /** @type {string[]} */
  const calls = [];
  const pen = new Proxy(
    {},
    {
      get: (_, name) =>
        name === "measureText"
          ? (/** @type {string} */ text) => ({ width: 6 * text.length })
          : (/** @type {unknown[]} */ ...args) => calls.push(`${String(name)} ${args.join(" ")}`),
      set: () => true,
    },
  );
  return { pen: /** @type {any} */ (pen), calls };
}

const box = { x: 10, y: 0, width: 60, height: 14 };
const forms = /** @type {const} */ (["solid", "outline", "hatched", "broken", "dot"]);

test("no two forms are drawn the same way, whatever the colour", () => {
  const drawn = forms.map((form) => {
    const { pen, calls } = notingPen();
    drawBar(pen, form, box, "red", "white", "blue");
    return calls.join("; ");
  });
  expect(new Set(drawn).size).toBe(forms.length);
  expect(drawn.every((calls) => calls !== "")).toBe(true);
});

test("a label is written only where it fits", () => {
  const wide = notingPen();
  labelBar(wide.pen, "on a", box, "black", "white");
  expect(wide.calls.join()).toContain("fillText on a");
  const narrow = notingPen();
  labelBar(narrow.pen, "on a very long name", box, "black", "white");
  expect(narrow.calls).toEqual([]);
});
