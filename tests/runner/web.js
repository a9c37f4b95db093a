/**
 * The phases that test JavaScript: with Vitest, in Node.js and in Chromium.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../web/site/server.js";
import { BUILD, PROJECT, SITE } from "../../wasm/toolchain/places.js";
import { Trouble, lastLines, run } from "../../wasm/toolchain/shell.js";
import { add, countVitest } from "./counts.js";

/**
 * runVitest runs one of the projects in vitest.config.js.
 * @param {"web" | "e2e" | "e2e_pages"} project
 * @param {NodeJS.ProcessEnv} [more] added to the environment
 * @returns {Promise<import("./schedule.js").Outcome>}
 */
export async function runVitest(project, more = {}) {
  const report = join(BUILD, "logs", `vitest_${project}.json`);
  rmSync(report, { force: true });
  const vitest = join(PROJECT, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = [vitest, "run", "--project", project, ...reporters];
  const env = { ...process.env, NO_COLOR: "1", ...more };
  const { code, output } = await run(process.execPath, args, { cwd: PROJECT, env });
  const counts = existsSync(report) ? countVitest(readFileSync(report, "utf8")) : null;
  if (!counts || (code !== 0 && counts.failed === 0)) {
    throw new Trouble(`The ${project} tests could not run.`, lastLines(output, 60));
  }
  return { counts, output: lastLines(output, 200) };
}

/**
 * runBrowserTests serves the built page and runs the tests that open it in Chromium.
 * @param {string} chromium the browser's executable
 */
export async function runBrowserTests(chromium) {
  const { address, close } = await serve(SITE, 0);
  try {
    const env = { INTERLEAVE_ADDRESS: address, INTERLEAVE_CHROMIUM: chromium };
    const pages = await runVitest("e2e_pages", env);
    const live = await runVitest("e2e", env);
    const counts = add(pages.counts, live.counts);
    return { counts, output: `${pages.output}\n${live.output}` };
  } finally {
    await close();
  }
}
