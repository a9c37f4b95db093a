/**
 * The web server for the finished page: files of one folder, and the headers that threads in a page
 * need.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { Trouble } from "../../wasm/toolchain/shell.js";
import { EVERY_ANSWER, cacheControl, contentType } from "./headers.js";

/** Only this machine may connect. */
const HOST = "127.0.0.1";

/**
 * fileFor finds the file that an address names.
 * @param {string} folder
 * @param {string} url of the request, such as "/assets/main.js?x"
 * @returns {string | null} null if it names nothing inside the folder
 */
export function fileFor(folder, url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
  } catch {
    return null;
  }
  if (!path.startsWith("/") || path.includes("\0")) return null;
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(normalize(folder) + sep) ? file : null;
}

/** @param {string | null} file */
async function sizeOf(file) {
  if (!file) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {string} sentence
 * @param {Record<string, string>} [more]
 */
function refuse(response, status, sentence, more = {}) {
  const type = contentType(".txt");
  const headers = { ...EVERY_ANSWER, "Content-Type": type, "Cache-Control": "no-cache", ...more };
  response.writeHead(status, headers).end(`${sentence}\n`);
}

/**
 * @param {string} folder
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse(response, 405, "Only GET and HEAD are answered here.", { Allow: "GET, HEAD" });
  }
  const url = request.url ?? "/";
  const file = fileFor(folder, url);
  const size = await sizeOf(file);
  if (file === null || size === null) return refuse(response, 404, "There is no such file here.");
  response.writeHead(200, {
    ...EVERY_ANSWER,
    "Content-Type": contentType(extname(file)),
    "Content-Length": size,
    "Cache-Control": cacheControl(url),
  });
  if (request.method === "HEAD") return response.end();
  const stream = createReadStream(file);
  stream.on("error", () => response.destroy());
  stream.pipe(response);
}

/**
 * serve serves a folder.
 * @param {string} folder
 * @param {number} port 0: any free one
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} the address ends with a slash
 * @throws {Trouble} if the port cannot be had
 */
export function serve(folder, port) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const other = `choose another with PORT=${port + 1} npm start.`;
      if (error.code === "EADDRINUSE") reject(new Trouble(`Port ${port} is taken: ${other}`));
      else reject(new Trouble(`Port ${port} cannot be used (${error.code}): ${other}`));
    });
    server.listen(port, HOST, () => {
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      const close = () =>
        new Promise((/** @type {(value: void) => void} */ done) => {
          server.closeAllConnections();
          server.close(() => done());
        });
      resolve({ address: `http://${HOST}:${address.port}/`, close });
    });
  });
}
