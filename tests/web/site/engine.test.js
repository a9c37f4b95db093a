import { expect, test } from "vitest";
import { hashOf } from "../../../web/site/engine.js";

/** @param {Record<string, string>} files */
function hash(files) {
  return hashOf(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
}

test("an engine's hash is that of its contents and names, whatever their order", () => {
  expect(hash({ a: "1", b: "2" })).toMatch(/^[0-9a-f]{16}$/);
  expect(hash({ b: "2", a: "1" })).toBe(hash({ a: "1", b: "2" }));
  expect(hash({ a: "1", b: "3" })).not.toBe(hash({ a: "1", b: "2" }));
  expect(hash({ a: "1", c: "2" })).not.toBe(hash({ a: "1", b: "2" }));
});

test("no two sets of files run together", () => {
  expect(hash({ a: "1b", c: "" })).not.toBe(hash({ a: "1", bc: "" }));
});
