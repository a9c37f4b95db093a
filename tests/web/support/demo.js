/**
 * A demo's metadata with a parameter of every type, for tests.
 *
 * @type {import("../../../web/model/catalog.js").Demo}
 */
export const DEMO = {
  id: "race",
  title: "A race",
  chapter: 4,
  order: 1,
  teaches: "Updates get lost.",
  look: "The crosses.",
  question: "How many?",
  source: "race.cpp",
  threads: 3,
  processes: 1,
  parameters: [
    { name: "threads", label: "Threads", type: "integer", default: "10", min: 1, max: 32 },
    { name: "pause", label: "Pause", type: "number", default: "0.5", min: 0, max: 10, unit: "s" },
    { name: "yield", label: "Yield", type: "boolean", default: "false", help: "Lets others go." },
    { name: "start", label: "Start", type: "choice", default: "spawn", choices: ["spawn", "fork"] },
    { name: "name", label: "Name", type: "text", default: "Amazon", max_length: 12 },
    {
      name: "seconds",
      label: "Seconds",
      type: "list",
      default: "10,8,3",
      min: 0,
      max: 60,
      min_items: 1,
      max_items: 4,
    },
  ],
  presets: [{ name: "small", values: { threads: "2" } }],
};

const names = [
  "step object start begin end join acquire release wait notify wake set clear put get",
  "task_done read write update sleep print random deadlock edge finish",
]
  .join(" ")
  .split(" ");

/** @type {Record<string, Record<string, string>>} */
const SENTENCES = {
  acquire: { done: "acquires {object}", blocked: "waits for {object}" },
  read: { done: "reads {object}: {value}" },
  sleep: { done: "yields", blocked: "sleeps for {value} s" },
  print: { done: "prints {text}" },
  join: { done: "finds {other} finished", blocked: "waits for {other} to finish" },
  deadlock: { done: "{text}" },
  finish: { done: "{text}" },
};

/**
 * A catalog with that demo and one more.
 *
 * @type {import("../../../web/model/catalog.js").Catalog}
 */
export const CATALOG = {
  version: "test",
  events: names.map((name) => ({ name, done: name, ...SENTENCES[name] })),
  object_types: ["lock", "rlock", "condition", "semaphore", "event", "queue", "shared", "buffer"],
  fates: ["finished", "deadlock", "exception", "stopped", "step_limit"],
  limits: { threads: 64, steps: 200_000 },
  chapters: [
    { number: 1, title: "Threads" },
    { number: 2, title: "Processes" },
    { number: 4, title: "Races and locks" },
  ],
  demos: [
    DEMO,
    { ...DEMO, id: "plain", title: "Plain", chapter: 1, order: 2, parameters: [], presets: [] },
    { ...DEMO, id: "early", title: "Early", chapter: 1, order: 1, question: undefined },
  ],
};
