// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { fitCanvas } from "../../../web/lib/canvas.js";

test("a canvas gets as many dots as the screen has", () => {
  vi.stubGlobal("devicePixelRatio", 2);
  const pen = { setTransform: vi.fn(), clearRect: vi.fn() };
  const canvas = /** @type {any} */ ({ width: 0, height: 0, getContext: () => pen });
  expect(fitCanvas(canvas, 300.2, 40)).toBe(pen);
  expect([canvas.width, canvas.height]).toEqual([600, 80]);
  expect(pen.setTransform).toHaveBeenCalledWith(2, 0, 0, 2, 0, 0);
  vi.unstubAllGlobals();
});

test("where there is no canvas nothing is drawn", () => {
  const canvas = /** @type {any} */ ({ getContext: () => null });
  expect(fitCanvas(canvas, 10, 10)).toBeNull();
});
