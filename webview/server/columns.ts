import { html, nothing, type TemplateResult } from 'lit';
import type { FindingRef, ServerSoftwareRow, UpdateRow, VulnerabilityRow } from '../../src/protocol/models/server';
import '../shared/count';
import { exploitedTag } from '../shared/exploitedTag';
import { glyph, icon } from '../shared/glyphs';
import type { GridColumn } from '../shared/gridColumn';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { countText, shareText } from '../shared/numbers';
import '../shared/severity';
import '../shared/support';

const UPDATE_CLASSES = {
  critical: { glyph: 'critical', word: t('Critical') }, security: { glyph: 'high', word: t('Security') }, other: { glyph: 'none', word: t('Other') },
} as const;

export function unknown(word = t('unknown')): TemplateResult {
  return html`<span class="dim" aria-hidden="true">–</span><span class="vh">${word}</span>`;
}

/** Class of an update: glyph and word. */
export function updateClass(row: UpdateRow): TemplateResult {
  const known = UPDATE_CLASSES[row.class];
  return html`<span class="cell">${glyph(known.glyph)}${known.word}</span>`;
}

export function waits(row: UpdateRow): TemplateResult {
  return row.waitsDays === null ? unknown() : html`<span title=${row.releasedOn ?? ''}>${t('{0} d', countText(row.waitsDays))}</span>`;
}

export function severity(row: VulnerabilityRow): TemplateResult {
  return html`<ii-severity scored .level=${row.severity} .score=${row.score} .version=${row.cvssVersion} .source=${row.cvssSource}></ii-severity>`;
}

/** What is judged to be there can be set aside; what is set aside already, or not affected, cannot. */
function maySetAside({ verdict }: Pick<VulnerabilityRow, 'verdict'>): boolean {
  return verdict !== 'suppressed' && verdict !== 'not-affected';
}

/** The button of a row that asks how its finding is set aside; nothing where it cannot be. `reachable` by Tab outside of a grid. */
export function setAsideButton(row: VulnerabilityRow, setAside: (finding: FindingRef) => void, reachable: boolean): TemplateResult | typeof nothing {
  if (!maySetAside(row)) return nothing;
  return html`<button type="button" class="quiet i" tabindex=${reachable ? nothing : '-1'} aria-label=${t('Set aside… {0}', row.cve)} title=${t('Set aside… {0}', row.cve)} @click=${() => setAside(row.ref)}>${icon('aside')}</button>`;
}

/** Columns of the Vulnerabilities tab; `explain` opens the evidence beside the grid, `setAside` asks how the finding is set aside. */
export function vulnerabilityColumns(explain: (finding: FindingRef) => void, setAside: (finding: FindingRef) => void): readonly GridColumn<VulnerabilityRow>[] {
  return [
    { key: 'cve', label: 'CVE', width: 128, grow: 0.3, cell: row => link(row.cve, { view: 'record', cve: row.cve }, { reachable: false }), target: row => ({ view: 'record', cve: row.cve }) },
    { key: 'cvss', label: t('CVSS, version and source'), head: t('CVSS, source'), width: 122, grow: 0.4, cell: severity },
    { key: 'exploited', label: t('Known exploited'), head: t('Exploited'), width: 136, cell: exploitedTag },
    { key: 'epss', label: t('EPSS, probability of exploitation in 30 days'), head: 'EPSS', width: 54, numeric: true, cell: row => row.epss === null ? unknown() : shareText(row.epss) },
    { key: 'software', label: t('Software'), width: 150, grow: 1.4, cell: row => html`<span class="trunc" title=${row.software}>${row.software}</span>` },
    { key: 'fixedIn', label: t('Fixed in'), width: 92, grow: 0.4, from: 700, cell: row => row.fixedIn === '' ? unknown(t('no fixed version known')) : html`<span class="trunc" title=${row.fixedIn}>${row.fixedIn}</span>` },
    { key: 'verdict', label: t('Verdict'), width: 112, grow: 0.3, from: 880, cell: row => html`<span class="trunc" title=${row.setAside || row.verdictLabel}>${row.verdictLabel}</span>` },
    { key: 'published', label: t('Published'), width: 82, from: 980, cell: row => html`<span class="dim">${row.published}</span>` },
    {
      key: 'why', label: t('Evidence'), head: '', width: 62, numeric: true,
      cell: row => html`<button type="button" class="quiet" tabindex="-1" aria-label=${t('Why {0}?', row.cve)} @click=${() => explain(row.ref)}>${t('Why?')}</button>`,
    },
    {
      key: 'setAside', label: t('Set aside'), head: '', width: 34, numeric: true, cell: row => setAsideButton(row, setAside, false),
      act: row => {
        if (maySetAside(row)) setAside(row.ref);
        return maySetAside(row);
      },
    },
  ];
}

