import { LitElement, css, html, nothing, svg } from 'lit';
import type { HideablePart } from '../../src/protocol/models/frame';
import type { ScoreParts } from '../../src/protocol/models/lists';
import { base } from './base.css';
import { glyph } from './glyphs';
import { t } from './l10n';
import { countText, percent } from './numbers';
import { SCORE_TERMS } from './words';

const CLASSES = { flag: 'f-software', vulnerabilities: 'f-ink', updates: 'f-servers' } as const;
/** A part below this share of the widest score would vanish. */
const LEAST_SHARE = 0.026;
const GAP = 0.008;

/** The sum in words, in the order of its six terms: "37 = 1 + 1 + 31 + 4 + 0 + unknown". */
export function scoreSum(score: number, parts: ScoreParts, hidden: readonly HideablePart[] = []): string {
  return `${countText(score)} = ${SCORE_TERMS.map(term => {
    const part = parts[term.key];
    if (hidden.some(one => one === term.kind)) return t('hidden');
    return part === null ? t('unknown') : countText(part);
  }).join(' + ')}`;
}

/** The risk score with a bar of its terms, drawn against the highest score of the list. */
export class ScoreBar extends LitElement {
  static override properties = {
    score: { type: Number }, parts: { attribute: false }, highest: { type: Number }, judged: { type: Boolean }, concealed: { attribute: false },
  };

  static override styles = [base, css`
    :host { display: grid; grid-template-columns: minmax(var(--ii-score-digits, 30px), max-content) minmax(0, 1fr); gap: 6px; align-items: center; }
    b { font-weight: 600; text-align: right; }
    svg.meter { height: 8px; }
    .not { grid-column: 1 / -1; display: flex; align-items: center; gap: 5px; }
  `];

  declare score: number;
  declare parts: ScoreParts | undefined;
  declare highest: number;
  declare judged: boolean;
  /** Parts that the sharing profile leaves out of the sum. */
  declare concealed: readonly HideablePart[];

  constructor() {
    super();
    this.score = 0;
    this.highest = 1;
    this.judged = true;
    this.concealed = [];
  }

  override render() {
    const { parts } = this;
    if (parts === undefined) return nothing;
    if (!this.judged) {
      return html`<span class="not dim" title=${scoreSum(this.score, parts, this.concealed)}>${glyph('unknown')}<span class="trunc">${t('not judged')}</span></span>`;
    }
    const widest = Math.max(1, this.highest);
    let at = 0;
    const bars = SCORE_TERMS.flatMap(term => {
      const value = parts[term.key] ?? 0;
      if (value <= 0) return [];
      const width = Math.max(LEAST_SHARE, (value / widest) * (1 - 6 * GAP));
      const from = at;
      at += width + GAP;
      return [svg`<rect class=${CLASSES[term.kind]} x=${percent(from)} width=${percent(Math.min(width, 1 - from))} height="100%"></rect>`];
    });
    const sum = scoreSum(this.score, parts, this.concealed);
    return html`<b class=${this.score === 0 ? 'dim' : ''} title=${sum}>${countText(this.score)}<span class="vh">, ${sum}</span></b>
      <svg class="meter" aria-hidden="true">${bars}</svg>`;
  }
}

customElements.define('ii-score-bar', ScoreBar);
