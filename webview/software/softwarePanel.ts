import { html, nothing, type TemplateResult } from 'lit';
import type { Severity, SoftwareFilter, SoftwareSortKey, Target } from '../../src/protocol/models/frame';
import type { SoftwareModel, SoftwareRow } from '../../src/protocol/models/lists';
import type { HeaderCount } from '../../src/protocol/models/overview';
import type { PanelSnapshot, PanelState } from '../../src/protocol/webview';
import type { GridColumn } from '../shared/gridColumn';
import { hides } from '../shared/hidden';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { ListPanel, type Arrangement } from '../shared/listPanel';
import { severityHead } from '../shared/severityHead';
import { CONFIDENCE_WORDS, SEVERITY_LABELS } from '../shared/words';
import '../shared/support';

/** The servers that have it: what a software row leads to. */
function installs(row: SoftwareRow): Target {
  return row.servers.target ?? { view: 'servers', filter: { software: { name: row.name, publisher: row.publisher, version: row.version } } };
}

/** Asks what it is. */
function mapping({ name, publisher, version, source }: SoftwareRow): Target {
  return { view: 'mapping', software: { name, publisher, version, source } };
}

/** Distinct software, worst first; Enter opens the servers that have it. */
export class SoftwarePanel extends ListPanel<'software', SoftwareRow, SoftwareFilter, SoftwareSortKey> {
  protected readonly things = 'software';
  protected readonly searchHint = t('Search, or filter: support:ended publisher:oracle');

  constructor() {
    super('software');
  }

  private get hidesFindings(): boolean {
    return hides(this.frame, 'vulnerabilities');
  }

  private bySeverity(level: Extract<Severity, 'critical' | 'high' | 'medium' | 'low'>): GridColumn<SoftwareRow> {
    const sort = level === 'critical' || level === 'high' ? { sort: level, firstDirection: 'descending' as const } : {};
    return {
      key: level, label: SEVERITY_LABELS[level].column, head: severityHead(level), width: 37, numeric: true, ...sort,
      cell: row => html`<ii-count unreachable .concealed=${this.hidesFindings} .value=${row.bySeverity?.[level] ?? null} .label=${SEVERITY_LABELS[level].count}></ii-count>`,
    };
  }

  protected readonly columns: readonly GridColumn<SoftwareRow>[] = [
    {
      key: 'name', label: t('Name'), width: 176, grow: 2.4, sort: 'name',
      cell: row => link(row.name, installs(row), { reachable: false, title: [row.name, row.cpe].filter(Boolean).join('\n'), className: 'trunc' }),
      target: installs,
    },
    { key: 'publisher', label: t('Publisher'), width: 90, grow: 0.7, sort: 'publisher', from: 700, cell: row => this.optional(row.publisher) },
    { key: 'version', label: t('Version'), width: 84, grow: 0.6, sort: 'version', cell: row => this.optional(row.version) },
    { key: 'category', label: t('Category'), width: 100, grow: 0.5, sort: 'category', from: 820, cell: row => this.category(row) },
    { key: 'support', label: t('Support'), width: 136, grow: 0.4, sort: 'support', cell: row => html`<ii-support .support=${row.support}></ii-support>` },
    this.bySeverity('critical'), this.bySeverity('high'), this.bySeverity('medium'), this.bySeverity('low'),
    { key: 'possible', label: t('Possibly affected, not counted'), head: t('Poss.'), width: 44, numeric: true, cell: row => html`<ii-count unreachable .concealed=${this.hidesFindings} .value=${row.bySeverity === null ? null : row.possible} label=${t('possibly affected')}></ii-count>` },
    { key: 'exploited', label: t('Known exploited'), head: 'KEV', width: 42, numeric: true, sort: 'exploited', firstDirection: 'descending', cell: row => html`<ii-count unreachable .concealed=${this.hidesFindings} .value=${row.bySeverity === null ? null : row.exploited} label=${t('exploited')}></ii-count>` },
    {
      key: 'servers', label: t('Servers'), width: 70, numeric: true, sort: 'servers', firstDirection: 'descending',
      cell: row => html`<ii-count unreachable .value=${row.servers.value} .to=${installs(row)} .label=${t('servers with {0}', row.name)}></ii-count>`,
      target: installs,
    },
    { key: 'identity', label: t('Identity'), width: 170, grow: 1.6, from: 1100, cell: row => this.identity(row), target: mapping },
  ];

  private optional(text: string): TemplateResult {
    return text === '' ? html`<span class="dim" aria-hidden="true">–</span><span class="vh">${t('unknown')}</span>` : html`<span class="trunc" title=${text}>${text}</span>`;
  }

  private category(row: SoftwareRow): TemplateResult {
    return row.category === '' ? html`<span class="dim">${t('Not set')}</span>` : html`<span class="trunc" title=${[row.category, row.subcategory].filter(Boolean).join(', ')}>${row.subcategory || row.category}</span>`;
  }

  private identity(row: SoftwareRow): TemplateResult {
    const product = [row.product, row.cycle].filter(Boolean).join(' ');
    const text = row.cpe || product;
    if (row.ignored) return html`<span class="dim">${t('ignored')}</span> ${link(t('Change…'), mapping(row), { label: t('Change… the mapping of {0}', row.name), title: row.rule, reachable: false })}`;
    if (text === '') return html`<span class="dim">${t('not identified')}</span> ${link(t('Set mapping…'), mapping(row), { label: t('Set mapping… of {0}', row.name), reachable: false })}`;
    const why = [row.cpe, product && `endoflife.date ${product}`, row.rule && t('by {0}', row.rule), row.confidence && t('confidence {0}', CONFIDENCE_WORDS[row.confidence] ?? row.confidence)].filter(Boolean).join('\n');
    return link(text.replace(/^cpe:2\.3:/u, '').replace(/(?::\*)+$/u, ''), mapping(row), { className: 'trunc mono', title: `${why}\n${t('Set mapping…')}`, reachable: false });
  }

  protected override list(snapshot: Extract<PanelSnapshot, { panel: 'software' }>): SoftwareModel {
    return snapshot.model;
  }

  protected override state({ filter, sort }: Arrangement<SoftwareFilter, SoftwareSortKey>): PanelState {
    return { panel: 'software', softwareFilter: filter, softwareSort: sort };
  }

  protected override openRow(row: SoftwareRow): Target {
    return installs(row);
  }

  protected override rowName(row: SoftwareRow): string {
    return [row.name, row.version].filter(Boolean).join(' ');
  }

  protected override totals(): readonly HeaderCount[] {
    return [];
  }

  protected override legend(): typeof nothing {
    return nothing;
  }
}

customElements.define('ii-software-panel', SoftwarePanel);
