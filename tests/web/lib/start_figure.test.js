// @vitest-environment happy-dom
import { render } from "lit";
import { expect, test } from "vitest";
import { startFigure } from "../../../web/lib/start_figure.js";

test("the figure is decoration: not told to readers who hear the page", () => {
  const box = document.createElement("div");
  render(startFigure(), box);
  expect(box.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
});
