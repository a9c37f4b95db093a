import { expect, test, vi } from "vitest";
import { Processes } from "../../../web/engine/processes.js";

/** A worker that keeps what it is told. */
class Fake {
  /** @type {any[]} */
  sent = [];
  ended = false;
  /** @type {(event: any) => void} */
  onmessage = () => {};
  /** @type {(event: any) => void} */
  onerror = () => {};
  /** @param {any} message */
  postMessage(message) {
    this.sent.push(message);
  }
  terminate() {
    this.ended = true;
  }
}

function make() {
  /** @type {Fake[]} */
  const workers = [];
  const streams = vi.fn();
  const lost = vi.fn();
  const processes = new Processes(
    () => {
      workers.push(new Fake());
      return /** @type {any} */ (workers.at(-1));
    },
    streams,
    lost,
  );
  return { processes, workers, streams, lost };
}

test("a few workers wait, and more are made as they are needed", () => {
  const { processes, workers } = make();
  processes.prepare(10);
  expect(workers.length).toBe(4);
  for (let process = 1; process <= 6; process++) {
    processes.start({ type: "birth", process, memory: null });
  }
  expect(workers.length).toBe(6);
  expect(workers.map(({ sent }) => sent[0].process)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a process's stream is passed on piece by piece, and its children are started", () => {
  const { processes, workers, streams } = make();
  const memory = new ArrayBuffer(8);
  processes.start({ type: "birth", process: 1, memory });
  expect(workers[0].sent).toEqual([{ type: "born", process: 1, memory }]);
  workers[0].onmessage({
    data: { type: "stream", process: 1, bytes: new ArrayBuffer(40), last: false },
  });
  expect(streams).toHaveBeenCalledWith(1, new Uint8Array(40));
  expect(workers[0].sent[1]).toEqual({ type: "taken" });
  workers[0].onmessage({ data: { type: "birth", process: 2, memory: null } });
  expect(workers[1].sent[0].process).toBe(2);
  workers[0].onmessage({
    data: { type: "stream", process: 1, bytes: new ArrayBuffer(0), last: true },
  });
  expect(workers[0].sent.length).toBe(2);
});

test("a process that fails is lost once, with the exit code of one that aborted", () => {
  const { processes, workers, lost } = make();
  processes.start({ type: "birth", process: 3, memory: null });
  workers[0].onmessage({ data: { type: "failed", sentence: "No memory." } });
  workers[0].onerror({ preventDefault() {} });
  expect(lost.mock.calls).toEqual([[3, -6]]);
  expect(workers[0].ended).toBe(true);
});

test("all workers leave, those that wait and those whose process is over too", () => {
  vi.useFakeTimers();
  const { processes, workers } = make();
  processes.prepare(3);
  processes.start({ type: "birth", process: 1, memory: null });
  workers[0].onmessage({
    data: { type: "stream", process: 1, bytes: new ArrayBuffer(0), last: true },
  });
  processes.leave();
  expect(workers.map(({ sent }) => sent.at(-1).type)).toEqual(["leave", "leave", "leave"]);
  expect(workers.map(({ ended }) => ended)).toEqual([false, false, false]);
  vi.advanceTimersByTime(300);
  expect(workers.map(({ ended }) => ended)).toEqual([true, true, true]);
  vi.useRealTimers();
});

test("a stop reaches every process that runs", () => {
  const { processes, workers } = make();
  processes.prepare(3);
  processes.start({ type: "birth", process: 1, memory: null });
  processes.stop();
  expect(workers[0].sent.at(-1)).toEqual({ type: "stop" });
  expect(workers[1].sent).toEqual([]);
});
