import { LitElement, css, html, svg } from 'lit';
import type { Severity, Share } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { countLink } from './countLink';
import { glyph, hatches } from './glyphs';
import { t } from './l10n';
import { countText, percent, shareText } from './numbers';
import { SEVERITY_ORDER, SEVERITY_WORDS } from './words';

/** Parts thinner than this share could not be seen or hit. */
const LEAST_SHARE = 0.006;

/** Servers by level, Critical to Unknown, as one bar with a legend in the same order; every number opens its list. */
export class StackedBar extends LitElement {
  static override properties = { levels: { attribute: false } };

  static override styles = [base, css`
    .bar { height: 12px; width: 100%; margin: 6px 0 8px; overflow: visible; }
    .bar rect { stroke: var(--vscode-editor-background); stroke-width: 1; }
    .bar rect.f-none { stroke: var(--ii-outline); }
    ul { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 12px; line-height: 18px; }
    li { display: inline-flex; align-items: center; gap: 5px; }
  `];

  declare levels: readonly { readonly level: Severity; readonly servers: Share }[];

  constructor() {
    super();
    this.levels = [];
  }

  override render() {
    const ordered = SEVERITY_ORDER.flatMap(level => this.levels.filter(entry => entry.level === level));
    const widths = ordered.map(entry => entry.servers.value === 0 ? 0 : Math.max(LEAST_SHARE, entry.servers.share));
    const total = widths.reduce((sum, width) => sum + width, 0) || 1;
    let at = 0;
    const rects = ordered.map((entry, index) => {
      const width = (widths[index] ?? 0) / total;
      const from = at;
      at += width;
      const unknown = entry.level === 'unknown';
      return svg`<rect class=${unknown ? 'unknown' : `f-${entry.level}`} fill=${unknown ? 'url(#hatch)' : 'currentColor'}
        x=${percent(from)} width=${percent(width)} height="100%"><title>${SEVERITY_WORDS[entry.level]} ${countText(entry.servers.value)}, ${shareText(entry.servers.share)}</title></rect>`;
    });
    const spoken = ordered.map(entry => `${SEVERITY_WORDS[entry.level]} ${countText(entry.servers.value)}`).join(', ');
    return html`<svg class="bar" role="img" aria-label=${t('Servers by highest risk level: {0}', spoken)}>${hatches}${rects}</svg>
      <ul>${ordered.map(entry => html`<li>${glyph(entry.level)}<span>${SEVERITY_WORDS[entry.level]}</span>
        ${countLink(entry.servers, t('servers with highest level {0}', SEVERITY_WORDS[entry.level]))}</li>`)}</ul>`;
  }
}

customElements.define('ii-stacked-bar', StackedBar);
