/**
 * The numbers of the trace format, fixed for ever. The names and sentences of the kinds come from
 * the engine's table of events (demos.json); these constants are what the model computes with.
 */

/** Kinds of event, by name. */
export const Kind = Object.freeze({
  step: 0,
  object: 1,
  start: 2,
  begin: 3,
  end: 4,
  join: 5,
  acquire: 6,
  release: 7,
  wait: 8,
  notify: 9,
  wake: 10,
  set: 11,
  clear: 12,
  put: 13,
  get: 14,
  task_done: 15,
  read: 16,
  write: 17,
  update: 18,
  sleep: 19,
  print: 20,
  random: 21,
  deadlock: 22,
  edge: 23,
  finish: 24,
  arrive: 25,
  pass: 26,
  phase: 27,
  alive: 28,
  count: 29,
  abort: 30,
  hit: 31,
  miss: 32,
  keep: 33,
  evict: 34,
  compute: 35,
  progress: 36,
  exit: 37,
  kill: 38,
  close: 39,
});

/** How many kinds this page knows. */
export const KIND_COUNT = Object.keys(Kind).length;

/** The shapes in which an operation can be told. */
export const Shape = Object.freeze({ done: 0, blocked: 1, resumed: 2, timedOut: 3, failed: 4 });

/** The names of the shapes, as the sentences in the table of events are keyed. */
export const SHAPE_NAMES = Object.freeze(
  /** @type {const} */ (["done", "blocked", "resumed", "timed_out", "failed"]),
);

/** Types of object. */
export const ObjectType = Object.freeze({
  lock: 0,
  rlock: 1,
  condition: 2,
  semaphore: 3,
  event: 4,
  queue: 5,
  shared: 6,
  buffer: 7,
  barrier: 8,
  cache: 9,
  pipe: 10,
  process: 11,
});

/** What can become of a run, in the order of their numbers. */
export const FATES = Object.freeze(
  /** @type {const} */ (["finished", "deadlock", "exception", "stopped", "step_limit"]),
);

/** What can become of a thread. */
export const ThreadFate = Object.freeze({ finished: 0, exception: 1, stopped: 2 });

/** Bits of a record's flags. */
export const Flag = Object.freeze({
  shape: 7,
  double: 8,
  boolean: 16,
  preemption: 32,
  noValue: 64,
});

/** The number that stands for "no thread". */
export const NOBODY = 65535;
