import type { Chart } from 'chart.js';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChartModel } from '../../src/protocol/models/charts';
import { base } from '../shared/base.css';
import { card } from '../shared/card.css';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { countText } from '../shared/numbers';
import { OpenEvent } from '../shared/openEvent';
import { chartColors } from './chartTones';
import { drawChart } from './drawChart';

/** Height of a bar with its gap, and of the other shapes, px. */
const BAR_PX = 30;
const AXIS_PX = 34;
const STANDING_PX = 220;

/** One chart with its title, its sentence, and the same numbers as a table on demand. A click on a value opens what it counts; in the table each value is a link. */
export class ChartCard extends LitElement {
  static override properties = { model: { attribute: false }, asTable: { state: true } };

  static override styles = [base, card, css`
    :host { display: block; min-width: 0; }
    p { margin: 0 0 8px; font-size: 12px; line-height: 16px; color: var(--ii-dim); }
    .drawing { position: relative; }
    canvas { display: block; }
    canvas.hits { cursor: pointer; }
    .legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0 0 6px; padding: 0; list-style: none; font-size: 12px; line-height: 18px; }
    .legend li { display: inline-flex; align-items: center; gap: 5px; }
    .swatch { width: 14px; height: 10px; border: 1px solid var(--ii-swatch); background: var(--ii-swatch); }
    .swatch.second { background: repeating-linear-gradient(135deg, var(--ii-swatch) 0 2px, transparent 2px 5px); }
    .scroll { max-height: 320px; overflow: auto; }
  `];

  declare model: ChartModel | undefined;
  declare private asTable: boolean;
  private chart: Chart | undefined;
  private readonly themes = new MutationObserver(() => this.redraw());

  constructor() {
    super();
    this.asTable = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // VS Code changes the body's class and the root's custom properties with the theme.
    this.themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    if (this.hasUpdated) this.redraw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.themes.disconnect();
    this.chart?.destroy();
    this.chart = undefined;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.redraw();
  }

  private redraw(): void {
    this.chart?.destroy();
    this.chart = undefined;
    const canvas = this.renderRoot.querySelector('canvas');
    const { model } = this;
    if (canvas === null || model === undefined) return;
    const frame = canvas.parentElement;
    if (frame !== null) frame.style.height = `${model.shape === 'bars' ? AXIS_PX + BAR_PX * model.categories.length * model.series.length : STANDING_PX}px`;
    const colors = chartColors(frame ?? canvas);
    for (const swatch of this.renderRoot.querySelectorAll<HTMLElement>('.swatch')) swatch.style.setProperty('--ii-swatch', colors[model.series[Number(swatch.dataset.series)].tone]);
    this.chart = drawChart(canvas, model, colors, getComputedStyle(this).fontFamily, ({ series, category }) => {
      const target = model.series[series].targets[category];
      if (target !== null && target !== undefined) this.dispatchEvent(new OpenEvent(target, false));
    });
  }

  override render(): TemplateResult {
    const { model } = this;
    if (model === undefined) return html``;
    const id = `chart-${model.key}`;
    return html`<section class="card" aria-labelledby=${id}><header><h2 id=${id} class="grow">${model.title}</h2>
      ${model.nothing !== '' ? nothing : html`<button type="button" class="link small" aria-label=${this.asTable ? t('Show as chart: {0}', model.title) : t('Show as table: {0}', model.title)} @click=${() => { this.asTable = !this.asTable; }}>${this.asTable ? t('Show as chart') : t('Show as table')}</button>`}</header>
      <div class="body">${model.nothing !== '' ? html`<p>${model.nothing}</p>` : html`<p>${model.summary}</p>${this.asTable ? this.table(model) : this.drawing(model)}`}</div></section>`;
  }

  private drawing(model: ChartModel): TemplateResult {
    return html`${model.series.length < 2 ? nothing : html`<ul class="legend">${model.series.map((series, s) => html`<li><span class="swatch ${s === 0 ? '' : 'second'}" data-series=${s}></span>${series.label}</li>`)}</ul>`}
      <div class="drawing"><canvas role="img" aria-label=${t('{0}. {1} The same numbers are in its table.', model.title, model.summary)}></canvas></div>`;
  }

  private table(model: ChartModel): TemplateResult {
    return html`<div class="scroll"><table aria-label=${model.title}><thead><tr><th scope="col">${model.categoryTitle}</th>${model.series.map(({ label }) => html`<th scope="col" class="r">${label}</th>`)}</tr></thead>
      <tbody>${model.categories.map((category, c) => html`<tr><th scope="row">${category.label}</th>${model.series.map(series => {
        const value = series.values[c] ?? null;
        return html`<td class="r">${value === null ? html`<span class="dim">${t('not known')}</span>` : link(countText(value), value === 0 ? null : series.targets[c], { label: `${countText(value)} ${model.unit}: ${category.label}, ${series.label}` })}</td>`;
      })}</tr>`)}</tbody></table></div>`;
  }
}

customElements.define('ii-chart-card', ChartCard);
