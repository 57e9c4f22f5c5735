import { LitElement, css, html, nothing, svg, type SVGTemplateResult } from 'lit';
import type { Count } from '../../src/protocol/models/frame';
import type { Horizon as HorizonModel, HorizonQuarter } from '../../src/protocol/models/overview';
import { base } from './base.css';
import { card } from './card.css';
import { countLink } from './countLink';
import { dayNumber } from './dates';
import { hatches } from './glyphs';
import { t, tParts } from './l10n';
import { link } from './link';
import { countOf, countText, percent } from './numbers';
import { OpenEvent } from './openEvent';

/** Chart geometry, px from the top. */
const TOP = 40;
const AXIS = 140;
/** Characters of a label; SVG text neither wraps nor cuts. */
const LONGEST_LABEL = 24;
/** Grid lines at most. */
const LINES = 4;
/** Average width of a character of a chart label, px, for keeping labels apart. */
const CHARACTER = 6.4;
/** Within this many days the days are shown, later the date is enough. */
const SOON_DAYS = 180;

interface Bar {
  readonly quarter: HorizonQuarter;
  readonly kind: 'servers' | 'software';
  readonly count: Count;
}

/** The distance of grid lines, 1, 2 or 5 of a power of ten, so that at most four of them reach `value`. */
function lineStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value / LINES)));
  return ([1, 2, 5, 10].find(step => step * power * LINES >= value) ?? 10) * power;
}

/** What leaves support in each quarter, servers and software, with what leaves next beside it. The chart has a table of the same numbers. */
export class Horizon extends LitElement {
  static override properties = {
    horizon: { attribute: false }, asOf: {}, today: {}, plannedDate: { attribute: false }, asTable: { state: true }, width: { state: true }, at: { state: true },
  };

  static override styles = [base, card, css`
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-height: 34px; padding: 8px 12px 6px; }
    .legend { display: flex; gap: 2px 14px; font-size: 12px; line-height: 18px; align-items: center; }
    .legend li { display: inline-flex; align-items: center; gap: 5px; }
    .swatch { width: 10px; height: 10px; }
    .parts { display: grid; grid-template-columns: minmax(0, 1fr) 364px; }
    .parts > div { min-width: 0; padding: 0 12px 10px; }
    .parts > .next { border-left: 1px solid var(--ii-border); padding: 0; }
    .chart { width: 100%; height: 172px; font: 11px var(--vscode-font-family); overflow: visible; }
    .chart text { fill: var(--vscode-foreground); font-variant-numeric: tabular-nums; paint-order: stroke; stroke: var(--vscode-editor-background); stroke-width: 3px; }
    .chart .lab { fill: var(--ii-dim); }
    .chart .axis { stroke: var(--ii-ink); }
    .chart .line { stroke: var(--ii-track); }
    .chart .now { stroke: var(--vscode-foreground); }
    .chart .plan { stroke: var(--vscode-foreground); stroke-dasharray: 3 3; }
    .chart .flag { fill: var(--vscode-foreground); }
    .chart .flagt { fill: var(--vscode-editor-background); font-weight: 600; stroke: none; }
    .chart .bar { stroke: var(--ii-outline); }
    .chart [role=link] { cursor: pointer; }
    .chart [role=link]:hover text { text-decoration: underline; }
    .chart [role=link]:focus { outline: none; }
    .chart .ring { fill: none; stroke: none; }
    .chart [role=link]:focus-visible .ring { stroke: var(--vscode-focusBorder); }
    .scroll { max-height: 260px; overflow: auto; }
    @media (max-width: 900px) {
      .parts { grid-template-columns: minmax(0, 1fr); }
      .parts > .next { border-left: 0; border-top: 1px solid var(--ii-border); padding-top: 4px; }
    }
  `];

  declare horizon: HorizonModel | undefined;
  declare asOf: string;
  declare today: string;
  declare plannedDate: string | null;
  declare private asTable: boolean;
  declare private width: number;
  /** Index of the bar that Tab reaches. */
  declare private at: number;

