/**
 * How many workers and how much memory a browser has, asked of the browser itself.
 */

/**
 * countWorkers counts the workers of all pages, those that workers started included.
 * @param {import("playwright-core").Browser} browser
 */
export async function countWorkers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{}] });
  await session.detach();
  return targetInfos.filter(({ type }) => type === "worker").length;
}

/**
 * steadyWorkers waits until the number of workers has stayed the same for a while, and returns it: a worker that is
 * ended while its threads wait goes only after about two seconds.
 * @param {import("playwright-core").Browser} browser
 * @param {(count: number) => boolean} [wanted] waits for this too, at most 15 s
 * @param {number} [quiet] how long the number must have stayed the same (ms)
 */
export async function steadyWorkers(browser, wanted = () => true, quiet = 600) {
  const end = Date.now() + 15_000;
  let last = -1;
  let since = Date.now();
  for (;;) {
    const count = await countWorkers(browser);
    if (count !== last) {
      last = count;
      since = Date.now();
    }
    const steady = Date.now() - since >= quiet;
    if ((steady && wanted(count)) || Date.now() > end) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * heapBytes is what the page's own JavaScript holds after everything that nobody needs was collected.
 * @param {import("playwright-core").Page} page
 */
export async function heapBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = /** @type {any} */ (
    await session.send("Runtime.getHeapUsage")
  );
  await session.detach();
  return usedSize + backingStorageSize;
}
