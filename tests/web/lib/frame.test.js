// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onFrame } from "../../../web/lib/frame.js";

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
