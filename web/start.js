/**
 * npm start: installs what is missing, builds what changed, and serves the page.
 *   node web/start.js          serves it too, on port 8080 or the one that PORT names
 *   node web/start.js build    only builds
 *
 * It imports nothing from npm itself: the packages may not be there yet.
 */
import { buildWasm } from "../wasm/toolchain/build_wasm.js";
import { findEmscripten } from "../wasm/toolchain/emscripten.js";
import { SITE } from "../wasm/toolchain/places.js";
import { Trouble, main, phase, say } from "../wasm/toolchain/shell.js";
import { publishEngine } from "./site/engine.js";
import { checkNode, installNpmPackages } from "./site/packages.js";
import { serve } from "./site/server.js";

const DEFAULT_PORT = 8080;

/** @returns {number} */
function chosenPort() {
  const text = process.env.PORT;
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Trouble(`PORT is "${text}", but a port is a number from 0 to 65535.`);
}

await main(async () => {
  const only = process.argv[2];
  if (only !== undefined && only !== "build") {
    throw new Trouble(`"${only}" is not known: say nothing to build and serve, or "build".`);
  }
  checkNode();
  const port = chosenPort();
  await installNpmPackages();
  const emscripten = await findEmscripten();
  await phase(`Building the engine with Emscripten ${emscripten.version}`, () =>
    buildWasm(emscripten),
  );
  await phase("Preparing the demos' sources", () => publishEngine(emscripten.version));
  const { buildPage } = await import("./site/page.js");
  await phase("Building the page", buildPage);
  if (only === "build") return;
  const { address } = await serve(SITE, port);
  say(`Interleave is at ${address} (Ctrl+C ends it)`);
});
