import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServerFilter, ServerSortKey, SortDirection } from '../../../../src/core/insights/filter';
import { DEFAULT_SERVER_SORT, SERVER_FACETS, SERVER_RISKS } from '../../../../src/core/insights/filter';
import { ServerFields, queryServers, sortServers } from '../../../../src/core/insights/serverQuery';
import { SEVERITIES } from '../../../../src/core/match/verdict';
import { date } from '../../../support/tinyKnowledge';
import { assessServers } from '../../../support/tinyEstate';
import { tinyServers } from '../../../support/tinyServers';
import { DEBIAN, PROTECTION, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

/** OLD: OS ended, critical. WIN: exploited through a condition. DOM: plain risks. DB: tags. BARE: a name only. OK: nothing wrong. */
const SERVERS = [
  {
    name: 'OLD', fqdn: 'old.example.org', ipAddresses: ['10.0.0.7'], os: DEBIAN('10'), software: [acme('widget 1.0'), acme('gizmo 1.0')], environment: 'Production', site: 'Rotterdam',
    criticality: 'critical', owner: 'Web team', tags: { role: 'web' }, lastSeen: '2026-10-21', pendingUpdates: [{ id: 'KB1', classification: 'Critical' }],
  },
  { name: 'WIN', os: WINDOWS_2019, software: [...PROTECTION, acme('plugin 1.0')], environment: 'Test', site: 'Rotterdam', criticality: 'high', tags: { role: 'web', ha: '' }, lastSeen: '2026-10-22', pendingUpdates: [{ id: 'KB2', classification: 'Security' }, { id: 'KB3', classification: 'Other' }] },
  { name: 'DOM', os: DEBIAN('14'), software: [acme('widget 3.5')], environment: 'Production', site: 'Hamburg', lastSeen: '2026-11-21', pendingUpdates: [{ id: 'KB3', classification: 'Other' }] },
  { name: 'DB', os: DEBIAN('11'), software: [...PROTECTION, acme('widget')], environment: 'Test', tags: { role: 'db' }, pendingUpdates: [] },
  { name: 'BARE' },
  { name: 'OK', os: DEBIAN('13'), software: [...PROTECTION, { name: 'redis-server', version: '5:5.0.14-1', source: 'dpkg' }], pendingUpdates: [], lastSeen: '2026-11-20' },
];

const fields = new ServerFields(assessServers(SERVERS, knowledge));
const names = (rows: readonly number[]): string => rows.map((row) => SERVERS[row].name).join(' ');
const found = (filter: ServerFilter): string => names(queryServers(fields, filter, false).rows);
const ALL = names(SERVERS.map((_, i) => i));

suite('Filters of servers', () => {
  const check = (filter: ServerFilter, expected: string) => assert.equal(found(filter), expected, JSON.stringify(filter));

  test('an empty filter, and empty fields, show all', () => {
    check({}, ALL);
    check({ text: ' ', risks: [], levels: [], severities: [], support: [], os: [], environments: [], sites: [], criticality: [], tags: [], updates: [], lacks: [], knows: [], unknownRisks: [], keys: [], supportEnds: {}, cve: '', within: {} }, ALL);
  });

  test('at risk', () => {
    check({ atRisk: true }, 'OLD WIN DOM DB');
    check({ atRisk: false }, 'BARE OK');
  });

  test('by risk, one or another', () => {
    check({ risks: ['os-end-of-support'] }, 'OLD DB');
    check({ risks: ['software-end-of-support'] }, 'OLD');
    check({ risks: ['vulnerabilities'] }, 'OLD WIN');
    check({ risks: ['pending-updates'] }, 'OLD WIN');
    check({ risks: ['missing-security-software'] }, 'OLD DOM');
    check({ risks: ['missing-patch-management'] }, 'OLD DOM');
    check({ risks: ['os-end-of-support', 'pending-updates'] }, 'OLD WIN DB');
  });

  test('what is not known of a risk', () => {
    check({ unknownRisks: ['os-end-of-support'] }, 'BARE');
    check({ unknownRisks: ['software-end-of-support'] }, 'BARE');
    check({ unknownRisks: ['vulnerabilities'] }, 'BARE');
    check({ unknownRisks: ['pending-updates'] }, 'BARE');
    check({ unknownRisks: [...SERVER_RISKS] }, 'BARE');
  });

  test('by the highest severity, and by any', () => {
    check({ levels: ['critical'] }, 'OLD WIN');
    check({ levels: ['none'] }, 'DOM DB OK');
    check({ levels: ['unknown'] }, 'BARE');
    check({ levels: ['high'] }, '');
    check({ severities: ['high'] }, 'OLD');
    check({ severities: ['unknown', 'low'] }, 'OLD');
  });

  test('known exploited', () => {
    check({ exploited: true }, 'OLD WIN');
    check({ exploited: false }, 'DOM DB BARE OK');
  });

  test('by support and its end', () => {
    check({ support: ['ended'] }, 'OLD');
    check({ support: ['extended-paid'] }, 'DB');
    check({ support: ['ending'] }, 'DOM');
    check({ support: ['supported'] }, 'WIN OK');
    check({ support: ['unknown'] }, 'BARE');
    check({ supportEnds: { from: date('2027-01-15'), to: date('2028-08-08') } }, 'DOM');
    check({ supportEnds: { from: date('2027-01-15'), to: date('2028-08-09') } }, 'DOM OK');
    check({ supportEnds: { to: date('2026-11-20') } }, 'OLD DB');
    check({ supportEnds: { from: date('2028-08-10') } }, 'WIN');
  });

  test('by what it is', () => {
    check({ os: ['Windows Server 2019'] }, 'WIN');
    check({ os: [''] }, 'BARE');
    check({ environments: ['Production'] }, 'OLD DOM');
    check({ environments: ['', 'Test'] }, 'WIN DB BARE OK');
    check({ sites: ['Hamburg'] }, 'DOM');
    check({ criticality: ['critical', 'high'] }, 'OLD WIN');
    check({ criticality: [''] }, 'DOM DB BARE OK');
    check({ tags: ['role=web'] }, 'OLD WIN');
    check({ tags: ['ha'] }, 'WIN');
    check({ tags: [''] }, 'DOM BARE OK');
    check({ keys: ['dom', 'no-such'] }, 'DOM');
    check({ keys: ['no-such'] }, '');
  });

  test('by a CVE, through a condition too, in either case', () => {
    check({ cve: 'CVE-2024-0001' }, 'OLD');
    check({ cve: 'cve-2024-0011' }, 'WIN');
    check({ cve: 'CVE-2024-0010' }, '');
    check({ cve: 'CVE-1999-0001' }, '');
    check({ cve: 'nonsense' }, '');
  });

  test('by software and by product cycle', () => {
    check({ software: { name: 'Widget' } }, 'OLD DOM DB');
    check({ software: { name: 'Widget', version: '1.0' } }, 'OLD');
    check({ software: { name: 'Widget', version: '' } }, 'DB');
    check({ software: { name: 'Widget', publisher: 'Other' } }, '');
    check({ software: { name: 'redis-server', source: 'rpm' } }, '');
    check({ product: { name: 'widget' } }, 'OLD DOM DB');
    check({ product: { name: 'widget', cycle: '3' } }, 'DOM');
    check({ product: { name: 'redis' } }, '');
  });

  test('by pending updates', () => {
    check({ updates: ['critical'] }, 'OLD');
    check({ updates: ['other'] }, 'WIN DOM');
    check({ updates: ['critical', 'security'] }, 'OLD WIN');
  });

  test('by what the inventory says', () => {
    check({ lacks: ['software'] }, 'BARE');
    check({ lacks: ['updates'] }, 'BARE');
    check({ lacks: ['os'] }, 'BARE');
    check({ lacks: ['lastSeen'] }, 'DB BARE');
    check({ knows: ['lastSeen'] }, 'OLD WIN DOM OK');
    check({ knows: ['software'] }, 'OLD WIN DOM DB OK');
  });

  test('stale from the 31st day, counted to today; without a date not', () => {
    check({ stale: true }, 'OLD');
    check({ stale: false }, 'WIN DOM DB BARE OK');
    const later = new ServerFields(assessServers(SERVERS, knowledge, { asOf: '2030-01-01' }));
    assert.equal(names(queryServers(later, { stale: true }, false).rows), 'OLD', 'an as-of date makes nothing older (docs/adr/0002)');
    const strict = new ServerFields(assessServers(SERVERS, knowledge, { staleAfterDays: 1 }));
    assert.equal(names(queryServers(strict, { stale: true }, false).rows), 'OLD WIN');
  });

  test('words of a search all occur somewhere', () => {
    check({ text: 'old.example' }, 'OLD');
    check({ text: '10.0.0.7' }, 'OLD');
    check({ text: 'ROTTERDAM web' }, 'OLD WIN');
    check({ text: 'rotterdam test' }, 'WIN');
    check({ text: 'crowdstrike' }, 'WIN DB OK');
    check({ text: 'widget hamburg' }, 'DOM');
    check({ text: 'role=db' }, 'DB');
    check({ text: 'cve-2024-0011' }, 'WIN');
    check({ text: 'CVE-2024-0011 hamburg' }, '');
    check({ text: 'server 2019' }, 'WIN');
    check({ text: '.*' }, '');
  });

  test('by patterns of names', () => {
    check({ names: ['d*'] }, 'DOM DB');
    check({ names: ['*.EXAMPLE.org', 'ok'] }, 'OLD OK');
    check({ names: ['D'] }, '');
  });

  test('by installed applications; blank is no software data', () => {
    check({ apps: ['widget'] }, 'OLD DOM DB');
    check({ apps: ['Widget 3*'] }, 'DOM');
    check({ apps: ['widget 1.0', 'PLUGIN*'] }, 'OLD WIN');
    check({ apps: [''] }, 'BARE');
    check({ apps: ['', 'plugin'] }, 'WIN BARE');
    check({ apps: ['idget'] }, '');
  });

  test('by security findings: a CVE, the beginning of some, a check, text', () => {
    check({ findings: ['cve-2024-0011'] }, 'WIN');
    check({ findings: ['CVE-2024-001'] }, 'WIN');
    check({ findings: ['CVE-2024'] }, 'OLD WIN');
    check({ findings: ['CVE-1999-'] }, '');
    check({ findings: ['missing-security-software'] }, 'OLD DOM');
    check({ findings: ['patch management'] }, 'OLD DOM');
    check({ findings: ['plugin'] }, 'WIN');
    check({ findings: ['widget'] }, 'OLD');
    check({ findings: ['kb3'] }, 'WIN DOM');
    check({ findings: ['kb1', 'plugin'] }, 'OLD WIN');
    check({ findings: [' '] }, '');
  });

  test('by workload and coverage', () => {
    check({ workloads: ['unknown'] }, 'BARE');
    check({ workloads: ['databases'] }, 'OK');
    check({ workloads: ['business'] }, 'OLD DOM');
    check({ workloads: ['other', 'databases'] }, 'WIN DB OK');
    check({ coverage: ['protected'] }, 'WIN DB OK');
    check({ coverage: ['unprotected', 'unknown'] }, 'OLD DOM BARE');
  });

  test('support that ends within days of the as-of date', () => {
    check({ supportEnds: { withinDays: 55 } }, 'DOM');
    check({ supportEnds: { withinDays: 54 } }, '');
    check({ supportEnds: { withinDays: 1e9 } }, 'WIN DOM OK');
  });

  test('what is left out: each limit by itself', () => {
    check({ except: { environments: ['production'] } }, 'WIN DB BARE OK');
    check({ except: { environments: ['Production'], sites: ['Rotterdam'] } }, 'DB BARE OK');
    check({ except: { text: 'widget plugin' } }, 'BARE OK');
    check({ except: {} }, ALL);
    check({ environments: ['Test'], except: { except: { tags: ['role=db'] } } }, 'DB');
  });

  test('fields combine with and, a scope likewise', () => {
    check({ environments: ['Test'], risks: ['os-end-of-support'] }, 'DB');
    check({ risks: ['os-end-of-support'], within: { risks: ['pending-updates'] } }, 'OLD');
    check({ environments: ['Test'], within: { environments: ['Production'] } }, '');
    check({ within: { within: { text: 'dom' } } }, 'DOM');
  });
});

suite('Facets of servers', () => {
  test('each is a recount with the other limits', () => {
    const some = <T>(...values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined });
    const filters = fc.record({
      environments: some('Production', 'Test', ''), levels: some(...SEVERITIES), support: some('ended', 'extended-paid', 'ending', 'supported', 'unknown'),
      sites: some('Rotterdam', ''), criticality: some('critical', '', 'low'), tags: some('role=web', '', 'ha'), os: some('Debian GNU/Linux 10', 'Windows Server 2019', ''),
      atRisk: fc.option(fc.boolean(), { nil: undefined }), text: fc.constantFrom(undefined, 'widget', 'web production'),
    }) as fc.Arbitrary<ServerFilter>;
    fc.assert(fc.property(tinyServers, filters, (inventory, filter) => {
      const own = new ServerFields(assessServers(inventory, knowledge));
      const query = queryServers(own, filter);
      assert.deepEqual(query.facets.map(({ field }) => field), [...SERVER_FACETS]);
      for (const { field, counts } of query.facets) {
        let total = 0;
        for (const [value, count] of counts) {
          assert.equal(queryServers(own, { ...filter, [field]: [value] }, false).rows.length, count, `${field} ${value}`);
          total += count;
        }
        const others = queryServers(own, { ...filter, [field]: undefined }, false).rows.length;
        if (field === 'tags' || field === 'workloads') assert.ok(total >= others);
        else assert.equal(total, others, field);
      }
    }), { numRuns: 150 });
  });
});

