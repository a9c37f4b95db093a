/**
 * Servers beside the site's own: the site as another server would send it, and a page that embeds it.
 */
import { createServer } from "node:http";

/** @typedef {{ address: string, close: () => Promise<void> }} Served */

/**
 * listen serves with `answer` on a free port.
 * @param {import("node:http").RequestListener} answer
 * @param {string} [name] of this machine, as the address has it: another name is another site
 * @returns {Promise<Served>} the address ends with a slash
 */
function listen(answer, name = "127.0.0.1") {
  const server = createServer(answer);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      const close = () =>
        new Promise((/** @type {(value: void) => void} */ done) => {
          server.closeAllConnections();
          server.close(() => done());
        });
      resolve({ address: `http://${name}:${port}/`, close });
    });
  });
}

/**
 * serveWithout serves the same site, but leaves some of its headers out.
 * @param {string} address of the site
 * @param {readonly string[]} headers
 */
export function serveWithout(address, headers) {
  const left = new Set(headers.map((name) => name.toLowerCase()));
  return listen(async (request, response) => {
    try {
      const answer = await fetch(new URL(request.url ?? "/", address));
      const kept = [...answer.headers].filter(([name]) => !left.has(name));
      // What fetch has read is neither compressed nor in chunks any more.
      const plain = kept.filter(
        ([name]) => !/^(connection|keep-alive|transfer-encoding|content-encoding)$/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(plain));
      response.end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      response.destroy();
    }
  });
}

/**
 * serveHost serves one page that sends no headers, as a course system would, with another page in a frame.
 * @param {string} frame the address in the frame
 * @param {"localhost" | "127.0.0.1"} name localhost: the frame is of another site
 */
export function serveHost(frame, name) {
  const src = frame.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A course</title><h1>Lesson 4</h1>
<iframe title="Interleave" src="${src}" width="800" height="640"></iframe></html>`;
  return listen((request, response) => {
    if (request.url !== "/") return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
  }, name);
}
