// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/output_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @param {[number, string][]} prints */
function printing(prints) {
  const builder = new TraceBuilder().threads("A", "B");
  for (const [thread, text] of prints) builder.add(thread, "print", { text, value: 1 });
  return builder;
}

test("the log is named Output, and says what will stand there", async () => {
  const { find, text } = await mount("il-output", openStore());
  expect(find("[role=log]").getAttribute("aria-label")).toBe("Output");
  expect(text("[role=log]")).toBe("What the program prints appears here.");
});

test("every line is tagged with its thread; torn lines are torn, each piece marked", async () => {
  const store = openStore();
  show(
    store,
    printing([
      [1, "whole"],
      [1, "\n"],
      [1, "left"],
      [2, "right"],
      [1, "\n"],
      [2, "\n"],
    ]),
  );
  const { view } = await mount("il-output", store);
  const lines = [...view.querySelectorAll(".line")].map((line) => [
    line.querySelector(".line-who")?.textContent?.trim(),
    line.querySelector(".line-text")?.textContent,
    line.classList.contains("torn"),
    line.querySelectorAll(".piece").length,
  ]);
  expect(lines).toEqual([
    ["A", "whole", false, 0],
    ["A", "leftright", true, 2],
    ["B", "", true, 0],
  ]);
});

test("at an earlier step only what was printed by then is there", async () => {
  const store = openStore();
  const builder = printing([
    [1, "one"],
    [1, "\n"],
    [2, "two"],
    [2, "\n"],
  ]);
  show(store, builder);
  store.goTo(builder.length - 4);
  const { view } = await mount("il-output", store);
  expect(view.querySelectorAll(".line").length).toBe(1);
});

test("long output is cut at its beginning, and earlier lines can be had", async () => {
  const store = openStore();
  show(store, printing([[1, Array.from({ length: 1000 }, (_, i) => `line ${i}\n`).join("")]]));
  const { view, button } = await mount("il-output", store);
  expect(view.querySelectorAll(".line").length).toBe(400);
  expect(view.querySelector(".line")?.textContent).toContain("line 600");
  button("Show earlier lines (600)").click();
  await view.updateComplete;
  expect(view.querySelectorAll(".line").length).toBe(800);
  expect(button("Show earlier lines (200)")).toBeDefined();
});

test("a long text that came in pieces is folded as one", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A");
  for (const digit of ["1", "2", "3"]) {
    builder.add(1, "print", { value: 1, text: digit.repeat(digit === "3" ? 10 : 250_000) });
  }
  builder.add(1, "print", { value: 1, text: "\n" });
  show(store, builder);
  const { text, view, find } = await mount("il-output", store);
  expect(view.querySelectorAll(".fold")).toHaveLength(1);
  expect(text(".fold")).toMatch(/^… 499,710 more characters Show 50,000 more$/);
  for (let i = 0; i < 10; i++) {
    find(".fold button").click();
    await view.updateComplete;
  }
  expect(view.querySelector(".fold")).toBeNull();
  expect(text(".line-text")).toBe(`${"1".repeat(250_000)}${"2".repeat(250_000)}3333333333`);
});

test("a line of 1,677,796 characters is folded, and unfolds by parts", async () => {
  const store = openStore();
  show(store, printing([[1, `${"7".repeat(1_677_796)}\n`]]));
  const { view, text, find } = await mount("il-output", store);
  expect(text(".fold")).toMatch(/^… 1,677,496 more characters Show 50,000 more$/);
  expect(find(".line-text").textContent?.length).toBeLessThan(500);
  find(".fold button").click();
  await view.updateComplete;
  expect(text(".fold")).toMatch(/^… 1,627,496 more characters/);
});

test("a flood is not read aloud line by line", async () => {
  const store = openStore();
  const { view, find } = await mount("il-output", store);
  expect(find("[role=log]").getAttribute("aria-live")).toBe("polite");
  show(store, printing([[1, "x\n".repeat(100)]]));
  await view.updateComplete;
  expect(find("[role=log]").getAttribute("aria-live")).toBe("off");
});
