import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../wasm/toolchain/file_lock.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "interleave-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("withLock lets one in at a time, and frees the lock after a failure", async () => {
  const path = join(folder, "lock");
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await Promise.resolve();
    inside--;
  };
  const failing = withLock(path, "waits", async () => {
    await work();
    throw new Error("failed");
  });
  await Promise.all([expect(failing).rejects.toThrow("failed"), withLock(path, "waits", work)]);
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test("withLock takes over the lock of a process that is gone", async () => {
  const path = join(folder, "lock");
  // No process has this id: it is above what any system gives.
  writeFileSync(path, "999999999");
  expect(await withLock(path, "waits", async () => "done")).toBe("done");
});
