/**
 * Runs a command where Emscripten's tools are found, in the current folder:
 *   node wasm/toolchain/run_emscripten.js emcc --version
 */
import { findEmscripten } from "./emscripten.js";
import { Trouble, main } from "./shell.js";

await main(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (!command)
    throw new Trouble(
      "Name a command, such as: node wasm/toolchain/run_emscripten.js emcc --version",
    );
  const emscripten = await findEmscripten();
  return (await emscripten.run(command, args, { show: true })).code;
});
