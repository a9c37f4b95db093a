import { describe, expect } from "vitest";
import { CATALOG, sourceOf } from "./support/demos.js";
import { test } from "./support/fixtures.js";

/** How much of a source is seen without scrolling, in pixels: eight lines. */
const LEAST_SOURCE = 160;

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
  test("tells what the demo is, shows the file that was compiled, and has its parameters in the address and as a form", async ({
    visit,
  }) => {
    const playground = await visit(`#/v1/${demo.id}`);
    expect(await playground.heading.innerText()).toBe(demo.title);
    const [path, query] = (await playground.hash(/seed=/)).slice(1).split("?");
    expect(path).toBe(`/v1/${demo.id}`);
    const parameters = Object.fromEntries(demo.parameters.map((it) => [it.name, it.default]));
    const settings = { mode: "live", scheduler: "random", seed: "1" };
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ ...parameters, ...settings });
    const main = playground.place.getByRole("main");
    for (const text of [demo.teaches, demo.look, demo.question ?? "", demo.notebook ?? ""]) {
      await main.getByText(text, { exact: true }).first().waitFor();
    }
    const { cpp, python, pairs } = sourceOf(demo);
    const code = playground.region("Source").locator("pre code");
    await code.waitFor();
    const shown = await code.evaluate((element) => {
      const copy = /** @type {Element} */ (element.cloneNode(true));
      for (const mark of copy.querySelectorAll(".marks")) mark.remove();
      return copy.textContent;
    });
    expect(`${shown}\n`).toBe(cpp);
    // On a laptop's screen some of it is to be seen at once, whatever else the page has.
    const laptop = { width: 1366, height: 768 };
    await playground.page.setViewportSize(laptop);
    const box = await playground.region("Source").locator("div.code").boundingBox();
    const { y, height } = /** @type {NonNullable<typeof box>} */ (box);
    expect(Math.min(laptop.height, y + height) - y).toBeGreaterThan(LEAST_SOURCE);

    if (python) {
      const name = pairs.length > 0 ? "Python and C++" : "The same in Python";
      const rows = playground.region(name).locator("td:first-child pre code");
      await rows.first().waitFor();
      expect((await rows.allTextContents()).join("\n")).toBe(python.trimEnd());
      const matching = await playground.region(name).locator("tr.match").count();
      expect(matching).toBeGreaterThanOrEqual(Math.floor(pairs.length / 2));
    }

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

test("race shows the instructions of its worker, the load, the add and the store marked", async ({
  visit,
}) => {
  const page = await visit("#/v1/race?threads=2&increments=2&seed=1");
  const all = page.place.getByRole("list", { name: "Instructions of worker" });
  await all.waitFor();
  const rows = await all.locator("li").evaluateAll((items) =>
    items.map((item) => ({
      mark: item.querySelector(".instruction-mark")?.textContent ?? "",
      text: item.querySelector("code")?.textContent ?? "",
    })),
  );
  const marked = rows.filter(({ mark }) => mark !== "");
  expect(marked.map(({ mark }) => mark)).toEqual(["load", "add", "store"]);
  expect(marked[0].text).toMatch(/^call Shared<int>::read/);
  expect(marked[1].text).toBe("i32.add");
  expect(marked[2].text).toMatch(/^call Shared<int>::write/);
  await page.run("Run controlled");
  const step = page.place.getByRole("slider", { name: "Step" });
  const current = all.locator("li.current");
  await step.focus();
  await page.page.keyboard.press("Home");
  for (let i = 0; i < 40 && (await current.count()) === 0; i++) {
    await page.page.keyboard.press("ArrowRight");
  }
  expect(await current.first().innerText()).toMatch(/load/);
});
