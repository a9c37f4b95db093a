import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { enterRoot, rootFolder } from "../../wasm/toolchain/debian_root.js";
import { PROJECT } from "../../wasm/toolchain/places.js";

/** @param {string[]} args */
function boundFolders(args) {
  return args.slice(args.indexOf(rootFolder()) + 2, args.indexOf("--"));
}

test("enterRoot binds the project, and the current folder if it lies elsewhere", () => {
  expect(boundFolders(enterRoot("emcc", ["-v"], `${PROJECT}/wasm`).args)).toEqual([PROJECT]);
  expect(boundFolders(enterRoot("emcc", [], tmpdir()).args)).toEqual([PROJECT, tmpdir()]);
});

test("enterRoot passes the command on word by word, without a shell's reading of it", () => {
  const { args } = enterRoot("emcc", ["-sA=Module['x'] y", "$HOME"], PROJECT);
  expect(args.slice(-3)).toEqual(["emcc", "-sA=Module['x'] y", "$HOME"]);
});
