import { expect } from "vitest";
import { test } from "./support/fixtures.js";
import { heapBytes, steadyWorkers } from "./support/workers.js";

/** What the heap may differ by between two moments at which it should be the same: caches, compiled code. */
const TOLERANCE = 2 ** 20;

test("fifty runs in a row grow neither workers nor memory", async ({ visit, browser }) => {
  const page = await visit("#/v1/race?threads=2&increments=2");
  const warm = await steadyWorkers(browser);
  const after = async (/** @type {number} */ runs) => {
    for (let i = 0; i < runs; i++) expect(await page.run("Run live")).toMatch(/^Finished/);
    // Memory of an ended worker counts until it is gone.
    const workers = await steadyWorkers(browser, (count) => count <= warm);
    return { workers, bytes: await heapBytes(page.page) };
  };
  const ten = await after(10);
  const fifty = await after(40);
  expect(ten.workers).toBeLessThanOrEqual(warm);
  expect(fifty.workers).toBeLessThanOrEqual(warm);
  expect(fifty.bytes - ten.bytes).toBeLessThan(TOLERANCE);
});

test("fifty controlled runs neither", async ({ visit, browser }) => {
  const page = await visit("#/v1/race?threads=2&increments=2&mode=controlled");
  const after = async (/** @type {number} */ runs) => {
    for (let i = 0; i < runs; i++) expect(await page.run("Run controlled")).toMatch(/^Finished/);
    return { workers: await steadyWorkers(browser), bytes: await heapBytes(page.page) };
  };
  const ten = await after(10);
  const fifty = await after(40);
  expect(fifty.workers).toBeLessThanOrEqual(ten.workers);
  expect(fifty.bytes - ten.bytes).toBeLessThan(TOLERANCE);
});