  private readonly resized = new ResizeObserver(() => {
    const chart = this.renderRoot.querySelector('.chart');
    if (chart !== null) this.width = chart.clientWidth || this.width;
  });

  constructor() {
    super();
    this.asOf = '';
    this.today = '';
    this.plannedDate = null;
    this.asTable = false;
    this.width = 800;
    this.at = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  private bars(quarters: readonly HorizonQuarter[]): readonly Bar[] {
    return quarters.flatMap(quarter => (['servers', 'software'] as const).map(kind => ({ quarter, kind, count: quarter[kind] }))).filter(bar => bar.count.value > 0);
  }

  private name(quarter: HorizonQuarter): string {
    return t('Q{0} {1}', quarter.quarter, quarter.year);
  }

  private onKey(event: KeyboardEvent, bars: readonly Bar[]): void {
    const { at } = this;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined) {
      const bar = bars[at];
      if (event.key === 'Enter' && bar?.count.target !== undefined) {
        event.preventDefault();
        this.dispatchEvent(new OpenEvent(bar.count.target, event.ctrlKey || event.metaKey));
      }
      return;
    }
    event.preventDefault();
    this.at = Math.max(0, Math.min(bars.length - 1, next));
    void this.updateComplete.then(() => (this.renderRoot.querySelectorAll('.chart [role=link]')[this.at] as SVGElement | undefined)?.focus());
  }

  /** Position of a date on the axis, 0 to 1; undefined outside. */
  private positionOf(date: string, quarters: readonly HorizonQuarter[]): number | undefined {
    const day = dayNumber(date);
    for (const [index, quarter] of quarters.entries()) {
      const from = dayNumber(quarter.from);
      const to = dayNumber(quarter.to);
      if (day === undefined || from === undefined || to === undefined || day < from || day > to) continue;
      return (index + (day - from) / (to - from + 1)) / quarters.length;
    }
    return undefined;
  }

  private marks(quarters: readonly HorizonQuarter[]): readonly SVGTemplateResult[] {
    const mark = (at: number | undefined, text: string, planned: boolean) => {
      if (at === undefined) return [];
      // Near the edge the flag would leave the chart.
      const half = (text.length * 6.2 + 10) / 2;
      const shift = Math.min(0, at * this.width - half) * -1 - Math.max(0, at * this.width + half - this.width);
      return [svg`<line class=${planned ? 'plan' : 'now'} x1=${percent(at)} x2=${percent(at)} y1="16" y2=${AXIS}></line>
        <svg x=${percent(at)} y="0" overflow="visible">${planned ? nothing : svg`<rect class="flag" x=${shift - half} y="0" width=${half * 2} height="16" rx="2"></rect>`}
          <text class=${planned ? '' : 'flagt'} x=${planned ? 5 : shift} y="12" text-anchor=${planned ? 'start' : 'middle'}>${text}</text></svg>`];
    };
    const text = this.asOf === this.today ? t('as of today') : t('as of {0}', this.asOf);
    return [...mark(this.positionOf(this.asOf, quarters), text, false),
      ...(this.plannedDate !== null && this.plannedDate !== this.asOf ? mark(this.positionOf(this.plannedDate, quarters), this.plannedDate, true) : [])];
  }

