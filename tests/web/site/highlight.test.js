import { expect, test } from "vitest";
import { makeHighlighter } from "../../../web/site/highlight.js";

test("a source has one element a line, and its characters are text, not HTML", async () => {
  const highlight = await makeHighlighter();
  const text = '#include "demo.h"\n\nint f() { return 1 < 2 && 3 > 2; }\n';
  const lines = highlight(text).split("\n");
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^<span class="line">.*<\/span>$/);
  expect(lines[2]).toContain("--shiki-light:");
  expect(lines[2]).toContain("--shiki-dark:");
  const plain = lines.map((line) => line.replace(/<[^>]*>/g, "")).join("\n");
  expect(plain).not.toContain("<");
  const decoded = plain.replace(/&#x([0-9A-F]+);/gi, (_, code) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  expect(decoded).toBe(text.trimEnd());
});
