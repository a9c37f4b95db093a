import { expect, test } from "vitest";
import { byChapter, findDemo, readCatalog } from "../../../web/model/catalog.js";
import { CATALOG } from "../support/demo.js";

test("a demo is found by its id, and nothing else is", () => {
  expect(findDemo(CATALOG, "race")?.title).toBe("A race");
  expect(findDemo(CATALOG, "rac")).toBeUndefined();
});

test("chapters with demos are listed, with their demos in order", () => {
  const listed = byChapter(CATALOG).map(({ number, demos }) => [number, demos.map(({ id }) => id)]);
  expect(listed).toEqual([
    [1, ["early", "plain"]],
    [4, ["race"]],
  ]);
});

test.each([
  [null, /everything/],
  [{}, /"events"/],
  [{ ...CATALOG, demos: [] }, /"demos"/],
  [{ ...CATALOG, demos: [{ id: "x" }] }, /"title" of demo "x"/],
  [
    { ...CATALOG, demos: [{ ...CATALOG.demos[0], parameters: null }] },
    /"parameters" of demo "race"/,
  ],
])("a damaged list is refused with a sentence (%#)", (data, sentence) => {
  expect(() => readCatalog(data)).toThrow(sentence);
});

test("a whole list is taken", () => {
  expect(readCatalog(structuredClone(CATALOG))).toEqual(CATALOG);
});
