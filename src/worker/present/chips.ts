import { hasBounds } from '../../core/insights/dateBounds';
import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import type { DateBounds, ServerData, ServerFilter, ServerRisk, SoftwareFilter, SupportBucket, Workload } from '../../core/insights/filter';
import { softwareLabel } from '../../core/insights/findings';
import type { Severity } from '../../core/match/verdict';
import type { FilterChip } from '../../protocol/viewModels';
import { BUCKET_WORDS, COVERAGE_WORDS, NOT_SET, plural, RISK_SHORT, SEVERITY_WORDS, WORKLOAD_WORDS } from './words';

type AnyFilter = ServerFilter & SoftwareFilter;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  environments: 'Environment', sites: 'Site', os: 'OS', criticality: 'Criticality', tags: 'Tag', categories: 'Category', publishers: 'Publisher',
  sources: 'Source', keys: 'Server', names: 'Name', findings: 'Finding',
};

const LACKS_WORDS: Readonly<Record<string, string>> = {
  software: 'No software data', updates: 'No updates data', os: 'OS not identified', lastSeen: 'Never seen',
} satisfies Record<ServerData, string>;
const KNOWS_WORDS: Readonly<Record<string, string>> = {
  software: 'With software data', updates: 'With updates data', os: 'OS identified', lastSeen: 'With a last-seen date',
} satisfies Record<ServerData, string>;

/** Every limit in force as a chip, one per value; `removeChip` on the other side undoes exactly one. */
export function chipsOf(filter: ServerFilter | SoftwareFilter, serverName: (key: string) => string = (key) => key): FilterChip[] {
  const chips: FilterChip[] = [];
  const given = filter as AnyFilter;
  const one = (field: keyof AnyFilter, label: string): void => {
    chips.push({ field, value: '', label });
  };
  if (given.text?.trim()) one('text', `“${given.text.trim()}”`);
  if (given.atRisk !== undefined) one('atRisk', given.atRisk ? 'At risk' : 'Not at risk');
  if (given.exploited !== undefined) one('exploited', given.exploited ? 'Known exploited' : 'Not known exploited');
  if (given.stale !== undefined) one('stale', given.stale ? 'Stale inventory' : 'Seen recently');
  if (given.identified !== undefined) one('identified', given.identified ? 'Identified' : 'Not identified');
  if (given.versionKnown !== undefined) one('versionKnown', given.versionKnown ? 'Version understood' : 'Version not understood');
  if (given.cve) one('cve', given.cve);
  if (given.software) one('software', softwareLabel({ name: given.software.name, version: given.software.version ?? '' }));
  if (given.name !== undefined) one('name', given.name);
  if (given.product) one('product', [given.product.name, given.product.cycle].filter(Boolean).join(' '));
  if (given.server !== undefined) one('server', `On ${serverName(given.server)}`);
  if (given.within) one('within', `Among ${scopeLabel(given.within)}`);
  if (given.servers) one('servers', `On ${scopeLabel(given.servers)}`);
  if (given.except) one('except', `None of: ${scopeLabel(given.except)}`);
  if (hasBounds(given.supportEnds)) one('supportEnds', `Support ends ${boundsLabel(given.supportEnds)}`);
  for (const [field, values] of Object.entries(filter)) {
    if (!Array.isArray(values)) continue;
    for (const value of values as readonly string[]) chips.push({ field, value, label: chipLabel(field, value) });
  }
  return chips;
}

function boundsLabel({ from, to, withinDays }: DateBounds): string {
  return [withinDays !== undefined && `within ${plural(withinDays, 'day')}`, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ');
}

/** The limits of a scope in one line. */
function scopeLabel(filter: ServerFilter | SoftwareFilter): string {
  return chipsOf(filter).map(({ label }) => label).join(', ') || 'all servers';
}

/** The filter without one chip's limit. */
export function withoutChip<Filter extends object>(filter: Filter, chip: FilterChip): Filter {
  const values: unknown = (filter as Record<string, unknown>)[chip.field];
  const left = Array.isArray(values) ? values.filter((value) => value !== chip.value) : [];
  const { [chip.field as keyof Filter]: _removed, ...rest } = filter;
  return (left.length === 0 ? rest : { ...rest, [chip.field]: left }) as Filter;
}

function chipLabel(field: string, value: string): string {
  switch (field) {
    case 'levels': return `Risk level: ${SEVERITY_WORDS[value as Severity] ?? value}`;
    case 'severities': return `Has ${(SEVERITY_WORDS[value as Severity] ?? value).toLowerCase()} findings`;
    case 'support': return `Support: ${BUCKET_WORDS[value as SupportBucket] ?? value}`;
    case 'risks': return RISK_SHORT[value as ServerRisk] ?? { 'end-of-support': 'End of support', vulnerable: 'Vulnerable' }[value] ?? 'Ended and vulnerable';
    case 'updates': return `Pending ${value} updates`;
    case 'lacks': return LACKS_WORDS[value] ?? value;
    case 'workloads': return `Workload: ${WORKLOAD_WORDS[value as Workload] ?? value}`;
    case 'coverage': return `Coverage: ${COVERAGE_WORDS[value as ServerCoverage] ?? value}`;
    case 'apps': return value === '' ? LACKS_WORDS.software! : `Application: ${value}`;
    case 'knows': return KNOWS_WORDS[value] ?? value;
    case 'unknownRisks': return `Unknown: ${RISK_SHORT[value as ServerRisk] ?? value}`;
    default: return `${FIELD_WORDS[field] ?? field}: ${value === '' ? NOT_SET.toLowerCase() : value}`;
  }
}
