import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LIBRARIES, findHeaders, linkHeaders } from "../../wasm/toolchain/headers.js";

let system = "";

beforeEach(() => {
  system = mkdtempSync(join(tmpdir(), "interleave-headers-"));
});
afterEach(() => rmSync(system, { recursive: true }));

/** @param {string} path inside the made-up system */
function put(path) {
  mkdirSync(dirname(join(system, path)), { recursive: true });
  writeFileSync(join(system, path), "");
}

test("findHeaders takes the first place that has the library, as seen from inside the system", () => {
  put("/usr/include/nlohmann/json.hpp");
  put("/usr/local/include/nlohmann/json.hpp");
  put("/usr/include/boost/version.hpp");
  const { found, missing } = findHeaders(system);
  expect(missing).toEqual([]);
  expect(Object.fromEntries(found)).toEqual({
    nlohmann: "/usr/local/include/nlohmann",
    boost: "/usr/include/boost",
  });
});

test("findHeaders names what is missing; a folder without its header does not count", () => {
  put("/usr/include/boost/README");
  expect(findHeaders(system).missing).toEqual(LIBRARIES);
});

test("linkHeaders leaves nothing but links, and corrects one that points elsewhere", () => {
  const folder = join(system, "headers");
  linkHeaders(new Map([["boost", "/old/boost"]]), folder);
  linkHeaders(
    new Map([
      ["boost", "/usr/include/boost"],
      ["nlohmann", "/usr/include/nlohmann"],
    ]),
    folder,
  );
  expect(readdirSync(folder).sort()).toEqual(["boost", "nlohmann"]);
  expect(readlinkSync(join(folder, "boost"))).toBe("/usr/include/boost");
});
