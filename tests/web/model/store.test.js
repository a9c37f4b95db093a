import { beforeEach, expect, test } from "vitest";
import { Store } from "../../../web/model/store.js";
import { CATALOG } from "../support/demo.js";
import { TraceBuilder } from "../support/trace_builder.js";

/** @type {Store} */
let store;

beforeEach(() => {
  store = new Store();
  store.loaded(structuredClone(CATALOG));
});

/** @param {"live" | "controlled"} mode @param {TraceBuilder} builder */
function run(mode, builder) {
  store.starting(mode);
  store.took(builder.bytes());
  store.ended({ ok: true, fate: "finished" });
  while (!store.grow());
}

test("an address is opened and comes back", () => {
  store.open("#/v1/race?threads=3&mode=controlled&seed=9&speed=10");
  expect(store.demo.value?.id).toBe("race");
  expect(store.values.value.threads).toBe("3");
  expect(store.link.value).toBe(
    "#/v1/race?threads=3&pause=0.5&yield=false&start=spawn&name=Amazon&seconds=10,8,3&mode=controlled&scheduler=random&seed=9&speed=10",
  );
});

test("only a link that says all of a controlled run is to be run at once", () => {
  expect(store.open("#/v1/race?mode=controlled")).toBe(false);
  expect(store.open("#/v1/race?mode=live&at=4")).toBe(false);
  expect(store.open("#/v1/race?mode=controlled&at=4")).toBe(true);
  expect(store.open("#/v1/race?mode=controlled&at=4&threads=99")).toBe(false);
  expect(store.open("#/v1/nothing?mode=controlled&at=4")).toBe(false);
});

test("the step a link asks for is shown once it is there", () => {
  store.open("#/v1/race?mode=controlled&at=1");
  run("controlled", new TraceBuilder().threads("A", "B"));
  expect(store.shownStep.value).toBe(1);
  expect(store.moment.value?.threads.length).toBe(2);
  expect(store.link.value).toContain("&at=1");
  run("controlled", new TraceBuilder().threads("A", "B"));
  expect(store.step.value).toBeNull();
});

test("a live run's step is in no link", () => {
  store.open("#/v1/race");
  run("live", new TraceBuilder().threads("A", "B"));
  store.goTo(1);
  expect(store.link.value).not.toContain("at=");
});

test("problems of a link stay until the reader does something", () => {
  store.open("#/v1/race?colour=red&threads=99");
  expect(store.linkProblems.value.length).toBe(1);
  expect(store.problems.value.threads).toMatch(/99 is too many/);
  store.setValue("threads", "2");
  expect(store.linkProblems.value).toEqual([]);
  expect(store.problems.value).toEqual({});
});

test("a preset sets its values and the defaults of all others", () => {
  store.open("#/v1/race?pause=3&threads=5");
  store.usePreset("small");
  expect(store.values.value).toMatchObject({ threads: "2", pause: "0.5" });
  store.usePreset("nothing");
  expect(store.values.value.threads).toBe("2");
});

test("the seed must be a whole number", () => {
  store.open("#/v1/race");
  for (const seed of ["", "-1", "1.5", "9007199254740992", "x"]) {
    store.setSeed(seed);
    expect(store.seedProblem.value).toMatch(/whole number/);
  }
  store.setSeed("7");
  expect(store.seedProblem.value).toBe("");
  expect(store.options).toMatchObject({
    demo: "race",
    seed: 7,
    scheduler: "random",
    time_scale: 1,
  });
});

test("reset returns to the defaults and forgets the run", () => {
  store.open("#/v1/race?threads=5&seed=4&speed=10&scheduler=round_robin");
  run("controlled", new TraceBuilder().threads("A"));
  store.goTo(0);
  store.setAxis("steps");
  store.setTable(true);
  store.reset();
  expect(store.values.value.threads).toBe("10");
  expect(store.history.value).toBeNull();
  expect(store.moment.value).toBeNull();
  expect([store.seed.value, store.speed.value, store.scheduler.value]).toEqual(["1", 1, "random"]);
  expect([store.axis.value, store.table.value, store.phase.value]).toEqual(["auto", false, "idle"]);
});

test("a run goes through its phases", () => {
  store.open("#/v1/race");
  store.starting("live");
  expect([store.phase.value, store.busy.value]).toEqual(["starting", true]);
  store.took(new TraceBuilder().threads("A").bytes());
  expect(store.phase.value).toBe("running");
  expect(store.length.value).toBe(0);
  store.grow();
  expect(store.length.value).toBe(3);
  store.stopping();
  expect(store.phase.value).toBe("stopping");
  store.ended({ ok: true, fate: "stopped" });
  expect([store.phase.value, store.busy.value]).toEqual(["over", false]);
  expect(() => store.took(new Uint8Array(40))).toThrow(/frozen/);
  store.stopping();
  expect(store.phase.value).toBe("over");
});

test("going to the last event follows the end; others stay", () => {
  store.open("#/v1/race");
  run("live", new TraceBuilder().threads("A", "B", "C"));
  store.goTo(-5);
  expect(store.shownStep.value).toBe(0);
  store.goTo(999);
  expect(store.step.value).toBeNull();
  store.play(true);
  expect([store.playing.value, store.shownStep.value]).toEqual([true, 0]);
  store.play(false);
  expect(store.playing.value).toBe(false);
});

test("a schedule is replayed only while replay is chosen", () => {
  store.open("#/v1/race?mode=controlled&scheduler=replay&s=AYr");
  expect(store.options.schedule).toBe("AYr");
  store.setScheduler("random");
  expect(store.options.schedule).toBe("");
  expect(store.link.value).not.toContain("s=AYr");
});

test("the clock of a live run goes on beside a partial deadlock, and stands once all threads are stuck", () => {
  store.starting("live");
  const builder = new TraceBuilder().threads("A", "B");
  builder.add(0, "deadlock", { text: "Partial deadlock: A.", value: 1, other: 1 });
  store.took(builder.bytes());
  while (!store.grow());
  store.tick(7e9);
  expect(store.now.value).toBe(7e9);
  const all = new TraceBuilder().threads("A", "B");
  all.add(0, "deadlock", { text: "Partial deadlock: A.", value: 1, other: 1 });
  all.add(0, "deadlock", { text: "Deadlock: A and B.", value: 2, time: 9e9 });
  store.took(all.bytes().subarray(builder.bytes().length));
  while (!store.grow());
  store.tick(99e9);
  expect(store.now.value).toBe(9e9);
});
