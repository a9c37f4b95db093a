import { expect, test } from "vitest";
import { decodeUtf8 } from "../../../web/lib/utf8.js";

test("bytes are read as UTF-8, within their bounds", () => {
  const bytes = new TextEncoder().encode("aä✕z");
  expect(decodeUtf8(bytes, 0, bytes.length)).toBe("aä✕z");
  expect(decodeUtf8(bytes, 1, 3)).toBe("ä");
  expect(decodeUtf8(bytes, 2, 2)).toBe("");
});
