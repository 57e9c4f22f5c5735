import type { Suppression, SuppressionScope } from '../../src/core/insights/suppress/suppression';
import { date } from './tinyKnowledge';

const EVERYWHERE: SuppressionScope = { servers: { kind: 'all' }, software: { kind: 'any' } };

/** A statement about a CVE: not affected on everything, unless told otherwise. */
export function suppression(cve: string, fields: Partial<Omit<Suppression, 'until'>> & { readonly until?: string | null } = {}): Suppression {
  const { until = null, ...rest } = fields;
  return {
    id: `inventory-insights:set-aside/${cve}/1`, cve, aliases: [], status: 'not_affected', justification: 'vulnerable_code_not_present',
    impact: '', action: '', note: '', scopes: [EVERYWHERE], by: 'ada', saidAt: '2026-11-01T08:00:00Z', ...rest,
    until: until === null ? null : date(until),
  };
}

/** On one server, by key; on one software of it by name and version. */
export function onServer(key: string, software?: string, version?: string): SuppressionScope {
  return {
    servers: { kind: 'server', key },
    software: software === undefined ? { kind: 'any' } : { kind: 'software', software: { name: software, ...(version === undefined ? {} : { version }) } },
  };
}
