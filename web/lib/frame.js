/** A frame that the browser does not grant within this time (a hidden tab, an embed out of sight) is taken anyway. */
const LATEST_MS = 250;

/**
 * `onFrame` makes a function that runs `work` once in the next animation frame, however often it is
 * called before then. While the page is out of sight and no frame comes, `work` runs on a timer.
 *
 * @param {() => void} work
 * @returns {() => void}
 */
export function onFrame(work) {
  let frame = 0;
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    work();
  };
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(run, LATEST_MS);
    frame = requestAnimationFrame(run);
  };
}
