import { readCatalog } from "../model/catalog.js";

/** @typedef {import("../model/catalog.js").Catalog} Catalog */
/** @typedef {import("../model/catalog.js").Source} Source */

/**
 * `fetchCatalog` loads the list of demos that the engine in folder `url` was built with.
 *
 * @param {string} url with its slash
 * @returns {Promise<Catalog>}
 * @throws {Error} with a sentence
 */
export async function fetchCatalog(url) {
  return readCatalog(await fetchJson(`${url}demos.json`, "The list of demos"));
}

/**
 * `fetchSource` loads a demo's source, as it was compiled and as it is shown.
 *
 * @param {string} url with its slash
 * @param {string} id
 * @returns {Promise<Source>}
 * @throws {Error} with a sentence
 */
export async function fetchSource(url, id) {
  const what = `The source of ${id}`;
  const source = await fetchJson(`${url}sources/${encodeURIComponent(id)}.json`, what);
  if (typeof source?.text !== "string" || typeof source.html !== "string") {
    throw new Error(`${what} is damaged. Build the engine again.`);
  }
  return source;
}

/** @param {string} url @param {string} what */
async function fetchJson(url, what) {
  let response;
  try {
    response = await fetch(url);
  } catch {
    throw new Error(`${what} could not be loaded; check the connection and reload the page.`);
  }
  if (!response.ok) {
    throw new Error(`${what} could not be loaded: the server answered ${response.status}.`);
  }
  try {
    return await response.json();
  } catch {
    throw new Error(`${what} is damaged: the server sent something that is not JSON.`);
  }
}
