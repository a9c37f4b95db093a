import { grown } from "../lib/growable.js";
import { decodeUtf8 } from "../lib/utf8.js";
import { Flag, KIND_COUNT } from "./kinds.js";

/**
 * The trace as a table. Longer than others: most of it is one accessor a column.
 */

/** A record's header, in bytes. */
export const HEADER_BYTES = 40;

/** The most events a trace may hold; a run that makes more is stopped with a sentence. */
export const MAX_EVENTS = 2 ** 23;

/** The most bytes of text all events of a trace may hold together. */
export const MAX_TEXT_BYTES = 2 ** 28;

/** The highest thread number a record may carry, below NOBODY; the engine's own limit is far lower. */
export const MAX_THREAD = 4095;

const HEADER_WORDS = HEADER_BYTES / 4;

/** A TraceError's message is a sentence for the reader: the bytes are not a trace, or a limit was reached. */
export class TraceError extends Error {}

/**
 * A Trace is everything that happened in one run: an append-only table of events, a typed array a
 * column, filled from the engine's bytes. No object is made for an event, so a million a second can be taken in.
 *
 * Invariant: event i has sequence number i.
 * Invariant: an event, once appended, never changes; after `freeze` nothing is appended.
 * Invariant: the machine is little endian, as every machine that runs WebAssembly in a browser is.
 */
export class Trace {
  #length = 0;
  #frozen = false;
  #rest = new Uint8Array(0);
  #kind = new Uint8Array(1024);
  #flags = new Uint8Array(1024);
  #thread = new Uint16Array(1024);
  #line = new Uint16Array(1024);
  #other = new Uint16Array(1024);
  #object = new Uint32Array(1024);
  #time = new Float64Array(1024);
  #value = new Uint32Array(2048);
  #textStart = new Uint32Array(1024);
  #textSize = new Uint32Array(1024);
  #text = new Uint8Array(4096);
  #textLength = 0;
  #scratch = new DataView(new ArrayBuffer(8));

  /** How many events the trace holds. */
  get length() {
    return this.#length;
  }

  /** Whether the run is over and the trace complete. */
  get frozen() {
    return this.#frozen;
  }

  /**
   * `append` takes the next bytes of the run: whole or broken records, in any memory. The bytes are copied.
   *
   * @param {Uint8Array} chunk
   * @throws {TraceError} when the bytes are not the next records, or a limit is reached
   */
  append(chunk) {
    if (this.#frozen) throw new Error("a frozen trace was appended to");
    let bytes = chunk;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length);
      bytes.set(this.#rest);
      bytes.set(chunk, this.#rest.length);
    } else if (chunk.byteOffset % 4 !== 0) {
      bytes = chunk.slice();
    }
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
    this.#reserve(this.#length + Math.ceil(bytes.length / HEADER_BYTES));
    let at = 0;
    while (at + HEADER_WORDS <= words.length) {
      const next = at + HEADER_WORDS + 2 * Math.ceil(words[at + 8] / 8);
      if (words[at + 8] > MAX_TEXT_BYTES) throw new TraceError("A record of the trace is broken.");
      if (next > words.length) break;
      this.#take(words, at, bytes);
      at = next;
    }
    this.#rest = bytes.slice(4 * at);
  }

  /** `freeze` ends the trace: nothing can be appended any more. */
  freeze() {
    this.#frozen = true;
  }

  /** @param {number} capacity */
  #reserve(capacity) {
    this.#kind = grown(this.#kind, capacity);
    this.#flags = grown(this.#flags, capacity);
    this.#thread = grown(this.#thread, capacity);
    this.#line = grown(this.#line, capacity);
    this.#other = grown(this.#other, capacity);
    this.#object = grown(this.#object, capacity);
    this.#time = grown(this.#time, capacity);
    this.#value = grown(this.#value, 2 * capacity);
    this.#textStart = grown(this.#textStart, capacity);
    this.#textSize = grown(this.#textSize, capacity);
  }

