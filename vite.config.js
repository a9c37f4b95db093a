import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";
import { ENGINE, PROJECT, SITE } from "./wasm/toolchain/places.js";

/** The embed page's source, and where it stands for Vite: its place decides its address. */
const EMBED_SOURCE = join(PROJECT, "web", "embed", "embed.html");
const EMBED_PAGE = join(PROJECT, "embed.html");

/**
 * embedPage serves web/embed/embed.html as /embed.html.
 * @returns {import("vite").Plugin}
 */
function embedPage() {
  return {
    name: "interleave-embed-page",
    enforce: "pre",
    resolveId: (id) => (id === EMBED_PAGE ? id : null),
    load: (id) => (id === EMBED_PAGE ? readFileSync(EMBED_SOURCE, "utf8") : null),
  };
}

/** @returns {string} the newest engine's version */
function engineVersion() {
  const current = join(ENGINE, "current.json");
  return existsSync(current) ? JSON.parse(readFileSync(current, "utf8")).version : "none";
}

export default defineConfig({
  root: PROJECT,
  // Relative addresses: the site works in any folder of any server.
  base: "./",
  publicDir: false,
  define: { __ENGINE__: JSON.stringify(`./engine/${engineVersion()}/`) },
  plugins: [embedPage()],
  worker: { format: "es" },
  build: {
    outDir: SITE,
    emptyOutDir: true,
    target: "es2022",
    // A polyfill would be the only inline script.
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: join(PROJECT, "index.html"), embed: EMBED_PAGE } },
  },
});
