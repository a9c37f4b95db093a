/**
 * The machine as the trace tells it, event by event. This file is longer than others because it is
 * the one place that says what each kind of event means.
 */
import { Kind, NOBODY, ObjectType, Shape } from "./kinds.js";
import { copyShared, freshShared, noteRead, noteUpdate, noteWrite } from "./lost_updates.js";
import { State, copyThread } from "./state.js";
import { MAX_THREAD } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./state.js").ThreadState} ThreadState */
/** @typedef {import("./state.js").ObjectState} ObjectState */

/** The types of object whose value, as it is declared, is how much they hold. @type {Set<number>} */
const CAPACITIES = new Set([
  ObjectType.queue,
  ObjectType.pipe,
  ObjectType.buffer,
  ObjectType.barrier,
  ObjectType.cache,
]);

/**
 * A World is what is true after some event: every thread, every object. `apply` takes it one event on;
 * going back is starting from an earlier copy (`History` keeps some).
 *
 * Invariant: `apply` never throws and never guesses beyond the trace; a trace in which effects seem out of
 * order (live, when two threads race for the next sequence number) leaves every list free of duplicates.
 */
export class World {
  constructor() {
    /** The last event applied, -1 before the first. */
    this.step = -1;
    /** The program's time at that event (ns). */
    this.time = 0;
    /** @type {ThreadState[]} by id */
    this.threads = [];
    /** @type {Map<number, ObjectState>} */
    this.objects = new Map();
    /** The names of the processes but the main one, by number. @type {Map<number, string>} */
    this.processes = new Map();
    /** Whether a scheduler decides who runs: the trace tells its steps. */
    this.controlled = false;
    /** The thread that the scheduler lets go on, NOBODY in a live run. */
    this.current = NOBODY;
    /** The event that announced a deadlock, -1 when there is none. */
    this.deadlock = -1;
    /** @type {number[]} the edges of the wait-for graph that go with it */
    this.edges = [];
    /** The last event of the trace, -1 while the run goes on. */
    this.finish = -1;
    /** Whether the last event applied overwrote a value its thread had not seen. */
    this.conflict = false;
    /** @type {number[]} threads whose state the last event may have changed */
    this.touched = [];
  }

  /** `copy` is an independent copy: changing one leaves the other as it was. */
  copy() {
    const world = new World();
    Object.assign(world, this);
    world.threads = this.threads.map(copyThread);
    world.objects = new Map();
    for (const [id, object] of this.objects) world.objects.set(id, copyObject(object));
    world.processes = new Map(this.processes);
    world.edges = [...this.edges];
    world.touched = [];
    return world;
  }

  /** `size` is roughly how many values a copy copies. */
  get size() {
    let size = 16 * this.threads.length;
    for (const object of this.objects.values()) size += 24 + object.items.length;
    return size;
  }

  /**
   * `apply` takes the world to event `i` of `trace`. Requires i to be the event after `step`.
   *
   * @param {Trace} trace
   * @param {number} i
   */
  apply(trace, i) {
    const kind = trace.kind(i);
    const id = trace.thread(i);
    this.step = i;
    this.time = Math.max(this.time, trace.time(i));
    this.touched.length = 0;
    this.conflict = false;
    if (kind === Kind.step) return this.#schedule(trace, i, id);
    if (kind === Kind.object) return this.#declare(trace, i);
    if (kind === Kind.edge) return void this.edges.push(i);
    if (kind === Kind.deadlock) return void (this.deadlock = i);
    if (kind === Kind.finish) return void (this.finish = i);
    // The last events of a process come after its main thread's end.
    if (kind === Kind.exit || (kind === Kind.close && this.threads[id]?.state === State.finished))
      return;
    const thread = this.#thread(id);
    if (trace.line(i)) thread.line = trace.line(i);
    if (kind === Kind.end) return this.#end(thread, trace.value(i));
    const shape = trace.shape(i);
    const object = this.objects.get(trace.object(i));
    // A thread that waits on a condition gives up the lock after it has begun to wait.
    const gaveUp = kind === Kind.release && thread.state === State.blocked;
    // Where time is virtual, who computes lets it pass: the lane goes on, whoever else runs meanwhile.
    thread.computing = kind === Kind.compute && shape === Shape.blocked;
    if (thread.computing) this.#run(thread);
    else if (shape === Shape.blocked) this.#block(thread, kind, trace, i);
    else if (!gaveUp) this.#run(thread);
    this.#effect(kind, shape, thread, object, trace, i);
  }

