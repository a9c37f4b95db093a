/**
 * What the browser and the page's headers allow, as found out by the engine's probe.
 *
 * @typedef {object} Findings
 * @property {boolean} webAssembly WebAssembly is there
 * @property {boolean} workers module workers can be started
 * @property {boolean} isolated the page is cross-origin isolated
 * @property {boolean} sharedMemory a shared memory could be posted to a worker
 * @property {boolean} framed the page is inside another page
 */

/**
 * @typedef {object} Capabilities
 * @property {string | null} live why a live run cannot be, null when it can
 * @property {string | null} controlled why a controlled run cannot be, null when it can
 */

/**
 * `judge` says what can run here, and for each thing that cannot, why, in a sentence.
 *
 * @param {Findings} findings
 * @returns {Capabilities}
 */
export function judge(findings) {
  const controlled = !findings.webAssembly
    ? "This browser has no WebAssembly, or has it switched off, so no demo can run here; any current browser has it."
    : !findings.workers
      ? "This page was not allowed to start a worker, so no demo can run here."
      : null;
  if (controlled) return { live: controlled, controlled };
  if (!findings.isolated) {
    return {
      controlled,
      live: findings.framed
        ? "Real threads need a page that is isolated from others, and this browser does not isolate a page inside another. Run controlled works."
        : "Real threads need a page that is isolated from others, and this one came without the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy. Run controlled works.",
    };
  }
  if (!findings.sharedMemory) {
    return {
      controlled,
      live: "This browser does not share memory between threads on this page, so real threads cannot run here. Run controlled works.",
    };
  }
  return { live: null, controlled };
}
