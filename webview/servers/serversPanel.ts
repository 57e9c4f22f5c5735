import { html, nothing, type TemplateResult } from 'lit';
import type { ServerFilter, ServerSection, ServerSortKey, Severity, Target } from '../../src/protocol/models/frame';
import type { Facet, ServerRow, ServersModel } from '../../src/protocol/models/lists';
import type { HeaderCount } from '../../src/protocol/models/overview';
import type { DecisionKind, PanelSnapshot, PanelState } from '../../src/protocol/webview';
import { button } from '../shared/controls';
import { glyph } from '../shared/glyphs';
import type { GridColumn } from '../shared/gridColumn';
import { hides } from '../shared/hidden';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { ListPanel, type Arrangement } from '../shared/listPanel';
import { ageText, countText } from '../shared/numbers';
import { presence } from '../shared/presence';
import '../shared/scoreBar';
import { severityHead } from '../shared/severityHead';
import type { RowSelection } from '../shared/rowSelection';
import '../shared/support';
import { CRITICALITY_WORDS, SEVERITY_LABELS } from '../shared/words';
import { workloadTabs } from './workloadTabs';

function section(row: ServerRow, to: ServerSection): Target {
  return { view: 'server', server: row.key, section: to };
}

/** Servers with all that puts them at risk, highest score first; Enter opens one. */
export class ServersPanel extends ListPanel<'servers', ServerRow, ServerFilter, ServerSortKey> {
  protected readonly things = 'servers';
  protected readonly searchHint = t('Search, or filter: environment:production exploited:yes');
  /** The highest score seen since the arrangement changed; bars are drawn against it. */
  private highest = 1;

  constructor() {
    super('servers');
  }

  private bySeverity(level: Extract<Severity, 'critical' | 'high' | 'medium' | 'low'>): GridColumn<ServerRow> {
    return {
      key: level, label: SEVERITY_LABELS[level].column, head: severityHead(level), width: 37, numeric: true, sort: level, firstDirection: 'descending',
      cell: row => html`<ii-count unreachable .concealed=${hides(this.frame, 'vulnerabilities')} .value=${row.bySeverity?.[level] ?? null} .to=${section(row, 'vulnerabilities')} .label=${SEVERITY_LABELS[level].count}></ii-count>`,
      target: row => section(row, 'vulnerabilities'),
    };
  }

  protected readonly columns: readonly GridColumn<ServerRow>[] = [
    {
      key: 'name', label: t('Name'), width: 118, grow: 1.3, sort: 'name',
      cell: row => link(row.name, section(row, 'insights'), { reachable: false, title: row.name, className: 'trunc' }),
      target: row => section(row, 'insights'),
    },
    { key: 'os', label: t('Operating system'), width: 132, grow: 1.2, sort: 'os', cell: row => html`<span class="trunc ${row.os === '' ? 'dim' : ''}" title=${row.os}>${row.os === '' ? t('unknown') : row.os.replace(/^Windows Server/u, 'Win Server')}</span>` },
    { key: 'support', label: t('Support'), width: 132, grow: 0.5, sort: 'support', cell: row => html`<ii-support .support=${row.support}></ii-support>` },
    {
      key: 'score', label: t('Score'), width: 94, grow: 0.6, sort: 'score', firstDirection: 'descending',
      cell: row => html`<ii-score-bar .score=${row.score} .parts=${row.parts} .highest=${this.highest} .judged=${row.bySeverity !== null || row.score > 0 || (this.frame?.hidden !== undefined && Object.values(row.parts).some(part => part !== null))} .concealed=${this.frame?.hidden ?? []}></ii-score-bar>`,
      target: row => section(row, 'insights'),
    },
    this.bySeverity('critical'), this.bySeverity('high'), this.bySeverity('medium'), this.bySeverity('low'),
    {
      key: 'updates', label: t('Pending critical and security updates'), head: t('Upd.'), width: 40, numeric: true, sort: 'updates', firstDirection: 'descending',
      cell: row => html`<ii-count unreachable .concealed=${hides(this.frame, 'updates')} .value=${row.updates} .to=${section(row, 'updates')} label=${t('updates pending')}></ii-count>`,
      target: row => section(row, 'updates'),
    },
    { key: 'recommendations', label: t('Recommendations'), head: t('To do'), width: 46, numeric: true, sort: 'recommendations', firstDirection: 'descending', from: 1100, cell: row => row.recommendations === 0 ? html`<span class="dim">0</span>` : countText(row.recommendations) },
    { key: 'security', label: t('Security software'), head: t('Security sw'), width: 86, grow: 0.8, sort: 'security', cell: row => presence(row.security) },
    { key: 'patch', label: t('Patch-management software'), head: t('Patch sw'), width: 84, grow: 0.8, sort: 'patch', cell: row => presence(row.patch) },
    { key: 'environment', label: t('Environment'), head: t('Env.'), width: 80, grow: 0.4, sort: 'environment', cell: row => this.optional(row.environment) },
    { key: 'site', label: t('Site'), width: 76, grow: 0.4, sort: 'site', from: 1230, cell: row => this.optional(row.site) },
    { key: 'criticality', label: t('Criticality'), width: 70, grow: 0.3, sort: 'criticality', from: 1230, cell: row => this.optional(CRITICALITY_WORDS[row.criticality] ?? row.criticality) },
    { key: 'tags', label: t('Tags'), width: 80, grow: 0.5, from: 1100, cell: row => row.tags.length === 0 ? nothing
      : html`<span class="flex" title=${row.tags.join(', ')}><span class="tag"><span class="trunc">${row.tags[0]}</span></span>${row.tags.length > 1 ? html`<span class="dim tiny">+${row.tags.length - 1}</span>` : nothing}</span>` },
    {
      key: 'lastSeen', label: t('Last seen'), head: t('Seen'), width: 78, numeric: true, sort: 'lastSeen', from: 700,
      cell: row => row.lastSeenDays === null ? html`<span class="dim" aria-hidden="true">–</span><span class="vh">${t('unknown')}</span>`
        : html`${row.stale ? glyph('clock', 'stale') : nothing}<span title=${row.lastSeen ?? ''}>${ageText(row.lastSeenDays)}</span>`,
    },
  ];

