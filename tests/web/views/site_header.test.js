// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/site_header.js";
import { mount, openStore } from "../support/mount.js";

test("the head names the site, links the list and offers the themes", async () => {
  const { find, text, intents } = await mount("il-header", openStore());
  expect(text(".brand")).toBe("Interleave");
  expect(find("nav a").getAttribute("href")).toBe("#/");
  expect(find("nav").getAttribute("aria-label")).toBe("Site");
  const select = find("select");
  select.value = "dark";
  select.dispatchEvent(new Event("change"));
  expect(intents).toEqual([["theme", "dark"]]);
});
