import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { RecommendationRow, RecommendationsModel, WhatIfFigure } from '../../src/protocol/models/recommendations';
import { base } from './base.css';
import { card } from './card.css';
import { countLink } from './countLink';
import { icon } from './glyphs';
import { t } from './l10n';
import { link } from './link';
import { countOf, countText } from './numbers';
import { recommendationsStyles } from './recommendations.css';

/** Rows shown until somebody asks for the rest. */
const FIRST_ROWS = 8;

const EFFORT_WORDS: Readonly<Record<RecommendationRow['effort'], string>> = { low: t('Low'), medium: t('Medium'), high: t('High') };

/** The user ticked or reset recommendations; panels keep the ids with their arrangement. */
export class TickedEvent extends Event {
  static readonly type = 'ii-ticked';
  constructor(readonly ticked: readonly string[]) {
    super(TickedEvent.type, { bubbles: true, composed: true });
  }
}

/** What to do first, and what doing the ticked ones comes to. It asks for itself, since a tick changes nothing else of the panel. */
export class Recommendations extends LitElement {
  static override properties = {
    ask: { attribute: false }, ticked: { attribute: false }, version: { attribute: false }, single: { type: Boolean },
    model: { state: true }, problem: { state: true }, asking: { state: true }, all: { state: true },
  };

  static override styles = [base, card, recommendationsStyles];

  declare ask: ((ticked: readonly string[]) => Promise<RecommendationsModel>) | undefined;
  /** As kept by the panel; asked for with the first question. */
  declare ticked: readonly string[];
  /** Another object means: ask again. */
  declare version: unknown;
  /** About one server: its column of servers says nothing. */
  declare single: boolean;
  declare model: RecommendationsModel | undefined;
  declare problem: string;
  declare asking: boolean;
  declare all: boolean;
  private questions = 0;

