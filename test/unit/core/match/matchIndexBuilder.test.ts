import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePlainDate } from '../../../../src/core/inventory/plainDate';
import { MatchIndexBuilder, openMatchIndex } from '../../../../src/core/match/matchIndexBuilder';
import { createMatcher } from '../../../../src/core/match/matcher';
import { anyOf, buildIndex, configuration, cve, indexOf, node, ratingOf, runningOn } from '../../../support/cveRecords';
import { os, server, software, WINDOWS_2019 } from '../../../support/subjects';

const RECORDS = [
  cve('CVE-2021-44228', '2021-12-10', anyOf('a:apache:log4j >=2.0.1 <2.3.1', 'a:apache:log4j:2.0:rc1', 'a:apache:log4j:2.0:-')),
  cve('CVE-2020-1938', '2020-02-24', anyOf('a:apache:tomcat >=9.0.0 <=9.0.30'), runningOn(['a:x:y <1'], ['?o:microsoft:windows:-'])),
  cve('CVE-2019-1000', '2019-10-10'),
  cve('CVE-1999-0001', '1999-12-30', configuration('not AND', node('OR', 'a:v:p:1.0'), node('not OR', '?o:linux:linux_kernel'))),
  cve('CVE-2021-1234567', '2021-12-11', anyOf('cpe:2.3:o:cisco:nx-os:7.0\\(3\\)i7\\(4\\):*:*:*:*:*:*:*', 'o:cisco:nx-os >=7.0\\(3\\) <7.0\\(3\\)i4')),
];

function checkError(bytes: Uint8Array, pattern: RegExp): void {
  const opened = openMatchIndex(bytes);
  assert.match('error' in opened ? opened.error : 'opened', pattern);
}

