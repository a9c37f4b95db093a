import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FATES, KIND_COUNT, Kind, SHAPE_NAMES } from "../../../web/model/kinds.js";

test("the kinds are the rows of event.def, in their order", () => {
  const table = readFileSync(new URL("../../../wasm/kernel/event.def", import.meta.url), "utf8");
  const rows = [...table.matchAll(/^EVENT\((\w+),/gm)].map(([, name]) => name);
  expect(Object.keys(Kind)).toEqual(rows);
  expect(Object.values(Kind)).toEqual(rows.map((_, i) => i));
  expect(KIND_COUNT).toBe(rows.length);
});

test("shapes and fates have the numbers of the format", () => {
  expect(SHAPE_NAMES).toEqual(["done", "blocked", "resumed", "timed_out", "failed"]);
  expect(FATES).toEqual(["finished", "deadlock", "exception", "stopped", "step_limit"]);
});
