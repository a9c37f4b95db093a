import { expect, test } from "vitest";
import { judge } from "../../../web/model/capabilities.js";

const all = { webAssembly: true, workers: true, isolated: true, sharedMemory: true, framed: false };

test("where all is there, all can run", () => {
  expect(judge(all)).toEqual({ live: null, controlled: null });
});

test.each([
  [{ webAssembly: false }, /no WebAssembly/, /no WebAssembly/],
  [{ workers: false }, /worker/, /worker/],
  [{ isolated: false }, /Cross-Origin-Opener-Policy/, null],
  [{ isolated: false, framed: true }, /page inside another/, null],
  [{ sharedMemory: false }, /share memory/, null],
])("%j is told in a sentence", (lack, live, controlled) => {
  const capabilities = judge({ ...all, ...lack });
  expect(capabilities.live).toMatch(live);
  if (controlled) expect(capabilities.controlled).toMatch(controlled);
  else expect(capabilities.controlled).toBeNull();
});
