import { afterEach, expect, test, vi } from "vitest";
import { probe } from "../../../web/engine/probe.js";

afterEach(() => vi.unstubAllGlobals());

/** @param {(message: any) => any} answer */
function stubWorker(answer) {
  vi.stubGlobal(
    "Worker",
    class {
      /** @type {any} */
      onmessage;
      /** @type {any} */
      onerror;
      /** @param {any} message */
      postMessage(message) {
        const data = answer(message);
        if (data === "error") queueMicrotask(() => this.onerror());
        else queueMicrotask(() => this.onmessage({ data }));
      }
      terminate() {}
    },
  );
}

test("real threads need isolation and a memory that arrives shared", async () => {
  vi.stubGlobal("crossOriginIsolated", true);
  vi.stubGlobal("top", globalThis);
  vi.stubGlobal("self", globalThis);
  stubWorker((memory) => memory instanceof WebAssembly.Memory);
  expect(await probe()).toEqual({ live: null, controlled: null });
  stubWorker(() => false);
  expect((await probe()).live).toMatch(/share memory/);
});

test("without isolation no memory is posted, and controlled runs can be", async () => {
  stubWorker((message) => {
    expect(message).toBeNull();
    return false;
  });
  const { live, controlled } = await probe();
  expect(live).toMatch(/isolated/);
  expect(controlled).toBeNull();
});

test("a memory that the browser refuses to post counts as not shared", async () => {
  vi.stubGlobal("crossOriginIsolated", true);
  stubWorker((message) => {
    if (message) throw new DOMException("no", "DataCloneError");
    return false;
  });
  expect((await probe()).live).toMatch(/share memory/);
});

test("a worker that does not start, and no WebAssembly, are told", async () => {
  stubWorker(() => "error");
  expect((await probe()).controlled).toMatch(/start a worker/);
  vi.stubGlobal("WebAssembly", undefined);
  expect((await probe()).controlled).toMatch(/no WebAssembly/);
});
