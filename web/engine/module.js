/**
 * An engine's WebAssembly module: compiled once in a page, instantiated by each worker.
 */

/**
 * `moduleOf` is the address of the module that has a chapter's programs, without the ending of its two files: ".js" is
 * the code that Emscripten generates, ".wasm" the program.
 *
 * @param {string} folder of the engine, with its slash
 * @param {"live" | "controlled"} engine
 * @param {number} chapter
 */
export function moduleOf(folder, engine, chapter) {
  return `${folder}${engine}-${chapter}`;
}

/**
 * `compile` fetches and compiles a module.
 *
 * @param {string} address
 * @returns {Promise<WebAssembly.Module>}
 * @throws {Error} where there is none, or it is damaged
 */
export async function compile(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  // A server that does not know the type of the file is no reason to fail.
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * `compileOnce` returns a function that compiles the module when it is first called, and later gives the same. What
 * cannot be compiled is null: the worker then tries, and tells what is wrong.
 *
 * @param {string} address
 * @returns {() => Promise<WebAssembly.Module | null>}
 */
export function compileOnce(address) {
  /** @type {Promise<WebAssembly.Module | null> | null} */
  let compiled = null;
  return () => {
    compiled ??= compile(address).catch(() => {
      compiled = null;
      return null;
    });
    return compiled;
  };
}

/**
 * `instantiating` is the setting by which an engine's generated code makes its instance of a compiled module.
 *
 * @param {WebAssembly.Module | null | undefined} module none: the generated code fetches it
 * @param {(error: unknown) => void} fail
 */
export function instantiating(module, fail) {
  if (!module) return {};
  /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} receive */
  const instantiateWasm = (imports, receive) => {
    WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module), fail);
    return {};
  };
  return { instantiateWasm };
}
