import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { findEmscripten } from "../../wasm/toolchain/emscripten.js";
import { cureLostWakeups, isAffected } from "../../wasm/toolchain/lost_wakeup.js";
import { BUILD, PROJECT } from "../../wasm/toolchain/places.js";
import { mustRun } from "../../wasm/toolchain/shell.js";

const GENERATED = "push(worker);worker.pthread_ptr=0;__emscripten_thread_free_data(pthread_ptr)},";

describe("the patch", () => {
  test("goes just before a thread's memory is freed, once", () => {
    const cured = cureLostWakeups(GENERATED, "3.1.69");
    expect(cured).toBe(
      "push(worker);worker.pthread_ptr=0;Atomics.notify(HEAP32,pthread_ptr>>2),__emscripten_thread_free_data(pthread_ptr)},",
    );
    expect(cureLostWakeups(cured, "3.1.69")).toBe(cured);
  });

  test("is for the versions that lose wake-ups only", () => {
    expect(["3.1.32", "3.1.33", "3.1.69", "6.0.6", "6.0.7"].map(isAffected)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(cureLostWakeups(GENERATED, "6.0.7")).toBe(GENERATED);
  });

  test("refuses code it does not know", () => {
    expect(() => cureLostWakeups("", "4.0.0")).toThrow(/fits 0 places/);
    expect(() => cureLostWakeups(GENERATED + GENERATED, "4.0.0")).toThrow(/fits 2 places/);
  });
});

describe("a program whose threads' memory is used again", () => {
  const ROUNDS = 100;
  const plain = join(BUILD, "lost_wakeup", "plain", "program.mjs");
  const cured = join(BUILD, "lost_wakeup", "cured", "program.mjs");
  let version = "";

  beforeAll(async () => {
    const emscripten = await findEmscripten();
    version = emscripten.version;
    for (const file of [plain, cured]) mkdirSync(dirname(file), { recursive: true });
    const flags = ["-std=c++20", "-O2", "-pthread", "-sMODULARIZE=1", "-sEXPORT_ES6=1"];
    const settings = ["-sENVIRONMENT=worker,node", "-sPTHREAD_POOL_SIZE=Module.poolSize"];
    const source = join(PROJECT, "tests", "toolchain", "lost_wakeup.cpp");
    for (const file of [plain, cured]) {
      const args = [...flags, ...settings, source, "-o", file];
      const { code, output } = await emscripten.run("em++", args, { cwd: PROJECT });
      expect(code, output).toBe(0);
    }
    writeFileSync(cured, cureLostWakeups(readFileSync(cured, "utf8"), version));
  });

  /** @param {string} module */
  async function lostWakeups(module) {
    const script = join(PROJECT, "tests", "toolchain", "lost_wakeup_run.js");
    const sentence = "The program failed.";
    return Number(await mustRun(sentence, process.execPath, [script, module, String(ROUNDS)]));
  }

  test("loses wake-ups without the cure", async () => {
    const lost = await lostWakeups(plain);
    // A version that is not affected proves nothing here, and must lose none.
    if (isAffected(version)) expect(lost).toBeGreaterThan(0);
    else expect(lost).toBe(0);
  });

  test("loses none with it", async () => {
    expect(await lostWakeups(cured)).toBe(0);
  });
});
