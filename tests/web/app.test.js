// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { startApp } from "../../web/app.js";
import { stubPage } from "./support/page.js";
import { TraceBuilder } from "./support/trace_builder.js";

/** @param {string} hash @param {Parameters<typeof stubPage>[1]} [options] */
async function start(hash, options) {
  const page = stubPage(hash, options);
  const store = startApp(page.root);
  await vi.waitFor(() => expect(store.capabilities.value ?? store.failure.value).toBeTruthy());
  const intend = (/** @type {string} */ name, /** @type {unknown} */ detail = null) =>
    page.root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  return { ...page, store, intend };
}

test("the address is opened, completed, and follows what the reader does", async () => {
  const { store, intend } = await start("#/v1/race?threads=3");
  expect(store.values.value.threads).toBe("3");
  await vi.waitFor(() => expect(location.hash).toContain("threads=3&pause=0.5"));
  intend("value", { name: "threads", value: "4" });
  intend("seed", "9");
  await vi.waitFor(() => expect(location.hash).toMatch(/threads=4.*seed=9/));
});

test("an address with a mistake stays as it is until the reader does something", async () => {
  const { store, intend } = await start("#/v1/race?colour=red");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(location.hash).toBe("#/v1/race?colour=red");
  expect(store.linkProblems.value.length).toBe(1);
  intend("speed", 10);
  await vi.waitFor(() => expect(location.hash).toMatch(/mode=live.*speed=10/));
});

test("another address opens another demo", async () => {
  const { store } = await start("#/v1/race");
  location.hash = "#/v1/plain";
  window.dispatchEvent(new Event("hashchange"));
  await vi.waitFor(() => expect(store.demo.value?.id).toBe("plain"));
});

test("a link to a step of a controlled run runs it and shows the step", async () => {
  const { store, workers } = await start("#/v1/race?mode=controlled&at=1");
  // The apps of earlier tests hear of the address as well, and run it too.
  const answered = new Set();
  await vi.waitFor(() => {
    for (const worker of workers) {
      if (!worker.heard.includes("start") || answered.has(worker)) continue;
      answered.add(worker);
      worker.say({ type: "chunk", bytes: new TraceBuilder().threads("A", "B").bytes().buffer });
      worker.say({ type: "done", result: '{"ok":true,"fate":"finished"}' });
    }
    expect(store.phase.value).toBe("over");
  });
  expect(store.shownStep.value).toBe(1);
});

test("sharing copies the address, or shows it where the clipboard is denied", async () => {
  const { store, intend } = await start("#/v1/race");
  const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("no"));
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  intend("share");
  await vi.waitFor(() => expect(store.notice.value).toBe("Link copied."));
  expect(writeText.mock.calls[0][0]).toContain(store.link.value);
  intend("share");
  await vi.waitFor(() => expect(store.shared.value).toContain(store.link.value));
});

test("the theme is put on the page", async () => {
  const { intend } = await start("#/");
  intend("theme", "dark");
  expect(document.documentElement.dataset.theme).toBe("dark");
  intend("theme", "system");
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test("what cannot be loaded is told in a sentence", async () => {
  const { store } = await start("#/", { list: {} });
  expect(store.failure.value).toMatch(/list of demos is damaged/);
});