  /**
   * @param {Uint32Array} words
   * @param {number} at
   * @param {Uint8Array} bytes
   */
  #take(words, at, bytes) {
    const i = this.#length;
    if (words[at] !== i) {
      throw new TraceError(
        `The trace goes on with event ${words[at]} where event ${i} was expected.`,
      );
    }
    if (i >= MAX_EVENTS) {
      throw new TraceError(
        `The run made more than ${MAX_EVENTS.toLocaleString("en")} events, the most this page keeps; it was stopped there.`,
      );
    }
    const who = words[at + 1];
    const kind = (who >>> 16) & 255;
    if (kind >= KIND_COUNT) {
      throw new TraceError(
        `The trace holds an event of kind ${kind}, which this page does not know; reload the page to get its newest version.`,
      );
    }
    if ((who & 0xffff) > MAX_THREAD) throw new TraceError("A record of the trace is broken.");
    this.#thread[i] = who & 0xffff;
    this.#kind[i] = kind;
    this.#flags[i] = who >>> 24;
    this.#object[i] = words[at + 2];
    this.#line[i] = words[at + 3] & 0xffff;
    this.#other[i] = words[at + 3] >>> 16;
    this.#time[i] = words[at + 4] + words[at + 5] * 4294967296;
    this.#value[2 * i] = words[at + 6];
    this.#value[2 * i + 1] = words[at + 7];
    this.#textStart[i] = this.#textLength;
    const size = words[at + 8];
    this.#textSize[i] = size;
    if (size > 0) this.#takeText(bytes, 4 * at + HEADER_BYTES, size);
    this.#length = i + 1;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} from
   * @param {number} size
   */
  #takeText(bytes, from, size) {
    const start = this.#textLength;
    if (start + size > MAX_TEXT_BYTES) {
      throw new TraceError(
        `The run wrote more than ${MAX_TEXT_BYTES / 2 ** 20} MiB of text, the most this page keeps; it was stopped there.`,
      );
    }
    this.#text = grown(this.#text, start + size);
    const text = this.#text;
    if (size < 64) for (let k = 0; k < size; k++) text[start + k] = bytes[from + k];
    else text.set(bytes.subarray(from, from + size), start);
    this.#textLength = start + size;
  }

  /** `kind` is the event's kind. @param {number} i */
  kind(i) {
    return this.#kind[i];
  }

  /** `flags` are the record's flags as they stand. @param {number} i */
  flags(i) {
    return this.#flags[i];
  }

  /** `shape` tells how the operation went: a number of Shape. @param {number} i */
  shape(i) {
    return this.#flags[i] & Flag.shape;
  }

  /** `thread` is who did it. @param {number} i */
  thread(i) {
    return this.#thread[i];
  }

  /** `object` is the object it was done to, 0 for none. @param {number} i */
  object(i) {
    return this.#object[i];
  }

  /** `line` is the line of the demo's source it was done in, 0 when unknown. @param {number} i */
  line(i) {
    return this.#line[i];
  }

  /** `other` is another thread (or an object's type), NOBODY for none. @param {number} i */
  other(i) {
    return this.#other[i];
  }

  /** `time` is the program's time in nanoseconds since the run began. @param {number} i */
  time(i) {
    return this.#time[i];
  }

  /** `valueLow` are the lower 32 bits of the value. @param {number} i */
  valueLow(i) {
    return this.#value[2 * i];
  }

  /** `valueHigh` are the upper 32 bits of the value. @param {number} i */
  valueHigh(i) {
    return this.#value[2 * i + 1];
  }

  /** `hasValue` tells whether the event carries a value. @param {number} i */
  hasValue(i) {
    return (this.#flags[i] & Flag.noValue) === 0;
  }

  /** `value` is the event's value as a number; a whole number beyond 2^53 is rounded. @param {number} i */
  value(i) {
    const low = this.#value[2 * i];
    const high = this.#value[2 * i + 1];
    if (this.#flags[i] & Flag.double) {
      this.#scratch.setUint32(0, low, true);
      this.#scratch.setUint32(4, high, true);
      return this.#scratch.getFloat64(0, true);
    }
    return (high | 0) * 4294967296 + low;
  }

  /** `number` is the event's value where it can be counted with, otherwise NaN. @param {number} i */
  number(i) {
    return this.#flags[i] & (Flag.noValue | Flag.boolean) ? NaN : this.value(i);
  }

  /** `valueText` is the event's value, or its text where it carries one instead, as Python would show it. @param {number} i */
  valueText(i) {
    if (!this.hasValue(i)) return this.text(i);
    if (this.#flags[i] & Flag.boolean) return this.#value[2 * i] ? "True" : "False";
    const value = this.value(i);
    if (this.#flags[i] & Flag.double)
      return Number.isInteger(value) ? value.toFixed(1) : `${value}`;
    if (Number.isSafeInteger(value)) return `${value}`;
    const words = (BigInt(this.#value[2 * i + 1] | 0) << 32n) | BigInt(this.#value[2 * i]);
    return `${words}`;
  }

  /** `textSize` is the size of the event's text in bytes. @param {number} i */
  textSize(i) {
    return this.#textSize[i];
  }

  /**
   * `text` decodes the event's text, or the bytes of it from `from` to `to`.
   *
   * @param {number} i
   * @param {number} [from]
   * @param {number} [to]
   */
  text(i, from = 0, to = this.#textSize[i]) {
    return decodeUtf8(this.#text, this.#textStart[i] + from, this.#textStart[i] + to);
  }

  /** `textByte` is one byte of the event's text. @param {number} i @param {number} at */
  textByte(i, at) {
    return this.#text[this.#textStart[i] + at];
  }

  /**
   * `indexOfByte` finds `byte` in the event's text at or after byte `from`; -1 when it is not there.
   *
   * @param {number} i
   * @param {number} byte
   * @param {number} from
   */
  indexOfByte(i, byte, from) {
    const start = this.#textStart[i];
    const size = this.#textSize[i];
    if (size - from < 256) {
      for (let at = from; at < size; at++) if (this.#text[start + at] === byte) return at;
      return -1;
    }
    const found = this.#text.subarray(start, start + size).indexOf(byte, from);
    return found;
  }

  /**
   * `sameText` tells whether two events carry the same text, without decoding it.
   *
   * @param {number} i
   * @param {number} j
   */
  sameText(i, j) {
    const size = this.#textSize[i];
    if (size !== this.#textSize[j]) return false;
    const a = this.#textStart[i];
    const b = this.#textStart[j];
    for (let k = 0; k < size; k++) if (this.#text[a + k] !== this.#text[b + k]) return false;
    return true;
  }

  /**
   * `sameValue` tells whether two events carry the same value (or text).
   *
   * @param {number} i
   * @param {number} j
   */
  sameValue(i, j) {
    return (
      this.#value[2 * i] === this.#value[2 * j] &&
      this.#value[2 * i + 1] === this.#value[2 * j + 1] &&
      this.sameText(i, j)
    );
  }
}
