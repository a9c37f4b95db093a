import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

test("it answers whether what came is shared memory", async () => {
  /** @type {any[]} */
  const told = [];
  /** @type {(event: { data: any }) => void} */
  let hear = () => {};
  vi.stubGlobal("postMessage", (/** @type {any} */ message) => told.push(message));
  vi.stubGlobal("addEventListener", (/** @type {string} */ _, /** @type {any} */ listener) => {
    hear = listener;
  });
  await import("../../../web/engine/probe_worker.js");
  hear({ data: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) });
  hear({ data: new WebAssembly.Memory({ initial: 1 }) });
  hear({ data: null });
  expect(told).toEqual([true, false, false]);
});
