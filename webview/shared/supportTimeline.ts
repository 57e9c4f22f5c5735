import { LitElement, css, html, nothing, svg } from 'lit';
import type { SupportModel } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { dayNumber } from './dates';
import { hatches } from './glyphs';
import { t } from './l10n';
import { percent } from './numbers';

/** Part of the line kept free before the first and after the last date. */
const MARGIN = 0.1;
/** A line shorter than this would put its marks on top of each other, days. */
const LEAST_SPAN_DAYS = 730;
/** Characters of a label; SVG text neither wraps nor cuts. */
const LONGEST_LABEL = 28;
/** Width of a line and of a character of a label, px: a label that would reach the one before it goes to a second level. */
const LEAST_LINE = 400;
const CHARACTER = 6.2;
const LABEL_GAP = 8;

interface Mark {
  readonly label: string;
  readonly date: string;
  readonly day: number;
  readonly kind: 'main' | 'extended' | 'paid';
}

function shortened(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}

/** Mainstream, extended and paid support as one bar, with the as-of date on it. */
export class SupportTimeline extends LitElement {
  static override properties = { support: { attribute: false }, asOf: {}, today: {} };

  static override styles = [base, css`
    .line { height: 76px; width: 100%; font: 11px var(--vscode-font-family); overflow: visible; }
    .line.two { height: 106px; }
    text { fill: var(--vscode-foreground); font-variant-numeric: tabular-nums; paint-order: stroke; stroke: var(--vscode-editor-background); stroke-width: 3px; }
    .lab { fill: var(--ii-dim); }
    .now { stroke: var(--vscode-foreground); }
    .main { fill: var(--ii-servers); stroke: var(--ii-outline); }
    .extended { fill: color-mix(in srgb, var(--ii-servers) 45%, var(--vscode-editor-background)); stroke: var(--ii-outline); }
    .paid { stroke: var(--ii-dim); }
    .over { fill: color-mix(in srgb, var(--ii-critical) 16%, transparent); stroke: var(--ii-outline); }
    .tick { stroke: var(--ii-dim); }
    .flag { fill: var(--vscode-foreground); }
    .flagt { fill: var(--vscode-editor-background); font-weight: 600; stroke: none; }
  `];

  declare support: SupportModel | undefined;
  declare asOf: string;
  declare today: string;

  private marks(support: SupportModel): readonly Mark[] {
    const mark = (label: string, date: string | null, kind: Mark['kind']): readonly Mark[] => {
      const day = date === null ? undefined : dayNumber(date);
      return date === null || day === undefined ? [] : [{ label, date, day, kind }];
    };
    const hasMainstream = support.mainstreamEndsOn !== null && support.mainstreamEndsOn !== support.endsOn;
    return [
      ...(hasMainstream ? mark(t('Mainstream'), support.mainstreamEndsOn, 'main') : []),
      ...mark(hasMainstream ? t('Extended') : t('Support'), support.endsOn, hasMainstream ? 'extended' : 'main'),
      ...mark(support.extendedLabel === '' ? t('Further support') : support.extendedLabel, support.extendedUntil, 'paid'),
    ];
  }

  /** Which labels go to the second level, so that none touches the one before it. */
  private levels(marks: readonly Mark[], at: (day: number) => number): readonly boolean[] {
    const levels: boolean[] = [];
    for (const [index, { day, label, date }] of marks.entries()) {
      const before = marks[index - 1];
      const needed = (Math.max(date.length, shortened(label).length) * CHARACTER + LABEL_GAP) / LEAST_LINE;
      levels.push(before !== undefined && at(day) - at(before.day) < needed && levels[index - 1] !== true);
    }
    return levels;
  }

  override render() {
    const { support } = this;
    const now = dayNumber(this.asOf);
    if (support === undefined || now === undefined) return nothing;
    const marks = this.marks(support);
    if (marks.length === 0) return nothing;
    const days = [...marks.map(mark => mark.day), now];
    const first = Math.min(...days);
    const span = Math.max(LEAST_SPAN_DAYS, Math.max(...days) - first);
    // Support began before its first end: the bar needs room for that.
    const from = first - span * (first === now ? MARGIN : 0.3);
    const whole = first + span * (1 + MARGIN) - from;
    const at = (day: number) => (day - from) / whole;
    const text = this.asOf === this.today ? t('today') : this.asOf;
    const half = text.length * 3.1 + 8;
    let start = 0;
    const levels = this.levels(marks, at);
    return html`<svg class="line ${levels.includes(true) ? 'two' : ''}" role="img" aria-label=${t('{0}; as of {1}', support.text, this.asOf)}>${hatches}
      ${marks.map(mark => {
        const x = start;
        start = at(mark.day);
        return svg`<rect class=${mark.kind} fill=${mark.kind === 'paid' ? 'url(#hatch)' : nothing} x=${percent(x)} width=${percent(start - x)} y="24" height="18" rx="1"></rect>`;
      })}
      <rect class="over" x=${percent(start)} width=${percent(1 - start)} y="24" height="18"></rect>
      ${marks.map((mark, index) => {
        const x = at(mark.day);
        const y = levels[index] === true ? 89 : 57;
        const anchor = x < 0.2 ? 'start' : 'end';
        return svg`<line class="tick" x1=${percent(x)} x2=${percent(x)} y1="42" y2=${y - 9}></line><svg x=${percent(x)} overflow="visible">
          <text y=${y} text-anchor=${anchor}>${shortened(mark.label)}</text><text class="lab" y=${y + 14} text-anchor=${anchor}>${mark.date}</text></svg>`;
      })}
      <line class="now" x1=${percent(at(now))} x2=${percent(at(now))} y1="16" y2="46"></line>
      <svg x=${percent(at(now))} overflow="visible"><rect class="flag" x=${-half} width=${half * 2} height="16" rx="2"></rect><text class="flagt" y="12" text-anchor="middle">${text}</text></svg>
    </svg>`;
  }
}

customElements.define('ii-support-timeline', SupportTimeline);
