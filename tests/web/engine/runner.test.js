import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Runner } from "../../../web/engine/runner.js";
import { Store } from "../../../web/model/store.js";
import { CATALOG } from "../support/demo.js";
import { FakeWorker, settled } from "../support/fake_worker.js";
import { TraceBuilder } from "../support/trace_builder.js";

// Kept beyond the tests: a frame asked for in one may come after it.
Object.assign(globalThis, {
  requestAnimationFrame: (/** @type {() => void} */ work) => setTimeout(work, 0),
  cancelAnimationFrame: clearTimeout,
});

/** @type {(FakeWorker & { name: string })[]} */
let workers;
/** @type {Store} */
let store;
/** @type {Runner} */
let runner;

beforeEach(() => {
  workers = [];
  vi.stubGlobal("fetch", async () => {
    throw new Error("There is no network here.");
  });
  vi.stubGlobal(
    "Worker",
    class extends FakeWorker {
      /** @param {URL} _ @param {{ name: string }} options */
      constructor(_, { name }) {
        super();
        this.name = name;
        workers.push(this);
      }
    },
  );
  store = new Store();
  store.loaded(structuredClone(CATALOG));
  store.probed({ live: null, controlled: null });
  store.open("#/v1/race");
  runner = new Runner(store, "https://host/engine/");
});
afterEach(() => vi.unstubAllGlobals());

/** @param {string} name */
const last = (name) => /** @type {FakeWorker} */ (workers.findLast((one) => one.name === name));

/** @param {TraceBuilder} builder */
const chunk = (builder) => ({ type: "chunk", bytes: builder.bytes().buffer });

test("what can run is kept warm; what cannot is not started", async () => {
  runner.warm();
  await settled();
  expect(workers.map(({ name }) => name).sort()).toEqual(["controlled", "live"]);
  expect(last("live").sent[0]).toMatchObject({ type: "load", threads: 3 });
  workers = [];
  store.probed({ live: "No.", controlled: null });
  new Runner(store, "https://host/engine/").warm();
  expect(workers.map(({ name }) => name)).toEqual(["controlled"]);
});

test("a demo of another chapter has another module; the first one's instances go", async () => {
  runner.warm();
  await settled();
  const before = workers;
  expect(last("live").sent[0].url).toBe("https://host/engine/live-4");
  workers = [];
  store.open("#/v1/plain");
  runner.warm();
  await settled();
  expect(last("live").sent[0].url).toBe("https://host/engine/live-1");
  expect(last("controlled").sent[0].url).toBe("https://host/engine/controlled-1");
  await vi.waitFor(() => expect(before.every(({ terminated }) => terminated)).toBe(true));
  runner.warm();
  expect(workers.length).toBe(2);
});

test("a run fills the store and ends; the next instance is warm", async () => {
  runner.warm();
  await settled();
  last("controlled").say({ type: "ready" });
  const run = runner.run("controlled");
  await settled();
  const worker = last("controlled");
  const options = Object.fromEntries(new URLSearchParams(worker.sent[1].options));
  expect(options).toMatchObject({
    demo: "race",
    "set.threads": "10",
    scheduler: "random",
    seed: "1",
    steps: "200000",
  });
  worker.say(chunk(new TraceBuilder().threads("A")));
  worker.say({ type: "done", result: '{"ok":true,"fate":"finished"}' });
  await run;
  await vi.waitFor(() => expect(store.length.value).toBe(3));
  expect(store.phase.value).toBe("over");
  expect(store.result.value).toEqual({ ok: true, fate: "finished" });
  expect(worker.terminated).toBe(true);
  expect(last("controlled")).not.toBe(worker);
});

test("a second run while one goes on is ignored", async () => {
  runner.run("live");
  await settled();
  const before = workers.length;
  runner.run("live");
  expect(workers.length).toBe(before);
});

test("stop ends a run that does not listen, with what it told so far", async () => {
  const run = runner.run("live");
  last("live").say({ type: "ready" });
  await settled();
  last("live").say(chunk(new TraceBuilder().threads("A")));
  runner.stop();
  expect(store.phase.value).toBe("stopping");
  const from = performance.now();
  await run;
  expect(performance.now() - from).toBeLessThan(300);
  expect(store.result.value).toMatchObject({ ok: true, fate: "stopped" });
  expect(store.history.value?.trace.length).toBe(3);
});

test("a trace that cannot be read stops the run with the reason", async () => {
  const run = runner.run("live");
  last("live").say({ type: "ready" });
  await settled();
  const broken = new TraceBuilder().threads().bytes();
  broken[0] = 9;
  last("live").say({ type: "chunk", bytes: broken.buffer });
  await run;
  expect(store.result.value?.sentence).toMatch(/event 9 where event 0/);
});

test("a run that the reader left reports nothing", async () => {
  const run = runner.run("live");
  last("live").say({ type: "ready" });
  await settled();
  const worker = last("live");
  runner.abandon();
  store.open("#/v1/plain");
  worker.say(chunk(new TraceBuilder().threads("A")));
  await run;
  expect(store.phase.value).toBe("idle");
  expect(store.result.value).toBeNull();
  expect(worker.heard.at(-1)).toBe("leave");
});

test("an engine that fails is told in its sentence", async () => {
  const run = runner.run("live");
  last("live").say({ type: "failed", sentence: "The program ran out of memory." });
  await run;
  expect(store.result.value).toEqual({ ok: false, error: "The program ran out of memory." });
});
