import { css, html, type TemplateResult } from 'lit';
import type { PanelSnapshot } from '../../src/protocol/webview';
import '../shared/asOf';
import '../shared/empty';
import '../shared/frameFooter';
import { iconButton } from '../shared/controls';
import { icon } from '../shared/glyphs';
import { t } from '../shared/l10n';
import { PanelElement } from '../shared/panelElement';
import './chartCard';

type Snapshot = Extract<PanelSnapshot, { panel: 'charts' }>;

/** The estate as pictures: risk, support to come, coverage, what clears most risk, and how the risk moved. */
export class ChartsPanel extends PanelElement<'charts'> {
  static override styles = [...PanelElement.styles, css`
    main { padding: 12px 20px 16px; max-width: 1400px; margin: 0 auto; }
    .bar { position: sticky; top: 0; z-index: 5; display: flex; align-items: center; gap: 6px 8px; min-height: 44px; padding: 8px 20px; background: var(--vscode-editor-background); border-bottom: 1px solid var(--ii-border); }
    .charts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
    .charts > ii-chart-card { display: grid; }
    .charts > .wide, .charts > :nth-child(odd of :not(.wide)):nth-last-child(1 of :not(.wide)) { grid-column: 1 / -1; }
    @media (max-width: 900px) { .charts { grid-template-columns: minmax(0, 1fr); } }
  `];

  constructor() {
    super('charts');
  }

  protected override arranged(): void {
    this.host.keep({ panel: 'charts' });
  }

  protected override draw({ model }: Snapshot): TemplateResult {
    const { frame } = model;
    return html`<header class="bar">${icon('server')}<h1>${t('Charts')}</h1><span class="grow"></span><ii-asof .frame=${frame}></ii-asof>
      ${iconButton('refresh', t('Refresh: read inventory and feeds again'), () => this.host.send({ type: 'refresh' }))}</header>${this.notices()}
      <main>${model.empty !== null ? html`<ii-empty .reason=${model.empty} things="servers"></ii-empty>`
        : html`<div class="charts">${model.charts.map(chart => html`<ii-chart-card class=${chart.shape === 'bars' ? '' : 'wide'} .model=${chart}></ii-chart-card>`)}</div>`}
        <ii-frame-footer .frame=${frame}></ii-frame-footer></main>`;
  }
}

customElements.define('ii-charts-panel', ChartsPanel);
