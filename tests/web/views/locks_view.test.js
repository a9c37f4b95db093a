// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/locks_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("every lock, semaphore, condition and event says who holds it and who waits", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A", "B");
  const lock = builder.object("lock", "lock");
  const rlock = builder.object("rlock", "rlock");
  const condition = builder.object("condition", "condition");
  const semaphore = builder.object("semaphore", "semaphore", 2);
  const event = builder.object("event", "event");
  builder.add(1, "acquire", { object: rlock, value: 1 });
  builder.add(1, "acquire", { object: rlock, value: 2 });
  builder.add(1, "acquire", { object: semaphore, value: 1 });
  builder.add(2, "acquire", { object: rlock, shape: "blocked" });
  builder.add(0, "wait", { object: condition, shape: "blocked" });
  builder.add(1, "set", { object: event });
  show(store, builder);
  const { view, text } = await mount("il-locks", store);
  expect(text("h2")).toBe("Locks");
  const rows = [...view.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replaceAll(/\s+/g, " ").trim()),
  );
  expect(rows).toEqual([
    ["lock Lock", "free", "nobody"],
    ["rlock RLock", "held by A depth 2", "B"],
    ["condition Condition", "1 thread waits", "MainThread"],
    ["semaphore Semaphore", "1 permit left A", "nobody"],
    ["event Event", "set", "nobody"],
  ]);
  void lock;
});

test("a barrier says how many have arrived, and its phase", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A", "B");
  const object = builder.object("barrier", "barrier", 2);
  builder.add(1, "arrive", { object, value: 1 });
  builder.add(1, "pass", { object, shape: "blocked" });
  const one = builder.length;
  builder.add(2, "arrive", { object, value: 2 });
  builder.add(2, "phase", { object, value: 2, text: "open" });
  builder.add(1, "pass", { object, shape: "resumed" });
  builder.add(1, "phase", { object, value: 0, text: "ready to fill" });
  show(store, builder);
  const { view } = await mount("il-locks", store);
  const row = () =>
    [...view.querySelectorAll("tbody tr > *")].map((cell) =>
      cell.textContent?.replaceAll(/\s+/g, " ").trim(),
    );
  expect(row()).toEqual(["barrier Barrier", "0 of 2 arrived ready to fill", "nobody"]);
  store.goTo(one - 1);
  await view.updateComplete;
  expect(row()).toEqual(["barrier Barrier", "1 of 2 arrived ready to fill", "A"]);
  store.goTo(one + 1);
  await view.updateComplete;
  expect(row()).toEqual(["barrier Barrier", "2 of 2 arrived open", "A"]);
});

test("a run without any has no such region", async () => {
  const store = openStore();
  show(store, new TraceBuilder().threads());
  const { view } = await mount("il-locks", store);
  expect(view.querySelector("section")).toBeNull();
});
