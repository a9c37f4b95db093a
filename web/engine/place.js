/**
 * `engineFolder` is the address of the engine this page was built with, with a slash at the end: its
 * modules, its list of demos and their sources lie there.
 *
 * @returns {string}
 */
export function engineFolder() {
  return new URL(__ENGINE__, document.baseURI).href;
}
