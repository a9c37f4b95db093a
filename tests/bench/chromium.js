/**
 * A page of Chromium with a controlled module in it, for benchmarks.
 */
import { SITE } from "../../wasm/toolchain/places.js";
import { moduleOf } from "../../web/engine/module.js";
import { currentEngine } from "../../web/site/engine.js";
import { serve } from "../../web/site/server.js";
import { launch } from "../e2e/support/browser.js";

/**
 * withControlled opens a page whose `globalThis.engine` is an instance of a chapter's controlled module, and closes it in the end.
 * @param {number} chapter
 * @param {(page: import("playwright-core").Page) => Promise<any>} use
 */
export async function withControlled(chapter, use) {
  const { address, close } = await serve(SITE, 0);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const url = moduleOf(`${address}engine/${currentEngine().version}/`, "controlled", chapter);
    const content = `import factory from "${url}.js"; globalThis.engine = await factory();`;
    await page.addScriptTag({ type: "module", content });
    await page.waitForFunction(() => "engine" in globalThis);
    return await use(page);
  } finally {
    await browser.close();
    await close();
  }
}