  /**
   * @param {number} kind
   * @param {number} shape
   * @param {ThreadState} thread
   * @param {ObjectState | undefined} object
   * @param {Trace} trace
   * @param {number} i
   */
  #effect(kind, shape, thread, object, trace, i) {
    const went = shape === Shape.done || shape === Shape.resumed;
    switch (kind) {
      case Kind.start: {
        if (trace.other(i) > MAX_THREAD) return;
        const child = this.#thread(trace.other(i));
        child.name = trace.text(i) || child.name;
        child.daemon = (trace.valueLow(i) & 1) === 1;
        return;
      }
      case Kind.begin:
        if (trace.textSize(i) > 0) thread.name = trace.text(i);
        return this.#belong(thread, trace.value(i));
      case Kind.wake:
        return this.#wake(trace.other(i), object);
      default:
    }
    if (!object) return;
    switch (kind) {
      case Kind.acquire:
        settle(object.waiters, thread.id, shape);
        if (!went) return;
        object.owner = thread.id;
        object.depth = object.type === ObjectType.rlock ? trace.value(i) : 1;
        object.permits = trace.value(i);
        if (object.type === ObjectType.semaphore) object.holders.push(thread.id);
        return;
      case Kind.release: {
        object.permits = trace.value(i);
        object.depth = object.type === ObjectType.rlock ? trace.value(i) : 0;
        if (object.depth === 0) object.owner = NOBODY;
        const held = object.holders.indexOf(thread.id);
        if (object.holders.length > 0) object.holders.splice(Math.max(held, 0), 1);
        return;
      }
      case Kind.wait:
        return this.#wait(thread, object, shape);
      case Kind.set:
        object.set = true;
        return;
      case Kind.clear:
        object.set = false;
        if (object.type !== ObjectType.cache) return;
        object.items = [];
        object.hits = object.misses = 0;
        return;
      case Kind.hit:
        object.hits = trace.value(i);
        if (dropText(object, trace, i)) object.items.push(i);
        return;
      case Kind.miss:
        object.misses = trace.value(i);
        return;
      case Kind.keep:
        dropText(object, trace, i);
        object.items.push(i);
        return;
      case Kind.evict:
        return void dropText(object, trace, i);
      case Kind.arrive:
        settle(object.waiters, thread.id, shape);
        if (went) object.arrived = trace.value(i);
        return;
      case Kind.pass:
        settle(object.waiters, thread.id, shape);
        if (shape !== Shape.blocked) object.arrived = Math.max(0, object.arrived - 1);
        return;
      case Kind.phase:
        object.phase = i;
        if (trace.value(i) === 0) object.arrived = 0;
        return;
      case Kind.put:
        settle(object.forRoom, thread.id, shape);
        if (!went) return;
        object.items.push(i);
        if (object.unfinished >= 0) object.unfinished++;
        return;
      case Kind.get:
        settle(object.forItem, thread.id, shape);
        if (went) takeItem(object, trace, i);
        return;
      case Kind.task_done:
        object.unfinished = trace.value(i);
        return;
      case Kind.read:
        if (object.shared) noteRead(trace, object.shared, thread.id, i);
        else {
          thread.buffer = object.id;
          thread.bufferSize = trace.value(i);
        }
        return;
      case Kind.write:
        if (object.shared) {
          this.conflict = noteWrite(trace, object.shared, thread.id, i);
        }
        return;
      case Kind.update:
        if (object.shared) noteUpdate(trace, object.shared, thread.id, i);
        return;
      default:
    }
  }

  /**
   * A process is called as its first thread; its further threads have its name before theirs.
   *
   * @param {ThreadState} thread
   * @param {number} process
   */
  #belong(thread, process) {
    if (process === 0) return;
    const name = this.processes.get(process);
    if (name === undefined) this.processes.set(process, thread.name);
    else thread.name = `${name} · ${thread.name}`;
  }

  /**
   * @param {Trace} trace
   * @param {number} i
   * @param {number} id
   */
  #schedule(trace, i, id) {
    if (!this.controlled) this.#discover();
    const low = trace.valueLow(i);
    const high = trace.valueHigh(i);
    for (const thread of this.threads) {
      const bits = thread.id < 32 ? low >>> thread.id : high >>> (thread.id - 32);
      const enabled = thread.id < 64 && (bits & 1) === 1;
      if (enabled !== thread.enabled) this.touched.push(thread.id);
      thread.enabled = enabled;
    }
    const thread = this.#thread(id);
    this.#makeCurrent(id);
    if (thread.state === State.runnable) thread.state = State.running;
  }

  /** The first step tells that there is a scheduler: of the threads so far at most one was running. */
  #discover() {
    this.controlled = true;
    for (const thread of this.threads) {
      if (thread.state !== State.running) continue;
      thread.state = State.runnable;
      this.touched.push(thread.id);
    }
  }

  /** @param {number} id */
  #makeCurrent(id) {
    const before = this.threads[this.current];
    if (before && before.id !== id && before.state === State.running && !before.computing) {
      before.state = State.runnable;
      this.touched.push(before.id);
    }
    this.current = id;
    this.touched.push(id);
  }

  /** @param {ThreadState} thread */
  #run(thread) {
    if (this.controlled && this.current !== thread.id) this.#makeCurrent(thread.id);
    if (thread.state === State.running) return;
    this.#stopWaiting(thread);
    thread.state = State.running;
    this.touched.push(thread.id);
  }

  /**
   * @param {ThreadState} thread
   * @param {number} kind
   * @param {Trace} trace
   * @param {number} i
   */
  #block(thread, kind, trace, i) {
    thread.state = kind === Kind.sleep ? State.sleeping : State.blocked;
    thread.enabled = false;
    thread.reason = kind;
    thread.object = trace.object(i);
    thread.joins = kind === Kind.join ? trace.other(i) : NOBODY;
    thread.until = kind === Kind.sleep ? trace.time(i) + trace.value(i) : 0;
    this.touched.push(thread.id);
  }

  /** @param {ThreadState} thread */
  #stopWaiting(thread) {
    const object = this.objects.get(thread.object);
    if (object) {
      remove(object.waiters, thread.id);
      remove(object.forRoom, thread.id);
      remove(object.forItem, thread.id);
    }
    if (thread.buffer) {
      const buffer = this.objects.get(thread.buffer);
      if (buffer) {
        remove(buffer.forRoom, thread.id);
        remove(buffer.forItem, thread.id);
      }
    }
    thread.reason = -1;
    thread.object = 0;
    thread.joins = NOBODY;
  }

  /**
   * @param {ThreadState} thread
   * @param {ObjectState} object
   * @param {number} shape
   */
  #wait(thread, object, shape) {
    const lock = this.objects.get(object.lock);
    if (shape === Shape.blocked) {
      include(object.waiters, thread.id);
      if (lock && lock.owner === thread.id) {
        thread.depth = lock.depth;
        lock.owner = NOBODY;
        lock.depth = 0;
      }
      const buffer = this.objects.get(thread.buffer);
      if (!buffer || object.type !== ObjectType.condition) return;
      if (thread.bufferSize === 0) include(buffer.forItem, thread.id);
      else if (buffer.capacity > 0 && thread.bufferSize >= buffer.capacity) {
        include(buffer.forRoom, thread.id);
      }
      return;
    }
    remove(object.waiters, thread.id);
    if (lock && shape !== Shape.done && lock.owner === NOBODY) {
      remove(lock.waiters, thread.id);
      lock.owner = thread.id;
      lock.depth = Math.max(thread.depth, 1);
    }
  }

  /**
   * A thread woken from a condition waits for the condition's lock; it is no longer among the waiters.
   *
   * @param {number} id
   * @param {ObjectState | undefined} object
   */
  #wake(id, object) {
    const thread = this.threads[id];
    if (!thread || !object || thread.object !== object.id) return;
    this.touched.push(id);
    this.#stopWaiting(thread);
    const lock = this.objects.get(object.lock);
    if (object.type === ObjectType.condition && lock) {
      thread.reason = Kind.acquire;
      thread.object = lock.id;
      include(lock.waiters, id);
    } else {
      thread.enabled = true;
    }
  }

  /** @param {ThreadState} thread @param {number} fate */
  #end(thread, fate) {
    this.#stopWaiting(thread);
    thread.state = State.finished;
    thread.fate = fate;
    if (this.current === thread.id) this.current = NOBODY;
    this.touched.push(thread.id);
  }

  /** @param {Trace} trace @param {number} i */
  #declare(trace, i) {
    const type = trace.other(i);
    const value = trace.value(i);
    const bounded = CAPACITIES.has(type);
    this.objects.set(trace.object(i), {
      id: trace.object(i),
      type,
      name: trace.text(i),
      capacity: bounded ? value : 0,
      lock: type === ObjectType.condition ? value : 0,
      owner: NOBODY,
      depth: 0,
      permits: type === ObjectType.semaphore ? value : 0,
      holders: [],
      set: type === ObjectType.event && value === 1 && trace.hasValue(i),
      waiters: [],
      items: [],
      forRoom: [],
      forItem: [],
      unfinished: type === ObjectType.queue && trace.hasValue(i) ? 0 : -1,
      hits: 0,
      misses: 0,
      arrived: 0,
      phase: -1,
      shared: type === ObjectType.shared ? freshShared(trace, i, NOBODY) : null,
    });
  }

  /** @param {number} id */
  #thread(id) {
    const known = this.threads[id];
    if (known) return known;
    for (let n = this.threads.length; n <= id; n++) {
      this.threads.push(freshThread(n));
      this.touched.push(n);
    }
    return this.threads[id];
  }
}