  constructor() {
    super();
    this.ticked = [];
    this.single = false;
    this.problem = '';
    this.asking = false;
    this.all = false;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('version') && this.version !== undefined) void this.load(this.model?.ticked ?? this.ticked);
  }

  private async load(ticked: readonly string[]): Promise<void> {
    const question = ++this.questions;
    this.asking = true;
    try {
      const model = await this.ask?.(ticked);
      if (question !== this.questions || model === undefined) return;
      this.model = model;
      this.problem = '';
      this.dispatchEvent(new TickedEvent(model.ticked));
    } catch (error) {
      if (question === this.questions) this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      if (question === this.questions) this.asking = false;
    }
  }

  private tick(id: string, on: boolean): void {
    const before = this.model?.ticked ?? [];
    this.set(on ? [...before, id] : before.filter(one => one !== id));
  }

  /** Shown at once, so that the next tick builds on it; the numbers follow. */
  private set(ticked: readonly string[]): void {
    if (this.model !== undefined) this.model = { ...this.model, ticked };
    void this.load(ticked);
  }

  private async copy(rows: readonly RecommendationRow[]): Promise<void> {
    const text = rows.map(row => `- [ ] ${row.label}${this.single ? '' : ` (${countOf(row.servers.value, '{0} server', '{0} servers')})`}: ${row.detail}`).join('\n');
    this.dispatchEvent(new CustomEvent('ii-copy', { detail: text, bubbles: true, composed: true }));
    await this.updateComplete;
  }

  private whatIf({ ticked, figures }: RecommendationsModel): TemplateResult | typeof nothing {
    if (ticked.length === 0) return nothing;
    return html`<div class="whatif"><p class="flex wrap">${icon('information', true)}<span class="grow"><span class="strong">${countOf(ticked.length, 'What if: {0} recommendation ticked.', 'What if: {0} recommendations ticked.')}</span>
        ${t('Lists and exports show the servers as they are.')}</span><button type="button" class="quiet" @click=${() => this.set([])}>${t('Reset')}</button></p>
      <ul class="figures" aria-busy=${this.asking}>${figures.map(figure => this.figure(figure))}</ul></div>`;
  }

  private figure({ label, now, then }: WhatIfFigure): TemplateResult {
    const changed = then !== null && then !== now;
    return html`<li><div class="v">${changed ? html`<span class="dim">${countText(now)}</span> <span aria-hidden="true">→</span><span class="vh"> ${t('now, then')} </span> <b>${countText(then)}</b>` : html`${countText(now)}<span class="vh"> ${t('now and then')}</span>`}</div><div class="l">${label}</div></li>`;
  }

  private row(row: RecommendationRow, index: number, ticked: boolean): TemplateResult {
    const labelled = `label-${index}`;
    return html`<tr class=${ticked ? 'ticked' : ''}>
      <td class="tick">${row.canTick ? html`<input type="checkbox" .checked=${ticked} aria-labelledby=${labelled} @change=${(event: Event) => this.tick(row.id, (event.currentTarget as HTMLInputElement).checked)}>` : nothing}</td>
      <th scope="row"><div id=${labelled} class="t clamp">${this.single ? link(row.label, row.servers.target) : row.label}</div>${row.detail === '' ? nothing : html`<div class="dim clamp">${row.detail}</div>`}</th>
      <td>${EFFORT_WORDS[row.effort]}</td>
      ${this.single ? nothing : html`<td class="r">${countLink(row.servers, t('servers: {0}', row.label))}</td>`}
      <td class="r strong">${row.points === 0 ? html`<span class="dim">0</span>` : html`<span title=${row.isEstimate ? t('Counted, not assessed: tick it to have the exact number') : nothing}>${row.isEstimate ? html`<span aria-hidden="true">≈ </span><span class="vh">${t('about')} </span>` : nothing}${countText(row.points)}</span>`}</td></tr>`;
  }

  override render() {
    const { model, problem } = this;
    if (model === undefined) return html`<section class="card" aria-labelledby="todo"><header><h2 id="todo">${t('What to do first')}</h2></header><p class="rest" role="status">${problem === '' ? t('Working out what clears the most points…') : problem}</p></section>`;
    const rows = this.all ? model.rows : model.rows.slice(0, FIRST_ROWS);
    const ticked = new Set(model.ticked);
    return html`<section class="card" aria-labelledby="todo"><header><h2 id="todo" class="grow">${t('What to do first')}</h2>${model.rows.length === 0 ? nothing
        : html`<button type="button" class="link small" @click=${() => void this.copy(model.rows)}>${t('Copy as checklist')}</button>`}</header>
      <div role="status">${this.whatIf(model)}</div>
      ${problem === '' ? nothing : html`<p class="rest" role="alert">${problem}</p>`}
      ${model.rows.length === 0 ? html`<p class="rest">${t('Nothing that the inventory shows needs doing.')}</p>` : html`
      <table><thead><tr><th scope="col"><span class="vh">${t('What if')}</span></th><th scope="col">${t('Recommendation')}</th><th scope="col">${t('Effort')}</th>${this.single ? nothing : html`<th scope="col" class="r">${t('Servers')}</th>`}<th scope="col" class="r">${t('Clears alone')}</th></tr></thead>
        <tbody>${rows.map((row, index) => this.row(row, index, ticked.has(row.id)))}</tbody></table>
      ${model.rows.length <= FIRST_ROWS && model.leftOut === 0 ? nothing : html`<p class="rest flex wrap">${model.rows.length <= FIRST_ROWS ? nothing
        : html`<button type="button" class="link" aria-expanded=${this.all} @click=${() => { this.all = !this.all; }}>${this.all ? t('Show fewer') : t('Show all {0}', countText(model.rows.length))}</button>`}
        ${this.all && (model.leftOut > 0 || model.total > model.rows.length) ? html`<span>${countOf(model.leftOut + model.total - model.rows.length, '{0} product with fewer points not shown', '{0} products with fewer points not shown')}</span>` : nothing}</p>`}`}</section>`;
  }
}

customElements.define('ii-recommendations', Recommendations);
