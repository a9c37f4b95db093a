// @vitest-environment happy-dom
import { render } from "lit";
import { expect, test } from "vitest";
import { SHAPES, glyph } from "../../../web/lib/glyph.js";

test("shapes differ, and are hidden from readers who hear the page", () => {
  expect(new Set(SHAPES).size).toBe(SHAPES.length);
  const box = document.createElement("div");
  render(glyph(SHAPES.length + 1, "red"), box);
  expect(box.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  expect(box.querySelector("path")?.getAttribute("d")).toBe(SHAPES[1]);
  expect(box.querySelector("path")?.getAttribute("fill")).toBe("red");
});
