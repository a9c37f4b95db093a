// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/link_problems.js";
import { mount, openStore } from "../support/mount.js";

test("what was wrong with the link is told, until the reader does something", async () => {
  const store = openStore("#/v1/race?colour=red&mode=dead");
  const { view, text } = await mount("il-link-problems", store);
  expect(view.querySelectorAll("li").length).toBe(2);
  expect(text("[role=alert]")).toMatch(/mode must be live or controlled/);
  store.setSeed("3");
  await view.updateComplete;
  expect(text("[role=alert]")).toBe("");
});
