/**
 * `optionsText` is what a run is asked for as the engine reads it (wasm/wire/options.h): a query of its options,
 * where each parameter is `set.<name>`. What is undefined is left out.
 *
 * @param {object} options
 * @returns {string}
 */
export function optionsText(options) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (name === "parameters") {
      for (const [parameter, text] of Object.entries(value)) query.set(`set.${parameter}`, text);
    } else if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  return query.toString();
}
