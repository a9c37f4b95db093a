// @vitest-environment happy-dom
import { render } from "lit";
import { expect, test } from "vitest";
import { chip, chips } from "../../../web/lib/chip.js";

const style = { shape: 1, colour: "red" };

test("a chip is a mark and a name; a list of none says so", () => {
  const box = document.createElement("div");
  render(chip(style, "Thread-1"), box);
  expect(box.textContent?.trim()).toBe("Thread-1");
  expect(box.querySelector("path")).not.toBeNull();
  render(chips([], "nobody"), box);
  expect(box.textContent?.trim()).toBe("nobody");
  render(
    chips(
      [
        { style, name: "A" },
        { style, name: "B" },
      ],
      "nobody",
    ),
    box,
  );
  expect([...box.querySelectorAll("li")].map((item) => item.textContent?.trim())).toEqual([
    "A",
    "B",
  ]);
});
