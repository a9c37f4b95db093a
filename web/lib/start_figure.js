import { html } from "lit";

/**
 * `startFigure` is a small picture of what the playground shows: two threads that read and write one
 * counter, and the update that is lost. It is decoration; the text beside it says the same.
 */
export function startFigure() {
  return html`<svg
    class="figure"
    viewBox="0 20 520 216"
    role="presentation"
    aria-hidden="true"
    focusable="false"
  >
    <defs>
      <pattern
        id="figure-hatch"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="1.4" height="6" fill="var(--thread-0)" />
      </pattern>
    </defs>
    <g stroke="var(--line)"><path d="M130.5 26V190M230.5 26V190M330.5 26V190M430.5 26V190" /></g>
    <g class="figure-names">
      <text x="0" y="50">MainThread</text>
      <text x="0" y="102">Thread-1</text>
      <text x="0" y="154">Thread-2</text>
    </g>
    <rect x="102" y="36" width="44" height="20" fill="var(--thread-0)" />
    <rect
      x="146.5"
      y="36.5"
      width="339"
      height="19"
      fill="url(#figure-hatch)"
      stroke="var(--thread-0)"
    />
    <rect x="486" y="36" width="30" height="20" fill="var(--thread-0)" />
    <rect x="146" y="88" width="84" height="20" fill="var(--thread-1)" />
    <rect x="230.5" y="93.5" width="99" height="9" fill="var(--ground)" stroke="var(--thread-1)" />
    <rect x="330" y="88" width="100" height="20" fill="var(--thread-1)" />
    <rect x="160.5" y="145.5" width="69" height="9" fill="var(--ground)" stroke="var(--thread-2)" />
    <rect x="230" y="140" width="100" height="20" fill="var(--thread-2)" />
    <rect x="330.5" y="145.5" width="99" height="9" fill="var(--ground)" stroke="var(--thread-2)" />
    <rect x="430" y="140" width="56" height="20" fill="var(--thread-2)" />
    <g class="figure-words">
      <text x="166" y="81">reads 0</text>
      <text x="252" y="179">reads 0, writes 1</text>
      <text x="352" y="81">writes 1</text>
    </g>
    <path d="M339 71l8 8M347 71l-8 8" stroke="var(--danger)" stroke-width="2.2" />
    <text class="figure-words" x="102" y="226">counter</text>
    <g class="figure-value">
      <text x="182" y="226">0</text>
      <text x="274" y="226">1</text>
      <text x="366" y="226">1</text>
    </g>
    <text class="figure-lost" x="516" y="226" text-anchor="end">one update lost</text>
  </svg>`;
}
