import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { alignedRows, splitSource } from "../../../web/site/python.js";

const FILE = `int a;
void f() {
  g();
  g();
}

/* python
a = 0  #= int a
def f():  #= void f
    g()
    g()  #= g()@2
*/
`;

test("the Python is cut out of the file, its tags become pairs of lines", () => {
  const { cpp, python, pairs } = splitSource(FILE, "f.cpp");
  expect(cpp).toBe("int a;\nvoid f() {\n  g();\n  g();\n}\n");
  expect(python).toBe("a = 0\ndef f():\n    g()\n    g()\n");
  expect(pairs).toEqual([
    [1, 1],
    [2, 2],
    [4, 4],
  ]);
  expect(splitSource("int a;\n", "f.cpp")).toEqual({ cpp: "int a;\n", python: "", pairs: [] });
});

test("a tag that names what is not there stops the build with a sentence", () => {
  expect(() => splitSource(FILE.replace("g()@2", "g()@3"), "f.cpp")).toThrow(
    'f.cpp: line 4 of its Python names C++ that is not there: "g()", time 3 of 2.',
  );
});

test("pairs stand side by side as far as both texts keep their order", () => {
  const cpp = ["void f() {", "  x();", "  y();", "}", "", "int a;", "z();", "}"];
  /** @type {[number, number][]} */
  const pairs = [
    [1, 6],
    [2, 1],
    [4, 3],
    [5, 7],
  ];
  expect(alignedRows(pairs, 6, cpp)).toEqual([
    { python: [1], cpp: [] },
    { python: [2], cpp: [1], match: true },
    { python: [3], cpp: [2] },
    { python: [4], cpp: [3], match: true },
    { python: [], cpp: [4, 5, 6] },
    { python: [5], cpp: [7], match: true },
    { python: [6], cpp: [8] },
  ]);
  expect(alignedRows([], 2, cpp)).toEqual([{ python: [1, 2], cpp: [] }]);
});

test("every demo of the notebooks has its Python, and most of its lines their counterpart", () => {
  const folder = new URL("../../../wasm/demos/", import.meta.url);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { cpp, python, pairs } = splitSource(text, name);
    expect(cpp, name).not.toContain("#=");
    if (/\.chapter = 8/.test(cpp) || name === "print_tearing.cpp") continue;
    expect(python, name).not.toBe("");
    expect(text, name).toMatch(/\.notebook =/);
    expect(pairs.length, name).toBeGreaterThanOrEqual(4);
  }
});
