// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/source_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

const text = ["one", "two", "three", "four"];
const source = {
  id: "race",
  file: "race.cpp",
  text: text.join("\n"),
  html: text.map((line) => `<span class="line">${line}</span>`).join("\n"),
};

test("the line of the event is current; every thread stands on its own line", async () => {
  const store = openStore();
  store.showSource(source);
  const builder = new TraceBuilder().threads("A", "B");
  builder.add(1, "random", { line: 2 });
  builder.add(2, "random", { line: 2 });
  builder.add(0, "random", { line: 4 });
  builder.add(2, "end", { line: 3 });
  show(store, builder);
  const { view, text: told } = await mount("il-source", store);
  const marks = () =>
    [...view.querySelectorAll(".line")].map((line) => [
      line.classList.contains("current"),
      line.querySelectorAll(".glyph").length,
    ]);
  expect(told(".panel-note")).toBe("race.cpp");
  expect(marks()).toEqual([
    [false, 0],
    [false, 1],
    [true, 0],
    [false, 1],
  ]);
  store.goTo(builder.length - 2);
  await view.updateComplete;
  expect(marks()).toEqual([
    [false, 0],
    [false, 2],
    [false, 0],
    [true, 1],
  ]);
});

test("until the source is there, that is said", async () => {
  const { text: told } = await mount("il-source", openStore());
  expect(told(".empty")).toBe("Loading the source.");
});

test("the instructions of a function stand below, what they do to the value marked", async () => {
  const store = openStore();
  store.showSource({
    ...source,
    instructions: {
      of: "worker",
      lines: [
        { text: "call read", depth: 0, mark: "load", line: 2 },
        { text: "i32.add", depth: 1, mark: "add", line: 3 },
        { text: "drop", depth: 0 },
      ],
    },
  });
  const builder = new TraceBuilder().threads("A");
  builder.add(1, "random", { line: 2 });
  show(store, builder);
  const { view, text: told } = await mount("il-source", store);
  expect(told(".instructions summary")).toMatch(/^Instructions what the compiler made of worker/);
  const rows = [...view.querySelectorAll(".instructions li")].map((row) => [
    row.textContent?.replaceAll(/\s+/g, " ").trim(),
    row.classList.contains("current"),
  ]);
  expect(rows).toEqual([
    ["call readload", true],
    ["i32.addadd", false],
    ["drop", false],
  ]);
});
