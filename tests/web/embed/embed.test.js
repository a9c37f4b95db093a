// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { stubPage } from "../support/page.js";

beforeEach(() => {
  vi.resetModules();
  const registry = customElements;
  vi.stubGlobal("customElements", {
    get: registry.get.bind(registry),
    define: (/** @type {string} */ name, /** @type {CustomElementConstructor} */ type) => {
      if (!registry.get(name)) registry.define(name, type);
    },
  });
});

/** @param {string} hash @param {Parameters<typeof stubPage>[1]} [options] */
async function open(hash, options) {
  const { root } = stubPage(hash, options);
  await import("../../../web/embed/embed.js");
  await vi.waitFor(() => expect(root.querySelector(".open")).not.toBeNull());
  await vi.waitFor(() => expect(root.querySelector("h1")?.textContent).not.toBe("No demo chosen"));
  return root;
}

test("without isolation the badge says so, and the link opens the same with real threads", async () => {
  const root = await open("#/v1/race?threads=3", { isolated: false });
  await vi.waitFor(() => expect(root.querySelector(".badge")).not.toBeNull());
  expect(root.querySelector(".badge")?.textContent).toBe("Controlled only: no real threads here");
  const link = root.querySelector("a.open");
  expect(link?.textContent).toBe("Open with real threads");
  expect(link?.getAttribute("target")).toBe("_blank");
  expect(link?.getAttribute("rel")).toBe("noopener");
  expect(link?.getAttribute("href")).toContain("#/v1/race?threads=3&");
});

test("an unknown demo is told", async () => {
  const root = await open("#/v1/nothing");
  expect(root.textContent).toContain('No demo is called "nothing".');
});