/** Columns of the Software tab; `explain` opens what the software is taken for beside the grid. */
export function softwareColumns(explain: (row: ServerSoftwareRow) => void): readonly GridColumn<ServerSoftwareRow>[] {
  return [
    {
      key: 'name', label: t('Name'), width: 190, grow: 2, cell: row => link(row.name, row.place, { reachable: false, title: row.name, className: 'trunc' }), target: row => row.place,
    },
    { key: 'publisher', label: t('Publisher'), width: 110, grow: 1, from: 760, cell: row => row.publisher === '' ? unknown() : html`<span class="trunc dim" title=${row.publisher}>${row.publisher}</span>` },
    { key: 'version', label: t('Version'), width: 110, grow: 0.6, cell: row => row.version === '' ? unknown() : html`<span class="trunc" title=${row.version}>${row.version}</span>` },
    { key: 'category', label: t('Category'), width: 120, grow: 0.8, from: 900, cell: row => html`<span class="trunc">${row.subcategory || row.category || t('Not set')}</span>` },
    { key: 'support', label: t('Support'), width: 112, grow: 0.3, cell: row => html`<ii-support .support=${row.support}></ii-support>` },
    { key: 'vulnerabilities', label: t('Vulnerabilities'), head: 'CVEs', width: 50, numeric: true, cell: row => html`<ii-count .value=${row.vulnerabilities} label=${t('vulnerabilities')}></ii-count>` },
    { key: 'exploited', label: t('Known exploited'), head: 'KEV', width: 42, numeric: true, cell: row => html`<ii-count .value=${row.vulnerabilities === null ? null : row.exploited} label=${t('exploited')}></ii-count>` },
    { key: 'possible', label: t('Possibly affected, not counted'), head: t('Poss.'), width: 48, numeric: true, cell: row => html`<ii-count .value=${row.vulnerabilities === null ? null : row.possible} label=${t('possibly affected')}></ii-count>` },
    { key: 'servers', label: t('Servers that have it'), head: t('Servers'), width: 58, numeric: true, cell: row => html`<ii-count unreachable .value=${row.servers.value} .to=${row.servers.target} .label=${t('servers with {0}', row.name)}></ii-count>`, target: row => row.servers.target ?? null },
    { key: 'source', label: t('Source'), width: 70, from: 1000, cell: row => row.source === '' ? nothing : html`<span class="dim">${row.source}</span>` },
    {
      key: 'why', label: t('What it is taken for'), head: '', width: 62, numeric: true,
      cell: row => html`<button type="button" class="quiet" tabindex="-1" aria-label=${t('Why {0}?', `${row.name} ${row.version}`.trim())} @click=${() => explain(row)}>${t('Why?')}</button>`,
      act: row => {
        explain(row);
        return true;
      },
    },
  ];
}

const OF_FINDINGS = new Set(['vulnerabilities', 'exploited', 'possible']);

/** The same where the sharing profile hides vulnerabilities. */
export function withoutFindings(columns: readonly GridColumn<ServerSoftwareRow>[]): readonly GridColumn<ServerSoftwareRow>[] {
  return columns.map(column => OF_FINDINGS.has(column.key)
    ? { ...column, cell: () => html`<ii-count unreachable concealed .label=${column.label}></ii-count>` } : column);
}

export const updateColumns: readonly GridColumn<UpdateRow>[] = [
  { key: 'id', label: t('Update'), width: 120, grow: 0.4, cell: row => link(row.id, row.source, { reachable: false, title: row.id, className: 'trunc' }), target: row => row.source },
  { key: 'class', label: t('Class'), width: 90, cell: updateClass },
  { key: 'title', label: t('Title'), width: 240, grow: 2, cell: row => html`<span class="trunc" title=${row.title}>${row.title}</span>` },
  { key: 'released', label: t('Released'), width: 90, cell: row => row.releasedOn === null ? unknown() : html`<span>${row.releasedOn}</span>` },
  { key: 'waits', label: t('Waits'), width: 64, numeric: true, cell: waits },
];
