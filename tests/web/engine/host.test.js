import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EngineError, Host } from "../../../web/engine/host.js";
import { FakeWorker, asWorker, settled } from "../support/fake_worker.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** @returns {[Host, FakeWorker]} */
function make() {
  const worker = new FakeWorker();
  return [new Host(asWorker(worker), "https://host/engine/", 5), worker];
}

test("a host loads, runs, takes chunks and gives the result", async () => {
  const [host, worker] = make();
  await settled();
  expect(worker.sent).toEqual([
    { type: "load", url: "https://host/engine/", threads: 5, processes: 1, module: null },
  ]);
  /** @type {number[]} */
  const chunks = [];
  const run = host.run({ demo: "race" }, (bytes) => chunks.push(bytes.length));
  expect(worker.heard).toEqual(["load"]);
  worker.say({ type: "ready" });
  await settled();
  expect(worker.sent[1]).toEqual({ type: "start", options: "demo=race" });
  worker.say({ type: "chunk", bytes: new ArrayBuffer(40) });
  worker.say({ type: "chunk", bytes: new ArrayBuffer(80) });
  worker.say({ type: "done", result: '{"ok":true,"fate":"finished"}' });
  expect(await run).toEqual({ ok: true, fate: "finished" });
  expect(chunks).toEqual([40, 80]);
  expect(worker.heard).toEqual(["load", "start", "taken", "taken"]);
});

test("an engine that cannot load is told in a sentence", async () => {
  const [host, worker] = make();
  worker.say({ type: "failed", sentence: "It is damaged." });
  await expect(host.ready).rejects.toThrow("It is damaged.");
});

test("a worker that the browser could not load is told in a sentence", async () => {
  const [host, worker] = make();
  worker.onerror?.({ message: "", preventDefault() {} });
  await expect(host.ready).rejects.toThrow(/could not be loaded/);
});

test("an engine that never answers is given up", async () => {
  const [host] = make();
  vi.advanceTimersByTime(30_001);
  await expect(host.ready).rejects.toThrow(/did not load within 30 seconds/);
});

test("a trap in the middle of a run is told in a sentence", async () => {
  const [host, worker] = make();
  worker.say({ type: "ready" });
  const run = host.run({}, () => {});
  await settled();
  worker.onerror?.({ message: "RuntimeError: unreachable", preventDefault() {} });
  await expect(run).rejects.toThrow(/error inside the engine \(RuntimeError: unreachable\)/);
});

test("a damaged report is told in a sentence", async () => {
  const [host, worker] = make();
  worker.say({ type: "ready" });
  const run = host.run({}, () => {});
  await settled();
  worker.say({ type: "done", result: "{" });
  expect(await run).toEqual({ ok: false, error: "The engine's report of the run is damaged." });
});

test("one without workers of its own is ended at once", () => {
  const worker = new FakeWorker();
  new Host(asWorker(worker), "https://host/engine/", 0).end();
  expect(worker.heard).toEqual([]);
  expect(worker.terminated).toBe(true);
});

test("after its end a host is gone and reports nothing", async () => {
  const [host, worker] = make();
  worker.say({ type: "ready" });
  const run = host.run({}, () => expect.unreachable());
  await settled();
  host.end(new EngineError("over"));
  host.end();
  await expect(run).rejects.toThrow("over");
  expect(worker.heard).toEqual(["load", "start", "leave"]);
  worker.say({ type: "chunk", bytes: new ArrayBuffer(40) });
  vi.advanceTimersByTime(1000);
  expect(worker.terminated).toBe(true);
  expect(worker.onmessage).toBeNull();
});
