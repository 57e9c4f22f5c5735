import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CveRecord } from '../../../../src/core/match/cveRecord';
import { MatchIndexBuilder } from '../../../../src/core/match/matchIndexBuilder';
import { encodeMatchTables } from '../../../../src/core/match/matchTablesFile';
import { mergeMatchTables } from '../../../../src/core/match/mergeMatchTables';
import { runSteps } from '../../../../src/core/steps';
import { anyOf, buildIndex, configuration, cve, node, ratingOf, runningOn } from '../../../support/cveRecords';

function tablesOf(records: readonly CveRecord[]) {
  const builder = new MatchIndexBuilder();
  for (const record of records) builder.add(record, ratingOf(record));
  return runSteps(builder.buildTables());
}

/** The merge of what is there with what comes, less what was dropped, against a build of what should remain. */
function check(base: readonly CveRecord[], delta: readonly CveRecord[], dropped: readonly string[] = []): void {
  const changed = new Set([...delta.map(({ id }) => id), ...dropped]);
  const before = tablesOf(base);
  const ids = [...new Set(base.map(({ id }) => id))].sort((a, b) => Number(a.slice(4, 8)) - Number(b.slice(4, 8)) || Number(a.slice(9)) - Number(b.slice(9)));
  const merged = runSteps(mergeMatchTables(before, tablesOf(delta), Uint8Array.from(ids, (id) => (dropped.includes(id) ? 1 : 0))));
  assert.deepEqual(encodeMatchTables(merged), buildIndex([...base.filter(({ id }) => !changed.has(id)), ...delta]));
}

suite('mergeMatchTables', () => {
  const log4j = cve('CVE-2021-44228', '2021-12-10', anyOf('a:apache:log4j >=2.0.1 <2.3.1', 'a:apache:log4j:2.0:rc1', 'a:apache:log4j:2.0:-'));
  const tomcat = cve('CVE-2020-1938', '2020-02-24', anyOf('a:apache:tomcat >=9.0.0 <=9.0.30'), runningOn(['a:x:y <1'], ['?o:microsoft:windows:-']));
  const bare = cve('CVE-2019-1000', '2019-10-10');
  const negated = cve('CVE-1999-0001', '1999-12-30', configuration('not AND', node('OR', 'a:v:p:1.0', 'a:v:p:1'), node('not OR', '?o:linux:linux_kernel')));

  test('nothing into nothing', () => check([], []));
  test('something into nothing, nothing into something', () => {
    check([], [log4j, bare]);
    check([log4j, bare], []);
  });
  test('before, between and after', () => check([tomcat, bare], [log4j, negated]));
  test('a record that replaces one leaves nothing of it in the dictionaries', () => check([log4j, tomcat, negated], [cve('CVE-2020-1938', '2020-02-24', anyOf('a:apache:tomcat:10'))]));
  test('a record that loses its configurations', () => check([log4j, tomcat], [cve('CVE-2021-44228', '2021-12-10')]));
  test('dropped ones', () => {
    check([log4j, tomcat, negated], [], ['CVE-2021-44228']);
    check([log4j, tomcat, negated], [bare], ['CVE-2020-1938', 'CVE-1999-0001', 'CVE-2021-44228']);
  });
  test('the replaced record is said to be dropped as well', () => check([log4j], [cve('CVE-2021-44228', '2021-12-10', anyOf('a:v:p'))], ['CVE-2021-44228']));
  test('versions that are equal in order stay one rank, whichever side they come from', () => {
    check([cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1.0', 'a:v:p:2'))], [cve('CVE-2024-0002', '2024-01-01', anyOf('a:v:p:1', 'a:v:p:1.0.0', 'a:v:p:2.0'))]);
    check([cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1', 'a:v:p:1.0', 'a:v:p:1.0.0'))], [cve('CVE-2024-0001', '2024-01-02', anyOf('a:v:p:1.0'))]);
  });

  const name = fc.constantFrom('a:v:p', 'a:v:q', 'a:w:p', 'o:x:os', 'h:z:z');
  const version = fc.constantFrom('', ':1', ':1.0', ':1.0.0', ':01', ':1.1', ':1.1a', ':1.2-rc1', ':2', ':-', ':*', ':xp', ':1.*', ':0', ':\\-', ':~', ':!');
  const attributes = fc.constantFrom('', '', ':update1', ':-', ':*:*:*:pro', ':*:*:*:*:windows', ':*:*:*:*:*:x64');
  const range = fc.constantFrom('', '', ' <1', ' <=1.0', ' >=1.1 <2', ' >0 <=xp', ' <~');
  const row = fc.tuple(fc.constantFrom('', '', '?'), name, version, attributes, range).map(([platform, product, text, more, bounds]) => `${platform}${product}${text}${text === '' ? '' : more}${text === '' ? bounds : ''}`);
  const nodes = fc.array(fc.tuple(fc.constantFrom('OR' as const, 'AND' as const, 'not OR' as const), fc.array(fc.oneof({ weight: 20, arbitrary: row }, fc.constant('nonsense')), { maxLength: 5 })).map(([operator, rows]) => node(operator, ...rows)), { maxLength: 3 });
  const configurations = fc.array(fc.tuple(fc.constantFrom('OR' as const, 'AND' as const, 'not AND' as const), nodes).map(([operator, list]) => configuration(operator, ...list)), { maxLength: 3 });
  const id = fc.tuple(fc.constantFrom(1999, 2021, 2024), fc.constantFrom('0001', '0002', '1000', '99999', '123456')).map(([year, number]) => `CVE-${year}-${number}`);
  const records = fc.uniqueArray(fc.tuple(id, configurations, fc.constantFrom('nvd' as const, 'overlay' as const, 'cna' as const)), { selector: ([one]) => one, maxLength: 12 })
    .map((list) => list.map(([one, all, configurationSource]) => ({ ...cve(one, '2024-01-01', ...all), configurationSource })));

  test('as a build of the same records, byte for byte', () => {
    fc.assert(fc.property(records, records, fc.array(id, { maxLength: 4 }), (base, delta, dropped) => check(base, delta, dropped)), { numRuns: 3_000 });
  });

  test('many small merges are one large build', () => {
    fc.assert(fc.property(fc.array(records, { minLength: 2, maxLength: 6 }), (batches) => {
      let merged = tablesOf([]);
      for (const batch of batches) merged = runSteps(mergeMatchTables(merged, tablesOf(batch)));
      const last = new Map(batches.flat().map((record) => [record.id, record]));
      assert.deepEqual(encodeMatchTables(merged), buildIndex([...last.values()]));
    }), { numRuns: 500 });
  });
});
