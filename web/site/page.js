/**
 * Builds the page into build/site: what Vite makes of web/, and beside it the engine, untouched.
 */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { ENGINE, PROJECT, SITE } from "../../wasm/toolchain/places.js";
import { Trouble } from "../../wasm/toolchain/shell.js";
import { currentEngine } from "./engine.js";

/**
 * buildPage builds the page for the newest engine. Requires that the engine was built.
 * @throws {Trouble} if the page's code has a mistake
 */
export async function buildPage() {
  const { version } = currentEngine();
  try {
    await build({ configFile: join(PROJECT, "vite.config.js"), logLevel: "warn" });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Trouble("The page could not be built.", words);
  }
  cpSync(join(ENGINE, version), join(SITE, "engine", version), { recursive: true });
}
