/**
 * The link: `#/v1/<demo>?<name>=<value>&...&mode=..&scheduler=..&seed=..&s=..&time=..&speed=..&at=..`. It holds all
 * that a run depends on, needs no server, and is for ever: a link that was good stays good. It comes
 * from anyone, so everything in it is bounded, and refused with a sentence.
 */
import { defaults } from "./parameters.js";
import { MAX_EVENTS } from "./trace.js";

/** @typedef {import("./catalog.js").Demo} Demo */

/** The most characters a link may have. */
export const MAX_LINK = 16_384;
/** The most names a link may set. */
export const MAX_NAMES = 64;
/** The most characters a schedule may have. */
export const MAX_SCHEDULE = 8192;
/** The highest seed. */
export const MAX_SEED = Number.MAX_SAFE_INTEGER;

/** The ways to run. */
export const MODES = Object.freeze(/** @type {const} */ (["live", "controlled"]));
/** The schedulers of a controlled run. */
export const SCHEDULERS = Object.freeze(/** @type {const} */ (["random", "round_robin", "replay"]));
/** How much faster than in the notebook the program's clock runs, live. */
export const SPEEDS = Object.freeze(/** @type {const} */ ([1, 10, 1000]));

/** How time passes in a controlled run: only when nobody can go on, or with timers that may be late. */
export const TIMES = Object.freeze(/** @type {const} */ (["strict", "late"]));

/** @typedef {typeof TIMES[number]} Time */
/** @typedef {typeof MODES[number]} Mode */
/** @typedef {typeof SCHEDULERS[number]} Scheduler */
/** @typedef {typeof SPEEDS[number]} Speed */

/**
 * @typedef {object} Link
 * @property {string} demo empty on the start page
 * @property {Record<string, string>} parameters as they stand; not yet checked against the demo
 * @property {Mode} mode
 * @property {Scheduler} scheduler
 * @property {number} seed
 * @property {string} schedule what replay follows, empty for none
 * @property {Time} time
 * @property {Speed} speed
 * @property {number | null} at the event shown, null for the last
 */

/** @typedef {{ link: Link, problems: string[] }} ParsedLink */

/**
 * `emptyLink` is what an address without anything in it means.
 *
 * @returns {Link}
 */
export function emptyLink() {
  return {
    demo: "",
    parameters: {},
    mode: "live",
    scheduler: "random",
    seed: 1,
    schedule: "",
    time: "strict",
    speed: 1,
    at: null,
  };
}

/**
 * `parseLink` reads a fragment, with or without its "#". What is wrong is left out and told in a
 * sentence each; what is right still counts.
 *
 * @param {string} fragment
 * @returns {ParsedLink}
 */
export function parseLink(fragment) {
  const link = emptyLink();
  /** @type {string[]} */
  const problems = [];
  const text = fragment.startsWith("#") ? fragment.slice(1) : fragment;
  if (text === "" || text === "/") return { link, problems };
  if (text.length > MAX_LINK) {
    problems.push(`The link has ${text.length} characters; at most ${MAX_LINK} are read.`);
    return { link, problems };
  }
  const match = /^\/v(\d{1,4})\/([^?]*)(?:\?(.*))?$/su.exec(text);
  if (!match) {
    problems.push(
      "The address does not have the form #/v1/demo?name=value, so it cannot be opened.",
    );
    return { link, problems };
  }
  if (match[1] !== "1") {
    problems.push(
      `The link is of version ${match[1]}; this page opens version 1. Reload the page.`,
    );
    return { link, problems };
  }
  if (!/^[a-z0-9_]{0,64}$/.test(match[2])) {
    problems.push(
      "A demo's name has small letters, digits and underscores only; this one has others.",
    );
    return { link, problems };
  }
  link.demo = match[2];
  readPairs(match[3] ?? "", link, problems);
  return { link, problems };
}

/**
 * `checkParameters` compares a link's parameters with the demo's: unknown names are dropped, each with a sentence.
 *
 * @param {Link} link
 * @param {Demo} demo
 */
export function checkParameters(link, demo) {
  const values = defaults(demo);
  /** @type {string[]} */
  const problems = [];
  for (const [name, value] of Object.entries(link.parameters)) {
    if (Object.hasOwn(values, name)) values[name] = value;
    else
      problems.push(`The link sets "${name}", which ${demo.title} does not have; it is ignored.`);
  }
  return { values, problems };
}

