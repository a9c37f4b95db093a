import { expect, test } from "vitest";
import { whyFailed } from "../../../web/engine/protocol.js";

test("memory is told apart from other errors, both in sentences", () => {
  expect(whyFailed(new RangeError("could not allocate memory"))).toMatch(/ran out of memory/);
  expect(whyFailed(new Error("unreachable"))).toMatch(/error inside the engine \(unreachable\)\.$/);
  expect(whyFailed("text")).toMatch(/\(text\)/);
});
