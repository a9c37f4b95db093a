import { Growable } from "../lib/growable.js";

/** @typedef {import("./trace.js").Trace} Trace */

const NEWLINE = 10;

/**
 * A piece of a line: what one write put there.
 *
 * @typedef {object} Piece
 * @property {number} thread
 * @property {number} event
 * @property {number} from first byte within the event's text
 * @property {number} to byte after the last
 * @property {boolean} error written to stderr
 */

/**
 * Output is what the run wrote, as a terminal shows it: the writes one after another, broken into
 * lines. A print is two writes, its text and its end; where another thread writes in between, lines tear.
 *
 * A line is torn when it holds pieces of several threads, or when it is ended by another thread than
 * wrote it, or when it holds nothing but the late end of a text that stands on an earlier line.
 *
 * Invariant: pieces are in the order of their events, and every byte that was written is in exactly one
 * piece or is a line's end.
 */
export class Output {
  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.#pieceEvent = new Growable(Uint32Array);
    this.#pieceFrom = new Growable(Uint32Array);
    this.#pieceTo = new Growable(Uint32Array);
    this.#lineFirst = new Growable(Uint32Array);
    this.#lineEvent = new Growable(Uint32Array);
    this.#torn = new Growable(Uint8Array);
  }

  #pieceEvent;
  #pieceFrom;
  #pieceTo;
  #lineFirst;
  #lineEvent;
  #torn;
  #open = false;
  /** How many lines are torn. */
  tornLines = 0;
  /** How many writes there were. */
  writes = 0;
  /** @type {Map<number, number>} thread -> the line on which its text stands that it has not ended */
  #unended = new Map();

  /** How many lines there are, the open one included. */
  get length() {
    return this.#lineFirst.length;
  }

  /**
   * `observe` takes in a print event.
   *
   * @param {number} event
   */
  observe(event) {
    this.writes++;
    const size = this.trace.textSize(event);
    const thread = this.trace.thread(event);
    let at = 0;
    while (at < size) {
      const end = this.trace.indexOfByte(event, NEWLINE, at);
      const to = end < 0 ? size : end;
      if (!this.#open) this.#begin(event);
      if (to > at) this.#write(event, thread, at, to);
      if (end >= 0) this.#end(thread);
      at = to + 1;
    }
  }

  /** @param {number} event */
  #begin(event) {
    this.#lineFirst.push(this.#pieceEvent.length);
    this.#lineEvent.push(event);
    this.#torn.push(0);
    this.#open = true;
  }

  /**
   * @param {number} event
   * @param {number} thread
   * @param {number} from
   * @param {number} to
   */
  #write(event, thread, from, to) {
    const line = this.length - 1;
    const first = this.#lineFirst.data[line];
    const count = this.#pieceEvent.length;
    if (count > first && this.trace.thread(this.#pieceEvent.data[count - 1]) !== thread) {
      this.#tear(line);
    }
    this.#pieceEvent.push(event);
    this.#pieceFrom.push(from);
    this.#pieceTo.push(to);
    this.#unended.set(thread, line);
  }

  /** @param {number} thread */
  #end(thread) {
    const line = this.length - 1;
    const standsOn = this.#unended.get(thread);
    if (standsOn !== undefined && standsOn !== line) {
      this.#tear(line);
      this.#tear(standsOn);
    } else if (standsOn === undefined && this.#pieceEvent.length > this.#lineFirst.data[line]) {
      this.#tear(line);
    }
    this.#unended.delete(thread);
    this.#open = false;
  }

  /** @param {number} line */
  #tear(line) {
    if (this.#torn.data[line]) return;
    this.#torn.data[line] = 1;
    this.tornLines++;
  }

  /**
   * `linesUpTo` counts the lines that were begun by event `step`.
   *
   * @param {number} step
   */
  linesUpTo(step) {
    return this.#lineEvent.upTo(step);
  }

  /**
   * `pieces` are what had been written of a line by event `step`.
   *
   * @param {number} line
   * @param {number} [step]
   * @returns {Piece[]}
   */
  pieces(line, step = Infinity) {
    const first = this.#lineFirst.data[line];
    const end = line + 1 < this.length ? this.#lineFirst.data[line + 1] : this.#pieceEvent.length;
    const pieces = [];
    for (let i = first; i < end && this.#pieceEvent.data[i] <= step; i++) {
      const event = this.#pieceEvent.data[i];
      pieces.push({
        thread: this.trace.thread(event),
        event,
        from: this.#pieceFrom.data[i],
        to: this.#pieceTo.data[i],
        error: this.trace.value(event) === 2,
      });
    }
    return pieces;
  }

  /**
   * `lineThread` is the thread that began a line.
   *
   * @param {number} line
   */
  lineThread(line) {
    return this.trace.thread(this.#lineEvent.data[line]);
  }

  /**
   * `isTorn` tells whether a line is torn.
   *
   * @param {number} line
   */
  isTorn(line) {
    return this.#torn.data[line] === 1;
  }

  /**
   * `text` is a line's whole text.
   *
   * @param {number} line
   */
  text(line) {
    return this.pieces(line)
      .map((piece) => this.trace.text(piece.event, piece.from, piece.to))
      .join("");
  }
}
