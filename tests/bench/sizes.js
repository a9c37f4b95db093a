/**
 * What a reader's browser has to load, compressed as servers send it.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { BUILD } from "../../wasm/toolchain/places.js";

/** The page's goals, in KiB. */
const SCRIPT_GOAL = 60;
const WASM_GOAL = 150;

/** @param {string} path @returns {number} KiB */
function compressed(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length / 1024;
}

/**
 * measureSizes looks at the built page. Requires that it is built, without further demos.
 * @returns {import("./measure.js").Row[]}
 */
export function measureSizes() {
  const site = join(BUILD, "site");
  const assets = readdirSync(join(site, "assets"));
  const scripts = assets.filter((name) => name.endsWith(".js") && !name.startsWith("embed"));
  const sum = (/** @type {string[]} */ names) =>
    names.reduce((total, name) => total + compressed(join(site, "assets", name)), 0);
  const [version] = readdirSync(join(site, "engine"));
  const engine = (/** @type {string} */ name) => compressed(join(site, "engine", version, name));
  const modules = readdirSync(join(site, "engine", version)).filter((it) => it.endsWith(".wasm"));
  const unit = "KiB gzip";
  const goal = `at most ${WASM_GOAL} KiB`;
  return [
    {
      what: "the page's script, all of it",
      value: sum(scripts),
      unit,
      goal: `at most ${SCRIPT_GOAL} KiB`,
      most: SCRIPT_GOAL,
    },
    {
      what: "the page's style sheet",
      value: sum(assets.filter((name) => /^index.*\.css$/.test(name))),
      unit,
    },
    ...modules.map((name) => ({ what: name, value: engine(name), unit, goal, most: WASM_GOAL })),
    { what: "live-1.js, its loader", value: engine("live-1.js"), unit },
    { what: "controlled-1.js, its loader", value: engine("controlled-1.js"), unit },
  ];
}
