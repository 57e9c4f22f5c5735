import { html, nothing, svg, type TemplateResult } from 'lit';
import type { EvidenceStep } from '../../src/protocol/models/evidence';
import { t } from './l10n';
import { percent } from './numbers';

type Range = NonNullable<EvidenceStep['range']>;

/** Where the range is drawn, 0 to 1 of the line; what lies beyond is outside. */
const FROM = 0.14;
const TO = 0.78;

function numbersOf(version: string): readonly number[] {
  return (version.match(/\d+/gu) ?? []).map(Number);
}

/** Compares by numbers alone: enough to place a dot, never to judge. */
function order(left: string, right: string): number {
  const a = numbersOf(left);
  const b = numbersOf(right);
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** How far between two versions a third lies, 0 to 1, by the first number in which the ends differ. */
function between(from: string, to: string, at: string): number {
  const a = numbersOf(from);
  const b = numbersOf(to);
  const c = numbersOf(at);
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const low = a[place] ?? 0;
    const high = b[place] ?? 0;
    if (low !== high) return Math.min(0.92, Math.max(0.08, ((c[place] ?? 0) - low) / (high - low)));
  }
  return 0.5;
}

function position(range: Range): number {
  if (range.from !== '' && order(range.at, range.from) < 0) return FROM / 2;
  if (range.to !== '' && order(range.at, range.to) > 0) return (1 + TO) / 2;
  if (range.from !== '' && order(range.at, range.from) === 0) return FROM;
  if (range.to !== '' && order(range.at, range.to) === 0) return TO;
  return FROM + (TO - FROM) * (range.from === '' ? between('0', range.to, range.at) : range.to === '' ? 0.5 : between(range.from, range.to, range.at));
}

/** SVG text neither wraps nor cuts. */
const LONGEST = 18;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** A version range as a line with the installed version on it. The verdict was made by the worker; this only shows it. */
export function rangeLine(range: Range): TemplateResult {
  const at = position(range);
  const from = range.from === '' ? 0.02 : FROM;
  const to = range.to === '' ? 0.98 : TO;
  const spoken = [
    range.from === '' ? '' : range.fromIncluded ? t('from {0}', range.from) : t('from {0} (not included)', range.from),
    range.to === '' ? '' : range.toIncluded ? t('to {0}', range.to) : t('to {0} (not included)', range.to),
  ].filter(Boolean).join(' ');
  return html`<svg class="range" role="img" aria-label=${t('Range {0}; installed {1}', spoken || t('of all versions'), range.at || t('unknown'))}>
    <line class="axis" x1="0" x2="100%" y1="22.5" y2="22.5"></line>
    <rect class="span" x=${percent(from)} y="19" width=${percent(to - from)} height="7" rx="1"></rect>
    ${range.from === '' ? nothing : svg`<svg x=${percent(from)} overflow="visible"><text y="41" text-anchor="middle">${range.fromIncluded ? '≥' : '>'} ${cut(range.from)}</text></svg>`}
    ${range.to === '' ? nothing : svg`<svg x=${percent(to)} overflow="visible"><text y="41" text-anchor="middle">${range.toIncluded ? '≤' : '<'} ${cut(range.to)}</text></svg>`}
    ${range.at === '' ? nothing : svg`<svg x=${percent(at)} overflow="visible"><circle class="dot" cy="22.5" r="4.5"></circle><text class="now" y="12" text-anchor="middle">${cut(range.at)}</text></svg>`}
  </svg>`;
}
