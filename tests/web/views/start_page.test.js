// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/start_page.js";
import { mount, openStore } from "../support/mount.js";

test("demos are listed by chapter, each a link", async () => {
  const { view } = await mount("il-start", openStore("#/"));
  const chapters = [...view.querySelectorAll("section")].map((section) => [
    section.querySelector("h2")?.textContent,
    [...section.querySelectorAll("a")].map((link) => link.getAttribute("href")),
  ]);
  expect(chapters).toEqual([
    ["Threads", ["#/v1/early", "#/v1/plain"]],
    ["Races and locks", ["#/v1/race"]],
  ]);
  expect(view.querySelectorAll("h1").length).toBe(1);
});
