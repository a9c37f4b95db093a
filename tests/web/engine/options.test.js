import { expect, test } from "vitest";
import { optionsText } from "../../../web/engine/options.js";

test("parameters are apart from the run's own options, and undefined ones are left out", () => {
  const options = {
    demo: "race",
    parameters: { threads: "2", seed: "a&b = c" },
    seed: 7,
    steps: undefined,
  };
  expect(optionsText(options)).toBe("demo=race&set.threads=2&set.seed=a%26b+%3D+c&seed=7");
});
