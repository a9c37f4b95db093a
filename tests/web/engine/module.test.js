import { afterEach, expect, test, vi } from "vitest";
import { compile, compileOnce, instantiating } from "../../../web/engine/module.js";

/** The smallest module: "\0asm" and the version. */
const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const ADDRESS = "https://host/engine/live.wasm";

const never = () => expect.unreachable();

afterEach(() => vi.unstubAllGlobals());

/** @param {() => Response} answer */
function serving(answer) {
  const fetch = vi.fn(async () => answer());
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

test("a module is fetched and compiled once, whatever type its server says it has", async () => {
  const fetch = serving(() => new Response(EMPTY, { headers: { "Content-Type": "text/plain" } }));
  const code = compileOnce(ADDRESS);
  expect(fetch).not.toHaveBeenCalled();
  const module = await code();
  expect(module).toBeInstanceOf(WebAssembly.Module);
  expect(await code()).toBe(module);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("what cannot be compiled is null, and is tried again the next time", async () => {
  const fetch = serving(() => new Response("", { status: 404 }));
  const code = compileOnce(ADDRESS);
  expect(await code()).toBeNull();
  expect(await code()).toBeNull();
  expect(fetch).toHaveBeenCalledTimes(2);
  await expect(compile(ADDRESS)).rejects.toThrow(`${ADDRESS} answers 404`);
});

test("generated code gets its instance of a compiled module, or makes its own", async () => {
  const module = await WebAssembly.compile(EMPTY);
  const { instantiateWasm } = instantiating(module, never);
  /** @type {[WebAssembly.Instance, WebAssembly.Module]} */
  const [instance, same] = await new Promise((resolve) => {
    instantiateWasm?.({}, (...received) => resolve(received));
  });
  expect(instance).toBeInstanceOf(WebAssembly.Instance);
  expect(same).toBe(module);
  expect(instantiating(null, never)).toEqual({});
});
