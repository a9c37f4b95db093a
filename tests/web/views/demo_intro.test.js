// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/demo_intro.js";
import { mount, openStore } from "../support/mount.js";

test("a demo says what it is, teaches, what to look at and what to ask oneself", async () => {
  const { text } = await mount("il-intro", openStore());
  expect(text("h1")).toBe("A race");
  expect(text(".eyebrow")).toBe("4 · Races and locks");
  expect(text(".teaches")).toBe("Updates get lost.");
  expect(text(".hints")).toBe("What to look at The crosses. Before you run it How many?");
});

test("a demo without a question asks none", async () => {
  const { text } = await mount("il-intro", openStore("#/v1/early"));
  expect(text(".hints")).toBe("What to look at The crosses.");
});
