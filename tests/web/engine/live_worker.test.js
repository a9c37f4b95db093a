import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CHUNKS_IN_FLIGHT } from "../../../web/engine/protocol.js";

/** @type {any[]} */
let told;
/** @type {(event: { data: any }) => Promise<void>} */
let hear;
/** What is still in the rings, in bytes. */
let rings = 0;
let finished = false;
let stopped = 0;
let threadsEnded = 0;
/** @type {number[]} */
let warmed = [];

/** An engine in the place of the real one, which the worker imports by address. */
const ENGINE = `data:text/javascript,${encodeURIComponent(`
  export default async (options) => globalThis.makeEngine(options);
//`)}`;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  told = [];
  rings = 0;
  stopped = 0;
  threadsEnded = 0;
  warmed = [];
  finished = false;
  vi.stubGlobal("postMessage", (/** @type {any} */ message) => told.push(message));
  vi.stubGlobal("addEventListener", (/** @type {string} */ type, /** @type {any} */ listener) => {
    if (type === "message") hear = listener;
  });
  let prepared = 0;
  vi.stubGlobal("makeEngine", (/** @type {any} */ { poolSize }) => ({
    HEAPU8: new Uint8Array(2 ** 21),
    PThread: { terminateAllThreads: () => threadsEnded++ },
    UTF8ToString: (/** @type {any} */ text) => text,
    stringToNewUTF8: (/** @type {any} */ text) => text,
    _malloc: () => 64,
    _free: () => {},
    _interleave_prepare: () => expect(poolSize).toBe(3),
    _interleave_prepared: () => prepared++,
    _interleave_warm_up: (/** @type {number} */ step) => {
      warmed.push(step);
      return Number(step < 4);
    },
    _interleave_start: (/** @type {string} */ options) =>
      new URLSearchParams(options).get("demo") ? '{"ok":true}' : '{"ok":false,"error":"No demo."}',
    _interleave_collect: (/** @type {number} */ _, /** @type {number} */ capacity) => {
      const size = Math.min(rings, capacity);
      rings -= size;
      return size;
    },
    _interleave_finished: () => Number(finished && rings === 0),
    _interleave_stop: () => stopped++,
    _interleave_dismiss: () => {},
    _interleave_result: () => '{"ok":true,"fate":"finished"}',
  }));
  await import("../../../web/engine/live_worker.js");
  const loading = hear({ data: { type: "load", url: ENGINE, threads: 3 } });
  await vi.advanceTimersByTimeAsync(50);
  await loading;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const types = () => told.map(({ type }) => type);

test("it is ready once all threads are, and all that is to be warmed up", () => {
  expect(types()).toEqual(["ready"]);
  expect(warmed).toEqual([0, 1, 2, 3, 4]);
});

test("the trace is collected until the run is over, then the result follows", async () => {
  await hear({ data: { type: "start", options: "demo=race" } });
  rings = 400;
  await vi.advanceTimersByTimeAsync(20);
  expect(told[1].bytes.byteLength).toBe(400);
  rings = 80;
  finished = true;
  await vi.advanceTimersByTimeAsync(20);
  expect(types()).toEqual(["ready", "chunk", "chunk", "done"]);
  await vi.advanceTimersByTimeAsync(100);
  expect(told.length).toBe(4);
});

test("what the page does not take is not collected, and nothing is dropped", async () => {
  rings = 40 * 2 ** 20;
  await hear({ data: { type: "start", options: "demo=race" } });
  await vi.advanceTimersByTimeAsync(500);
  const chunks = () => types().filter((type) => type === "chunk").length;
  expect(chunks()).toBe(CHUNKS_IN_FLIGHT);
  finished = true;
  while (chunks() < 40) await hear({ data: { type: "taken" } });
  await vi.advanceTimersByTimeAsync(100);
  for (let i = 0; i < CHUNKS_IN_FLIGHT; i++) await hear({ data: { type: "taken" } });
  await vi.advanceTimersByTimeAsync(100);
  expect(types().at(-1)).toBe("done");
  expect(
    told.filter(({ bytes }) => bytes).reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
  ).toBe(40 * 2 ** 20);
});

test("a refused start is told as the result", async () => {
  await hear({ data: { type: "start", options: "" } });
  expect(told[1]).toEqual({ type: "done", result: '{"ok":false,"error":"No demo."}' });
});

test("stop reaches the engine", async () => {
  await hear({ data: { type: "stop" } });
  expect(stopped).toBe(1);
});

test("an engine that is not there fails with a sentence", async () => {
  await hear({
    data: { type: "load", url: "data:text/javascript,throw Error('gone')//", threads: 1 },
  });
  expect(told.at(-1)).toMatchObject({ type: "failed", sentence: expect.stringMatching(/gone/) });
});

test("one that leaves ends its threads and says nothing more", async () => {
  await hear({ data: { type: "start", options: "demo=race" } });
  told = [];
  rings = 100;
  await hear({ data: { type: "leave" } });
  await vi.advanceTimersByTimeAsync(50);
  expect(threadsEnded).toBe(1);
  expect(told).toEqual([]);
});