suite('The order of servers', () => {
  const order = (key: ServerSortKey, direction: SortDirection): string => names(sortServers(fields, SERVERS.map((_, i) => i), { key, direction }));
  const check = (key: ServerSortKey, ascending: string, descending: string) => {
    assert.equal(order(key, 'ascending'), ascending);
    assert.equal(order(key, 'descending'), descending);
  };

  test('by default the score down, then the name', () => {
    assert.deepEqual(DEFAULT_SERVER_SORT, { key: 'score', direction: 'descending' });
    assert.deepEqual([...fields.assessment.servers.score], [10, 2, 2, 1, 0, 0]);
    check('score', 'BARE OK DB DOM WIN OLD', 'OLD DOM WIN DB BARE OK');
  });

  test('unknown stands last either way', () => {
    check('vulnerabilities', 'DOM DB OK WIN OLD BARE', 'OLD WIN DOM DB OK BARE');
    check('updates', 'DOM DB OK OLD WIN BARE', 'OLD WIN DOM DB OK BARE');
    check('lastSeen', 'OLD WIN OK DOM DB BARE', 'DOM OK WIN OLD DB BARE');
    check('software', 'DOM OLD WIN DB OK BARE', 'WIN DB OK OLD DOM BARE');
    check('criticality', 'WIN OLD DOM DB BARE OK', 'OLD WIN DOM DB BARE OK');
    check('site', 'DOM OLD WIN DB BARE OK', 'OLD WIN DOM DB BARE OK');
    check('os', 'OLD DB OK DOM WIN BARE', 'WIN DOM OK DB OLD BARE');
    check('security', 'WIN DB OK OLD DOM BARE', 'OLD DOM WIN DB OK BARE');
  });

  test('support ascending begins with the worst', () => check('support', 'OLD DB DOM OK WIN BARE', 'WIN OK DOM DB OLD BARE'));

  test('names by their numbers', () => check('name', 'BARE DB DOM OK OLD WIN', 'WIN OLD OK DOM DB BARE'));
});
