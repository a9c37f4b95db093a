/**
 * Keeps what the engines' workers send to a page, so that a test can look at the very bytes.
 */

/**
 * @typedef {object} Recorded
 * @property {Uint8Array[]} chunks
 * @property {string} options as the page gave them
 * @property {string} result "" while the run goes on
 */

/**
 * recordRuns runs in the page before its own scripts: it listens to every worker that the page makes. The runs stand in
 * `globalThis.recordedRuns` in the order they began, one a worker; `globalThis.madeWorkers` counts the workers.
 */
export function recordRuns() {
  const scope = /** @type {any} */ (globalThis);
  /** @type {Recorded[]} */
  const runs = (scope.recordedRuns = []);
  scope.madeWorkers = 0;
  scope.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      scope.madeWorkers++;
      this.run = /** @type {Recorded | null} */ (null);
      this.addEventListener("message", ({ data }) => {
        if (!this.run) return;
        // The buffer belongs to the page: a copy stays here.
        if (data.type === "chunk") this.run.chunks.push(new Uint8Array(data.bytes.slice(0)));
        if (data.type === "done") this.run.result = data.result;
      });
    }

    /** @param {any} message @param {any} [transfer] */
    postMessage(message, transfer) {
      if (message?.type === "start") {
        if (this.run) throw new Error("A worker was started twice.");
        this.run = { chunks: [], options: message.options, result: "" };
        runs.push(this.run);
      }
      super.postMessage(message, transfer);
    }
  };
}

/**
 * lastRun fetches the last run that was recorded in a page.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{ bytes: Buffer, result: any, options: string }>}
 */
export async function lastRun(page) {
  const { base64, result, options } = await page.evaluate(async () => {
    const run = /** @type {any} */ (globalThis).recordedRuns.at(-1);
    const reader = new FileReader();
    const loaded = new Promise((resolve) => (reader.onload = resolve));
    reader.readAsDataURL(new Blob(run.chunks));
    await loaded;
    const url = String(reader.result);
    return {
      base64: url.slice(url.indexOf(",") + 1),
      result: run.result,
      options: run.options,
    };
  });
  // The data: address of an empty blob has no comma.
  const bytes = base64.startsWith("data:") ? Buffer.alloc(0) : Buffer.from(base64, "base64");
  return { bytes, result: JSON.parse(result || "null"), options };
}
