import { expect, test } from "vitest";
import { compareVersions, isAtLeast, parseVersion } from "../../wasm/toolchain/version.js";

test("parseVersion finds the version in what emcc prints", () => {
  const printed =
    "emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld) 3.1.69 ()";
  expect(parseVersion(printed)).toBe("3.1.69");
  expect(parseVersion("emcc (...) 4.0.7 (0ec74de2cd8ee6fc1eb1bd9bb6d3ac3ab2bcf1cb)")).toBe("4.0.7");
  expect(parseVersion("3.1.6~dfsg-5")).toBe("3.1.6");
  expect(parseVersion("command not found")).toBeNull();
  expect(parseVersion("1.2.3.4")).toBeNull();
});

test("compareVersions compares numbers, not letters", () => {
  const sorted = ["3.1.6", "3.1.33", "3.1.69", "4.0.0", "6.0.6", "10.0.0"];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  expect(compareVersions("3.1.69", "3.1.69")).toBe(0);
});

test("isAtLeast includes the floor itself", () => {
  expect(isAtLeast("3.1.69", "3.1.69")).toBe(true);
  expect(isAtLeast("3.1.6", "3.1.69")).toBe(false);
  expect(isAtLeast("6.0.7", "3.1.69")).toBe(true);
});
