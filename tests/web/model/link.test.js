import fc from "fast-check";
import { expect, test } from "vitest";
import {
  MAX_LINK,
  MAX_SEED,
  MODES,
  SCHEDULERS,
  SPEEDS,
  TIMES,
  checkParameters,
  emptyLink,
  formatLink,
  parseLink,
} from "../../../web/model/link.js";
import { DEMO } from "../support/demo.js";

test("a link reads as it is written down in the design", () => {
  const { link, problems } = parseLink(
    "#/v1/race?threads=2&name=A%20%26%20B&mode=controlled&scheduler=replay&seed=7&s=AYrSEX0&speed=10&at=12",
  );
  expect(problems).toEqual([]);
  expect(link).toEqual({
    demo: "race",
    parameters: { threads: "2", name: "A & B" },
    mode: "controlled",
    scheduler: "replay",
    seed: 7,
    schedule: "AYrSEX0",
    time: "strict",
    speed: 10,
    at: 12,
  });
  expect(parseLink("#/v1/race?time=late").link.time).toBe("late");
  expect(parseLink("#/v1/race?time=soon").problems).toEqual([
    'time must be strict or late; the link says "soon", so it is strict.',
  ]);
});

test("an address without anything is the start page", () => {
  for (const fragment of ["", "#", "#/"]) {
    expect(parseLink(fragment)).toEqual({ link: emptyLink(), problems: [] });
  }
  expect(formatLink(emptyLink(), undefined)).toBe("#/");
});

test("a link holds every parameter, mode, scheduler and seed, in a fixed order", () => {
  const parameters = Object.fromEntries(DEMO.parameters.map((one) => [one.name, one.default]));
  expect(formatLink({ ...emptyLink(), demo: "race", parameters }, DEMO)).toBe(
    "#/v1/race?threads=10&pause=0.5&yield=false&start=spawn&name=Amazon&seconds=10,8,3&mode=live&scheduler=random&seed=1",
  );
});

test("what is formatted is parsed back", () => {
  const link = fc.record({
    demo: fc.stringMatching(/^[a-z0-9_]{1,20}$/),
    parameters: fc.dictionary(
      fc.stringMatching(/^p[a-z0-9_]{0,10}$/),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      { maxKeys: 8 },
    ),
    mode: fc.constantFrom(...MODES),
    scheduler: fc.constantFrom(...SCHEDULERS),
    seed: fc.nat(MAX_SEED),
    schedule: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
    time: fc.constantFrom(...TIMES),
    speed: fc.constantFrom(...SPEEDS),
    at: fc.option(fc.nat(1_000_000)),
  });
  fc.assert(
    fc.property(link, (one) => {
      expect(parseLink(formatLink(one, undefined))).toEqual({
        link: { ...one, parameters: { ...one.parameters } },
        problems: [],
      });
    }),
  );
});

test("no fragment makes the parser fail; everything in it stays within its bounds", () => {
  const fragment = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ maxLength: 200 }).map((text) => `#/v1/race?${text}`),
    fc
      .array(
        fc.tuple(
          fc.constantFrom("mode", "seed", "at", "s", "speed", "scheduler", "x"),
          fc.string(),
        ),
      )
      .map((pairs) => `#/v1/race?${pairs.map((pair) => pair.join("=")).join("&")}`),
  );
  fc.assert(
    fc.property(fragment, (text) => {
      const { link, problems } = parseLink(text);
      expect(MODES).toContain(link.mode);
      expect(SCHEDULERS).toContain(link.scheduler);
      expect(SPEEDS).toContain(link.speed);
      expect(Number.isSafeInteger(link.seed) && link.seed >= 0).toBe(true);
      expect(link.schedule).toMatch(/^[A-Za-z0-9_-]*$/);
      for (const sentence of problems) expect(sentence).toMatch(/^\S.*\.$/s);
      expect(parseLink(formatLink(link, undefined)).problems).toEqual([]);
    }),
  );
});

test.each([
  ["#/v2/race", /version 2/],
  ["#race", /#\/v1\/demo/],
  ["#/v1/Ra%20ce", /small letters/],
  ["#/v1/race?seed=1&seed=2", /"seed" more than once; only the first/],
  ["#/v1/race?x=%E0%A4%A", /not written as an address must be/],
  ["#/v1/race?mode=dead", /mode must be live or controlled; the link says "dead"/],
  ["#/v1/race?scheduler=replay", /holds no schedule/],
  ["#/v1/race?seed=-1", /seed must be a whole number from 0/],
  ["#/v1/race?seed=9007199254740992", /seed must be a whole number/],
  ["#/v1/race?speed=3", /speed must be 1 or 10 or 1000/],
  ["#/v1/race?s=a*b", /schedule in the link/],
  ["#/v1/race?nothing", /name=value was expected/],
  ["#/v1/race?__proto__=1", /name=value was expected/],
  [`#/v1/race?x=${"y".repeat(MAX_LINK)}`, /at most 16384 are read/],
  [`#/v1/race?${Array.from({ length: 70 }, (_, i) => `x${i}=1`).join("&")}`, /only the first 64/],
])("%.60s is told in a sentence", (fragment, sentence) => {
  const { problems } = parseLink(fragment);
  expect(problems.join(" ")).toMatch(sentence);
});

test("what is right in a bad link still counts", () => {
  const { link, problems } = parseLink("#/v1/race?threads=3&speed=fast&seed=5&seed=6");
  expect(link).toMatchObject({ demo: "race", parameters: { threads: "3" }, seed: 5, speed: 1 });
  expect(problems.length).toBe(2);
});

test("parameters the demo does not have are named and dropped", () => {
  const { link } = parseLink("#/v1/race?threads=3&colour=red&constructor=x");
  const { values, problems } = checkParameters(link, DEMO);
  expect(values.threads).toBe("3");
  expect(Object.keys(values)).toEqual(DEMO.parameters.map(({ name }) => name));
  expect(problems.length).toBe(2);
  expect(problems[0]).toMatch(/"colour", which A race does not have/);
});
