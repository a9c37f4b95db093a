const decoder = new TextDecoder();

/**
 * `decodeUtf8` reads bytes from `from` to `to` as UTF-8. Requires bytes in memory that is not
 * shared: TextDecoder refuses shared memory.
 *
 * @param {Uint8Array} bytes
 * @param {number} from
 * @param {number} to
 */
export function decodeUtf8(bytes, from, to) {
  return from === to ? "" : decoder.decode(bytes.subarray(from, to));
}
