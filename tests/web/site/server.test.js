import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVERY_ANSWER } from "../../../web/site/headers.js";
import { fileFor, serve } from "../../../web/site/server.js";

let folder = "";
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "interleave-site-"));
  mkdirSync(join(folder, "engine", "0123"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "engine", "0123", "live.wasm"), "\0asm");
  server = await serve(folder, 0);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/**
 * Asks for a path as it stands: fetch would tidy it up first.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<import("node:http").IncomingMessage>}
 */
function ask(path, method = "GET") {
  return new Promise((resolve, reject) => {
    const sent = request(server.address, { path, method }, (answer) => {
      answer.resume();
      resolve(answer);
    });
    sent.on("error", reject).end();
  });
}

test.each([
  ["/", "GET", 200],
  ["/?x#y", "HEAD", 200],
  ["/engine/0123/live.wasm", "GET", 200],
  ["/engine/0123", "GET", 404],
  ["/nothing", "GET", 404],
  ["/%00", "GET", 404],
  ["/%", "GET", 404],
  ["/../package.json", "GET", 404],
  ["/%2e%2e/package.json", "GET", 404],
  ["/", "POST", 405],
])("%s, %s: %i, and the headers of every answer", async (path, method, status) => {
  const { statusCode, headers } = await ask(path, method);
  expect(statusCode).toBe(status);
  for (const [name, value] of Object.entries(EVERY_ANSWER)) {
    expect(headers[name.toLowerCase()]).toBe(value);
  }
});

test("a file has its type, and is kept for ever only if its path has a hash", async () => {
  const page = (await ask("/")).headers;
  expect(page["content-type"]).toBe("text/html; charset=utf-8");
  expect(page["cache-control"]).toBe("no-cache");
  const wasm = (await ask("/engine/0123/live.wasm")).headers;
  expect(wasm["content-type"]).toBe("application/wasm");
  expect(wasm["cache-control"]).toContain("immutable");
});

test("fileFor stays inside the folder", () => {
  expect(fileFor("/site", "/a/b.js?v=1")).toBe("/site/a/b.js");
  expect(fileFor("/site", "/a/../b.js")).toBe("/site/b.js");
  expect(fileFor("/site", "/../site2/b.js")).toBeNull();
  expect(fileFor("/site", "relative")).toBeNull();
});

test("a port that is taken is told in a sentence", async () => {
  const port = Number(new URL(server.address).port);
  await expect(serve(folder, port)).rejects.toThrow(`Port ${port} is taken`);
});
