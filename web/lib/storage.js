/**
 * `remembered` reads what the browser keeps for `key`; null where nothing is kept or storage is denied.
 *
 * @param {string} key
 */
export function remembered(key) {
  try {
    return globalThis.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * `remember` keeps `value` for `key` (null forgets). Where storage is denied nothing happens: nothing here needs it.
 *
 * @param {string} key
 * @param {string | null} value
 */
export function remember(key, value) {
  try {
    if (value === null) globalThis.localStorage.removeItem(key);
    else globalThis.localStorage.setItem(key, value);
  } catch {
    // A page in a foreign frame may have no storage at all.
  }
}
