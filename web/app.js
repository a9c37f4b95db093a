import { effect } from "@preact/signals-core";
import { Explorations } from "./engine/explorations.js";
import { fetchCatalog, fetchSource } from "./engine/catalog.js";
import { engineFolder } from "./engine/place.js";
import { probe } from "./engine/probe.js";
import { Runner } from "./engine/runner.js";
import { copyText } from "./lib/clipboard.js";
import { onFrame } from "./lib/frame.js";
import { remember, remembered } from "./lib/storage.js";
import { playOn } from "./model/playback.js";
import { Store } from "./model/store.js";

/** The address follows the reader at most so often: browsers refuse more than a hundred changes in half a minute. */
const ADDRESS_MS = 350;

/**
 * `startApp` gives a page its life: it makes the store, loads what is to be shown, carries out the intents that
 * bubble up to `root`, and keeps the address. The caller composes views on the store that is returned.
 *
 * @param {HTMLElement} root
 * @returns {Store}
 */
export function startApp(root) {
  const store = new Store();
  theme(store);
  start(root, store).catch((error) =>
    store.failed(error instanceof Error ? error.message : `${error}`),
  );
  return store;
}

/** @param {HTMLElement} root @param {Store} store */
async function start(root, store) {
  const url = engineFolder();
  const runner = new Runner(store, url);
  const [catalog, capabilities] = await Promise.all([fetchCatalog(url), probe()]);
  store.loaded(catalog);
  store.probed(capabilities);
  /** @type {Explorations} */
  const explorations = new Explorations(store, url, () => runner.records());
  const address = new Address(store);
  const open = () => {
    runner.abandon();
    explorations.leave();
    address.opened();
    if (store.open(location.hash)) runner.run("controlled");
    else runner.warm();
  };
  intents(root, store, runner, explorations);
  open();
  addEventListener("hashchange", open);
  // The back-forward cache brings a page back with its workers gone.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  address.keep();
  loadSources(store, url);
  clock(store);
  player(store);
}

/** @param {HTMLElement} root @param {Store} store @param {Runner} runner @param {Explorations} explorations */
function intents(root, store, runner, explorations) {
  /** @type {Record<string, (detail: any) => void>} */
  const handlers = {
    run: (mode) => runner.run(mode),
    stop: () => runner.stop(),
    reset: () => {
      explorations.leave(true);
      store.reset();
    },
    explore: () => explorations.explore(),
    cancel: () => explorations.cancel(),
    matrix: () => explorations.matrix(),
    ask: (about) => explorations.ask(about),
    time: (time) => store.setTime(time),
    algorithm: (algorithm) => store.setAlgorithm(algorithm),
    preemptions: (text) => store.setPreemptions(text),
    share: () => share(store),
    value: ({ name, value }) => store.setValue(name, value),
    preset: (name) => store.usePreset(name),
    seed: (seed) => store.setSeed(seed),
    scheduler: (scheduler) => store.setScheduler(scheduler),
    speed: (speed) => store.setSpeed(speed),
    step: (step) => {
      store.play(false);
      store.goTo(step);
    },
    play: (on) => store.play(on),
    axis: (axis) => store.setAxis(axis),
    table: (on) => store.setTable(on),
    theme: (one) => store.setTheme(one),
    say: (sentence) => store.say(sentence),
  };
  for (const [name, handle] of Object.entries(handlers)) {
    root.addEventListener(name, (event) => {
      if (event instanceof CustomEvent) handle(event.detail);
    });
  }
}

/** @param {Store} store */
async function share(store) {
  const url = new URL(store.link.value, location.href).href;
  if (await copyText(url)) store.say("Link copied.");
  else store.share(url);
}

/** @param {Store} store */
function theme(store) {
  const kept = remembered("theme");
  if (kept === "light" || kept === "dark") store.setTheme(kept);
  effect(() => {
    const one = store.theme.value;
    remember("theme", one === "system" ? null : one);
    if (one === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = one;
  });
}

/** Address keeps the page's address what the store says. */
class Address {
  /** The fragment that was opened or written last. */
  #known = location.hash;
  #timer = 0;
  #last = 0;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** opened tells that the store holds what the address says. */
  opened() {
    this.#known = location.hash;
  }

  /** keep follows the store from now on. */
  keep() {
    effect(() => {
      void this.store.link.value;
      void this.store.linkProblems.value;
      const wait = Math.max(0, this.#last + ADDRESS_MS - performance.now());
      this.#timer ||= window.setTimeout(() => this.#write(), wait);
    });
  }

  #write() {
    this.#timer = 0;
    this.#last = performance.now();
    const link = this.store.link.value;
    // The reader has gone elsewhere, and the event that tells so is still to come.
    if (location.hash !== this.#known) return;
    // An address that could not be read as it stands stays until the reader does something.
    if (this.store.linkProblems.value.length > 0 || location.hash === link) return;
    if (!this.store.demoId.value && location.hash === "") return;
    history.replaceState(null, "", link);
    this.#known = location.hash;
  }
}

/** @param {Store} store @param {string} url */
function loadSources(store, url) {
  effect(() => {
    const demo = store.demo.value;
    store.showSource(null);
    if (!demo) return;
    fetchSource(url, demo.id).then(
      (source) => store.demo.value === demo && store.showSource(source),
      (error) => store.demo.value === demo && store.say(error.message),
    );
  });
}

/** While a live run goes on, its clock is drawn even when no thread tells anything. @param {Store} store */
function clock(store) {
  effect(() => {
    if (!store.runsLive.value) return;
    const speed = store.speed.value;
    const from = performance.now();
    let ended = false;
    const turn = onFrame(
      () => {
        if (ended) return;
        store.tick((performance.now() - from) * 1e6 * speed);
        turn();
      },
      () => true,
    );
    turn();
    return () => {
      ended = true;
    };
  });
}

/** @param {Store} store */
function player(store) {
  effect(() => {
    if (!store.playing.value) return;
    let before = performance.now();
    let left = 0;
    let frame = requestAnimationFrame(function turn(at) {
      const known = store.history.peek();
      if (!known) return store.play(false);
      left += Math.max(0, at - before);
      before = at;
      const from = store.step.peek() ?? known.length - 1;
      const next = playOn(known.trace, known.length, from, left, store.speed.peek());
      left = next.left;
      if (next.step !== from) store.goTo(next.step);
      if (store.step.peek() === null) return store.play(false);
      frame = requestAnimationFrame(turn);
    });
    return () => cancelAnimationFrame(frame);
  });
}
