import { hasBounds } from '../../core/insights/dateBounds';
import type { UpdateClass } from '../../core/inventory/model';
import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import type { DateBounds, ServerData, ServerFilter, ServerRisk, SoftwareFilter, SupportBucket, Workload } from '../../core/insights/filter';
import { softwareLabel } from '../../core/insights/findings';
import type { Severity } from '../../core/match/verdict';
import type { FilterChip } from '../../protocol/models/lists';
import { t } from '../l10n';
import { BUCKET_WORDS, COVERAGE_WORDS, NOT_SET, RISK_SHORT, SEVERITY_WORDS, UPDATE_WORDS, WORKLOAD_WORDS, plural } from './words';

type AnyFilter = ServerFilter & SoftwareFilter;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  environments: t('Environment'), sites: t('Site'), os: t('OS'), criticality: t('Criticality'), tags: t('Tag'), categories: t('Category'), publishers: t('Publisher'),
  sources: t('Source'), keys: t('Server'), names: t('Name'), findings: t('Finding'),
};

const LACKS_WORDS: Readonly<Record<string, string>> = {
  software: t('No software data'), updates: t('No updates data'), os: t('OS not identified'), lastSeen: t('Never seen'),
} satisfies Record<ServerData, string>;
const KNOWS_WORDS: Readonly<Record<string, string>> = {
  software: t('With software data'), updates: t('With updates data'), os: t('OS identified'), lastSeen: t('With a last-seen date'),
} satisfies Record<ServerData, string>;

/** Every limit in force as a chip, one per value; `removeChip` on the other side undoes exactly one. */
export function chipsOf(filter: ServerFilter | SoftwareFilter, serverName: (key: string) => string = (key) => key): FilterChip[] {
  const chips: FilterChip[] = [];
  const given = filter as AnyFilter;
  const one = (field: keyof AnyFilter, label: string): void => {
    chips.push({ field, value: '', label });
  };
  if (given.text?.trim()) one('text', t('“{0}”', given.text.trim()));
  if (given.atRisk !== undefined) one('atRisk', given.atRisk ? t('At risk') : t('Not at risk'));
  if (given.exploited !== undefined) one('exploited', given.exploited ? t('Known exploited') : t('Not known exploited'));
  if (given.stale !== undefined) one('stale', given.stale ? t('Stale inventory') : t('Seen recently'));
  if (given.identified !== undefined) one('identified', given.identified ? t('Identified') : t('Not identified'));
  if (given.versionKnown !== undefined) one('versionKnown', given.versionKnown ? t('Version understood') : t('Version not understood'));
  if (given.cve) one('cve', given.cve);
  if (given.software) one('software', softwareLabel({ name: given.software.name, version: given.software.version ?? '' }));
  if (given.name !== undefined) one('name', given.name);
  if (given.product) one('product', [given.product.name, given.product.cycle].filter(Boolean).join(' '));
  if (given.server !== undefined) one('server', t('On {0}', serverName(given.server)));
  if (given.within) one('within', t('Among {0}', scopeLabel(given.within)));
  if (given.servers) one('servers', t('On {0}', scopeLabel(given.servers)));
  if (given.except) one('except', t('None of: {0}', scopeLabel(given.except)));
  if (hasBounds(given.supportEnds)) one('supportEnds', t('Support ends {0}', boundsLabel(given.supportEnds)));
  for (const [field, values] of Object.entries(filter)) {
    if (!Array.isArray(values)) continue;
    for (const value of values as readonly string[]) chips.push({ field, value, label: chipLabel(field, value) });
  }
  return chips;
}

function boundsLabel({ from, to, withinDays }: DateBounds): string {
  return [withinDays !== undefined && plural(withinDays, 'within {0} day', 'within {0} days'), from && t('from {0}', from), to && t('to {0}', to)].filter(Boolean).join(' ');
}

/** The limits of a scope in one line. */
function scopeLabel(filter: ServerFilter | SoftwareFilter): string {
  return chipsOf(filter).map(({ label }) => label).join(', ') || t('all servers');
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
    case 'levels': return t('Risk level: {0}', SEVERITY_WORDS[value as Severity] ?? value);
    case 'severities': return t('Has {0} findings', (SEVERITY_WORDS[value as Severity] ?? value).toLowerCase());
    case 'support': return t('Support: {0}', BUCKET_WORDS[value as SupportBucket] ?? value);
    case 'risks': return RISK_SHORT[value as ServerRisk] ?? { 'end-of-support': t('End of support'), vulnerable: t('Vulnerable') }[value] ?? t('Ended and vulnerable');
    case 'updates': return t('Pending {0} updates', (UPDATE_WORDS[value as UpdateClass] ?? value).toLowerCase());
    case 'lacks': return LACKS_WORDS[value] ?? value;
    case 'workloads': return t('Workload: {0}', WORKLOAD_WORDS[value as Workload] ?? value);
    case 'coverage': return t('Coverage: {0}', COVERAGE_WORDS[value as ServerCoverage] ?? value);
    case 'apps': return value === '' ? LACKS_WORDS.software! : t('Application: {0}', value);
    case 'knows': return KNOWS_WORDS[value] ?? value;
    case 'unknownRisks': return t('Unknown: {0}', RISK_SHORT[value as ServerRisk] ?? value);
    default: return `${FIELD_WORDS[field] ?? field}: ${value === '' ? NOT_SET.toLowerCase() : value}`;
  }
}
