import { html, nothing, type TemplateResult } from 'lit';
import type { CompareModel, CompareRow } from '../../src/protocol/models/compare';
import type { PanelSnapshot } from '../../src/protocol/webview';
import { card } from '../shared/card.css';
import { button, controls, iconButton } from '../shared/controls';
import '../shared/empty';
import '../shared/frameFooter';
import { icon } from '../shared/glyphs';
import { hiddenMark, hides } from '../shared/hidden';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { countOf, countText } from '../shared/numbers';
import { PanelElement } from '../shared/panelElement';
import { compareStyles } from './compare.css';

type Snapshot = Extract<PanelSnapshot, { panel: 'compare' }>;
type Kind = CompareRow['kind'];

const KIND_WORDS: Readonly<Record<Kind, string>> = { new: t('New'), gone: t('Gone'), changed: t('Changed') };

/** Two states of the inventory: what is new, fixed and unchanged, server by server, and what changed it. */
export class ComparePanel extends PanelElement<'compare'> {
  static override properties = { ...PanelElement.properties, shown: { state: true } };

  static override styles = [...PanelElement.styles, controls, card, compareStyles];

  /** The kind of servers listed; null: all that differ. */
  declare private shown: Kind | null;

  constructor() {
    super('compare');
    this.shown = null;
  }

  protected override arranged({ source }: Snapshot): void {
    this.host.keep({ panel: 'compare', ...(source === null ? {} : { compare: source }) });
  }

  private header({ before, after }: CompareModel): TemplateResult {
    return html`<header class="bar">${icon('files')}<h1 class="grow clamp">${before} <span aria-hidden="true">→</span><span class="vh">${t('compared with')}</span> ${after}</h1>
      ${button(t('Compare With…'), () => this.host.send({ type: 'compareWith' }))}
      ${button(t('Export…'), () => this.host.send({ type: 'exportComparison' }), { icon: 'export', label: t('Export comparison as CSV…') })}
      ${iconButton('refresh', t('Refresh: read inventory and feeds again'), () => this.host.send({ type: 'refresh' }))}</header>`;
  }

  /** A number of findings. */
  private findings(value: number): TemplateResult {
    return hides(this.frame, 'vulnerabilities') ? hiddenMark() : html`${countText(value)}`;
  }

  private counts({ findings, servers, scoreBefore, scoreAfter }: CompareModel): TemplateResult {
    const figure = (value: unknown, label: string) => html`<li><div class="v">${value}</div><div class="l">${label}</div></li>`;
    return html`<h2 class="vh">${t('Totals')}</h2><ul class="counts">
      ${figure(html`${countText(scoreBefore)} <span aria-hidden="true">→</span><span class="vh">${t('then')}</span> <b>${countText(scoreAfter)}</b>`, t('total risk score'))}
      ${figure(this.findings(findings.added), t('new findings'))}${figure(this.findings(findings.fixed), t('fixed findings'))}${figure(this.findings(findings.unchanged), t('unchanged findings'))}
      ${figure(countText(servers.new), t('new servers'))}${figure(countText(servers.gone), t('servers gone'))}${figure(countText(servers.changed), t('servers changed'))}${figure(countText(servers.unchanged), t('servers unchanged'))}</ul>`;
  }