/**
 * `stateOf` is what the thread is doing, as the page tells it: waiting for what is free is runnable.
 *
 * @param {ThreadState} thread
 */
export function stateOf(thread) {
  const waits = thread.state === State.blocked || thread.state === State.sleeping;
  return waits && thread.enabled ? State.runnable : thread.state;
}

/** @param {number} id @returns {ThreadState} */
function freshThread(id) {
  return {
    id,
    name: id === 0 ? "MainThread" : `Thread-${id}`,
    daemon: false,
    state: State.runnable,
    enabled: true,
    reason: -1,
    object: 0,
    joins: NOBODY,
    until: 0,
    line: 0,
    fate: -1,
    depth: 0,
    computing: false,
    buffer: 0,
    bufferSize: 0,
  };
}

/** @param {ObjectState} object @returns {ObjectState} */
function copyObject(object) {
  return {
    ...object,
    holders: [...object.holders],
    waiters: [...object.waiters],
    items: [...object.items],
    forRoom: [...object.forRoom],
    forItem: [...object.forItem],
    shared: object.shared && copyShared(object.shared),
  };
}

/**
 * The item that leaves is the one whose text the event tells: the oldest in a queue, the newest in a stack.
 *
 * @param {ObjectState} object
 * @param {Trace} trace
 * @param {number} i
 */
function takeItem(object, trace, i) {
  if (!dropText(object, trace, i)) object.items.shift();
}

/**
 * dropText takes the item out whose text is the event's; false when there is none.
 *
 * @param {ObjectState} object
 * @param {Trace} trace
 * @param {number} i
 */
function dropText(object, trace, i) {
  const at = object.items.findIndex((item) => trace.sameText(item, i));
  if (at >= 0) object.items.splice(at, 1);
  return at >= 0;
}

/** @param {number[]} list @param {number} id @param {number} shape */
function settle(list, id, shape) {
  if (shape === Shape.blocked) include(list, id);
  else remove(list, id);
}

/** @param {number[]} list @param {number} id */
function include(list, id) {
  if (!list.includes(id)) list.push(id);
}

/** @param {number[]} list @param {number} id */
function remove(list, id) {
  const at = list.indexOf(id);
  if (at >= 0) list.splice(at, 1);
}
