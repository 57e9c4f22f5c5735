import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServerFilter } from '../../../../src/core/insights/filter';
import { SERVER_RISKS, WORKLOADS } from '../../../../src/core/insights/filter';
import { queryServers, ServerFields } from '../../../../src/core/insights/serverQuery';
import { SEVERITIES } from '../../../../src/core/match/verdict';
import { PlainFilter } from '../../../support/plainFilter';
import { assessServers } from '../../../support/tinyEstate';
import { date } from '../../../support/tinyKnowledge';
import { tinyServers } from '../../../support/tinyServers';
import { tinyWorld } from '../../../support/tinyWorld';

const some = <T>(...values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined });
const maybe = <T>(...values: readonly T[]) => fc.constantFrom(undefined, undefined, ...values);
const plain = fc.record({
  environments: some('Production', 'TEST', ''), levels: some(...SEVERITIES), support: some('ended', 'extended-paid', 'ending', 'supported', 'unknown'),
  sites: some('rotterdam', ''), criticality: some('critical', '', 'low'), tags: some('role=WEB', '', 'ha', 'role=*'), os: some('Debian GNU/Linux 12', 'Windows Server 2019', ''),
  workloads: some(...WORKLOADS), coverage: some('protected', 'partial', 'unprotected', 'unknown'),
  atRisk: maybe(true, false), exploited: maybe(true, false), stale: maybe(true, false),
  risks: some(...SERVER_RISKS), severities: some('critical', 'medium', 'none'),
  names: some('s1*', '?2', 'S3'), apps: some('widget', 'WIDGET 3*', 'libssl3 3.0.?-1', '', 'redis*', '*'),
  findings: some('CVE-2024-0011', 'cve-2024-000', 'CVE-2024-001', 'plugin', 'openssl', 'security software', 'kb1', 'debian', ''),
  cve: maybe('CVE-2024-0010', 'cve-2024-0040'), supportEnds: maybe({ to: date('2026-11-20') }, { from: date('2027-01-01'), to: date('2028-08-09') }),
  text: maybe('widget', 'web production', 'cve-2024-0001', 's1'),
}, { requiredKeys: [] });
/** Few limits at a time: with many at once nothing passes. */
const few = fc.tuple(plain, fc.subarray(['environments', 'levels', 'support', 'sites', 'criticality', 'tags', 'os', 'workloads', 'coverage', 'atRisk', 'exploited', 'stale', 'risks', 'severities', 'names', 'apps', 'findings', 'cve', 'supportEnds', 'text'], { maxLength: 4 }))
  .map(([filter, fields]) => Object.fromEntries(Object.entries(filter).filter(([field, value]) => value !== undefined && fields.includes(field))) as ServerFilter);
const filters: fc.Arbitrary<ServerFilter> = fc.tuple(few, fc.option(few), fc.option(few)).map(([filter, within, except]) => ({ ...filter, ...(within && { within }), ...(except && { except }) }));

suite('Fast and plain filters', () => {
  const knowledge = tinyWorld();

  test('agree on rows and facets, also when limits were asked for before', () => {
    fc.assert(fc.property(tinyServers, fc.array(filters, { minLength: 1, maxLength: 3 }), (inventory, asked) => {
      const assessment = assessServers(inventory, knowledge);
      const reference = new PlainFilter(assessment);
      const fields = new ServerFields(assessment);
      for (const filter of asked) {
        const { rows, facets } = queryServers(fields, filter);
        assert.deepEqual(rows, assessment.estate.servers.map(({ index }) => index).filter((row) => reference.passes(row, filter)), JSON.stringify(filter));
        for (const { field, counts } of facets) {
          assert.deepEqual(new Map(counts), reference.facet(field as 'os', filter), `${field} of ${JSON.stringify(filter)}`);
        }
      }
    }), { numRuns: 200 });
  });
});
