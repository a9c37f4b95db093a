import fc from "fast-check";
import { expect, test } from "vitest";
import { bounds, defaults, problemWith, problems } from "../../../web/model/parameters.js";
import { DEMO } from "../support/demo.js";

const named = Object.fromEntries(DEMO.parameters.map((parameter) => [parameter.name, parameter]));

test("defaults will do", () => {
  expect(problems(DEMO, defaults(DEMO))).toEqual({});
  expect(problems(DEMO, {})).toEqual({});
});

test.each([
  ["threads", "1"],
  ["threads", "32"],
  ["pause", "0"],
  ["pause", "9.99"],
  ["pause", ".5"],
  ["yield", "true"],
  ["start", "fork"],
  ["name", "Ängström ✕"],
  ["seconds", "1"],
  ["seconds", "1, 2.5 ,3"],
])("%s may be %s", (name, value) => {
  expect(problemWith(named[name], value)).toBeNull();
});

test.each([
  ["threads", "99", "threads must be a whole number from 1 to 32; 99 is too many."],
  ["threads", "0", "threads must be a whole number from 1 to 32; 0 is too few."],
  ["threads", "", "threads must be a whole number from 1 to 32; it is empty."],
  ["threads", "2.5", 'threads must be a whole number from 1 to 32; "2.5" is not one.'],
  ["threads", "1e1", 'threads must be a whole number from 1 to 32; "1e1" is not one.'],
  ["threads", "0x10", 'threads must be a whole number from 1 to 32; "0x10" is not one.'],
  ["pause", "11", "pause must be a number from 0 to 10 s; 11 is too large."],
  ["pause", "-1", "pause must be a number from 0 to 10 s; -1 is too small."],
  ["pause", "NaN", 'pause must be a number from 0 to 10 s; "NaN" is not one.'],
  ["yield", "yes", 'yield must be true or false; "yes" is neither.'],
  ["start", "clone", 'start must be spawn or fork; "clone" is none of them.'],
  ["name", "x".repeat(13), "name must have at most 12 characters; this has 13."],
  ["name", "a\u0000b", "name must not hold control characters."],
  ["seconds", "", "seconds must have from 1 to 4 items, with commas between; this has 0."],
  ["seconds", "1,2,3,4,5", "seconds must have from 1 to 4 items, with commas between; this has 5."],
  ["seconds", "1,x", 'item 2 of seconds must be a number from 0 to 60; "x" is not one.'],
])("%s may not be %j", (name, value, sentence) => {
  expect(problemWith(named[name], value)).toBe(sentence);
});

test("no value, however long or strange, makes the check fail or its sentence long", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DEMO.parameters),
      fc.oneof(fc.string({ unit: "binary" }), fc.string({ minLength: 1500, maxLength: 3000 })),
      (parameter, value) => {
        const sentence = problemWith(parameter, value);
        if (sentence !== null) expect(sentence.length).toBeLessThan(200);
      },
    ),
  );
});

test("bounds are told in a few words", () => {
  expect(DEMO.parameters.map(bounds)).toEqual([
    "1 to 32",
    "0 to 10 s",
    "",
    "",
    "up to 12 characters",
    "up to 4 items, commas between; each 0 to 60",
  ]);
});
