import { expect, test } from "vitest";
import { Explorer } from "../../../web/engine/explorer.js";
import { FakeWorker, asWorker } from "../support/fake_worker.js";

function setUp() {
  /** @type {FakeWorker[]} */
  const workers = [];
  const explorer = new Explorer("./engine/", () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return asWorker(worker);
  });
  return { explorer, workers };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

/** @param {string} result @param {boolean} over */
const found = (result, over) => ({ type: "found", result, seconds: 1, over });

test("reports come while it explores, the last one is the answer", async () => {
  const { explorer, workers } = setUp();
  /** @type {any[]} */
  const reports = [];
  const last = explorer.explore({ demo: "race" }, 10, 5, (report) => reports.push(report.result));
  await turn();
  workers[0].say({ type: "ready" });
  await turn();
  expect(workers[0].sent.at(-1)).toEqual({
    type: "explore",
    options: "demo=race",
    executions: 10,
    sample: 5,
  });
  workers[0].say(found('{"executions":1}', false));
  workers[0].say(found('{"executions":2}', true));
  expect(reports).toEqual([{ executions: 1 }]);
  expect(await last).toEqual({ result: { executions: 2 }, seconds: 1, over: true });
});

test("cancelling asks the worker, which answers with what it found", async () => {
  const { explorer, workers } = setUp();
  const last = explorer.explore({}, 10, 0, () => {});
  await turn();
  workers[0].say({ type: "ready" });
  await turn();
  explorer.cancel();
  expect(workers[0].heard.at(-1)).toBe("cancel");
  workers[0].say(found('{"executions":3}', true));
  expect((await last)?.result).toEqual({ executions: 3 });
});

test("what is asked next ends what goes on", async () => {
  const { explorer, workers } = setUp();
  explorer.explore({}, 10, 0, () => {});
  await turn();
  workers[0].say({ type: "ready" });
  await turn();
  const answer = explorer.ask("no_return", { demo: "race" });
  await turn();
  expect(workers[0].terminated).toBe(true);
  workers[1].say({ type: "ready" });
  await turn();
  workers[1].say({ type: "answer", result: '{"ok":true}' });
  expect(await answer).toEqual({ ok: true });
});

test("a worker that fails says so in a sentence, and the next question gets another", async () => {
  const { explorer, workers } = setUp();
  const last = explorer.explore({}, 10, 0, () => {});
  await turn();
  workers[0].say({ type: "failed", sentence: "No memory." });
  await expect(last).rejects.toThrow("No memory.");
  expect(workers[0].terminated).toBe(true);
  explorer.ask("no_return", {}).catch(() => {});
  await turn();
  expect(workers.length).toBe(2);
});
