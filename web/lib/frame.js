/** A frame that the browser does not grant within this time (a hidden tab, an embed out of sight) is taken anyway. */
const LATEST_MS = 250;

/** While others need the processor, frames leave it to them for so many times as long as the last one took, within a bound. */
const REST = 2;
const MOST_REST_MS = 150;

/** When the next frame may be, while others need the processor. It is one for all: what is drawn together rests together. */
let rested = 0;

/** What others do first is drawn so much later, which nobody sees: what is short has the processor for itself. */
const UNSEEN_MS = 60;

/** `rest` lets no frame that yields come for UNSEEN_MS. */
export function rest() {
  rested = performance.now() + UNSEEN_MS;
}

/**
 * `onFrame` makes a function that runs `work` once in the next animation frame, however often it is
 * called before then. While the page is out of sight and no frame comes, `work` runs on a timer.
 *
 * @param {() => void} work
 * @param {() => boolean} [yields] whether others need the processor now: then frames with work, layout and painting
 *   included, take a third of the time at most
 * @returns {() => void}
 */
export function onFrame(work, yields = () => false) {
  let frame = 0;
  let pause = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const ask = () => {
    const now = performance.now();
    if (now < rested && yields()) pause = setTimeout(ask, rested - now);
    else frame = requestAnimationFrame(run);
  };
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(pause);
    clearTimeout(timer);
    timer = undefined;
    const begun = performance.now();
    // A timer's turn comes when the frame is painted.
    setTimeout(() => {
      const ended = performance.now();
      rested = ended + Math.min(MOST_REST_MS, REST * (ended - begun));
    });
    work();
  };
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(run, LATEST_MS);
    // How long the present frame takes, if there is one, is known behind it.
    if (yields()) pause = setTimeout(ask);
    else ask();
  };
}