suite('match index', () => {
  test('CVEs stand in the order of year and number', () => {
    const index = indexOf(RECORDS);
    const ids = Array.from({ length: index.cveCount }, (_, at) => index.cveId(at));
    assert.deepEqual(ids, ['CVE-1999-0001', 'CVE-2019-1000', 'CVE-2020-1938', 'CVE-2021-44228', 'CVE-2021-1234567']);
    assert.deepEqual(ids.map((id) => index.cveIndex(id)), [0, 1, 2, 3, 4]);
    assert.deepEqual(['CVE-2021-44229', 'CVE-2021-044228', 'nonsense', '', 'cve-2021-44228'].map((id) => index.cveIndex(id)), [-1, -1, -1, -1, 3]);
  });

  test('products and rows are counted', () => {
    const index = indexOf(RECORDS);
    assert.deepEqual([index.productCount, index.rowCount], [7, 10]);
    const known = ['a:apache:log4j', 'o:microsoft:windows', 'a:apache:log4', 'a:apache:log4jj', '', 'a:zzz:zzz'].map((key) => index.hasProduct(key));
    assert.deepEqual(known, [true, true, false, false, false, false]);
  });

  test('ratings', () => {
    const builder = new MatchIndexBuilder();
    const on = parsePlainDate('2024-02-29')!;
    const plain = cve('CVE-2024-0001', '2024-02-29');
    builder.add({ ...plain, metrics: [{ ...plain.metrics[0]!, score: 9.8, severity: 'critical' }] }, { publishedOn: on, kev: 2, epss: 0.97432 });
    builder.add({ ...cve('CVE-2024-0002', '2024-02-29'), metrics: [] }, { publishedOn: on, kev: 0, epss: null });
    builder.add({ ...plain, id: 'CVE-2024-0003', metrics: [{ ...plain.metrics[0]!, score: Number.NaN }] }, { publishedOn: on, kev: 1, epss: 1 });
    const opened = openMatchIndex(builder.build());
    assert.ok('index' in opened);
    const { index } = opened;
    assert.deepEqual([...index.score], [98, 255, 255]);
    assert.deepEqual([...index.severity], [0, 5, 1]);
    assert.deepEqual([...index.kev], [2, 0, 1]);
    assert.deepEqual([...index.epss], [9743, 65535, 10000]);
    assert.deepEqual([...index.published], [19782, 19782, 19782]);
  });

  test('of two records with one id the one modified last counts, and the other leaves no trace', () => {
    const old = cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:old:1', 'a:v:older <7'));
    const fresh = cve('CVE-2024-0001', '2024-01-02', anyOf('a:v:new:2'));
    for (const records of [[old, fresh], [fresh, old]]) assert.deepEqual(buildIndex(records), buildIndex([fresh]));
  });

  test('the order of adding does not matter', () => {
    const expected = buildIndex(RECORDS);
    assert.deepEqual(buildIndex([...RECORDS].reverse()), expected);
    fc.assert(fc.property(fc.shuffledSubarray(RECORDS, { minLength: RECORDS.length }), (records) => assert.deepEqual(buildIndex(records), expected)), { numRuns: 20 });
  });

  test('malformed criteria are left out and counted', () => {
    const builder = new MatchIndexBuilder();
    const rows = ['cpe:2.3:a:v:p', 'cpe:2.3:a:v:*:*:*:*:*:*:*:*:*', 'a:*:p:1', 'a:v:p*:1', 'a:v:-:1', 'nonsense', '', 'a:v:p:1'];
    const record = cve('CVE-2024-0001', '2024-01-01', anyOf(...rows));
    builder.add(record, ratingOf(record));
    assert.equal(builder.skippedRows, 7);
    const opened = openMatchIndex(builder.build());
    assert.ok('index' in opened);
    assert.equal(opened.index.rowCount, 1);
  });

  test('a record whose id is none is left out and counted', () => {
    const builder = new MatchIndexBuilder();
    for (const id of ['', 'GHSA-xxxx', 'CVE-2024-1', 'CVE-2024-00001', 'CVE-2024-99999999999']) builder.add(cve(id, '2024-01-01'), ratingOf(cve(id, '2024-01-01')));
    assert.equal(builder.skippedRecords, 5);
  });

  test('a rejected record matches nothing', () => {
    assert.equal(indexOf([{ ...cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p')), vulnStatus: 'Rejected' }]).rowCount, 0);
  });

  test('nothing at all is an index', () => {
    const index = indexOf([]);
    assert.deepEqual([index.cveCount, index.rowCount, index.productCount, index.cveIndex('CVE-2021-44228'), index.hasProduct('a:v:p')], [0, 0, 0, -1, false]);
  });

  test('a configuration without nodes, a node without rows', () => {
    assert.equal(indexOf([cve('CVE-2024-0001', '2024-01-01', configuration('AND'), configuration('AND', node('OR'), node('AND')))]).cveCount, 1);
  });

  test('bytes at an odd place of a larger buffer', () => {
    const bytes = buildIndex(RECORDS);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    assert.ok('index' in openMatchIndex(larger.subarray(3)));
  });

  suite('bytes that are no index', () => {
    const bytes = buildIndex(RECORDS);
    test('none', () => checkError(new Uint8Array(0), /cut short \(0 bytes\)/));
    test('other bytes', () => checkError(new Uint8Array(1_000).fill(7), /no match index/));
    test('a newer format', () => checkError(bytes.map((byte, at) => (at === 4 ? 99 : byte)), /format 99, this version reads format 4/));
    test('cut short anywhere', () => {
      for (let length = 16; length < bytes.length; length++) checkError(bytes.slice(0, length), /cut short/);
    });

    test('any byte changed is an error or an index that can be read', () => {
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
          const opened = openMatchIndex(bytes.map((byte, place) => (place === at ? value : byte)));
          if ('error' in opened) return;
          for (let cveAt = 0; cveAt < opened.index.cveCount; cveAt++) opened.index.cveIndex(opened.index.cveId(cveAt));
          opened.index.hasProduct('a:apache:log4j');
          const matcher = createMatcher(opened.index);
          const subjects = server(os('windows', [WINDOWS_2019], { build: '10.0.17763.1' }), software(['a:apache:log4j:2.0.5', 'a:x:y:0', 'a:v:p:1.0']), software('a:apache:tomcat'));
          matcher.matchOs(subjects.os);
          for (const identity of subjects.software) {
            matcher.matchSoftware(identity);
            for (let cveAt = 0; cveAt < opened.index.cveCount; cveAt++) matcher.explain(cveAt, identity, subjects);
          }
        }),
        { numRuns: 2_000 },
      );
    });
  });
});
