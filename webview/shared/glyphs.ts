import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** State glyphs: filled shapes that differ by outline before they differ by colour. Drawn on 16 by 16. */
const GLYPHS = {
  critical: 'M8 .8 15.2 8 8 15.2.8 8zM7.2 4.3v4.6h1.6V4.3zm0 5.6v1.6h1.6V9.9z',
  high: 'M8 1.8 15 14.2H1z',
  medium: 'M4 2.5h8A1.5 1.5 0 0 1 13.5 4v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5z',
  low: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zm0 1.9a3.9 3.9 0 1 0 0 7.8 3.9 3.9 0 0 0 0-7.8z',
  none: 'M3.9 7.1h8.2a.9.9 0 0 1 0 1.8H3.9a.9.9 0 0 1 0-1.8z',
  unknown: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zm0 1.3a4.9 4.9 0 1 1 0 9.8 4.9 4.9 0 0 1 0-9.8zM6 6.6C6 5.3 6.9 4.6 8 4.6s2 .7 2 1.8c0 1.3-1.4 1.4-1.4 2.7H7.4c0-1.7 1.3-1.9 1.3-2.7 0-.4-.3-.7-.7-.7s-.8.3-.8.9zM7.4 9.9h1.2v1.3H7.4z',
  present: 'M6.3 12.8 1.8 8.3l1.3-1.3 3.2 3.2 6.6-6.6 1.3 1.3z',
  missing: 'M3.2 2 8 6.8 12.8 2 14 3.2 9.2 8l4.8 4.8-1.2 1.2L8 9.2 3.2 14 2 12.8 6.8 8 2 3.2z',
  ended: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM4.7 7.2v1.6h6.6V7.2z',
  clock: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM7.2 4.3v4.3l3 1.8.8-1.2-2.3-1.4V4.3z',
  half: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.7v9.6a4.8 4.8 0 0 0 0-9.6z',
} as const;

export type Glyph = keyof typeof GLYPHS;

const COLORS: Record<Glyph, string> = {
  critical: 'critical', high: 'high', medium: 'medium', low: 'low', none: 'none', unknown: 'unknown',
  present: 'good', missing: 'critical', ended: 'critical', clock: 'medium', half: 'medium',
};

/** One state glyph. Without a label it is decoration: the word beside it says the same. */
export function glyph(name: Glyph, label = ''): TemplateResult {
  return html`<svg class="g ${COLORS[name]}" viewBox="0 0 16 16" role=${label ? 'img' : nothing} aria-label=${label || nothing}
    aria-hidden=${label ? nothing : 'true'}><path fill-rule="evenodd" d=${GLYPHS[name]}></path></svg>`;
}

/** Action and object icons: outlines on 16 by 16. */
const ICONS: Record<string, SVGTemplateResult> = {
  server: svg`<rect x="2.5" y="2.5" width="11" height="4.5" rx=".8"></rect><rect x="2.5" y="9" width="11" height="4.5" rx=".8"></rect><path d="M4.8 4.8h.1M4.8 11.2h.1M7.5 4.8H11M7.5 11.2H11"></path>`,
  software: svg`<path d="M2.5 4.8 8 2l5.5 2.8v6.4L8 14l-5.5-2.8zM2.5 4.8 8 7.6l5.5-2.8M8 7.6V14"></path>`,
  files: svg`<path d="M5.5 2.5h4l3 3v6h-7zM9.5 2.5v3h3M3.5 5v8.5H10"></path>`,
  calendar: svg`<rect x="2.5" y="3.5" width="11" height="10" rx=".8"></rect><path d="M2.5 6.5h11M5.5 2v3M10.5 2v3"></path>`,
  refresh: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6L13 6M13 2.8V6H9.8"></path>`,
  changed: svg`<path d="M3 6.5A5.2 5.2 0 0 1 12.5 5M13 9.5A5.2 5.2 0 0 1 3.5 11M12.8 2.5v2.8H10M3.2 13.5v-2.8H6"></path>`,
  search: svg`<circle cx="7" cy="7" r="4"></circle><path d="m10 10 3.5 3.5"></path>`,
  filter: svg`<path d="M2 4h12M4.5 8h7M6.5 12h3"></path>`,
  down: svg`<path d="M4.5 6.5 8 10l3.5-3.5"></path>`,
  right: svg`<path d="M6.5 4.5 10 8l-3.5 3.5"></path>`,
  export: svg`<path d="M8 10V2.5M5 5.2l3-2.9 3 2.9M2.5 9.5v4h11v-4"></path>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"></path>`,
  warning: svg`<path d="m8 2.5 6 11H2zM8 6.5V10M8 12v.1"></path>`,
  information: svg`<circle cx="8" cy="8" r="5.7"></circle><path d="M8 7.5v3.7M8 5v.1"></path>`,
  error: svg`<circle cx="8" cy="8" r="5.7"></circle><path d="m6 6 4 4M10 6l-4 4"></path>`,
  flame: svg`<path d="M8.3 1.8c.4 2.2 3.7 3.6 3.7 7.2a4 4 0 0 1-8 0c0-1.6.8-2.7 1.6-3.5.2 1 .6 1.5 1.2 1.9.2-2.2.5-4 1.5-5.6z"></path>`,
  previous: svg`<path d="M8 13V3.5M4.5 7 8 3.5 11.5 7"></path>`,
  next: svg`<path d="M8 3v9.5M4.5 9 8 12.5 11.5 9"></path>`,
  source: svg`<path d="M9.5 2.5h-6v11h9v-8zM9.5 2.5v3h3M6 9h4M8.3 7.2 10 9l-1.7 1.8"></path>`,
  open: svg`<path d="M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.3 2.7 7.5 8.5"></path>`,
  hidden: svg`<path d="M2 8s2.2-3.8 6-3.8S14 8 14 8s-2.2 3.8-6 3.8S2 8 2 8zM3 13 13 3"></path>`,
  aside: svg`<rect x="2.5" y="3.5" width="11" height="3" rx=".8"></rect><path d="M3.5 6.5v6h9v-6M8 7.8v3.4M6.3 9.6 8 11.3l1.7-1.7"></path>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx=".8"></rect><path d="M10.5 5.5v-3h-8v8h3"></path>`,
};

export type Icon = 'server' | 'software' | 'files' | 'calendar' | 'refresh' | 'changed' | 'search' | 'filter' | 'down' | 'right' | 'export'
  | 'close' | 'warning' | 'information' | 'error' | 'flame' | 'previous' | 'next' | 'source' | 'open' | 'hidden' | 'aside' | 'copy';

/** One icon, always decoration: the control that holds it has the name. */
export function icon(name: Icon, small = false): TemplateResult {
  return html`<svg class=${small ? 'icon s' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`;
}

/** Fills for what is unknown (`#hatch`) and for software (`#hatch-software`); each SVG that uses one carries it. */
export const hatches = svg`<defs>
  <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v4" stroke-width="2"></path></pattern>
  <pattern id="hatch-software" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-software-back" width="4" height="4"></rect><path class="hatch-software" d="M0 0v4" stroke-width="2.6"></path></pattern>
</defs>`;
