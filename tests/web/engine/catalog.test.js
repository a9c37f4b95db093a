import { afterEach, expect, test, vi } from "vitest";
import { fetchCatalog, fetchSource } from "../../../web/engine/catalog.js";
import { CATALOG } from "../support/demo.js";

afterEach(() => vi.unstubAllGlobals());

/** @param {unknown} body @param {number} [status] */
function serve(body, status = 200) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetched = vi.fn(async () => new Response(text, { status }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("the list and a source are loaded from the engine's folder", async () => {
  const list = serve(CATALOG);
  expect((await fetchCatalog("https://host/e/")).demos.length).toBe(3);
  expect(list).toHaveBeenCalledWith("https://host/e/demos.json");
  const source = serve({ id: "race", file: "race.cpp", text: "x", html: "x" });
  expect((await fetchSource("https://host/e/", "race")).text).toBe("x");
  expect(source).toHaveBeenCalledWith("https://host/e/sources/race.json");
});

test("each way to fail has its sentence", async () => {
  serve("", 404);
  await expect(fetchCatalog("https://host/e/")).rejects.toThrow("the server answered 404.");
  serve("<html>");
  await expect(fetchCatalog("https://host/e/")).rejects.toThrow("is not JSON.");
  serve({ id: "race" });
  await expect(fetchSource("https://host/e/", "race")).rejects.toThrow("source of race is damaged");
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("offline");
  });
  await expect(fetchCatalog("https://host/e/")).rejects.toThrow("check the connection");
});
