/**
 * Longer than others: drawing, zooming and pointing share the geometry of one picture.
 */
import { html, nothing } from "lit";
import { scaleLinear } from "d3-scale";
import { drawBar, labelBar } from "../lib/bar_forms.js";
import { fitCanvas, hatch } from "../lib/canvas.js";
import { duration, durationTick, grouped } from "../lib/format.js";
import { SHAPES, glyph } from "../lib/glyph.js";
import { clampRange, zoomRange } from "../lib/range.js";
import { SignalElement } from "../lib/signal_element.js";
import { axisOf, bars, fits } from "../model/bars.js";
import { isStuck } from "../model/deadlock.js";
import { State } from "../model/state.js";
import { threadName } from "../model/sentence.js";
import { threadStyle } from "../model/thread_style.js";
import { stateOf } from "../model/world.js";
import { INTERVAL_NAMES, waitsFor } from "../model/intervals.js";

/** @typedef {import("../model/store.js").Store} Store */
/** @typedef {import("../model/history.js").History} History */
/** @typedef {import("../model/lanes.js").Lane} Lane */

const ROW = 26;
const BAR = 14;
const AXIS = 26;
/** The picture's right margin, so that the last event is not cut. */
const MARGIN = 10;
/** The narrowest view: so many nanoseconds, or events. */
const NARROWEST = { time: 100, steps: 4 };

/** How far the picture of a live run goes on where all threads are stuck, so that it shows them waiting. */
const STUCK = 1.25;

/** The form of each state, by number. @type {readonly import("../lib/bar_forms.js").Form[]} */
const FORMS = ["outline", "solid", "hatched", "broken", "dot"];

/**
 * A lane a thread: what it did, in the program's time or event by event.
 *
 * @extends {SignalElement<Store>}
 */