  private steps({ steps }: CompareModel): TemplateResult | typeof nothing {
    if (steps.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="why"><header><h2 id="why">${t('What changed it')}</h2></header>
      <table><thead><tr><th scope="col">${t('Cause')}</th><th scope="col" class="r">${t('New findings')}</th><th scope="col" class="r">${t('Fixed findings')}</th><th scope="col" class="r">${t('Score')}</th><th scope="col" class="r">${t('Servers')}</th></tr></thead>
      <tbody>${steps.map(step => html`<tr><th scope="row">${step.label}</th><td class="r">${this.findings(step.added)}</td><td class="r">${this.findings(step.fixed)}</td><td class="r">${signed(step.score)}</td><td class="r">${countText(step.servers)}</td></tr>`)}</tbody></table></section>`;
  }

  private filter({ servers }: CompareModel): TemplateResult {
    const choice = (kind: Kind | null, label: string) => html`<button type="button" class="quiet chip" aria-pressed=${this.shown === kind} @click=${() => { this.shown = kind; }}>${label}</button>`;
    return html`<div class="flex wrap" role="group" aria-label=${t('Show servers')}>${choice(null, t('All {0}', countText(servers.new + servers.gone + servers.changed)))}${choice('changed', t('Changed {0}', countText(servers.changed)))}${choice('new', t('New {0}', countText(servers.new)))}${choice('gone', t('Gone {0}', countText(servers.gone)))}</div>`;
  }

  private row(row: CompareRow): TemplateResult {
    const rest = row.added + row.fixed - row.findings.length;
    return html`<tr><th scope="row"><div>${link(row.name, row.target)}</div>
        ${row.findings.length === 0 ? nothing : html`<ul class="findings">${row.findings.map(finding => html`<li><span class=${finding.kind === 'new' ? 'strong' : 'dim'}>${finding.kind === 'new' ? t('new') : t('fixed')}</span> ${finding.cve} <span class="dim">${finding.subject}</span></li>`)}${rest > 0 ? html`<li class="dim">${t('{0} more', countText(rest))}</li>` : nothing}</ul>`}</th>
      <td>${KIND_WORDS[row.kind]}</td><td class="r">${this.findings(row.added)}</td><td class="r">${this.findings(row.fixed)}</td><td class="r">${this.findings(row.unchanged)}</td>
      <td class="r nowrap">${row.scoreBefore === null ? '–' : countText(row.scoreBefore)} <span aria-hidden="true">→</span><span class="vh">${t('then')}</span> <span class="strong">${row.scoreAfter === null ? '–' : countText(row.scoreAfter)}</span></td><td class="hide-s">${row.causes.join(', ')}</td></tr>`;
  }

  private servers(model: CompareModel): TemplateResult {
    const rows = this.shown === null ? model.rows : model.rows.filter(({ kind }) => kind === this.shown);
    return html`<section class="card" aria-labelledby="servers"><header class="wrap"><h2 id="servers" class="grow">${t('Servers that differ')}</h2>${this.filter(model)}</header>
      ${rows.length === 0 ? html`<p class="rest">${model.rows.length === 0 ? t('No server differs.') : t('None of this kind.')}</p>` : html`<div class="scroll-x"><table><thead><tr><th scope="col">${t('Server')}</th><th scope="col">${t('Change')}</th><th scope="col" class="r">${t('New')}</th><th scope="col" class="r">${t('Fixed')}</th><th scope="col" class="r">${t('Unchanged')}</th><th scope="col" class="r">${t('Score')}</th><th scope="col" class="hide-s">${t('Caused by')}</th></tr></thead>
      <tbody>${rows.map(row => this.row(row))}</tbody></table></div>`}
      ${model.more === 0 ? nothing : html`<p class="rest">${countOf(model.more, '{0} more server differs; the export has all of them.', '{0} more servers differ; the export has all of them.')}</p>`}</section>`;
  }

  protected override draw({ model }: Snapshot): TemplateResult {
    return html`${this.header(model)}${this.notices()}
      <main>${model.empty !== null ? html`<ii-empty .reason=${model.empty} things="servers"></ii-empty>` : html`${this.counts(model)}
        ${model.note === '' ? nothing : html`<p class="rest">${model.note}</p>`}<div class="stack">${this.steps(model)}${this.servers(model)}</div>`}
        <ii-frame-footer .frame=${model.frame}></ii-frame-footer></main>`;
  }
}

function signed(value: number): string {
  return value > 0 ? `+${countText(value)}` : value < 0 ? `−${countText(-value)}` : '0';
}

customElements.define('ii-compare-panel', ComparePanel);
