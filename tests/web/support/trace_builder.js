import { Flag, Kind, NOBODY, ObjectType, SHAPE_NAMES } from "../../../web/model/kinds.js";
import { Trace } from "../../../web/model/trace.js";

/**
 * @typedef {object} Fields
 * @property {typeof SHAPE_NAMES[number]} [shape]
 * @property {number} [object]
 * @property {number} [line]
 * @property {number} [other]
 * @property {number} [time] ns
 * @property {number | bigint} [value]
 * @property {boolean} [double]
 * @property {boolean} [boolean]
 * @property {boolean} [noValue]
 * @property {boolean} [preemption]
 * @property {string} [text]
 */

const encoder = new TextEncoder();

/** A TraceBuilder writes records by hand, byte for byte as the engine does. */
export class TraceBuilder {
  /** @type {Uint8Array[]} */
  #records = [];
  #objects = 0;
  #time = 0;

  /** How many records there are. */
  get length() {
    return this.#records.length;
  }

  /**
   * `add` appends a record and returns its sequence number.
   *
   * @param {number} thread
   * @param {keyof typeof Kind} kind
   * @param {Fields} [fields]
   */
  add(thread, kind, fields = {}) {
    const text = encoder.encode(fields.text ?? "");
    const bytes = new Uint8Array(40 + 8 * Math.ceil(text.length / 8));
    const view = new DataView(bytes.buffer);
    this.#time = fields.time ?? this.#time;
    view.setUint32(0, this.length, true);
    view.setUint16(4, thread, true);
    view.setUint8(6, Kind[kind]);
    view.setUint8(
      7,
      SHAPE_NAMES.indexOf(fields.shape ?? "done") |
        (fields.double ? Flag.double : 0) |
        (fields.boolean ? Flag.boolean : 0) |
        (fields.preemption ? Flag.preemption : 0) |
        (fields.noValue ? Flag.noValue : 0),
    );
    view.setUint32(8, fields.object ?? 0, true);
    view.setUint16(12, fields.line ?? 0, true);
    view.setUint16(14, fields.other ?? NOBODY, true);
    view.setBigUint64(16, BigInt(this.#time), true);
    if (fields.double) view.setFloat64(24, Number(fields.value ?? 0), true);
    else view.setBigInt64(24, BigInt(fields.value ?? 0), true);
    view.setUint32(32, text.length, true);
    bytes.set(text, 40);
    this.#records.push(bytes);
    return this.length - 1;
  }

  /**
   * `object` declares an object and returns its id.
   *
   * @param {keyof typeof ObjectType} type
   * @param {string} name
   * @param {number} [value]
   */
  object(type, name, value = 0) {
    const object = ++this.#objects;
    this.add(0, "object", { object, other: ObjectType[type], value, text: name });
    return object;
  }

  /**
   * `threads` begins the main thread and starts further ones with these names: 1, 2, ...
   *
   * @param {...string} names
   */
  threads(...names) {
    this.add(0, "begin", { text: "MainThread" });
    names.forEach((name, i) => this.add(0, "start", { other: i + 1, text: name }));
    names.forEach((_, i) => this.add(i + 1, "begin"));
    return this;
  }

  /** `bytes` are all records, one after another. */
  bytes() {
    const all = new Uint8Array(this.#records.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const record of this.#records) {
      all.set(record, at);
      at += record.length;
    }
    return all;
  }

  /** `trace` is the trace they make, frozen. */
  trace() {
    const trace = new Trace();
    trace.append(this.bytes());
    trace.freeze();
    return trace;
  }
}
