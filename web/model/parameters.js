import { count, grouped, list } from "../lib/format.js";

/** @typedef {import("./catalog.js").Parameter} Parameter */
/** @typedef {import("./catalog.js").Demo} Demo */
/** @typedef {Record<string, string>} Values */

/** The most characters any value may have, whatever its parameter allows. */
export const MAX_VALUE_LENGTH = 2000;

/** How much of a wrong value a sentence repeats. */
const QUOTED_LENGTH = 40;

/**
 * `defaults` are a demo's values before anyone changed them.
 *
 * @param {Demo} demo
 * @returns {Values}
 */
export function defaults(demo) {
  return Object.fromEntries(demo.parameters.map(({ name, default: value }) => [name, value]));
}

/**
 * `problemWith` is a sentence that says what is wrong with `value`, or null when it will do. The
 * engine checks again and has the last word.
 *
 * @param {Parameter} parameter
 * @param {string} value
 * @returns {string | null}
 */
export function problemWith(parameter, value) {
  if (value.length > MAX_VALUE_LENGTH) {
    return `${parameter.name} must have at most ${grouped(MAX_VALUE_LENGTH)} characters; this has ${grouped(value.length)}.`;
  }
  switch (parameter.type) {
    case "integer":
    case "number":
      return numberProblem(parameter, value, parameter.name);
    case "boolean":
      if (value === "true" || value === "false") return null;
      return `${parameter.name} must be true or false; ${quote(value)} is neither.`;
    case "choice": {
      const choices = parameter.choices ?? [];
      if (choices.includes(value)) return null;
      return `${parameter.name} must be ${list(choices, "or")}; ${quote(value)} is none of them.`;
    }
    case "text":
      return textProblem(parameter, value);
    case "list":
    case "words":
      return listProblem(parameter, value);
    default:
      return `${parameter.name} is of a kind this page does not know; reload the page.`;
  }
}

/**
 * `problems` are the sentences about all values of a demo, by name; empty when all will do.
 *
 * @param {Demo} demo
 * @param {Values} values
 * @returns {Record<string, string>}
 */
export function problems(demo, values) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const parameter of demo.parameters) {
    const sentence = problemWith(parameter, values[parameter.name] ?? parameter.default);
    if (sentence) found[parameter.name] = sentence;
  }
  return found;
}

/**
 * `bounds` says in a few words what a parameter takes: "1 to 32", "0.1 to 10 s"; empty when anything goes.
 *
 * @param {Parameter} parameter
 */
export function bounds(parameter) {
  const unit = parameter.unit ? ` ${parameter.unit}` : "";
  const { min, max } = parameter;
  const range =
    min !== undefined && max !== undefined
      ? `${grouped(min)} to ${grouped(max)}${unit}`
      : max !== undefined
        ? `up to ${grouped(max)}${unit}`
        : min !== undefined
          ? `${grouped(min)}${unit} or more`
          : "";
  if (parameter.type === "list") {
    const items = parameter.max_items ? `up to ${count(parameter.max_items, "item")}` : "items";
    return `${items}, commas between${range ? `; each ${range}` : ""}`;
  }
  if (parameter.type === "words") {
    return `up to ${count(parameter.max_items ?? 1, "item")}, commas between; each up to ${count(parameter.max_length ?? 40, "character")}`;
  }
  if (parameter.type === "text" && parameter.max_length) {
    return `up to ${count(parameter.max_length, "character")}`;
  }
  return range;
}

/**
 * @param {Parameter} parameter
 * @param {string} value
 * @param {string} subject
 */
function numberProblem(parameter, value, subject) {
  const whole = parameter.type === "integer";
  const must = `${subject} must be a ${whole ? "whole number" : "number"}${between(parameter)}`;
  const pattern = whole ? /^[+-]?\d{1,15}$/ : /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;
  if (value.trim() === "") return `${must}; it is empty.`;
  if (!pattern.test(value)) return `${must}; ${quote(value)} is not one.`;
  const number = Number(value);
  const [more, less] = whole ? ["many", "few"] : ["large", "small"];
  if (parameter.max !== undefined && number > parameter.max)
    return `${must}; ${value} is too ${more}.`;
  if (parameter.min !== undefined && number < parameter.min)
    return `${must}; ${value} is too ${less}.`;
  return null;
}

/** @param {Parameter} parameter */
function between({ min, max, unit }) {
  const of = unit ? ` ${unit}` : "";
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}${of}`;
  if (min !== undefined) return ` of at least ${min}${of}`;
  return max === undefined ? "" : ` of at most ${max}${of}`;
}

/** @param {Parameter} parameter @param {string} value */
function textProblem(parameter, value) {
  const { name, max_length: most } = parameter;
  const length = [...value].length;
  if (length === 0) return `${name} must not be empty.`;
  if (most !== undefined && length > most) {
    return `${name} must have at most ${count(most, "character")}; this has ${grouped(length)}.`;
  }
  if (/[\u0000-\u001f\u007f]/u.test(value)) return `${name} must not hold control characters.`;
  return null;
}

/** @param {Parameter} parameter @param {string} value */
function listProblem(parameter, value) {
  const { name, min_items: least = 1, max_items: most } = parameter;
  const items = value.trim() === "" ? [] : value.split(",").map((item) => item.trim());
  const must =
    most === undefined
      ? `${name} must have at least ${count(least, "item")}`
      : `${name} must have from ${least} to ${count(most, "item")}`;
  if (items.length < least || (most !== undefined && items.length > most)) {
    return `${must}, with commas between; this has ${grouped(items.length)}.`;
  }
  const numbers = parameter.min !== undefined || parameter.max !== undefined;
  for (const [index, item] of items.entries()) {
    const subject = `item ${index + 1} of ${name}`;
    const problem = numbers
      ? numberProblem({ ...parameter, type: "number" }, item, subject)
      : textProblem({ ...parameter, name: subject }, item);
    if (problem) return problem;
  }
  return null;
}

/** @param {string} value */
function quote(value) {
  const short =
    value.length > QUOTED_LENGTH ? `${[...value].slice(0, QUOTED_LENGTH).join("")}…` : value;
  return `"${short}"`;
}
