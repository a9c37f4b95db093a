import { grouped } from "../lib/format.js";
import { Kind, NOBODY, SHAPE_NAMES } from "./kinds.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./world.js").World} World */
/** @typedef {import("./catalog.js").Catalog} Catalog */

/** How much of an event's text a sentence repeats; a text that is itself a sentence gets more room. */
const SHOWN_TEXT = 80;
const SHOWN_SENTENCE = 1000;

/** Kinds whose sentence stands by itself, without a thread before it. @type {ReadonlySet<number>} */
const WHOLE = new Set([Kind.deadlock, Kind.finish]);

/**
 * `sentence` tells event `i` in words, from the engine's table of events: "T1 acquires lock_a."
 *
 * @param {Catalog} catalog
 * @param {Trace} trace
 * @param {World} world the moment at or after the event: it knows the names
 * @param {number} i
 */
export function sentence(catalog, trace, world, i) {
  const kind = trace.kind(i);
  const row = catalog.events[kind];
  const template = row?.[SHAPE_NAMES[trace.shape(i)]] || row?.done || row?.name || "?";
  const filled = template
    .replaceAll(/\{(object|other|value|text)\}/g, (_, field) => fieldOf(field, trace, world, i))
    .trim();
  if (WHOLE.has(kind)) return ended(filled);
  return ended(`${threadName(world, trace.thread(i))} ${filled}`);
}

/**
 * `threadName` is how a thread is called.
 *
 * @param {World} world
 * @param {number} id
 */
export function threadName(world, id) {
  return world.threads[id]?.name ?? (id === NOBODY ? "nobody" : `thread ${id}`);
}

/**
 * `objectName` is how an object is called.
 *
 * @param {World} world
 * @param {number} id
 */
export function objectName(world, id) {
  return world.objects.get(id)?.name || (id === 0 ? "nothing" : `object ${id}`);
}

/**
 * @param {string} field
 * @param {Trace} trace
 * @param {World} world
 * @param {number} i
 */
function fieldOf(field, trace, world, i) {
  if (field === "object") return objectName(world, trace.object(i));
  if (field === "other") return threadName(world, trace.other(i));
  if (field === "text") return shownText(trace, i);
  if (trace.kind(i) === Kind.sleep) return `${trace.value(i) / 1e9}`;
  const value = trace.value(i);
  return Number.isSafeInteger(value) && !(trace.flags(i) & 24) && trace.hasValue(i)
    ? grouped(value)
    : trace.valueText(i);
}

/**
 * `shortText` is an event's text for a small place: whole up to `whole` bytes, else its first `shown`.
 *
 * @param {Trace} trace
 * @param {number} i
 * @param {number} whole
 * @param {number} shown
 */
export function shortText(trace, i, whole, shown) {
  return trace.textSize(i) > whole ? `${trace.text(i, 0, shown)}…` : trace.text(i);
}

/** @param {Trace} trace @param {number} i */
function shownText(trace, i) {
  const kind = trace.kind(i);
  const most = WHOLE.has(kind) ? SHOWN_SENTENCE : SHOWN_TEXT;
  // A character has at most 4 bytes, so that many bytes hold enough of them.
  const bytes = Math.min(trace.textSize(i), 4 * most + 4);
  const characters = [...trace.text(i, 0, bytes)];
  const whole = bytes === trace.textSize(i) && characters.length <= most;
  const text = whole ? characters.join("") : `${characters.slice(0, most).join("")}…`;
  if (kind !== Kind.print) return text;
  return text === "\n" ? "the end of its line" : JSON.stringify(text);
}

/** @param {string} text */
function ended(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
