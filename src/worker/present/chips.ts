import type { ServerFilter, ServerRisk, SoftwareFilter, SupportBucket } from '../../core/insights/filter';
import type { Severity } from '../../core/match/verdict';
import type { FilterChip } from '../../protocol/viewModels';
import { BUCKET_WORDS, NOT_SET, RISK_SHORT, SEVERITY_WORDS } from './words';

type AnyFilter = ServerFilter & SoftwareFilter;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  environments: 'Environment', sites: 'Site', os: 'OS', criticality: 'Criticality', tags: 'Tag', categories: 'Category', publishers: 'Publisher',
  sources: 'Source', levels: 'Risk level', severities: 'Has', support: 'Support', updates: 'Updates', lacks: 'No data on', risks: 'Risk', keys: 'Server',
};

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
  if (given.software) one('software', [given.software.name, given.software.version].filter(Boolean).join(' '));
  if (given.name !== undefined) one('name', given.name);
  if (given.product) one('product', [given.product.name, given.product.cycle].filter(Boolean).join(' '));
  if (given.server !== undefined) one('server', `On ${serverName(given.server)}`);
  if (given.supportEnds) one('supportEnds', `Support ends ${[given.supportEnds.from && `from ${given.supportEnds.from}`, given.supportEnds.to && `to ${given.supportEnds.to}`].filter(Boolean).join(' ')}`);
  for (const [field, values] of Object.entries(filter)) {
    if (!Array.isArray(values)) continue;
    for (const value of values as readonly string[]) chips.push({ field, value, label: chipLabel(field, value) });
  }
  return chips;
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
    case 'lacks': return value === 'os' ? 'OS not identified' : `No ${value} data`;
    default: return `${FIELD_WORDS[field] ?? field}: ${value === '' ? NOT_SET.toLowerCase() : value}`;
  }
}
