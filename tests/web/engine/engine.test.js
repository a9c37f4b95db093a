import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Engine } from "../../../web/engine/engine.js";
import { FakeWorker, asWorker, settled } from "../support/fake_worker.js";

/** @type {FakeWorker[]} */
let workers;
/** @type {Engine} */
let engine;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  engine = new Engine(() => {
    workers.push(new FakeWorker());
    return asWorker(workers[workers.length - 1]);
  }, "https://host/engine/");
});
afterEach(() => {
  vi.useRealTimers();
});

const alive = () => {
  vi.advanceTimersByTime(500);
  return workers.filter((worker) => !worker.terminated).length;
};

/** @param {Promise<unknown>} run */
async function finish(run) {
  await settled();
  const worker = workers.findLast((one) => one.heard.includes("start") && !one.terminated);
  worker?.say({ type: "done", result: '{"ok":true}' });
  return run;
}

test("one instance is kept warm, and is the one that runs", async () => {
  engine.warm(3);
  engine.warm(2);
  expect(workers.length).toBe(1);
  workers[0].say({ type: "ready" });
  expect(await finish(engine.run({}, { threads: 3, processes: 1 }, () => {}))).toEqual({
    ok: true,
  });
  expect(workers.length).toBe(1);
  expect(alive()).toBe(0);
});

test("more threads than are warm need another instance", () => {
  engine.warm(3);
  engine.warm(8);
  expect(workers.length).toBe(2);
  expect(alive()).toBe(1);
  expect(workers[0].terminated).toBe(true);
});

test("a run takes the warm instance though it needs more threads, but not one without processes", async () => {
  engine.warm(3);
  workers[0].say({ type: "ready" });
  await finish(engine.run({}, { threads: 8, processes: 1 }, () => {}));
  expect(workers.length).toBe(1);
  engine.warm(3);
  workers[1].say({ type: "ready" });
  const run = engine.run({}, { threads: 1, processes: 2 }, () => {});
  await settled();
  expect(workers.length).toBe(3);
  workers[2].say({ type: "ready" });
  await finish(run);
});

test("fifty runs leave no worker behind, and each has its own", async () => {
  for (let i = 0; i < 50; i++) {
    engine.warm(3);
    workers[workers.length - 1].say({ type: "ready" });
    await finish(engine.run({}, { threads: 3, processes: 1 }, () => {}));
    expect(alive()).toBe(0);
  }
  expect(workers.length).toBe(50);
});

test("a stopped program that answers gives its result", async () => {
  engine.warm(1);
  workers[0].say({ type: "ready" });
  const run = engine.run({}, { threads: 1, processes: 1 }, () => {});
  await settled();
  engine.stop();
  expect(workers[0].heard).toContain("stop");
  workers[0].say({ type: "done", result: '{"ok":true,"fate":"stopped"}' });
  expect(await run).toEqual({ ok: true, fate: "stopped" });
  expect(alive()).toBe(0);
});

test("a stopped program that does not answer is ended within 300 ms", async () => {
  engine.warm(1);
  workers[0].say({ type: "ready" });
  const run = engine.run({}, { threads: 1, processes: 1 }, () => {});
  await settled();
  engine.stop();
  const ended = expect(run).rejects.toThrow();
  vi.advanceTimersByTime(299);
  await ended;
  expect(alive()).toBe(0);
});

test("stopping before the engine is ready ends the run as well", async () => {
  const run = engine.run({}, { threads: 1, processes: 1 }, () => {});
  await settled();
  engine.stop();
  const ended = expect(run).rejects.toThrow();
  vi.advanceTimersByTime(299);
  await ended;
  expect(alive()).toBe(0);
});

test("a warm instance that fails is forgotten; the next run gets a new one", async () => {
  engine.warm(1);
  workers[0].say({ type: "failed", sentence: "no" });
  await settled();
  expect(alive()).toBe(0);
  engine.warm(1);
  expect(workers.length).toBe(2);
  engine.cool();
  expect(alive()).toBe(0);
});
