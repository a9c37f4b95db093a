/** @typedef {Uint8Array | Uint16Array | Uint32Array | Float64Array} Column */

/**
 * `grown` returns `column` itself when it holds at least `capacity` elements, otherwise a copy in
 * an array of twice the size (or more). Doubling makes appending n elements cost O(n) in all.
 *
 * @template {Column} T
 * @param {T} column
 * @param {number} capacity
 * @returns {T}
 */
export function grown(column, capacity) {
  if (column.length >= capacity) return column;
  let size = Math.max(column.length, 16);
  while (size < capacity) size *= 2;
  const Type = /** @type {new (length: number) => T} */ (column.constructor);
  const copy = new Type(size);
  copy.set(column);
  return copy;
}

/**
 * A Growable is an append-only list of numbers in a typed array: no object and no boxed number an
 * element. Read `data[i]` for i < `length`; `data` is replaced when the list grows, so do not keep it.
 *
 * @template {Column} T
 */
export class Growable {
  /** @param {new (length: number) => T} Type */
  constructor(Type) {
    /** @type {T} */
    this.data = new Type(64);
    this.length = 0;
  }

  /**
   * `push` appends one number and returns its index.
   *
   * @param {number} value
   */
  push(value) {
    if (this.length === this.data.length) this.data = grown(this.data, this.length + 1);
    this.data[this.length] = value;
    return this.length++;
  }

  /**
   * `upTo` counts the elements that are not above `limit`. Requires ascending elements.
   *
   * @param {number} limit
   */
  upTo(limit) {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.data[middle] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
