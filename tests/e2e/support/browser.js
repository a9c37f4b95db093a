/**
 * The browser and the site for end-to-end tests. tests/run.js names both in the environment; by hand,
 * `npx vitest run --project e2e` finds the browser and serves what is built.
 */
import { chromium } from "playwright-core";
import { SITE } from "../../../wasm/toolchain/places.js";
import { serve } from "../../../web/site/server.js";
import { ensureChromium } from "../../runner/chromium.js";

/** Root may not use Chromium's sandbox, and the only pages it opens are ours. It asks nobody on the network for anything. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * launch starts Chromium, headless.
 * @param {string[]} [more] further arguments for its command line
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launch(more = []) {
  const executablePath = process.env.INTERLEAVE_CHROMIUM || (await ensureChromium());
  return chromium.launch({ executablePath, args: [...ARGS, ...more] });
}

/**
 * findSite tells where the built page is served, and serves it if nobody does.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} the address ends with a slash
 */
export async function findSite() {
  const address = process.env.INTERLEAVE_ADDRESS;
  if (address) return { address, close: async () => {} };
  return serve(process.env.INTERLEAVE_SITE || SITE, 0);
}
