/** The notebook's factorials in the page: lines of more than a million digits, and work that can be stopped. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { test } from "./support/fixtures.js";
import { hasNative, runNative } from "./support/native.js";

const LIMIT =
  "ValueError: Exceeds the limit (1000000 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";

/** The digits of 330000!. */
const DIGITS = 1_677_796;

for (const [mode, button] of /** @type {const} */ ([
  ["live", "Run live"],
  ["controlled", "Run controlled"],
])) {
  test(`330000! may not be written, and the others go on, ${mode}`, async ({ visit }) => {
    const page = await visit(`#/v1/factorial_threads?mode=${mode}`);
    expect(await page.run(button)).toMatch(/^Finished, but an exception ended a thread/);
    const lines = await page.lines();
    expect(lines).toContain(LIMIT);
    const output = lines.join("\n");
    expect(output).toContain("[Thread-8 (calc_factorial)] Calculating Factorial of 330000");
    for (const n of [20000, 7500, 2000, 4000, 8000, 7000, 11000, 90000]) {
      expect(output, `${n}!`).toContain(`Factorial of ${n}! is `);
    }
    expect(output).not.toContain("Factorial of 330000! is");
    expect(output).toMatch(/Time Taken: \d+\.\d+/);
    expect(output).toMatch(/Speed-up: \d+(\.\d+)? on (\d+ cores?|a core for every thread)/);
  });
}

test("with the limit raised all its digits are there: folded, unfolded by parts, and saved", async ({
  visit,
}) => {
  const values = { numbers: "330000", max_str_digits: "2000000", measure: "false" };
  const page = await visit(`#/v1/factorial_threads?${new URLSearchParams(values)}&seed=3`);
  expect(await page.run("Run live")).toMatch(/^Finished/);
  const fold = page.output.locator(".fold");
  expect(await fold.innerText()).toMatch(/^… 1,67\d,\d{3} more characters/);
  await fold.getByRole("button").click();
  await expect
    .poll(async () => (await page.lines()).find((line) => line.startsWith("Factorial of"))?.length)
    .toBeGreaterThan(50_000);
  const [download] = await Promise.all([
    page.page.waitForEvent("download"),
    page.button("Save").click(),
  ]);
  const saved = readFileSync(await download.path(), "utf8");
  const digits = /^Factorial of 330000! is (\d+)$/m.exec(saved)?.[1] ?? "";
  expect(digits.length).toBe(DIGITS);
  await page.run("Run controlled");
  expect(await page.output.locator(".fold").count()).toBe(1);
  if (!hasNative) return;
  const native = runNative("factorial_threads", 3, values).output;
  expect(native.includes(digits), "the digits are the native command's").toBe(true);
});
