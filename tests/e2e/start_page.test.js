import { describe, expect } from "vitest";
import { CATALOG, sourceOf } from "./support/demos.js";
import { test } from "./support/fixtures.js";

describe("the start page", () => {
  test("lists every demo under its chapter", async ({ visit }) => {
    const start = await visit();
    for (const chapter of CATALOG.chapters) {
      const demos = CATALOG.demos.filter((demo) => demo.chapter === chapter.number);
      const links = start.region(chapter.title).getByRole("link");
      if (demos.length === 0) {
        expect(await start.region(chapter.title).count()).toBe(0);
        continue;
      }
      expect(await links.allTextContents()).toEqual(demos.map((demo) => demo.title));
    }
  });

  test("opens a demo, and the way back leads here", async ({ visit }) => {
    const start = await visit();
    const { id, title } = CATALOG.demos[0];
    await start.place.getByRole("link", { name: title }).click();
    await start.place.getByRole("heading", { level: 1, name: title }).waitFor();
    await start.hash(new RegExp(`^#/v1/${id}\\?`));
    await start.place.getByRole("link", { name: "All demos" }).click();
    await start.place.getByRole("heading", { level: 2, name: CATALOG.chapters[0].title }).waitFor();
  });
});

/** @param {import("../../web/model/catalog.js").Parameter} parameter @param {import("playwright-core").Locator} field */
async function valueIn(parameter, field) {
  return parameter.type === "boolean" ? String(await field.isChecked()) : field.inputValue();
}

describe.each(CATALOG.demos)("the page of $id", (demo) => {
  test("tells what the demo is and shows the file that was compiled", async ({ visit }) => {
    const playground = await visit(`#/v1/${demo.id}`);
    expect(await playground.heading.innerText()).toBe(demo.title);
    const main = playground.place.getByRole("main");
    for (const text of [demo.teaches, demo.look, demo.question ?? ""]) {
      await main.getByText(text, { exact: true }).first().waitFor();
    }
    const code = playground.region("Source").locator("pre code");
    await code.waitFor();
    const shown = await code.evaluate((element) => {
      const copy = /** @type {Element} */ (element.cloneNode(true));
      for (const mark of copy.querySelectorAll(".marks")) mark.remove();
      return copy.textContent;
    });
    expect(`${shown}\n`).toBe(sourceOf(demo));
  });

  test("has its parameters as a form with their defaults, and presets fill it", async ({
    visit,
  }) => {
    const playground = await visit(`#/v1/${demo.id}`);
    const form = playground.region("Parameters");
    const fieldOf = (/** @type {{ label: string, unit?: string }} */ { label, unit }) =>
      form.getByLabel(unit ? `${label} ${unit}` : label, { exact: true });
    for (const parameter of demo.parameters) {
      expect(await valueIn(parameter, fieldOf(parameter))).toBe(parameter.default);
    }
    for (const preset of demo.presets) {
      await form.getByRole("button", { name: preset.name, exact: true }).click();
      for (const parameter of demo.parameters) {
        const wanted = preset.values[parameter.name] ?? parameter.default;
        const field = fieldOf(parameter);
        await expect
          .poll(() => valueIn(parameter, field), { message: parameter.name })
          .toBe(wanted);
      }
    }
  });
});
