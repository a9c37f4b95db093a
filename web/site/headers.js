/**
 * The HTTP headers that every answer of ours carries, whatever serves the page.
 *
 * The first two isolate the page, which real threads need; the third lets it and its workers load
 * inside a page that is isolated too; the fourth isolates it inside one that is not, in Chromium.
 * None of them is about secrets: everything here is public, so anybody may read it, and a sandboxed
 * frame, whose origin is "null", must.
 * @type {Readonly<Record<string, string>>}
 */
export const EVERY_ANSWER = Object.freeze({
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Document-Isolation-Policy": "isolate-and-require-corp",
  "Access-Control-Allow-Origin": "*",
  "X-Content-Type-Options": "nosniff",
});

/** A year: what has a hash in its path never changes. */
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * cacheControl tells how long an answer may be kept.
 * @param {string} path of the address, from the site's root
 */
export function cacheControl(path) {
  return /^\/(assets|engine)\//.test(path) ? FOR_EVER : "no-cache";
}

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * contentType tells what kind of file a name ends for.
 * @param {string} extension with its dot
 */
export function contentType(extension) {
  return TYPES[extension.toLowerCase()] ?? "application/octet-stream";
}
