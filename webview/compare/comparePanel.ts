import { html, nothing, type TemplateResult } from 'lit';
import type { CompareKind, CompareModel, CompareRow, CompareServers, CompareTotals } from '../../src/protocol/models/compare';
import type { Page } from '../../src/protocol/models/lists';
import type { PanelSnapshot, PanelState } from '../../src/protocol/webview';
import { card } from '../shared/card.css';
import { button, controls, iconButton } from '../shared/controls';
import '../shared/empty';
import '../shared/frameFooter';
import { icon } from '../shared/glyphs';
import { hiddenMark, hides } from '../shared/hidden';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { countText } from '../shared/numbers';
import { PanelElement } from '../shared/panelElement';
import { compareStyles } from './compare.css';

type Snapshot = Extract<PanelSnapshot, { panel: 'compare' }>;

const KIND_WORDS: Readonly<Record<CompareKind, string>> = { new: t('New'), gone: t('Gone'), changed: t('Changed') };

/** Servers of a page. */
const PAGE_SERVERS = 100;

/** Two states of the inventory: what is new, fixed and unchanged, server by server, and what changed it; or the totals of both, where no more was kept. */
export class ComparePanel extends PanelElement<'compare'> {
  static override properties = { ...PanelElement.properties, page: { state: true } };

  static override styles = [...PanelElement.styles, controls, card, compareStyles];

  /** The servers on show: the snapshot's first ones, until others are asked for. */
  declare private page: Page<CompareRow> | undefined;
  /** Pages asked for; only the last one is shown. */
  private turns = 0;

  constructor() {
    super('compare');
    this.page = undefined;
  }

  private state({ source, model }: Snapshot, shown = model.kind === 'servers' ? model.shown : null): PanelState {
    return { panel: 'compare', ...(source === null ? {} : { compare: source }), ...(shown === null ? {} : { compareShown: shown }) };
  }

  protected override arranged(snapshot: Snapshot): void {
    this.page = snapshot.model.kind === 'servers' ? snapshot.model.page : undefined;
    this.host.keep(this.state(snapshot));
  }

  private async turnTo(offset: number): Promise<void> {
    const { snapshot } = this;
    const turn = ++this.turns;
    try {
      const page = await this.host.page('compare', offset, PAGE_SERVERS) as Page<CompareRow>;
      // Rows of another comparison, or of an inventory that changed since, do not go with the totals above.
      if (this.snapshot !== snapshot || turn !== this.turns) return;
      this.page = page;
      await this.updateComplete;
      this.renderRoot.querySelector('#servers')?.scrollIntoView({ block: 'start' });
    } catch (reason) {
      this.fail(reason);
    }
  }

  private header({ kind, before, after }: CompareModel): TemplateResult {
    const sides = (left: unknown, right: unknown, joined: string) => html`${left} <span aria-hidden="true">→</span><span class="vh">${joined}</span> ${right}`;
    return html`<header class="bar">${icon('files')}<div class="grow"><h1 class="clamp">${sides(before.label, after.label, t('compared with'))}</h1>
        ${before.detail === '' ? nothing : html`<p class="sides clamp">${after.detail === '' ? before.detail : sides(before.detail, after.detail, t('compared with'))}</p>`}</div>
      ${button(t('Compare With…'), () => this.host.send({ type: 'compareWith' }))}
      ${kind === 'totals' ? nothing : button(t('Export…'), () => this.host.send({ type: 'exportComparison' }), { icon: 'export', label: t('Export comparison as CSV…') })}
      ${iconButton('refresh', t('Refresh: read inventory and feeds again'), () => this.host.send({ type: 'refresh' }))}</header>`;
  }

  private remarks({ notes, problems, moreProblems }: CompareModel): TemplateResult {
    return html`${notes.map(text => html`<p class="rest">${text}</p>`)}
      ${problems.length === 0 ? nothing : html`<section class="card" aria-labelledby="problems"><header><h2 id="problems" class="grow">${t('Problems of the inventory compared with')}</h2></header>
        <ul class="problems">${problems.map(text => html`<li>${icon('warning', true)}<span>${text}</span></li>`)}${moreProblems === 0 ? nothing : html`<li class="dim">${t('{0} more', countText(moreProblems))}</li>`}</ul></section>`}`;
  }

  /** A number of findings. */
  private findings(value: number): TemplateResult {
    return hides(this.frame, 'vulnerabilities') ? hiddenMark() : html`${countText(value)}`;
  }

  private counts({ findings, servers, scoreBefore, scoreAfter }: CompareServers): TemplateResult {
    const figure = (value: unknown, label: string) => html`<li><div class="v">${value}</div><div class="l">${label}</div></li>`;
    return html`<h2 class="vh">${t('Totals')}</h2><ul class="counts">
      ${figure(html`${countText(scoreBefore)} <span aria-hidden="true">→</span><span class="vh">${t('then')}</span> <b>${countText(scoreAfter)}</b>`, t('total risk score'))}
      ${figure(this.findings(findings.added), t('new findings'))}${figure(this.findings(findings.fixed), t('fixed findings'))}${figure(this.findings(findings.unchanged), t('unchanged findings'))}
      ${figure(countText(servers.new), t('new servers'))}${figure(countText(servers.gone), t('servers gone'))}${figure(countText(servers.changed), t('servers changed'))}${figure(countText(servers.unchanged), t('servers unchanged'))}</ul>`;
  }

