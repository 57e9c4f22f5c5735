import type { ServerFilter, ServerSortKey, SoftwareFilter, SoftwareSortKey, Sort } from '../../core/insights/filter';
import { SERVER_RISKS, SUPPORT_BUCKETS } from '../../core/insights/filter';
import type { FacetCounts, Query } from '../../core/insights/query';
import { queryServers, sortServers } from '../../core/insights/serverQuery';
import { querySoftware, sortSoftware } from '../../core/insights/softwareQuery';
import { SEVERITIES } from '../../core/match/verdict';
import { PAGE_ROWS } from '../../protocol/webview';
import type { EmptyReason, Facet, FilterChip, HeaderCount, ListHeader, Page, QuickFilter, ServerRow, ServersModel, SoftwareModel, SoftwareRow } from '../../protocol/viewModels';
import { chipsOf, withoutChip } from './chips';
import { presentFrame } from './frame';
import { presentServerRow, presentSoftwareRow } from './rows';
import type { View } from './view';
import { count } from './view';
import { BUCKET_WORDS, NOT_SET, RISK_SHORT, SEVERITY_WORDS } from './words';

/** Values of a facet that are offered; the selected ones always are. */
const MAX_FACET_VALUES = 200;

const SERVER_FACET_WORDS: Readonly<Record<string, string>> = {
  environments: 'Environment', levels: 'Risk level', support: 'OS support', os: 'Operating system', sites: 'Site', criticality: 'Criticality', tags: 'Tag',
};
const SOFTWARE_FACET_WORDS: Readonly<Record<string, string>> = {
  levels: 'Risk level', support: 'Support', categories: 'Category', publishers: 'Publisher', sources: 'Source',
};

export function presentServers(view: View, filter: ServerFilter, sort: Sort<ServerSortKey>, empty: EmptyReason | null): ServersModel {
  const query = queryServers(view.servers, filter);
  const rows = sortServers(view.servers, query.rows, sort);
  const { assessment } = view;
  const atRisk = (row: number): boolean => assessment.servers.atRisk[row] === 1;
  const { atRisk: _atRisk, risks: _risks, ...others } = filter;
  const unlimited = queryServers(view.servers, others, false).rows;
  const quick: QuickFilter[] = [
    { key: 'all', label: 'All', count: unlimited.length, selected: filter.atRisk === undefined && !filter.risks?.length },
    { key: 'atRisk', label: 'At risk', count: unlimited.filter(atRisk).length, selected: filter.atRisk === true },
    ...SERVER_RISKS.map((risk) => ({
      key: risk,
      label: RISK_SHORT[risk],
      count: unlimited.filter((row) => view.servers.hasRisk(row, risk)).length,
      selected: filter.risks?.includes(risk) ?? false,
    })),
  ];
  const chips = chipsOf(filter);
  const all = assessment.estate.servers.length;
  return {
    ...header(view, {
      empty: empty ?? (rows.length === 0 && all > 0 ? 'filtered' : null),
      all,
      total: rows.length,
      atRisk: rows.filter(atRisk).length,
      facets: facets(query, SERVER_FACET_WORDS, filter as Readonly<Record<string, unknown>>),
      quick,
      chips,
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
  const { atRisk: _atRisk, risks: _risks, ...others } = filter;
  const unlimited = querySoftware(software, others, false).rows;
  const atRisk = (row: number): boolean => software.isAtRisk(row);
  const quick: QuickFilter[] = [
    { key: 'all', label: 'All', count: unlimited.length, selected: filter.atRisk === undefined && !filter.risks?.length },
    { key: 'atRisk', label: 'At risk', count: unlimited.filter(atRisk).length, selected: filter.atRisk === true },
    ...(['end-of-support', 'vulnerable', 'end-of-support-and-vulnerable'] as const).map((risk) => ({
      key: risk,
      label: { 'end-of-support': 'End of support', vulnerable: 'Vulnerable', 'end-of-support-and-vulnerable': 'Both' }[risk],
      count: unlimited.filter((row) => software.hasRisk(row, risk)).length,
      selected: filter.risks?.includes(risk) ?? false,
    })),
  ];
  const chips = chipsOf(filter, (key) => assessment.estate.servers.find((server) => server.key === key)?.name ?? key);
  const all = assessment.estate.software.length;
  return {
    ...header(view, {
      empty: empty ?? (all === 0 ? 'no-software' : rows.length === 0 ? 'filtered' : null),
      all,
      total: rows.length,
      atRisk: rows.filter(atRisk).length,
      facets: facets(query, SOFTWARE_FACET_WORDS, filter as Readonly<Record<string, unknown>>),
      quick,
      chips,
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
        detail: { count: count(atRisk, { view: 'servers', filter: { ...limited, atRisk: true } }), label: 'at risk' },
      };
    });
}

function header(view: View, rest: Omit<ListHeader, 'frame' | 'inventoryAgeDays'>): ListHeader {
  const { estate, today } = view.assessment;
  let oldest: string | null = null;
  for (const { lastSeen } of estate.servers) if (lastSeen !== null && (oldest === null || lastSeen < oldest)) oldest = lastSeen;
  const days = oldest === null ? null : Math.max(0, Math.round((Date.parse(today) - Date.parse(oldest)) / 86_400_000));
  return { frame: presentFrame(view), inventoryAgeDays: days, ...rest };
}

function facets(query: Query, words: Readonly<Record<string, string>>, filter: Readonly<Record<string, unknown>>): Facet[] {
  return query.facets.map((facet) => {
    const chosen = filter[facet.field];
    const selected = new Set<unknown>(Array.isArray(chosen) ? chosen : []);
    const values = [...facet.counts].sort(facetOrder(facet)).map(([value, countOf]) => ({
      value,
      label: facetLabel(facet.field, value),
      count: countOf,
      selected: selected.has(value),
    }));
    return { field: facet.field, label: words[facet.field] ?? facet.field, values: values.filter((value, i) => i < MAX_FACET_VALUES || value.selected) };
  });
}

/** Severity, support and criticality in their own order, the rest by count and then by name; "not set" last. */
function facetOrder({ field }: FacetCounts): (a: [string, number], b: [string, number]) => number {
  const fixed: readonly string[] | undefined =
    field === 'levels' ? SEVERITIES : field === 'support' ? SUPPORT_BUCKETS : field === 'criticality' ? ['critical', 'high', 'medium', 'low', ''] : undefined;
  if (fixed) return ([a], [b]) => fixed.indexOf(a) - fixed.indexOf(b);
  return ([a, x], [b, y]) => Number(a === '') - Number(b === '') || y - x || (a < b ? -1 : 1);
}

function facetLabel(field: string, value: string): string {
  if (field === 'levels') return SEVERITY_WORDS[value as keyof typeof SEVERITY_WORDS];
  if (field === 'support') return BUCKET_WORDS[value as keyof typeof BUCKET_WORDS];
  if (value === '') return field === 'os' ? 'Unknown' : field === 'tags' ? 'No tag' : NOT_SET;
  return field === 'criticality' ? value[0].toUpperCase() + value.slice(1) : value;
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
