import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import { SERVER_COVERAGES } from '../../core/insights/estate/decidedColumns';
import { fold } from '../../core/insights/facetColumn';
import type { ServerFilter, ServerSortKey, SoftwareFilter, SoftwareSortKey, Sort, Workload } from '../../core/insights/filter';
import { SERVER_RISKS, SUPPORT_BUCKETS, WORKLOADS } from '../../core/insights/filter';
import { formatServerFilter, formatSoftwareFilter } from '../../core/insights/filterText/formatFilter';
import type { FacetCounts, Query } from '../../core/insights/query';
import { queryServers, serversPassing, sortServers } from '../../core/insights/serverQuery';
import { querySoftware, softwarePassing, sortSoftware } from '../../core/insights/softwareQuery';
import { SEVERITIES } from '../../core/match/verdict';
import { PAGE_ROWS } from '../../protocol/webview';
import type { EmptyReason } from '../../protocol/models/frame';
import type {
  Facet, FilterChip, ListHeader, Page, QuickFilter, ServerRow, ServersModel, SoftwareModel, SoftwareRow,
} from '../../protocol/models/lists';
import type { HeaderCount } from '../../protocol/models/overview';
import { t } from '../l10n';
import { chipsOf, withoutChip } from './chips';
import { presentFrame } from './frame';
import { hides, hidesRisk } from './hidden';
import { presentServerRow, presentSoftwareRow } from './rows';
import type { View } from './view';
import { count } from './view';
import { BUCKET_WORDS, COVERAGE_WORDS, NOT_SET, RISK_SHORT, SEVERITY_WORDS, WORKLOAD_WORDS } from './words';

/** Values of a facet that are offered; the selected ones always are. */
const MAX_FACET_VALUES = 200;

const SERVER_FACET_WORDS: Readonly<Record<string, string>> = {
  environments: t('Environment'), levels: t('Risk level'), support: t('OS support'), os: t('Operating system'), workloads: t('Workload'), coverage: t('Coverage'),
  sites: t('Site'), criticality: t('Criticality'), tags: t('Tag'),
};
const SOFTWARE_FACET_WORDS: Readonly<Record<string, string>> = {
  levels: t('Risk level'), support: t('Support'), categories: t('Category'), publishers: t('Publisher'), sources: t('Source'),
};

export function presentServers(view: View, filter: ServerFilter, sort: Sort<ServerSortKey>, empty: EmptyReason | null): ServersModel {
  const query = queryServers(view.servers, filter);
  const rows = sortServers(view.servers, query.rows, sort);
  const { assessment } = view;
  const unlimited = serversPassing(view.servers, filter, ['atRisk', 'risks']);
  const under = (limit: ServerFilter): number => unlimited.countAnd(serversPassing(view.servers, limit));
  const quick: QuickFilter[] = [
    { key: 'all', label: t('All'), count: unlimited.count, selected: filter.atRisk === undefined && !filter.risks?.length },
    { key: 'atRisk', label: t('At risk'), count: under({ atRisk: true }), selected: filter.atRisk === true },
    ...SERVER_RISKS.filter((risk) => !hidesRisk(view, risk)).map((risk) => ({ key: risk, label: RISK_SHORT[risk], count: under({ risks: [risk] }), selected: filter.risks?.includes(risk) ?? false })),
  ];
  const chips = chipsOf(filter);
  const all = assessment.estate.servers.length;
  return {
    ...header(view, {
      empty: empty ?? (all === 0 && view.scope ? 'scoped' : rows.length === 0 && all > 0 ? 'filtered' : null),
      all,
      total: rows.length,
      atRisk: rows.reduce((sum, row) => sum + assessment.servers.atRisk[row], 0),
      facets: facets(view, query, SERVER_FACET_WORDS, filter as Readonly<Record<string, unknown>>),
      quick,
      chips,
      filterText: formatServerFilter(filter),
      dropHint: rows.length > 0 ? null : dropHint(chips, (chip) => queryServers(view.servers, withoutChip(filter, chip), false).rows.length),
    }),
    filter,
    sort,
    environments: environmentCounts(view, query.rows, filter),
    page: serversPage(view, rows, 0, PAGE_ROWS),
  };
}

export function serversPage(view: View, sorted: readonly number[], offset: number, limit: number): Page<ServerRow> {
  return { revision: view.revision, offset, total: sorted.length, rows: sorted.slice(offset, offset + limit).map((row) => presentServerRow(view, row)) };
}

export function presentSoftware(view: View, filter: SoftwareFilter, sort: Sort<SoftwareSortKey>, empty: EmptyReason | null): SoftwareModel {
  const { software, assessment } = view;
  const query = querySoftware(software, filter);
  const rows = sortSoftware(software, query.rows, sort);
  const unlimited = softwarePassing(software, filter, ['atRisk', 'risks']);
  const under = (limit: SoftwareFilter): number => unlimited.countAnd(softwarePassing(software, limit));
  const quick: QuickFilter[] = [
    { key: 'all', label: t('All'), count: unlimited.count, selected: filter.atRisk === undefined && !filter.risks?.length },
    { key: 'atRisk', label: t('At risk'), count: under({ atRisk: true }), selected: filter.atRisk === true },
    ...(['end-of-support', 'vulnerable', 'end-of-support-and-vulnerable'] as const).filter((risk) => !hidesRisk(view, risk)).map((risk) => ({
      key: risk,
      label: { 'end-of-support': t('End of support'), vulnerable: t('Vulnerable'), 'end-of-support-and-vulnerable': t('Both') }[risk],
      count: under({ risks: [risk] }),
      selected: filter.risks?.includes(risk) ?? false,
    })),
  ];
  const chips = chipsOf(filter, (key) => assessment.estate.servers.find((server) => server.key === key)?.name ?? key);
  const all = assessment.estate.software.length;
  return {
    ...header(view, {
      empty: empty ?? (all === 0 && view.scope && assessment.estate.servers.length === 0 ? 'scoped' : all === 0 ? 'no-software' : rows.length === 0 ? 'filtered' : null),
      all,
      total: rows.length,
      atRisk: rows.reduce((sum, row) => sum + (software.isAtRisk(row) ? 1 : 0), 0),
      facets: facets(view, query, SOFTWARE_FACET_WORDS, filter as Readonly<Record<string, unknown>>),
      quick,
      chips,
      filterText: formatSoftwareFilter(filter),
      dropHint: rows.length > 0 ? null : dropHint(chips, (chip) => querySoftware(software, withoutChip(filter, chip), false).rows.length),
    }),
    filter,
    sort,
    page: softwarePage(view, rows, 0, PAGE_ROWS),
  };
}