  private chart(quarters: readonly HorizonQuarter[]) {
    const bars = this.bars(quarters);
    const highest = Math.max(1, ...bars.map(bar => bar.count.value));
    const step = lineStep(highest);
    const scale = step * Math.ceil(highest / step);
    const slot = 1 / Math.max(1, quarters.length);
    const heightOf = (value: number) => value === 0 ? 0 : Math.max(2, (value / scale) * (AXIS - TOP));
    const labels = this.labels(quarters, heightOf);
    const tab = Math.min(this.at, bars.length - 1);
    let index = -1;
    const columns = quarters.map((quarter, place) => {
      const left = place * slot;
      const both = quarter.servers.value > 0 && quarter.software.value > 0;
      return (['servers', 'software'] as const).map(kind => {
        const count = quarter[kind];
        if (count.value === 0) return nothing;
        index++;
        const mine = index;
        const height = heightOf(count.value);
        const x = left + slot * (both ? (kind === 'servers' ? 0.15 : 0.52) : 0.335);
        const words = kind === 'servers'
          ? countOf(count.value, '{1}: {0} server reaches end of support', '{1}: {0} servers reach end of support', this.name(quarter))
          : countOf(count.value, '{1}: {0} software reaches end of support', '{1}: {0} software reach end of support', this.name(quarter));
        return svg`<g role="link" tabindex=${mine === tab ? 0 : -1} aria-label=${words}
            @focus=${() => { this.at = mine; }} @click=${(event: MouseEvent) => count.target !== undefined && this.dispatchEvent(new OpenEvent(count.target, event.ctrlKey || event.metaKey))}>
          <rect class="ring" x=${percent(x - slot * 0.04)} width=${percent(slot * 0.41)} y=${AXIS - height - 17} height=${height + 17} rx="2"></rect>
          <rect class="bar ${kind === 'servers' ? 'f-servers' : ''}" fill=${kind === 'servers' ? nothing : 'url(#hatch-software)'} x=${percent(x)} width=${percent(slot * 0.33)} y=${AXIS - height} height=${height} rx="1"></rect>
          <text class=${kind === 'servers' ? '' : 'lab'} x=${percent(x + slot * 0.165)} y=${AXIS - height - 4} text-anchor="middle">${countText(count.value)}</text></g>`;
      });
    });
    return html`<svg class="chart" role="group" aria-label=${t('Servers and software reaching end of support, by quarter; arrow keys move between columns')} @keydown=${(event: KeyboardEvent) => this.onKey(event, bars)}>
      ${hatches}
      ${Array.from({ length: scale / step }, (_, line) => {
        const value = step * (line + 1);
        const y = AXIS - (value / scale) * (AXIS - TOP);
        return svg`<line class="line" x1="0" x2="100%" y1=${y} y2=${y}></line><text class="lab" x="100%" y=${y - 3} text-anchor="end" aria-hidden="true">${countText(value)}</text>`;
      })}
      ${this.marks(quarters)}
      ${columns}
      ${labels}
      <line class="axis" x1="0" x2="100%" y1=${AXIS + 0.5} y2=${AXIS + 0.5}></line>
      ${quarters.map((quarter, place) => svg`<text class="lab" x=${percent((place + 0.5) * slot)} y=${AXIS + 14} text-anchor="middle" aria-hidden="true">${t('Q{0}', quarter.quarter)}</text>
        ${place === 0 || quarter.quarter === 1 ? svg`<text x=${percent((place + 0.5) * slot)} y=${AXIS + 28} text-anchor="middle" aria-hidden="true">${quarter.year}</text>` : nothing}`)}
    </svg>`;
  }

  /** Names of the highest columns, only where they touch no other column, number or name. */
  private labels(quarters: readonly HorizonQuarter[], heightOf: (value: number) => number): readonly SVGTemplateResult[] {
    const slot = this.width / Math.max(1, quarters.length);
    const tops = quarters.map(quarter => AXIS - heightOf(Math.max(quarter.servers.value, quarter.software.value)) - 16);
    const taken: { left: number; right: number; y: number }[] = [];
    return quarters
      .map((quarter, place) => ({ quarter, place }))
      .filter(({ quarter }) => quarter.label !== '' && quarter.servers.value > 0)
      .sort((a, b) => b.quarter.servers.value - a.quarter.servers.value)
      .flatMap(({ quarter, place }) => {
        const name = quarter.label.replace(/^Windows Server/u, 'Win Server');
        const text = name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
        const wide = text.length * CHARACTER;
        const y = AXIS - heightOf(Math.max(quarter.servers.value, quarter.software.value)) - 18;
        const left = Math.max(0, Math.min(place * slot + slot * 0.15, this.width - wide));
        const right = left + wide;
        // Two lines at the top belong to the flags.
        if (y < 26) return [];
        const hitsColumn = tops.some((top, other) => other !== place && other * slot < right && (other + 1) * slot > left && top < y + 3);
        const hitsLabel = taken.some(box => box.left < right + 6 && box.right > left - 6 && Math.abs(box.y - y) < 13);
        if (hitsColumn || hitsLabel) return [];
        taken.push({ left, right, y });
        return [svg`<text class="lab" x=${percent(left / this.width)} y=${y} aria-hidden="true">${text}</text>`];
      });
  }

