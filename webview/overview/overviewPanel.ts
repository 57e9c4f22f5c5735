import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Target } from '../../src/protocol/models/frame';
import type { OverviewModel, ServersCard, SoftwareCard, SummaryRow, TopSoftware } from '../../src/protocol/models/overview';
import type { PanelSnapshot, PanelState } from '../../src/protocol/webview';
import '../shared/asOf';
import { card } from '../shared/card.css';
import { countLink } from '../shared/countLink';
import '../shared/empty';
import '../shared/frameFooter';
import { glyph, icon, type Glyph } from '../shared/glyphs';
import { HIDDEN_SENTENCES } from '../shared/hidden';
import '../shared/horizon';
import { iconButton } from '../shared/controls';
import { t, tParts } from '../shared/l10n';
import { link } from '../shared/link';
import { meter } from '../shared/meter';
import { countOf, countText, shareText } from '../shared/numbers';
import { PanelElement } from '../shared/panelElement';
import '../shared/recommendations';
import type { TickedEvent } from '../shared/recommendations';
import { richText } from '../shared/richText';
import '../shared/stackedBar';
import { identificationCard } from './identificationCard';
import { identificationStyles } from './identificationCard.css';
import { OverviewFilter } from './overviewFilter';
import { overviewStyles } from './overview.css';

const SUMMARY_GLYPHS: Record<SummaryRow['key'], Glyph> = {
  'critical-vulnerabilities': 'critical', 'os-end-of-support': 'ended', 'pending-updates': 'high',
};
/** Header counts before this one are the estate's; the rest are environments. */
const LEADING_COUNTS = 3;

type Snapshot = Extract<PanelSnapshot, { panel: 'overview' }>;

/** The estate on one page: what needs attention first, how many servers and software are at risk, what leaves support when, and what could not be judged. */
export class OverviewPanel extends PanelElement<'overview'> {
  static override styles = [...PanelElement.styles, card, overviewStyles, identificationStyles];

  constructor() {
    super('overview');
    this.addEventListener('ii-copy', event => this.host.send({ type: 'copy', text: (event as CustomEvent<string>).detail }));
  }

  private readonly filter = new OverviewFilter(this.host, () => this.host.send({ type: 'arrange', state: this.arrangement(this.host.state().ticked ?? []) }));

  protected override arranged({ model }: Snapshot): void {
    this.filter.arranged(model.filter);
    this.keepTicked(this.host.state().ticked ?? []);
  }

  private arrangement(ticked: readonly string[]): PanelState {
    const { filter } = this.filter;
    return { panel: 'overview', ...(Object.keys(filter).length === 0 ? {} : { serverFilter: filter }), ...(ticked.length === 0 ? {} : { ticked }) };
  }

  private keepTicked(ticked: readonly string[]): void {
    this.host.keep(this.arrangement(ticked));
  }

