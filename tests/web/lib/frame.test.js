// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onFrame, rest } from "../../../web/lib/frame.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("work is done once a frame, however often it is asked for", () => {
  /** @type {(() => void)[]} */
  const frames = [];
  vi.stubGlobal("requestAnimationFrame", (/** @type {() => void} */ work) => frames.push(work));
  vi.stubGlobal("cancelAnimationFrame", () => {});
  const work = vi.fn();
  const ask = onFrame(work);
  ask();
  ask();
  ask();
  expect(frames.length).toBe(1);
  frames[0]();
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  expect(frames.length).toBe(2);
});

test("out of sight, where no frame comes, work is done on a timer", () => {
  vi.stubGlobal("requestAnimationFrame", () => 1);
  vi.stubGlobal("cancelAnimationFrame", () => {});
  const work = vi.fn();
  onFrame(work)();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(1);
});

test("while others need the processor, frames take a third of the time", () => {
  /** @type {(() => void)[]} */
  const frames = [];
  vi.stubGlobal("requestAnimationFrame", (/** @type {() => void} */ work) => frames.push(work));
  vi.stubGlobal("cancelAnimationFrame", () => {});
  let busy = true;
  let done = 0;
  const ask = onFrame(
    () => {
      // Each frame takes 10 ms, and asks for the next.
      vi.setSystemTime(Date.now() + 10);
      vi.stubGlobal("performance", { now: () => Date.now() });
      done++;
      ask();
    },
    () => busy,
  );
  vi.stubGlobal("performance", { now: () => Date.now() });
  const second = () => {
    const [from, before] = [Date.now(), done];
    while (Date.now() - from < 1000) {
      frames.splice(0).forEach((frame) => frame());
      vi.advanceTimersByTime(1);
    }
    return done - before;
  };
  ask();
  const sharing = second();
  expect(sharing).toBeGreaterThan(24);
  expect(sharing).toBeLessThan(35);
  busy = false;
  expect(second()).toBeGreaterThan(75);
});

test("what others do first is drawn later, and nothing else", () => {
  /** @type {(() => void)[]} */
  const frames = [];
  vi.stubGlobal("requestAnimationFrame", (/** @type {() => void} */ work) => frames.push(work));
  vi.stubGlobal("cancelAnimationFrame", () => {});
  vi.stubGlobal("performance", { now: () => Date.now() });
  const [yielding, other] = [vi.fn(), vi.fn()];
  rest();
  onFrame(yielding, () => true)();
  onFrame(other)();
  const turn = () => frames.splice(0).forEach((frame) => frame());
  vi.advanceTimersByTime(50);
  turn();
  expect(other).toHaveBeenCalledTimes(1);
  expect(yielding).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  turn();
  expect(yielding).toHaveBeenCalledTimes(1);
});