  private table(quarters: readonly HorizonQuarter[]) {
    return html`<div class="scroll" tabindex="0"><table class="fixed"><caption class="vh">${t('Reaching end of support, by quarter')}</caption>
      <thead><tr><th scope="col">${t('Quarter')}</th><th scope="col" class="r">${t('Servers')}</th><th scope="col" class="r">${t('Software')}</th><th scope="col">${t('Most servers')}</th></tr></thead>
      <tbody>${quarters.map(quarter => html`<tr><th scope="row">${this.name(quarter)}</th><td class="r">${countLink(quarter.servers, t('servers in {0}', this.name(quarter)))}</td>
        <td class="r">${countLink(quarter.software, t('software in {0}', this.name(quarter)))}</td><td class="dim trunc" title=${quarter.label}>${quarter.label}</td></tr>`)}</tbody></table></div>`;
  }

  private next(horizon: HorizonModel) {
    const rest = (label: string, counts: { servers: Count; software: Count }) => html`<tr><td class="dim" colspan="3">${tParts('{0}: {1} servers, {2} software', label, countLink(counts.servers, t('servers, {0}', label)), countLink(counts.software, t('software, {0}', label)))}</td></tr>`;
    return html`<table class="fixed"><colgroup><col><col width="60"><col width="66"></colgroup>
      <thead><tr><th scope="col">${t('Next to leave support')}</th><th scope="col" class="r">${t('In')}</th><th scope="col" class="r">${t('Servers')}</th></tr></thead>
      <tbody>${horizon.next.length === 0 ? html`<tr><td class="dim" colspan="3">${t('Nothing with a known date')}</td></tr>` : nothing}
        ${horizon.next.map(end => html`<tr><td title="${end.label}, ${end.date}"><span class="cell"><span class="dim">${end.date}</span>${link(end.label, end.target, { className: 'trunc' })}</span></td>
          <td class="r">${end.days <= SOON_DAYS ? t('{0} d', countText(end.days)) : html`<span class="vh">${t('{0} days', countText(end.days))}</span>`}</td><td class="r">${countLink(end.servers, t('servers with {0}', end.label))}</td></tr>`)}
        ${rest(t('Already ended'), horizon.alreadyEnded)}
        ${rest(t('After these quarters'), horizon.later)}</tbody></table>`;
  }

  override render() {
    const { horizon } = this;
    if (horizon === undefined) return nothing;
    const planned = horizon.byPlannedDate;
    return html`<div class="head"><h2>${t('Support horizon')}</h2>
        <span class="small dim grow">${planned === null || this.plannedDate === null ? nothing : tParts('By {0} another {1} servers and {2} software leave support', this.plannedDate, countLink(planned.servers, t('servers')), countLink(planned.software, t('software')))}</span>
        <ul class="legend"><li><svg class="swatch" aria-hidden="true"><rect class="f-servers" width="100%" height="100%" rx="1"></rect></svg>${t('Servers')}</li>
          <li><svg class="swatch" aria-hidden="true">${hatches}<rect fill="url(#hatch-software)" width="100%" height="100%" rx="1"></rect></svg>${t('Software')}</li></ul>
        <button type="button" class="link small" @click=${() => { this.asTable = !this.asTable; }}>${this.asTable ? t('Show as chart') : t('Show as table')}</button></div>
      <div class="parts"><div>${this.asTable ? this.table(horizon.quarters) : this.chart(horizon.quarters)}</div><div class="next">${this.next(horizon)}</div></div>`;
  }
}

customElements.define('ii-horizon', Horizon);
