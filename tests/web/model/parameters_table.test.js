// The page and the engine take and refuse the same values: both are held against one table.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemWith } from "../../../web/model/parameters.js";

/** @type {{ demo: string, name: string, value: string, sentence: string | null }[]} */
const rows = JSON.parse(
  readFileSync(new URL("../../wire/parameters.json", import.meta.url), "utf8"),
);

/** As the engine describes them. @type {Record<string, any>} */
const PARAMETERS = {
  "race.threads": { name: "threads", type: "integer", default: "10", min: 1, max: 32 },
  "race.yield": { name: "yield", type: "boolean", default: "false" },
  "numbers_letters.pause": { name: "pause", type: "number", default: "1", min: 0, max: 10 },
  "sleep_threads.seconds": {
    ...{ name: "seconds", type: "list", default: "10,8,3", min: 0, max: 60 },
    ...{ min_items: 1, max_items: 12 },
  },
  "semaphore.members": {
    ...{ name: "members", type: "words", default: "Ada", max_length: 40 },
    ...{ min_items: 1, max_items: 16 },
  },
  "producer_consumer_condition.producer": {
    ...{ name: "producer", type: "text", default: "Amazon", max_length: 40 },
  },
};

for (const { demo, name, value, sentence } of rows) {
  const parameter = PARAMETERS[`${demo}.${name}`];
  if (!parameter) continue;
  test(`${demo}: ${name}=${JSON.stringify(value)} is ${sentence ? "refused" : "taken"}`, () => {
    const problem = problemWith({ label: name, ...parameter }, value);
    if (sentence) expect(problem).toMatch(/\.$/);
    else expect(problem).toBeNull();
  });
}