export class TimelineView extends SignalElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { below: { attribute: false } };

  /** What of the axis is shown; null shows all. @type {import("../lib/range.js").Range | null} */
  #window = null;
  /** @type {object | null} */
  #history = null;
  /** @type {{ x: number, y: number } | null} */
  #pointer = null;
  #width = 600;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {ResizeObserver | undefined} */
  #resize;
  /** Colours and patterns by name, as long as the theme stays. @type {Map<string, any>} */
  #fills = new Map();
  #theme = "";
  #dragFrom =
    /** @type {{ x: number, window: import("../lib/range.js").Range, moved: boolean } | null} */ (
      null
    );

  constructor() {
    super();
    /** What the page puts below the picture. @type {unknown} */
    this.below = nothing;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#resize = new ResizeObserver(() => this.requestUpdate());
    this.#dark.addEventListener("change", this.#recolour);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize?.disconnect();
    this.#dark.removeEventListener("change", this.#recolour);
  }

  #recolour = () => {
    this.#fills.clear();
    this.requestUpdate();
  };

  get #axis() {
    const known = this.store.history.value;
    return known ? axisOf(this.store.axis.value, known) : "time";
  }

  /** Where the picture ends: the last event, or the clock of a live run that goes on. @param {History} known */
  #end(known) {
    if (this.#axis === "steps") return Math.max(1, known.length);
    if (!this.store.busy.value) return Math.max(1, known.time);
    const now = Math.max(1, known.time, this.store.now.value);
    return isStuck(known) ? now * STUCK : now;
  }

  /** @param {History} known @returns {import("../lib/range.js").Range} */
  #extent(known) {
    return this.#window ?? [0, this.#end(known)];
  }

  render() {
    const { history, length, theme } = this.store;
    const known = length.value > 0 ? history.value : null;
    if (history.value !== this.#history) {
      this.#history = history.value;
      this.#window = null;
      this.#pointer = null;
    }
    if (theme.value !== this.#theme) {
      this.#theme = theme.value;
      this.#fills.clear();
    }
    void this.store.now.value;
    void this.store.shownStep.value;
    void this.store.axis.value;
    return html`
      <section class="panel timeline" aria-labelledby="timeline-title">
        <header class="panel-head">
          <h2 id="timeline-title">Timeline</h2>
          <span class="tools">
            <label class="inline"
              >Axis
              <select
                aria-label="Axis"
                @change=${(/** @type {Event} */ event) => {
                  this.#window = null;
                  this.intend("axis", /** @type {HTMLSelectElement} */ (event.target).value);
                }}
              >
                <option value="time" ?selected=${this.#axis === "time"}>Program time</option>
                <option value="steps" ?selected=${this.#axis === "steps"}>Events</option>
              </select>
            </label>
            <span class="zoom" role="group" aria-label="Zoom">
              <button
                type="button"
                class="icon"
                aria-label="Zoom out"
                title="Zoom out"
                ?disabled=${!known || !this.#window}
                @click=${() => this.#zoom(2)}
              >
                −
              </button>
              <button
                type="button"
                class="icon"
                aria-label="Zoom in"
                title="Zoom in"
                ?disabled=${!known}
                @click=${() => this.#zoom(0.5)}
              >
                +
              </button>
              <button
                type="button"
                class="small quiet"
                ?disabled=${!this.#window}
                @click=${() => this.#show(null)}
              >
                Fit
              </button>
            </span>
            <button
              type="button"
              class="small quiet"
              aria-pressed=${this.store.table.value}
              @click=${() => this.intend("table", !this.store.table.value)}
            >
              Show as table
            </button>
          </span>
        </header>
        ${known ? (this.store.table.value ? nothing : this.#picture(known)) : html`<div class="timeline-empty"><p class="empty">Each thread gets a lane here: when it runs, what it waits for, when it sleeps.</p></div>`}
        ${this.below}
      </section>
    `;
  }

  /** @param {History} known */
  #picture(known) {
    const world = this.store.moment.value;
    const lanes = known.lanes.all.filter((lane) => lane.length > 0);
    const label = `${lanes.length} threads over ${this.#axis === "time" ? duration(this.#end(known)) : `${grouped(known.length)} events`}. Show as table gives the same in words.`;
    return html`
      <div class="lanes" tabindex="0" role="group" aria-label="Lanes">
        <ol class="lane-names" style="padding-top:${AXIS}px" aria-label="Lanes">
          ${lanes.map(({ thread }) => {
            const style = threadStyle(thread);
            const state = world?.threads[thread];
            return html`<li style="height:${ROW}px">
              ${glyph(style.shape, style.colour)}
              <span class="lane-name" title=${world ? threadName(world, thread) : ""}
                >${world ? threadName(world, thread) : thread}</span
              >
              <span class="lane-state">${state ? INTERVAL_NAMES[stateOf(state)] : ""}</span>
            </li>`;
          })}
        </ol>
        <div class="canvas-box">
          <canvas
            role="img"
            aria-label=${label}
            style="height:${AXIS + ROW * lanes.length}px"
            @pointermove=${this.#moved}
            @pointerdown=${this.#pressed}
            @pointerup=${this.#released}
            @pointerleave=${this.#left}
            @wheel=${this.#wheeled}
          ></canvas>
          ${this.#tip(known, lanes)}
        </div>
      </div>
      <ul class="legend" aria-label="States">
        <li><span class="swatch running"></span>running</li>
        <li><span class="swatch runnable"></span>runnable</li>
        <li><span class="swatch blocked"></span>blocked</li>
        <li><span class="swatch sleeping"></span>sleeping</li>
        <li><span class="swatch finished"></span>finished</li>
        ${known.conflicts.length > 0 && known.lost > 0 ? html`<li><span class="swatch-lost" aria-hidden="true">✕</span>overwrote a value it had not read</li>` : nothing}
        ${this.#dense(known, lanes) ? html`<li class="legend-note">Zoom in to see every interval.</li>` : nothing}
      </ul>
    `;
  }

  /** Whether there is more to see than the picture has dots. @param {History} known @param {Lane[]} lanes */
  #dense(known, lanes) {
    const [from, to] = this.#extent(known);
    return lanes.some((lane) => !fits(lane, this.#axis, from, to, this.#width));
  }

  updated() {
    const canvas = this.querySelector("canvas");
    const known = this.store.history.value;
    if (!canvas || !known || this.store.length.value === 0) return;
    this.#resize?.observe(/** @type {Element} */ (canvas.parentElement));
    this.#draw(canvas, known);
  }

  /** @param {HTMLCanvasElement} canvas @param {History} known */
  #draw(canvas, known) {
    const lanes = known.lanes.all.filter((lane) => lane.length > 0);
    const width = canvas.clientWidth;
    const height = AXIS + ROW * lanes.length;
    if (width === 0) return;
    this.#width = width;
    const pen = fitCanvas(canvas, width, height);
    if (!pen) return;
    const colour = (/** @type {string} */ name) => this.#colour(name);
    const font = getComputedStyle(this).getPropertyValue("--font-small") || "12px sans-serif";
    const scale = scaleLinear()
      .domain(this.#extent(known))
      .range([0, width - MARGIN]);
    this.#ruler(pen, scale, width, height, colour, font);
    lanes.forEach((lane, row) => this.#lane(pen, known, lane, row, scale, colour));
    this.#conflicts(pen, known, lanes, scale, colour);
    this.#cursor(pen, known, scale, height, width, colour);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {import("d3-scale").ScaleLinear<number, number>} scale
   * @param {number} width
   * @param {number} height
   * @param {(name: string) => string} colour
   * @param {string} font
   */
  #ruler(pen, scale, width, height, colour, font) {
    pen.font = font;
    pen.textBaseline = "middle";
    pen.fillStyle = colour("--ink-2");
    pen.strokeStyle = colour("--line");
    pen.lineWidth = 1;
    const ticks = scale.ticks(Math.max(2, Math.floor(width / 110)));
    const spacing = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
    for (const tick of ticks) {
      const x = Math.round(scale(tick)) + 0.5;
      const text =
        this.#axis === "time"
          ? durationTick(tick, spacing, ticks[ticks.length - 1])
          : grouped(tick);
      pen.beginPath();
      pen.moveTo(x, AXIS - 5);
      pen.lineTo(x, height);
      pen.stroke();
      const wide = pen.measureText(text).width;
      pen.fillText(text, Math.max(0, Math.min(x - wide / 2, width - wide)), AXIS / 2 - 2);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {History} known
   * @param {Lane} lane
   * @param {number} row
   * @param {import("d3-scale").ScaleLinear<number, number>} scale
   * @param {(name: string) => string} colour
   */
  #lane(pen, known, lane, row, scale, colour) {
    const top = AXIS + row * ROW + (ROW - BAR) / 2;
    const [from, to] = this.#extent(known);
    const ink = colour(threadStyle(lane.thread).variable);
    const ground = colour("--surface");
    const fill = this.#hatch(pen, ink, ground);
    const world = known.moment(known.length - 1);
    const edge = this.#width - MARGIN;
    bars(lane, this.#axis, from, to, Math.floor(edge), this.#end(known), (i, start, end) => {
      const x = Math.max(0, scale(start));
      const width = Math.min(edge, scale(end)) - x;
      if (width < 0) return;
      const box = { x, y: top, width: Math.max(width, 0.75), height: BAR };
      drawBar(pen, FORMS[lane.state.data[i]], box, ink, ground, fill);
      if (lane.state.data[i] === State.blocked && width > 70) {
        labelBar(pen, waitsFor(world, lane, i), box, colour("--ink"), ground);
      }
    });
  }

  /** A canvas understands no custom property; the browser says what one comes to in the theme. @param {string} name */
  #colour(name) {
    const known = this.#fills.get(name);
    if (known) return known;
    const probe = document.createElement("i");
    probe.style.color = `var(${name})`;
    this.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    this.#fills.set(name, colour);
    return colour;
  }

  /** @param {CanvasRenderingContext2D} pen @param {string} ink @param {string} ground */
  #hatch(pen, ink, ground) {
    const key = `${ink} ${ground} ${devicePixelRatio}`;
    if (!this.#fills.has(key)) this.#fills.set(key, hatch(pen, ink, ground));
    return this.#fills.get(key);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {History} known
   * @param {Lane[]} lanes
   * @param {import("d3-scale").ScaleLinear<number, number>} scale
   * @param {(name: string) => string} colour
   */
  #conflicts(pen, known, lanes, scale, colour) {
    if (known.lost === 0) return;
    const rows = new Map(lanes.map((lane, row) => [lane.thread, row]));
    /** @type {number[]} the last mark in each row: marks that would lie on each other say no more than one */
    const last = [];
    const edge = this.#width - MARGIN;
    pen.strokeStyle = colour("--danger");
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (let n = 0; n < known.conflicts.length; n++) {
      const event = known.conflicts.data[n];
      const x = Math.round(scale(this.#axis === "time" ? known.trace.time(event) : event));
      const row = rows.get(known.trace.thread(event)) ?? 0;
      if (x < 0 || x > edge || x - (last[row] ?? -Infinity) < 7) continue;
      last[row] = x;
      const y = AXIS + row * ROW + 3;
      pen.moveTo(x - 2.5, y - 2.5);
      pen.lineTo(x + 2.5, y + 2.5);
      pen.moveTo(x + 2.5, y - 2.5);
      pen.lineTo(x - 2.5, y + 2.5);
    }
    pen.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {History} known
   * @param {import("d3-scale").ScaleLinear<number, number>} scale
   * @param {number} height
   * @param {number} width
   * @param {(name: string) => string} colour
   */
  #cursor(pen, known, scale, height, width, colour) {
    const step = this.store.shownStep.value;
    if (this.store.step.value === null) return;
    const x = Math.round(scale(this.#axis === "time" ? known.trace.time(step) : step + 1));
    pen.globalAlpha = 0.62;
    pen.fillStyle = colour("--surface");
    if (x < width) pen.fillRect(Math.max(x, 0), AXIS, width, height);
    pen.globalAlpha = 1;
    if (x < -4 || x > width) return;
    pen.fillStyle = colour("--accent");
    pen.fillRect(x - 0.75, AXIS - 8, 1.5, height);
    pen.translate(x - 6, AXIS - 16);
    pen.fill(new Path2D(SHAPES[5]));
    pen.translate(6 - x, 16 - AXIS);
  }

  /** @param {History} known @param {Lane[]} lanes */
  #tip(known, lanes) {
    const pointer = this.#pointer;
    const lane = pointer && lanes[Math.floor((pointer.y - AXIS) / ROW)];
    if (!pointer || !lane) return nothing;
    const at = this.#invert(known, pointer.x);
    const begins = this.#axis === "time" ? lane.fromTime : lane.fromStep;
    const i = begins.upTo(at) - 1;
    if (i < 0) return nothing;
    const world = known.moment(known.length - 1);
    const from = lane.fromTime.data[i];
    const to = lane.toTime(i, this.#end(known));
    const extent =
      this.#axis === "time"
        ? `${duration(from)} to ${duration(to)}, ${duration(to - from)}`
        : `events ${grouped(lane.fromStep.data[i])} to ${grouped(lane.toStep(i, known.length))}`;
    const side =
      pointer.x > this.#width / 2
        ? `right:${this.#width - pointer.x + 12}px`
        : `left:${pointer.x + 12}px`;
    return html`<div class="tip" style="${side};top:${pointer.y + 14}px" aria-hidden="true">
      <strong>${threadName(world, lane.thread)}</strong> ${INTERVAL_NAMES[lane.state.data[i]]}
      ${waitsFor(world, lane, i)}
      <span>${extent}</span>
    </div>`;
  }

  /** @param {History} known @param {number} x */
  #invert(known, x) {
    return scaleLinear()
      .domain(this.#extent(known))
      .range([0, this.#width - MARGIN])
      .invert(x);
  }

  /** @param {import("../lib/range.js").Range | null} range */
  #show(range) {
    const known = this.store.history.value;
    this.#window =
      range && known ? clampRange(range, this.#end(known), NARROWEST[this.#axis]) : null;
    this.requestUpdate();
  }

  /** Zooms about the event shown if it is in view, otherwise about the middle. @param {number} factor @param {number} [about] */
  #zoom(factor, about) {
    const known = this.store.history.value;
    if (!known) return;
    const [from, to] = this.#extent(known);
    const step = this.store.step.value;
    const cursor =
      step === null
        ? NaN
        : this.#axis === "time"
          ? known.trace.time(Math.min(step, known.length - 1))
          : step;
    const centre = about ?? (cursor >= from && cursor <= to ? cursor : (from + to) / 2);
    this.#show(zoomRange([from, to], centre, factor));
  }

  #moved = (/** @type {PointerEvent} */ event) => {
    const known = this.store.history.value;
    this.#pointer = { x: event.offsetX, y: event.offsetY };
    const drag = this.#dragFrom;
    if (drag && known) {
      const by =
        ((drag.x - event.offsetX) * (drag.window[1] - drag.window[0])) / (this.#width - MARGIN);
      drag.moved ||= Math.abs(drag.x - event.offsetX) > 4;
      if (drag.moved && this.#window) return this.#show([drag.window[0] + by, drag.window[1] + by]);
    }
    this.requestUpdate();
  };

  #pressed = (/** @type {PointerEvent} */ event) => {
    const known = this.store.history.value;
    if (!known) return;
    this.#dragFrom = { x: event.offsetX, window: this.#extent(known), moved: false };
    /** @type {Element} */ (event.target).setPointerCapture(event.pointerId);
  };

  /** A press that did not drag shows the last event at or before the place pressed. */
  #released = (/** @type {PointerEvent} */ event) => {
    const known = this.store.history.value;
    const drag = this.#dragFrom;
    this.#dragFrom = null;
    if (!known || !drag || drag.moved) return;
    const at = this.#invert(known, event.offsetX);
    this.intend("step", this.#axis === "steps" ? Math.floor(at) : known.stepAt(at));
  };

  #left = () => {
    this.#pointer = null;
    this.requestUpdate();
  };

  #wheeled = (/** @type {WheelEvent} */ event) => {
    const known = this.store.history.value;
    if (!known || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#zoom(event.deltaY > 0 ? 1.25 : 0.8, this.#invert(known, event.offsetX));
  };
}

customElements.define("il-timeline", TimelineView);
