import { expect, test } from "vitest";
import { byChapter, findDemo, needsOf, readCatalog } from "../../../web/model/catalog.js";
import { CATALOG, DEMO } from "../support/demo.js";

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

test("how many threads and processes a demo needs is told by what counts them in the form", () => {
  const demo = {
    ...DEMO,
    threads: 11,
    threads_by: { parameter: "threads", besides: 1 },
    processes: 4,
    processes_by: { parameter: "seconds", besides: 1 },
  };
  expect(needsOf(DEMO, {})).toEqual({ threads: 3, processes: 1 });
  expect(needsOf(demo, {})).toEqual({ threads: 11, processes: 4 });
  expect(needsOf(demo, { threads: "2", seconds: "1" })).toEqual({ threads: 3, processes: 2 });
  for (const threads of ["", "x", "-4", "33", "1e9"]) {
    expect(needsOf(demo, { threads }).threads, threads).toBe(11);
  }
});
