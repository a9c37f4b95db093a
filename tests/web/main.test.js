// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { stubPage } from "./support/page.js";

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("customElements", fresh());
});

/** Each test loads the page's modules anew, which define their elements again. */
function fresh() {
  const registry = customElements;
  return {
    get: registry.get.bind(registry),
    define: (/** @type {string} */ name, /** @type {CustomElementConstructor} */ type) => {
      if (!registry.get(name)) registry.define(name, type);
    },
  };
}

/** @param {string} hash @param {Parameters<typeof stubPage>[1]} [options] */
async function open(hash, options) {
  const { root } = stubPage(hash, options);
  await import("../../web/main.js");
  await vi.waitFor(() => expect(root.querySelector("[aria-busy]")).toBeNull());
  return root;
}

test("the start page has its landmarks and one first heading", async () => {
  const root = await open("#/");
  await vi.waitFor(() => expect(root.querySelectorAll("h1").length).toBe(1));
  expect(root.querySelector("header il-header")).not.toBeNull();
  expect(root.querySelector("main#main il-start")).not.toBeNull();
  expect(root.querySelector("a.skip")?.getAttribute("href")).toBe("#main");
});

test("an unknown demo is told, with the way to the list", async () => {
  const root = await open("#/v1/nothing");
  expect(root.querySelector("main")?.textContent).toContain('No demo is called "nothing".');
  expect(root.querySelector("main a")?.getAttribute("href")).toBe("#/");
});

test("a link that cannot be read is told", async () => {
  const root = await open("#race");
  expect(root.querySelector("main h1")?.textContent).toBe("This link cannot be opened");
});

test("a page that cannot start says why", async () => {
  const root = await open("#/", { list: {} });
  await vi.waitFor(() => expect(root.textContent).toContain("The list of demos is damaged"));
});
