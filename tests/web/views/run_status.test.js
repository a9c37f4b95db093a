// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/run_status.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("the status says what goes on and what became of it", async () => {
  const store = openStore();
  const { view, text } = await mount("il-status", store);
  const status = () => text("[role=status]");
  expect(status()).toBe("Ready.");
  store.starting("live");
  await view.updateComplete;
  expect(status()).toBe("Starting.");
  store.took(new TraceBuilder().threads().bytes());
  await view.updateComplete;
  expect(status()).toBe("Running on real threads.");
  store.grow();
  store.ended({ ok: true, fate: "finished", elapsed_ns: 10e9, note: "The schedule did not fit." });
  await view.updateComplete;
  expect(status()).toBe("Finished after 10.0 s. The schedule did not fit.");
  expect(text("[role=timer]")).toBe("10.0 s");
  store.say("Link copied.");
  await view.updateComplete;
  expect(status()).toContain("Link copied.");
});

test("lost updates are told with the fate", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A");
  const object = builder.object("shared", "counter");
  builder.add(1, "read", { object, value: 0 });
  builder.add(1, "write", { object, value: 1 });
  show(store, builder);
  const { text } = await mount("il-status", store);
  expect(text("[role=status]")).toBe("Finished after 0 s. No update was lost in this run.");
});

test("a deadlock is an alert with the cycle in words, while the run still goes on", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A", "B");
  const a = builder.object("lock", "lock_a");
  builder.add(1, "edge", { object: a, other: 2 });
  builder.add(0, "edge", { other: 1 });
  builder.add(0, "deadlock", { text: "Deadlock: A waits for B.", value: 2 });
  store.starting("live");
  const { view, text } = await mount("il-status", store);
  expect(text("[role=alert]")).toBe("");
  store.took(builder.bytes());
  store.grow();
  await view.updateComplete;
  expect(text("[role=alert] .deadlock-words")).toBe("Deadlock: A waits for B.");
  expect(text(".edges li")).toBe("A waits for lock_a held by B");
  expect(text(".edges li:nth-child(2)")).toBe("MainThread waits for A to finish");
  expect(text("[role=status]")).toBe("Running on real threads.");
});

test("a run that failed says why", async () => {
  const store = openStore();
  store.starting("live");
  store.ended({ ok: false, error: "The program ran out of memory." });
  const { text } = await mount("il-status", store);
  expect(text("[role=status]")).toBe("The program ran out of memory.");
});
