import { afterEach, expect, test, vi } from "vitest";
import { controlledEngine } from "../../../web/engine/controlled.js";
import { FakeWorker } from "../support/fake_worker.js";

afterEach(() => vi.unstubAllGlobals());

test("its host is a module worker of its own script", () => {
  /** @type {any[]} */
  const made = [];
  const fetch = vi.fn(() => new Promise(() => {}));
  vi.stubGlobal("fetch", fetch);
  vi.stubGlobal(
    "Worker",
    class extends FakeWorker {
      /** @param {URL} url @param {object} options */
      constructor(url, options) {
        super();
        made.push([url.pathname, options]);
      }
    },
  );
  controlledEngine("https://host/engine/", 4).warm(2);
  expect(made.length).toBe(1);
  expect(made[0][0]).toMatch(/\/controlled_worker\.js$/);
  expect(made[0][1]).toMatchObject({ type: "module" });
  expect(fetch).toHaveBeenCalledWith("https://host/engine/controlled-4.wasm");
});