  private optional(text: string): TemplateResult {
    return text === '' ? html`<span class="dim">${t('Not set')}</span>` : html`<span class="trunc" title=${text}>${text}</span>`;
  }

  protected override list(snapshot: Extract<PanelSnapshot, { panel: 'servers' }>): ServersModel {
    return snapshot.model;
  }

  protected override arranged(snapshot: Extract<PanelSnapshot, { panel: 'servers' }>): void {
    this.highest = Math.max(1, ...snapshot.model.page.rows.map(row => row.score));
    // Room for the longest number, so that all bars begin on one line.
    this.style.setProperty('--ii-score-digits', `max(30px, ${countText(this.highest).length}ch)`);
    super.arranged(snapshot);
  }

  protected override readonly rowKey = (row: ServerRow): string => row.key;

  protected override tabs(list: ServersModel): TemplateResult | typeof nothing {
    return workloadTabs(list, change => this.edit(change));
  }

  protected override railFacets(list: ServersModel): readonly Facet[] {
    return list.facets.filter(({ field }) => field !== 'workloads');
  }

  /** The servers that a selection names: what an action on it is asked for. */
  protected selectionFilter(selection: RowSelection): ServerFilter {
    const keys = [...selection.keys];
    if (!selection.isAll) return { keys };
    return keys.length === 0 ? this.filter : { within: this.filter, except: { keys } };
  }

  /** The one CVE that the list is of, as a link of a CVE makes it or the filter box. */
  private get onlyCve(): string | undefined {
    const { cve, findings = [] } = this.filter;
    const [named] = cve === undefined ? findings : [cve];
    return named !== undefined && findings.length <= 1 && /^CVE-\d{4}-\d{4,19}$/.test(named) ? named : undefined;
  }

  /** A statement is of one CVE already: it holds for the servers that the rest of the filter names, those that get the CVE later too. */
  private setAside(cve: string, selection: RowSelection): void {
    const { cve: _cve, findings: _findings, ...rest } = this.filter;
    const keys = [...selection.keys];
    this.host.send({ type: 'setAsideOn', cve, filter: !selection.isAll ? { keys } : keys.length === 0 ? rest : { ...rest, except: { keys } } });
  }

  protected override actions(selection: RowSelection): TemplateResult {
    const cve = this.onlyCve;
    const act = (text: string, what: DecisionKind) => button(text, () => this.host.send({ type: 'decide', what, filter: this.selectionFilter(selection) }));
    // A rule holds for servers that come later too, so it is made of the filter, never of rows that were picked.
    return html`${act(t('Tag…'), 'addTag')}${act(t('Remove tags…'), 'removeTags')}${act(t('Criticality…'), 'setCriticality')}${act(t('Exclude from coverage…'), 'exclude')}${act(t('Include in coverage'), 'include')}
      ${cve === undefined ? nothing : button(t('Set aside… {0}', cve), () => this.setAside(cve, selection))}
      ${selection.isAll && selection.keys.size === 0 ? act(t('Criticality rule from filter…'), 'addRule') : nothing}`;
  }

  protected override state({ filter, sort }: Arrangement<ServerFilter, ServerSortKey>): PanelState {
    return { panel: 'servers', serverFilter: filter, serverSort: sort };
  }

  protected override openRow(row: ServerRow): Target {
    return section(row, 'insights');
  }

  protected override rowName(row: ServerRow): string {
    return t('{0}, {1}, score {2}', row.name, row.os || t('unknown OS'), countText(row.score));
  }

  protected override totals(list: ServersModel): readonly HeaderCount[] {
    return list.environments;
  }

  protected override legend(): TemplateResult {
    const part = (name: string, text: string) => html`<svg class="swatch" aria-hidden="true"><rect class=${name} width="100%" height="100%"></rect></svg>${text}`;
    return html`<span class="flex hide-s">${t('Score:')} ${part('f-software', t('flags'))} ${part('f-ink', t('vulnerabilities'))} ${part('f-servers', t('updates'))}</span>`;
  }
}

customElements.define('ii-servers-panel', ServersPanel);