  private steps({ steps }: CompareServers): TemplateResult | typeof nothing {
    if (steps.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="why"><header><h2 id="why">${t('What changed it')}</h2></header>
      <table><thead><tr><th scope="col">${t('Cause')}</th><th scope="col" class="r">${t('New findings')}</th><th scope="col" class="r">${t('Fixed findings')}</th><th scope="col" class="r">${t('Score')}</th><th scope="col" class="r">${t('Servers')}</th></tr></thead>
      <tbody>${steps.map(step => html`<tr><th scope="row">${step.label}</th><td class="r">${this.findings(step.added)}</td><td class="r">${this.findings(step.fixed)}</td><td class="r">${signed(step.score)}</td><td class="r">${countText(step.servers)}</td></tr>`)}</tbody></table></section>`;
  }

  private filter(snapshot: Snapshot, { servers, shown }: CompareServers): TemplateResult {
    const choice = (kind: CompareKind | null, label: string) => html`<button type="button" class="quiet chip" aria-pressed=${shown === kind} @click=${() => this.host.send({ type: 'arrange', state: this.state(snapshot, kind) })}>${label}</button>`;
    return html`<div class="flex wrap" role="group" aria-label=${t('Show servers')}>${choice(null, t('All {0}', countText(servers.new + servers.gone + servers.changed)))}${choice('changed', t('Changed {0}', countText(servers.changed)))}${choice('new', t('New {0}', countText(servers.new)))}${choice('gone', t('Gone {0}', countText(servers.gone)))}</div>`;
  }

  private row(row: CompareRow): TemplateResult {
    const rest = row.added + row.fixed - row.findings.length;
    return html`<tr><th scope="row"><div>${link(row.name, row.target)}</div>
        ${row.findings.length === 0 ? nothing : html`<ul class="findings">${row.findings.map(finding => html`<li><span class=${finding.kind === 'new' ? 'strong' : 'dim'}>${finding.kind === 'new' ? t('new') : t('fixed')}</span> ${finding.cve} <span class="dim">${finding.subject}</span></li>`)}${rest > 0 ? html`<li class="dim">${t('{0} more', countText(rest))}</li>` : nothing}</ul>`}</th>
      <td>${KIND_WORDS[row.kind]}</td><td class="r">${this.findings(row.added)}</td><td class="r">${this.findings(row.fixed)}</td><td class="r">${this.findings(row.unchanged)}</td>
      <td class="r nowrap">${row.scoreBefore === null ? '–' : countText(row.scoreBefore)} <span aria-hidden="true">→</span><span class="vh">${t('then')}</span> <span class="strong">${row.scoreAfter === null ? '–' : countText(row.scoreAfter)}</span></td><td class="hide-s">${row.causes.join(', ')}</td></tr>`;
  }

  private servers(snapshot: Snapshot, model: CompareServers): TemplateResult {
    const page = this.page ?? model.page;
    return html`<section class="card" aria-labelledby="servers"><header class="wrap"><h2 id="servers" class="grow">${t('Servers that differ')}</h2>${this.filter(snapshot, model)}</header>
      ${page.rows.length === 0 ? html`<p class="rest">${model.shown === null ? t('No server differs.') : t('None of this kind.')}</p>` : html`<div class="scroll-x"><table><thead><tr><th scope="col">${t('Server')}</th><th scope="col">${t('Change')}</th><th scope="col" class="r">${t('New')}</th><th scope="col" class="r">${t('Fixed')}</th><th scope="col" class="r">${t('Unchanged')}</th><th scope="col" class="r">${t('Score')}</th><th scope="col" class="hide-s">${t('Caused by')}</th></tr></thead>
      <tbody>${page.rows.map(row => this.row(row))}</tbody></table></div>`}
      ${this.pager(page)}</section>`;
  }

  /** The buttons stay reachable at both ends, so that the focus is not lost there. */
  private pager({ offset, total, rows }: Page<CompareRow>): TemplateResult | typeof nothing {
    if (total <= PAGE_SERVERS) return nothing;
    const turn = (label: string, to: number) => html`<button type="button" class="quiet" aria-disabled=${to < 0 || to >= total} @click=${() => { if (to >= 0 && to < total) void this.turnTo(to); }}>${label}</button>`;
    return html`<nav class="pager" aria-label=${t('Pages of servers')}>${turn(t('Previous'), offset - PAGE_SERVERS)}<span role="status">${t('{0}–{1} of {2} servers', countText(offset + 1), countText(offset + rows.length), countText(total))}</span>${turn(t('Next'), offset + PAGE_SERVERS)}</nav>`;
  }

  private totals({ totals }: CompareTotals): TemplateResult {
    return html`<section class="card" aria-labelledby="totals"><header><h2 id="totals">${t('Totals')}</h2></header>
      <div class="scroll-x"><table><thead><tr><th scope="col">${t('Total')}</th><th scope="col" class="r">${t('Before')}</th><th scope="col" class="r">${t('Now')}</th><th scope="col" class="r">${t('Difference')}</th></tr></thead>
      <tbody>${totals.map(({ label, before, after }) => html`<tr><th scope="row">${label}</th><td class="r">${countText(before)}</td><td class="r strong">${countText(after)}</td><td class="r">${signed(after - before)}</td></tr>`)}</tbody></table></div></section>`;
  }

  protected override draw(snapshot: Snapshot): TemplateResult {
    const { model } = snapshot;
    return html`${this.header(model)}${this.notices()}
      <main>${model.empty !== null ? html`<ii-empty .reason=${model.empty} things="servers"></ii-empty>`
        : html`${model.kind === 'servers' ? this.counts(model) : nothing}<div class="stack">${this.remarks(model)}${model.kind === 'servers' ? html`${this.steps(model)}${this.servers(snapshot, model)}` : this.totals(model)}</div>`}
        <ii-frame-footer .frame=${model.frame}></ii-frame-footer></main>`;
  }
}

function signed(value: number): string {
  return value > 0 ? `+${countText(value)}` : value < 0 ? `−${countText(-value)}` : '0';
}

customElements.define('ii-compare-panel', ComparePanel);
