/**
 * What the tests know of the demos: the list that the built engine tells, and how long each really runs.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { splitSource } from "../../../web/site/python.js";
import { ENGINE, PROJECT } from "../../../wasm/toolchain/places.js";

const { version } = JSON.parse(readFileSync(join(ENGINE, "current.json"), "utf8"));

/** CATALOG is the built engine's list of demos. @type {import("../../../web/model/catalog.js").Catalog} */
export const CATALOG = JSON.parse(readFileSync(join(ENGINE, version, "demos.json"), "utf8"));

/** The demos' names, in the order of the list. */
export const DEMOS = CATALOG.demos.map(({ id }) => id);

/**
 * sourceOf is the file that was compiled, and the Python at its end apart.
 * @param {{ source: string }} demo
 */
export function sourceOf(demo) {
  const text = readFileSync(join(PROJECT, "wasm", "demos", demo.source), "utf8");
  return splitSource(text, demo.source);
}
