/** Processes in the page: each a worker with an instance and a memory of its own. */
import { describe, expect } from "vitest";
import { test } from "./support/fixtures.js";
import { steadyWorkers } from "./support/workers.js";

describe("processes live", () => {
  test("what a process changes stays in its own memory", async ({ visit }) => {
    const page = await visit();
    for (const [start, begins] of /** @type {const} */ ([
      ["fork", 3],
      ["spawn", 0],
    ])) {
      await page.open(`#/v1/memory_isolation?start=${start}&increments=3&mode=live`);
      await page.button("Run live").waitFor();
      expect(await page.run("Run live")).toMatch(/^Finished/);
      expect(await page.lines()).toEqual([
        "MainProcess: counter is 3",
        "after the thread: 3",
        `Process-1: counter is ${begins + 3}`,
        "after the process: 3",
      ]);
    }
  });

  test("processes that wait for each other for ever are told of, and Stop works", async ({
    visit,
  }) => {
    const page = await visit("#/v1/ipc_pipe?start=fork&mode=live");
    await page.button("Run live").click();
    const announcement = page.alert.filter({ hasText: "waits for" });
    await announcement.waitFor();
    expect(await announcement.innerText()).toMatch(
      /^Deadlock[^]*MainThread waits for Process-1 to finish/,
    );
    await page.button("Stop").click();
    await page.over();
    expect((await page.lines()).slice(0, 3)).toEqual([
      "You said: Aal izz well",
      "You said: Jahanpanah",
      "You said: Tussi great ho",
    ]);
  });

  test("a process that dies leaves its exit code, and the others go on", async ({ visit }) => {
    const page = await visit(
      "#/v1/factorial_processes?numbers=300,2000,500&max_str_digits=2000&mode=live",
    );
    expect(await page.run("Run live")).toContain("an exception ended a thread");
    const output = (await page.lines()).join("\n");
    expect(output).toContain("Process Process-2:");
    expect(output).toContain("ValueError: Exceeds the limit (2000 digits)");
    expect(output).toContain("<Process name='Process-2' pid=3 parent=1 stopped exitcode=1>");
    expect(output).toContain("<Process name='Process-3' pid=4 parent=1 stopped exitcode=0>");
  });

  test("processes that compute are stopped at once", async ({ visit }) => {
    const page = await visit("#/v1/factorial_pool?upper=25000&processes=4&mode=live");
    await page.button("Run live").click();
    await page.settled("^Running", true);
    await page.page.waitForFunction(() => /[1-9]\d,?\d* events/.test(document.body.innerText));
    const before = Date.now();
    await page.button("Stop").click();
    await page.settled("^Stopped", true);
    expect(Date.now() - before).toBeLessThan(2_000);
  });

  test("thirty runs leave no worker behind", async ({ visit, browser }) => {
    const page = await visit("#/v1/pool_map?mode=live");
    await page.run("Run live");
    const before = await steadyWorkers(browser);
    for (let i = 0; i < 30; i++) {
      expect(await page.run("Run live")).toMatch(/^Finished/);
      expect(await page.lines()).toEqual(["Squares:  [4, 1156, 7225, 144, 64]"]);
    }
    const after = await steadyWorkers(browser, (count) => count <= before);
    expect(after).toBeLessThanOrEqual(before);
  });
});
