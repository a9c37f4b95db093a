/**
 * Prints what the demos say of themselves (interleave_describe), in a process of its own:
 *   node wasm/toolchain/describe.js build/wasm/describe.js
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Trouble, main } from "./shell.js";

await main(async () => {
  const module = process.argv[2];
  if (!module)
    throw new Trouble("Name the module: node wasm/toolchain/describe.js build/wasm/describe.js");
  const { default: factory } = await import(pathToFileURL(resolve(module)).href);
  const engine = await factory();
  process.stdout.write(engine.UTF8ToString(engine._interleave_describe()));
});
