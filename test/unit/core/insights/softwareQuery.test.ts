import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SoftwareFilter, SoftwareSortKey, SortDirection } from '../../../../src/core/insights/filter';
import { SOFTWARE_FACETS } from '../../../../src/core/insights/filter';
import { SoftwareFields, querySoftware, sortSoftware } from '../../../../src/core/insights/softwareQuery';
import { SEVERITIES } from '../../../../src/core/match/verdict';
import { date } from '../../../support/tinyKnowledge';
import { assessServers } from '../../../support/tinyEstate';
import { tinyServers } from '../../../support/tinyServers';
import { DEBIAN, PROTECTION, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();
const CONTOSO = { name: 'Contoso Ledger', version: '4', publisher: 'Contoso' };
const fields = new SoftwareFields(assessServers([
  { name: 'A', os: DEBIAN('13'), environment: 'Production', software: [acme('widget 1.0'), acme('widget 3.5'), acme('plugin 1.0'), CONTOSO] },
  { name: 'B', os: WINDOWS_2019, software: [acme('widget 1.0'), acme('gadget 2.0'), acme('vague 1'), acme('widget'), PROTECTION[0]] },
  { name: 'C', os: DEBIAN('13'), software: [{ name: 'redis-server', version: '5:5.0.14-1', source: 'dpkg' }] },
], knowledge));
const { estate } = fields.assessment;
const label = (row: number): string => `${estate.software[row].name.split(' ')[0]}${estate.software[row].version.split('.')[0]}`;
const names = (rows: readonly number[]): string => rows.map(label).join(' ');
const ALL = 'Widget1 Widget3 Plugin1 Contoso4 Gadget2 Vague1 Widget CrowdStrike7 redis-server5:5';

suite('Software at risk', () => {
  test('is end of support or vulnerable, whatever else', () => {
    const check = (asOf: string, expected: string) => {
      const own = new SoftwareFields(assessServers([{ name: 'A', os: DEBIAN('13'), software: [acme('widget 3.5'), acme('gadget 2.0'), acme('plugin 1.0'), acme('gizmo 3.0')] }], knowledge, { asOf }));
      assert.equal([0, 1, 2, 3].map((row) => `${own.isAtRisk(row) ? 1 : 0}=${own.hasRisk(row, 'end-of-support') ? 1 : 0}+${own.hasRisk(row, 'vulnerable') ? 1 : 0}`).join(' '), expected);
    };
    check('2027-02-01', '0=0+0 1=0+1 1=0+1 1=0+1');
    check('2027-02-02', '1=1+0 1=1+1 1=0+1 1=0+1');
  });

  test('a distribution package has neither by itself', () => {
    const row = estate.software.findIndex(({ name }) => name === 'redis-server');
    assert.equal(fields.isAtRisk(row), false);
    assert.equal(fields.bucket[row], 'unknown');
  });
});

suite('Filters of software', () => {
  const check = (filter: SoftwareFilter, expected: string) => assert.equal(names(querySoftware(fields, filter, false).rows), expected, JSON.stringify(filter));

  test('an empty filter, and empty fields, show all', () => {
    check({}, ALL);
    check({ text: '', risks: [], levels: [], support: [], supportEnds: {}, categories: [], publishers: [], sources: [], cve: '' }, ALL);
  });

  test('by risk', () => {
    check({ atRisk: true }, 'Widget1 Gadget2');
    check({ risks: ['end-of-support'] }, 'Widget1');
    check({ risks: ['vulnerable'] }, 'Widget1 Gadget2');
    check({ risks: ['end-of-support-and-vulnerable'] }, 'Widget1');
    check({ atRisk: false }, ALL.replace('Widget1 ', '').replace(' Gadget2', ''));
    check({ exploited: true }, 'Widget1 Gadget2');
    check({ exploited: false, risks: ['vulnerable'] }, '');
  });

  test('by level; what was not judged is unknown', () => {
    check({ levels: ['critical'] }, 'Widget1 Gadget2');
    check({ levels: ['unknown'] }, 'Contoso4');
    check({ levels: ['none'] }, 'Widget3 Plugin1 Vague1 Widget CrowdStrike7 redis-server5:5');
  });

  test('by support', () => {
    check({ support: ['ended'] }, 'Widget1');
    check({ support: ['ending'] }, 'Widget3 Gadget2');
    check({ supportEnds: { from: date('2026-11-21'), to: date('2027-02-01') } }, 'Widget3 Gadget2');
    check({ product: { name: 'widget' } }, 'Widget1 Widget3 Widget');
    check({ product: { name: 'widget', cycle: '3' } }, 'Widget3');
    check({ product: { name: 'redis' } }, '');
  });

  test('by what it is', () => {
    check({ publishers: ['Contoso', ''] }, 'Contoso4 redis-server5:5');
    check({ sources: ['dpkg'] }, 'redis-server5:5');
    check({ categories: ['Security & compliance'] }, 'CrowdStrike7');
    check({ name: 'Widget' }, 'Widget1 Widget3 Widget');
    check({ software: { name: 'Widget', version: '1.0' } }, 'Widget1');
    check({ software: { name: 'Widget', version: '' } }, 'Widget');
    check({ cve: 'cve-2024-0001' }, 'Widget1 Gadget2');
    check({ cve: 'CVE-1999-0001' }, '');
  });

  test('by patterns, and without some', () => {
    check({ apps: ['widget*'] }, 'Widget1 Widget3 Widget');
    check({ apps: ['widget 3.?', 'gadget'] }, 'Widget3 Gadget2');
    check({ publishers: ['ACME'], except: { apps: ['widget*', 'plugin'], atRisk: true } }, 'Vague1');
  });

  test('by what was understood', () => {
    check({ identified: false }, 'Contoso4');
    check({ identified: true, versionKnown: false }, 'Widget');
  });

  test('by where it is installed', () => {
    check({ server: 'a' }, 'Widget1 Widget3 Plugin1 Contoso4');
    check({ server: 'nobody' }, '');
    check({ servers: { environments: ['Production'] } }, 'Widget1 Widget3 Plugin1 Contoso4');
    check({ servers: { risks: ['os-end-of-support'] } }, '');
  });

  test('by words', () => {
    check({ text: 'WIDGET acme 3.5' }, 'Widget3');
    check({ text: 'CVE-2024-0003' }, '');
    check({ text: 'CVE-2024-0002' }, 'Widget1');
    check({ text: 'security' }, 'CrowdStrike7');
  });
});

suite('Facets and order of software', () => {
  test('each facet is a recount with the other limits', () => {
    const some = <T>(...values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined });
    const filters = fc.record({
      levels: some(...SEVERITIES), support: some('ended', 'ending', 'supported', 'unknown'), categories: some('Others', 'Security & compliance'),
      publishers: some('Acme', ''), sources: some('registry', 'dpkg', ''), atRisk: fc.option(fc.boolean(), { nil: undefined }),
    }) as fc.Arbitrary<SoftwareFilter>;
    fc.assert(fc.property(tinyServers, filters, (inventory, filter) => {
      const own = new SoftwareFields(assessServers(inventory, knowledge));
      const query = querySoftware(own, filter);
      assert.deepEqual(query.facets.map(({ field }) => field), [...SOFTWARE_FACETS]);
      for (const { field, counts } of query.facets) {
        for (const [value, count] of counts) assert.equal(querySoftware(own, { ...filter, [field]: [value] }, false).rows.length, count, `${field} ${value}`);
        assert.equal([...counts.values()].reduce((sum, count) => sum + count, 0), querySoftware(own, { ...filter, [field]: undefined }, false).rows.length, field);
      }
    }), { numRuns: 100 });
  });

  const check = (key: SoftwareSortKey, direction: SortDirection, expected: string) => assert.equal(names(sortSoftware(fields, estate.software.map((_, i) => i), { key, direction })), expected);

  test('riskiest first, then by name and version', () => check('risk', 'descending', 'Widget1 Gadget2 Contoso4 CrowdStrike7 Plugin1 redis-server5:5 Vague1 Widget Widget3'));
  test('what was not judged stands last either way', () => {
    check('vulnerabilities', 'descending', 'Widget1 Gadget2 CrowdStrike7 Plugin1 redis-server5:5 Vague1 Widget Widget3 Contoso4');
    check('vulnerabilities', 'ascending', 'CrowdStrike7 Plugin1 redis-server5:5 Vague1 Widget Widget3 Gadget2 Widget1 Contoso4');
    check('version', 'ascending', 'Vague1 Widget1 Plugin1 Gadget2 Widget3 Contoso4 redis-server5:5 CrowdStrike7 Widget');
  });
  test('by servers that have it', () => check('servers', 'descending', 'Widget1 Gadget2 Contoso4 CrowdStrike7 Plugin1 redis-server5:5 Vague1 Widget Widget3'));
});
