import { vi } from "vitest";
import { CATALOG } from "./demo.js";
import { FakeWorker } from "./fake_worker.js";

/**
 * `stubPage` makes an empty page whose server has the test's demos and whose workers all answer. The
 * stubs stay until the next page: an app that was started lives as long as its window, as in a browser.
 *
 * @param {string} hash
 * @param {{ isolated?: boolean, list?: unknown }} [options]
 */
export function stubPage(hash, { isolated = true, list = CATALOG } = {}) {
  document.body.innerHTML = '<div id="app"></div>';
  location.hash = hash;
  /** @type {PageWorker[]} */
  const workers = [];
  class PageWorker extends FakeWorker {
    /** @param {URL} url */
    constructor(url) {
      super();
      this.name = /(\w+)_worker/.exec(url.pathname)?.[1] ?? "";
      workers.push(this);
    }

    /** @param {any} message */
    postMessage(message) {
      super.postMessage(message);
      if (this.name === "probe") queueMicrotask(() => this.say(isolated));
      else if (message.type === "load") queueMicrotask(() => this.say({ type: "ready" }));
    }
  }
  vi.stubGlobal("Worker", PageWorker);
  vi.stubGlobal("crossOriginIsolated", isolated);
  vi.stubGlobal("fetch", async (/** @type {string} */ url) => {
    const source = { id: "race", file: "race.cpp", text: "x", html: '<span class="line">x</span>' };
    return Response.json(url.endsWith("demos.json") ? list : source);
  });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  return { root, workers };
}
