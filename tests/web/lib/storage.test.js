import { afterEach, expect, test, vi } from "vitest";
import { remember, remembered } from "../../../web/lib/storage.js";

afterEach(() => vi.unstubAllGlobals());

test("what is remembered comes back, until it is forgotten", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  });
  remember("theme", "dark");
  expect(remembered("theme")).toBe("dark");
  remember("theme", null);
  expect(remembered("theme")).toBeNull();
});

test("where storage is denied nothing is remembered and nothing fails", () => {
  vi.stubGlobal("localStorage", undefined);
  remember("theme", "dark");
  expect(remembered("theme")).toBeNull();
});
