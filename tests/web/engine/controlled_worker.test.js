import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** @type {any[]} */
let told;
/** @type {(event: { data: any }) => Promise<void>} */
let hear;

let demo = "";

const ENGINE = `data:text/javascript,${encodeURIComponent(`
  export default async () => globalThis.makeEngine();
//`)}`;
const SIZE = 2 ** 20 + 80;

beforeEach(async () => {
  vi.resetModules();
  told = [];
  vi.stubGlobal("postMessage", (/** @type {any} */ message) => told.push(message));
  vi.stubGlobal("addEventListener", (/** @type {string} */ type, /** @type {any} */ listener) => {
    if (type === "message") hear = listener;
  });
  vi.stubGlobal("makeEngine", () => ({
    HEAPU8: new Uint8Array(2 ** 21).fill(7),
    UTF8ToString: (/** @type {any} */ text) => text,
    stringToNewUTF8: (/** @type {any} */ text) => text,
    _free: () => {},
    _interleave_options: (/** @type {string} */ options) => {
      demo = new URLSearchParams(options).get("demo") ?? "";
      return demo ? '{"ok":true}' : '{"ok":false,"error":"No demo."}';
    },
    _interleave_run: () => {
      if (demo === "trap") throw new Error("unreachable");
    },
    _interleave_trace: () => 160,
    _interleave_trace_size: () => SIZE,
    _interleave_result: () => '{"ok":true}',
  }));
  await import("../../../web/engine/controlled_worker.js");
  await hear({ data: { type: "load", url: ENGINE, threads: 0 } });
});
afterEach(() => vi.unstubAllGlobals());

test("a run gives its whole trace in chunks, then its result", async () => {
  await hear({ data: { type: "start", options: "demo=race" } });
  expect(told.map(({ type }) => type)).toEqual(["ready", "chunk", "chunk", "done"]);
  expect(told[1].bytes.byteLength + told[2].bytes.byteLength).toBe(SIZE);
});

test("refused options are told as the result", async () => {
  await hear({ data: { type: "start", options: "" } });
  expect(told[1]).toEqual({ type: "done", result: '{"ok":false,"error":"No demo."}' });
});

test("a trap is told in a sentence", async () => {
  await hear({ data: { type: "start", options: "demo=trap" } });
  expect(told[1]).toMatchObject({ type: "failed", sentence: expect.stringMatching(/unreachable/) });
});