export function softwarePage(view: View, sorted: readonly number[], offset: number, limit: number): Page<SoftwareRow> {
  return { revision: view.revision, offset, total: sorted.length, rows: sorted.slice(offset, offset + limit).map((row) => presentSoftwareRow(view, row)) };
}

/** Total, at risk, and one count per environment, over the rows given (features V8). */
export function environmentCounts(view: View, rows: readonly number[], filter: ServerFilter): HeaderCount[] {
  const { estate, servers } = view.assessment;
  const byEnvironment = new Map<string, { total: number; atRisk: number }>();
  for (const row of rows) {
    const { environment } = estate.servers[row];
    const counts = byEnvironment.get(environment) ?? { total: 0, atRisk: 0 };
    counts.total++;
    counts.atRisk += servers.atRisk[row];
    byEnvironment.set(environment, counts);
  }
  return [...byEnvironment]
    .sort(([a, x], [b, y]) => Number(a === '') - Number(b === '') || y.total - x.total || (a < b ? -1 : 1))
    .map(([environment, { total, atRisk }]) => {
      const limited: ServerFilter = { ...filter, environments: [environment] };
      return {
        key: `environment:${environment}`,
        label: environment === '' ? NOT_SET : environment,
        count: count(total, { view: 'servers', filter: limited }),
        share: rows.length === 0 ? 0 : total / rows.length,
        detail: { count: count(atRisk, { view: 'servers', filter: { ...limited, atRisk: true } }), label: t('at risk') },
      };
    });
}

function header(view: View, rest: Omit<ListHeader, 'frame' | 'inventoryAgeDays' | 'staleAfterDays'>): ListHeader {
  const { estate, today, staleAfterDays } = view.assessment;
  let oldest: string | null = null;
  for (const { lastSeen } of estate.servers) if (lastSeen !== null && (oldest === null || lastSeen < oldest)) oldest = lastSeen;
  const days = oldest === null ? null : Math.max(0, Math.round((Date.parse(today) - Date.parse(oldest)) / 86_400_000));
  return { frame: presentFrame(view), inventoryAgeDays: days, staleAfterDays, ...rest };
}

function facets(view: View, query: Query, words: Readonly<Record<string, string>>, filter: Readonly<Record<string, unknown>>): Facet[] {
  // A level is the highest severity of findings.
  return query.facets.filter(({ field }) => field !== 'levels' || !hides(view, 'vulnerabilities')).map((facet) => {
    const chosen = filter[facet.field];
    const selected = new Set(Array.isArray(chosen) ? chosen.map((value) => fold(String(value))) : []);
    const values = [...facet.counts].sort(facetOrder(facet)).map(([value, countOf]) => ({
      value,
      label: facetLabel(facet.field, value),
      count: countOf,
      selected: selected.has(fold(value)),
    }));
    return { field: facet.field, label: words[facet.field] ?? facet.field, values: values.filter((value, i) => i < MAX_FACET_VALUES || value.selected) };
  });
}

const FIXED_ORDERS: Readonly<Record<string, readonly string[]>> = {
  levels: SEVERITIES, support: SUPPORT_BUCKETS, criticality: ['critical', 'high', 'medium', 'low', ''], workloads: WORKLOADS, coverage: SERVER_COVERAGES,
};

/** Severity, support, criticality, workload and coverage in their own order, the rest by count and then by name; "not set" last. */
function facetOrder({ field }: FacetCounts): (a: [string, number], b: [string, number]) => number {
  const fixed = FIXED_ORDERS[field];
  if (fixed) return ([a], [b]) => fixed.indexOf(a) - fixed.indexOf(b);
  return ([a, x], [b, y]) => Number(a === '') - Number(b === '') || y - x || (a < b ? -1 : 1);
}

function facetLabel(field: string, value: string): string {
  if (field === 'levels') return SEVERITY_WORDS[value as keyof typeof SEVERITY_WORDS];
  if (field === 'support') return BUCKET_WORDS[value as keyof typeof BUCKET_WORDS];
  if (field === 'workloads') return WORKLOAD_WORDS[value as Workload];
  if (field === 'coverage') return COVERAGE_WORDS[value as ServerCoverage];
  if (value === '') return field === 'os' ? t('Unknown') : field === 'tags' ? t('No tag') : NOT_SET;
  return field === 'criticality' ? SEVERITY_WORDS[value as keyof typeof SEVERITY_WORDS] ?? value : value;
}

/** The one chip whose removal brings most rows back; null when none does. */
function dropHint(chips: readonly FilterChip[], rowsWithout: (chip: FilterChip) => number): ListHeader['dropHint'] {
  let best: ListHeader['dropHint'] = null;
  for (const chip of chips.slice(0, 20)) {
    const rows = rowsWithout(chip);
    if (rows > (best?.rows ?? 0)) best = { chip, rows };
  }
  return best;
}