/**
 * `formatLink` writes the fragment, with its "#". It holds every parameter, also those at their default: a
 * link stays what it was when a default changes later. A speed of 1 and the last step are left out.
 *
 * @param {Link} link
 * @param {Demo | undefined} demo
 */
export function formatLink(link, demo) {
  if (!link.demo) return "#/";
  const names = demo ? demo.parameters.map(({ name }) => name) : Object.keys(link.parameters);
  /** @type {[string, string][]} */
  const pairs = [];
  for (const name of names) {
    if (link.parameters[name] !== undefined) pairs.push([name, link.parameters[name]]);
  }
  pairs.push(["mode", link.mode], ["scheduler", link.scheduler], ["seed", `${link.seed}`]);
  if (link.schedule) pairs.push(["s", link.schedule]);
  if (link.time !== "strict") pairs.push(["time", link.time]);
  if (link.speed !== 1) pairs.push(["speed", `${link.speed}`]);
  if (link.at !== null) pairs.push(["at", `${link.at}`]);
  return `#/v1/${link.demo}?${pairs.map(([name, value]) => `${name}=${encode(value)}`).join("&")}`;
}

/** Commas and colons may stand in a fragment and keep lists readable. @param {string} value */
function encode(value) {
  const sound = value.replaceAll(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(sound).replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/**
 * @param {string} query
 * @param {Link} link
 * @param {string[]} problems
 */
function readPairs(query, link, problems) {
  const pairs = query === "" ? [] : query.split("&");
  if (pairs.length > MAX_NAMES) {
    problems.push(`The link sets ${pairs.length} names; only the first ${MAX_NAMES} are read.`);
  }
  const seen = new Set();
  for (const pair of pairs.slice(0, MAX_NAMES)) {
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === null || value === null) {
      problems.push(
        `The link holds ${shown(pair)}, which is not written as an address must be; it is ignored.`,
      );
    } else if (equals < 0 || !/^[a-z][a-z0-9_]{0,63}$/.test(name)) {
      problems.push(`The link holds ${shown(pair)} where name=value was expected; it is ignored.`);
    } else if (seen.has(name)) {
      problems.push(`The link sets "${name}" more than once; only the first counts.`);
    } else {
      seen.add(name);
      readPair(name, value, link, problems);
    }
  }
  if (link.scheduler === "replay" && !link.schedule) {
    problems.push("The link asks for a replay but holds no schedule; the random walk is used.");
    link.scheduler = "random";
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @param {Link} link
 * @param {string[]} problems
 */
function readPair(name, value, link, problems) {
  switch (name) {
    case "mode":
      link.mode = oneOf(MODES, value, link.mode, "mode", problems);
      return;
    case "scheduler":
      link.scheduler = oneOf(SCHEDULERS, value, link.scheduler, "scheduler", problems);
      return;
    case "time":
      link.time = oneOf(TIMES, value, link.time, "time", problems);
      return;
    case "speed": {
      const names = SPEEDS.map(String);
      link.speed = /** @type {Speed} */ (
        Number(oneOf(names, value, `${link.speed}`, "speed", problems))
      );
      return;
    }
    case "seed":
      link.seed = wholeNumber(value, MAX_SEED, "seed", problems) ?? link.seed;
      return;
    case "at":
      link.at = wholeNumber(value, MAX_EVENTS, "at", problems) ?? link.at;
      return;
    case "s":
      if (value.length <= MAX_SCHEDULE && /^[A-Za-z0-9_-]*$/.test(value)) link.schedule = value;
      else
        problems.push(
          `The schedule in the link is longer than ${MAX_SCHEDULE} characters or damaged; it is ignored.`,
        );
      return;
    default:
      link.parameters[name] = value;
  }
}

/**
 * @template {string} T
 * @param {readonly T[]} values
 * @param {string} value
 * @param {T} otherwise
 * @param {string} name
 * @param {string[]} problems
 */
function oneOf(values, value, otherwise, name, problems) {
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  problems.push(
    `${name} must be ${values.join(" or ")}; the link says ${shown(value)}, so it is ${otherwise}.`,
  );
  return otherwise;
}

/**
 * @param {string} value
 * @param {number} most
 * @param {string} name
 * @param {string[]} problems
 */
function wholeNumber(value, most, name, problems) {
  if (/^\d{1,16}$/.test(value) && Number(value) <= most) return Number(value);
  problems.push(`${name} must be a whole number from 0 to ${most}; the link says ${shown(value)}.`);
  return null;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** @param {string} text */
function shown(text) {
  return `"${text.length > 40 ? `${[...text].slice(0, 40).join("")}…` : text}"`;
}
