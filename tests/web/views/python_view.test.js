// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/python_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {string[]} lines */
const coloured = (lines) => lines.map((line) => `<span class="line">${line}</span>`).join("\n");

const cpp = ["Lock lock;", "void f() {", "  With with(lock);", "}"];
const python = ["lock = Lock()", "def f():", "    with lock:"];
const source = {
  ...{ id: "race", file: "race.cpp", text: cpp.join("\n"), html: coloured(cpp) },
  python: {
    ...{ text: python.join("\n"), html: coloured(python) },
    pairs: /** @type {[number, number][]} */ ([
      [1, 1],
      [2, 2],
      [3, 3],
    ]),
    rows: [
      { python: [1], cpp: [] },
      { python: [2], cpp: [2], match: true },
      { python: [3], cpp: [3], match: true },
      { python: [], cpp: [4] },
    ],
  },
};

test("lines that say the same stand in one row, and the one that runs is marked", async () => {
  const store = openStore();
  store.showSource(source);
  const builder = new TraceBuilder().threads("A");
  builder.add(1, "random", { line: 1 });
  builder.add(1, "random", { line: 3 });
  show(store, builder);
  const { view } = await mount("il-python", store);
  const cells = [...view.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replaceAll(/\s+/g, " ").trim()),
  );
  expect(cells).toEqual([
    ["lock = Lock() line 1", ""],
    ["def f():", "2void f() {"],
    ["with lock:", "3 With with(lock);"],
    ["", "4}"],
  ]);
  const current = () => [...view.querySelectorAll(".current td:first-child, pre.current")].length;
  expect(view.querySelector("tr.current")?.textContent).toContain("with lock:");
  store.goTo(builder.length - 2);
  await view.updateComplete;
  expect(view.querySelector("pre.current")?.textContent).toContain("lock = Lock()");
  expect(current()).toBe(1);
});

test("Python without matching lines stands alone, and without Python there is no such region", async () => {
  const store = openStore();
  store.showSource({
    ...source,
    python: { ...source.python, pairs: [], rows: [{ python: [1, 2, 3], cpp: [] }] },
  });
  const { view, text } = await mount("il-python", store);
  expect(text("h2")).toBe("The same in Python");
  expect(view.querySelectorAll("td")).toHaveLength(1);
  store.showSource({ ...source, python: undefined });
  await view.updateComplete;
  expect(view.querySelector("section")).toBeNull();
});