  private readonly askRecommendations = (ticked: readonly string[]) => this.host.recommend(ticked);

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const environments = (this.snapshot?.model.header.length ?? LEADING_COUNTS) - LEADING_COUNTS;
    this.style.setProperty('--ii-environments', String(Math.max(1, environments)));
  }

  private header(model: OverviewModel): TemplateResult {
    const { frame, files } = model;
    return html`<header class="bar">${icon('server')}<h1 class="trunc" title=${model.title}>${model.title}</h1>
      ${files.length === 0 ? nothing : html`<details class="menu" @keydown=${this.onMenuKey} @focusout=${this.onMenuLeft}><summary class="quiet">${icon('files', true)} ${countOf(files.length, '{0} file', '{0} files')} ${icon('down', true)}</summary>
        <ul aria-label=${t('Inventory files')}>${files.map(file => html`<li class="trunc">${link(file.name, file.target, { title: file.name })}</li>`)}</ul></details>`}
      <span class="grow"></span>${link(t('Charts'), { view: 'charts' }, { className: 'small nowrap', label: t('Open Charts') })}<ii-asof .frame=${frame}></ii-asof>
      <button type="button" class="quiet" title=${frame.feeds.map(feed => `${feed.label}: ${feed.text}`).join('\n')} @click=${() => this.host.send({ type: 'open', target: { view: 'feeds' }, beside: false })}>${frame.feedsStale ? glyph('clock', 'stale') : glyph('present')}<span class="trunc">${frame.feedsSummary}</span></button>
      ${iconButton('refresh', t('Refresh: read inventory and feeds again'), () => this.host.send({ type: 'refresh' }))}</header>`;
  }

  private onMenuKey(event: KeyboardEvent): void {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }

  private onMenuLeft(event: FocusEvent): void {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.relatedTarget === null || !menu.contains(event.relatedTarget as Node)) menu.open = false;
  }

  private counts(model: OverviewModel): TemplateResult {
    return html`<h2 class="vh">${t('Totals')}</h2><ul class="counts">${model.header.map((entry, index) => html`<li class=${index < LEADING_COUNTS ? 'lead' : index === LEADING_COUNTS ? 'env env-first' : 'env'}>
      <div class="v">${countLink(entry.count, entry.key === 'total' ? entry.label : t('servers {0}', entry.label))}${entry.share === null || entry.count.hidden || index >= LEADING_COUNTS ? nothing : html`<small>${shareText(entry.share)}</small>`}</div>
      <div class="l" title=${entry.label}><span class="trunc">${entry.label}</span>${entry.key === 'exploited' ? icon('flame', true) : nothing}</div>
      ${entry.detail === null ? nothing : html`<div class="l">${countLink(entry.detail.count, `${entry.label}, ${entry.detail.label}`)}<span class="trunc">${entry.detail.label}</span></div>`}</li>`)}</ul>`;
  }

  private summary(rows: readonly SummaryRow[]): TemplateResult {
    return html`<section class="card" aria-labelledby="first"><header><h2 id="first">${t('Needs attention first')}</h2></header>
      <div class="lines">${rows.map(row => html`<div class="line">${row.servers.hidden ? glyph('none') : row.servers.value === 0 ? glyph('present') : glyph(SUMMARY_GLYPHS[row.key])}<div class="big">${countLink(row.servers, row.label)}</div>
        <div class="text"><div class="what clamp"><span class="strong">${row.label}</span> <span class="dim">${row.servers.hidden ? nothing : shareText(row.servers.share)}${row.notes.map(note => html` · ${richText(note)}`)}</span></div>
          <div class="do clamp">${richText(row.advice)}</div></div>
        <div class="act">${row.action === null ? nothing : link(row.action.label, row.action.target, { className: 'trunc', label: `${row.action.label}: ${row.label}` })}</div></div>`)}</div></section>`;
  }

  private servers(model: ServersCard): TemplateResult {
    const all: Target = { view: 'servers', filter: {} };
    return html`<section class="card" aria-labelledby="servers"><header><h2 id="servers" class="grow">${t('Servers')}</h2>${link(t('Open list'), all, { label: t('Open list of servers'), className: 'small' })}</header><div class="body">
      <p class="figure"><span class="big">${countLink(model.atRisk, t('servers at risk'))}</span><span>${tParts('of {0} at risk', countLink(model.total, t('servers')))}</span><span class="dim small">${t('by highest level of any finding')}</span></p>
      ${model.levels.length === 0 ? html`<p class="dim">${HIDDEN_SENTENCES.vulnerabilities}</p>` : html`<ii-stacked-bar .levels=${model.levels}></ii-stacked-bar>`}
      <ul class="risks">${model.risks.map(risk => html`<li><span class="trunc" title=${risk.label}>${risk.label}</span>
        ${meter({ share: risk.servers.share }, ...(risk.unknown.value === 0 || model.total.value === 0 ? [] : [{ share: risk.unknown.value / model.total.value, from: 1 - risk.unknown.value / model.total.value, unknown: true }]))}
        <span>${countLink(risk.servers, t('servers: {0}', risk.label))}</span><span class="dim">${risk.servers.hidden ? nothing : shareText(risk.servers.share)}</span>
        <span class="dim">${risk.unknown.value === 0 ? nothing : html`${tParts('{0} unknown', countLink(risk.unknown, t('servers where it is unknown: {0}', risk.label)))}`}</span></li>`)}</ul></div></section>`;
  }

  private software(model: SoftwareCard): TemplateResult {
    const all: Target = { view: 'software', filter: {} };
    const ended = { share: model.ended.share };
    const vulnerable = { share: model.vulnerable.share, from: 1 - model.vulnerable.share };
    // Ended from the left and vulnerable from the right overlap where both hold.
    const both = { share: model.both.share, from: Math.max(0, 1 - model.vulnerable.share) };
    const line = (label: string, count: SoftwareCard['ended'], part: { share: number; from?: number }) => html`<span>${label}</span>${meter(part)}
      <span>${countLink(count, t('software at risk: {0}', label))}${count.hidden ? nothing : ` ${t('of {0}', countText(model.atRisk.value))}`}</span><span class="dim">${count.hidden ? nothing : shareText(count.share)}</span>`;
    return html`<section class="card" aria-labelledby="software"><header><h2 id="software" class="grow">${t('Software')}</h2>${link(t('Open list'), all, { label: t('Open list of software'), className: 'small' })}</header><div class="body">
      <p class="figure"><span class="big">${countLink(model.atRisk, t('software at risk'))}</span><span>${tParts('of {0} at risk', countLink(model.total, t('software')))}</span><span class="dim small">${t('distinct name, publisher and version')}</span></p>
      <div class="overlap">${line(t('End of support'), model.ended, ended)}${line(t('Vulnerable'), model.vulnerable, vulnerable)}${line(t('Both'), model.both, both)}</div></div>
      <table class="fixed"><colgroup><col><col class="hide-s" width="146"><col width="44"><col width="44"><col width="66"></colgroup>
        <thead><tr><th scope="col">${t('Top five by servers affected')}</th><th scope="col" class="hide-s">${t('Why')}</th><th scope="col" class="r">${t('Crit.')}</th><th scope="col" class="r">${t('High')}</th><th scope="col" class="r">${t('Servers')}</th></tr></thead>
        <tbody>${model.top.length === 0 ? html`<tr><td class="dim" colspan="5">${t('No software is at risk')}</td></tr>` : model.top.map(top => this.topSoftware(top))}</tbody></table></section>`;
  }

  private topSoftware(top: TopSoftware): TemplateResult {
    const name = `${top.name} ${top.version}`;
    const why = top.ended ? (top.vulnerable ? t('Ended, vulnerable') : t('Ended')) : t('Vulnerable');
    return html`<tr><td title=${name}><span class="cell">${link(top.name, top.target, { className: 'trunc' })}<span class="dim trunc keep">${top.version}</span></span></td>
      <td class="hide-s"><span class="cell">${glyph(top.ended ? 'ended' : top.level)}${why}</span></td>
      <td class="r">${countLink(top.critical, t('critical in {0}', name))}</td><td class="r">${countLink(top.high, t('high in {0}', name))}</td><td class="r">${countLink(top.servers, t('servers with {0}', name))}</td></tr>`;
  }

  private coverage(model: OverviewModel): TemplateResult {
    const { dataIssues } = model;
    const issues = [
      { key: 'error', sign: 'error', count: dataIssues.errors, one: t('error'), many: t('errors') },
      { key: 'warning', sign: 'warning', count: dataIssues.warnings, one: t('warning'), many: t('warnings') },
      { key: 'information', sign: 'information', count: dataIssues.information, one: t('note'), many: t('notes') },
    ] as const;
    return html`<section class="card" aria-labelledby="judged"><header><h2 id="judged">${t('What could be judged')}</h2><span class="small dim">${t('the rest is unknown, never counted as safe')}</span></header>
      <ul class="cover">${model.coverage.map(entry => html`<li><div class="k"><span class="trunc" title=${entry.label}>${entry.label}</span><span class="nowrap">${tParts('{0} of {1}', countLink(entry.value, entry.label), countText(entry.total))} <span class="dim">${shareText(entry.value.share)}</span></span></div>
        ${meter({ share: entry.value.share })}<p class="w clamp">${richText(entry.note)}</p></li>`)}</ul>
      <div class="issues"><span>${t('Data issues')}</span>${issues.map(issue => html`<span class="flex">${icon(issue.sign, true)}${countLink(issue.count, t('data issues: {0}', issue.many))} ${issue.count.value === 1 ? issue.one : issue.many}</span>`)}
        <span class="grow"></span>${link(t('Show data issues'), { view: 'dataIssues' })}</div></section>`;
  }

  protected override draw({ model }: Snapshot): TemplateResult {
    const { frame } = model;
    return html`${this.header(model)}${this.notices()}
      <main>${model.empty !== null ? html`<ii-empty .reason=${model.empty} things="servers"></ii-empty>` : html`
        ${this.filter.draw(model)}${this.counts(model)}
        <div class="stack">${this.summary(model.summary)}
          <ii-recommendations .ask=${this.askRecommendations} .ticked=${this.host.state().ticked ?? []} .version=${model}
            @ii-ticked=${(event: TickedEvent) => this.keepTicked(event.ticked)}></ii-recommendations>
          <div class="cols2">${this.servers(model.servers)}${this.software(model.software)}</div>
          <section class="card" aria-label=${t('Support horizon')}><ii-horizon .horizon=${model.horizon} .asOf=${frame.asOf} .today=${frame.today} .plannedDate=${frame.plannedDate}></ii-horizon></section>
          ${this.coverage(model)}${identificationCard(model.identification, model.unidentified)}</div>`}
        <ii-frame-footer .frame=${frame}></ii-frame-footer></main>`;
  }
}

customElements.define('ii-overview-panel', OverviewPanel);
