/**
 * What the engine says of itself (demos.json): the only list of demos, events and limits the page knows.
 */

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} label
 * @property {string} [help]
 * @property {"integer" | "number" | "boolean" | "choice" | "text" | "list" | "words"} type
 * @property {string} default
 * @property {number} [min]
 * @property {number} [max]
 * @property {string} [unit]
 * @property {string[]} [choices]
 * @property {number} [min_items]
 * @property {number} [max_items]
 * @property {number} [max_length]
 */

/**
 * @typedef {object} Preset
 * @property {string} name
 * @property {Record<string, string>} values
 */

/**
 * @typedef {object} Demo
 * @property {string} id
 * @property {string} title
 * @property {number} chapter
 * @property {number} order
 * @property {string} teaches
 * @property {string} look
 * @property {string} [question]
 * @property {string} [notebook] what the notebook says of it
 * @property {string} [variants] the parameter whose choices are wrong programs and their repairs
 * @property {string} source
 * @property {number} threads the most threads its main process has with its defaults
 * @property {Counted} [threads_by] the parameter that counts them, if one does
 * @property {number} processes the most processes it has with its defaults, the main one included
 * @property {Counted} [processes_by]
 * @property {Parameter[]} parameters
 * @property {Preset[]} presets
 */

/**
 * @typedef {object} Counted
 * @property {string} parameter whose number, or number of items, it is
 * @property {number} besides how many there are besides
 */

/** @typedef {Record<string, string> & { name: string }} EventSentences */

/**
 * @typedef {object} Catalog
 * @property {string} version
 * @property {EventSentences[]} events
 * @property {string[]} object_types
 * @property {string[]} fates
 * @property {Record<string, number>} limits
 * @property {{ number: number, title: string }[]} chapters
 * @property {Demo[]} demos
 */

/**
 * @typedef {object} Source
 * @property {string} id
 * @property {string} file
 * @property {string} text
 * @property {string} html
 * @property {{ of: string, lines: { text: string, depth: number, mark?: "load" | "add" | "store", line?: number }[] }}
 *   [instructions] what the compiler made of one of its functions
 * @property {PythonText} [python] what it was made from, if that was Python
 */

/**
 * @typedef {object} PythonText
 * @property {string} text
 * @property {string} html
 * @property {[number, number][]} pairs lines of Python and of C++ that say the same
 * @property {{ python: number[], cpp: number[], match?: boolean }[]} rows lines that lie side by side
 */

/**
 * `findDemo` finds a demo by its id; undefined when there is none.
 *
 * @param {Catalog} catalog
 * @param {string} id
 */
export function findDemo(catalog, id) {
  return catalog.demos.find((demo) => demo.id === id);
}

/**
 * `needsOf` tells how many threads and processes a demo has at most with these values of its parameters.
 *
 * @param {Demo} demo
 * @param {Record<string, string>} values as they stand in the form; what is no number counts as the default
 * @returns {{ threads: number, processes: number }}
 */
export function needsOf(demo, values) {
  const needed = (/** @type {number} */ standard, /** @type {Counted | undefined} */ by) => {
    const parameter = by && demo.parameters.find(({ name }) => name === by.parameter);
    if (!by || !parameter) return standard;
    const value = values[parameter.name] ?? parameter.default;
    const [counted, least, most] =
      parameter.type === "integer"
        ? [Number(value), parameter.min, parameter.max]
        : [value.split(",").length, parameter.min_items, parameter.max_items];
    const allowed = value !== "" && counted >= (least ?? 1) && counted <= (most ?? 1);
    return allowed ? counted + by.besides : standard;
  };
  return {
    threads: needed(demo.threads, demo.threads_by),
    processes: needed(demo.processes, demo.processes_by),
  };
}

/**
 * `byChapter` lists the chapters that have demos, each with its demos in their order.
 *
 * @param {Catalog} catalog
 */
export function byChapter(catalog) {
  return catalog.chapters
    .map((chapter) => ({
      ...chapter,
      demos: catalog.demos
        .filter((demo) => demo.chapter === chapter.number)
        .sort((a, b) => a.order - b.order),
    }))
    .filter((chapter) => chapter.demos.length > 0);
}

/**
 * `readCatalog` checks that `data` has the form of a catalog, so that the rest of the page can rely on it.
 *
 * @param {unknown} data
 * @returns {Catalog}
 * @throws {Error} with a sentence that names what is missing
 */
export function readCatalog(data) {
  const catalog = /** @type {Catalog} */ (data);
  const missing = (/** @type {string} */ what) =>
    new Error(`The list of demos is damaged: ${what} is missing. Build the engine again.`);
  if (!catalog || typeof catalog !== "object") throw missing("everything");
  for (const name of /** @type {const} */ (["events", "chapters", "demos"])) {
    if (!Array.isArray(catalog[name]) || catalog[name].length === 0) throw missing(`"${name}"`);
  }
  for (const demo of catalog.demos) {
    for (const name of /** @type {const} */ (["id", "title", "teaches", "look", "source"])) {
      if (typeof demo?.[name] !== "string") throw missing(`"${name}" of demo "${demo?.id}"`);
    }
    if (!Array.isArray(demo.parameters)) throw missing(`"parameters" of demo "${demo.id}"`);
    demo.presets ??= [];
  }
  return catalog;
}
