import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { decodeNvdPage, decodeNvdVulnerability } from '../../../../src/feeds/decode/decodeNvd';
import { fromData } from '../dataFiles';

const good = {
  id: 'CVE-2021-44228',
  published: '2021-12-10T10:15:09.143',
  lastModified: '2023-04-03T20:15:06.687',
  vulnStatus: 'Analyzed',
  descriptions: [{ lang: 'es', value: 'hola' }, { lang: 'en', value: 'A hole.' }],
  references: [{ url: 'https://example.com/a' }, { url: 'https://example.com/a' }, { url: 'javascript:alert(1)' }],
  weaknesses: [{ description: [{ value: 'CWE-502' }, { value: 'NVD-CWE-noinfo' }, { value: '<b>' }] }],
  configurations: [{ nodes: [{ operator: 'OR', negate: false, cpeMatch: [{ vulnerable: true, criteria: 'cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*', versionEndExcluding: '2.15.0', matchCriteriaId: 'x' }] }] }],
};

/** The good record with some fields replaced, as one line. */
function check(change: Record<string, unknown> | unknown, expected: string): void {
  const cve = typeof change === 'object' && change !== null && !Array.isArray(change) ? { ...good, ...change } : change;
  const decoded = decodeNvdVulnerability({ cve });
  const text = decoded.kind === 'cve'
    ? `cve ${decoded.record.configurations.flatMap(({ nodes }) => nodes.flatMap(({ cpeMatch }) => cpeMatch)).length} rows`
    : decoded.kind === 'rejected' ? 'rejected' : `unreadable ${decoded.id}: ${decoded.reason}`;
  assert.equal(text, expected);
}

const nested = (cpeMatch: unknown, more: object = {}) => ({ configurations: [{ nodes: [{ operator: 'OR', cpeMatch, ...more }] }] });
const row = good.configurations[0].nodes[0].cpeMatch[0];

suite('decodeNvd', () => {
  test('a record with everything', () => {
    const decoded = decodeNvdVulnerability({ cve: good });
    assert.ok(decoded.kind === 'cve');
    assert.deepEqual(decoded.record, {
      id: 'CVE-2021-44228',
      published: '2021-12-10T10:15:09.143',
      lastModified: '2023-04-03T20:15:06.687',
      vulnStatus: 'Analyzed',
      description: 'A hole.',
      references: ['https://example.com/a'],
      cwes: ['CWE-502', 'NVD-CWE-noinfo'],
      metrics: [],
      configurations: [{
        operator: 'OR', negate: false,
        nodes: [{
          operator: 'OR', negate: false,
          cpeMatch: [{
            vulnerable: true, criteria: 'cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*',
            versionStartIncluding: '', versionStartExcluding: '', versionEndIncluding: '', versionEndExcluding: '2.15.0',
          }],
        }],
      }],
    });
  });

  test('what passes', () => {
    check({}, 'cve 1 rows');
    check({ vulnStatus: 'Not Scheduled', brandNew: { deep: [1] } }, 'cve 1 rows');
    check({ vulnStatus: undefined, lastModified: undefined }, 'cve 1 rows');
    check({ configurations: undefined }, 'cve 0 rows');
    check({ configurations: null }, 'cve 0 rows');
    check({ metrics: 'none', references: 7, weaknesses: {}, descriptions: null }, 'cve 1 rows');
    check(nested([row, { ...row, vulnerable: false }], { operator: 'and', negate: true }), 'cve 2 rows');
    check(nested([], {}), 'cve 0 rows');
  });

  test('rejected records are dropped, however they are written', () => {
    check({ vulnStatus: 'Rejected' }, 'rejected');
    check({ vulnStatus: 'REJECTED', configurations: 'gone' }, 'rejected');
  });

  test('what does not pass, with its reason', () => {
    check(null, 'unreadable : its `cve` is nothing, not an object');
    check([], 'unreadable : its `cve` is a list, not an object');
    check({ id: 7 }, 'unreadable : its id is not a CVE id');
    check({ id: 'cve-2021-44228' }, 'unreadable cve-2021-44228: its id is not a CVE id');
    check({ id: 'CVE-2021-00044228' }, 'unreadable CVE-2021-00044228: its id is not a CVE id');
    check({ id: 'CVE-2021-1234567890' }, 'unreadable CVE-2021-1234567890: its id is not a CVE id');
    check({ published: '2021-13-01T00:00:00' }, 'unreadable CVE-2021-44228: its `published` is not a date');
    check({ published: undefined }, 'unreadable CVE-2021-44228: its `published` is not a date');
    check({ configurations: {} }, 'unreadable CVE-2021-44228: `configurations` is an object, not a list');
    check({ configurations: [null] }, 'unreadable CVE-2021-44228: a configuration is nothing, not an object');
    check({ configurations: [{}] }, 'unreadable CVE-2021-44228: `nodes` is nothing, not a list');
    check({ configurations: [{ nodes: ['x'] }] }, 'unreadable CVE-2021-44228: a node is text, not an object');
    check({ configurations: [{ nodes: [], operator: 'XOR' }] }, 'unreadable CVE-2021-44228: an `operator` is neither AND nor OR');
    check({ configurations: [{ nodes: [], negate: 'no' }] }, 'unreadable CVE-2021-44228: `negate` is neither true nor false');
    check(nested({}), 'unreadable CVE-2021-44228: `cpeMatch` is an object, not a list');
    check(nested([{ ...row, criteria: undefined }]), 'unreadable CVE-2021-44228: a match row has no `criteria`');
    check(nested([{ ...row, criteria: 'c'.repeat(2_000) }]), 'unreadable CVE-2021-44228: a match row has no `criteria`');
    check(nested([{ ...row, vulnerable: 'yes' }]), 'unreadable CVE-2021-44228: a match row does not say whether it is `vulnerable`');
    check(nested([{ ...row, versionEndExcluding: 2 }]), 'unreadable CVE-2021-44228: `versionEndExcluding` of a match row is not a version');
    check(nested(new Array(70_000).fill(row)), 'unreadable CVE-2021-44228: `cpeMatch` is longer than any real record\'s');
  });

  test('a wrong match row never leaves half of an AND behind', () => {
    check({ configurations: [{ operator: 'AND', nodes: [{ cpeMatch: [row] }, { cpeMatch: [{ vulnerable: false }] }] }] },
      'unreadable CVE-2021-44228: a match row has no `criteria`');
  });

  test('text is bounded', () => {
    const decoded = decodeNvdVulnerability({ cve: { ...good, descriptions: [{ lang: 'en', value: '😀'.repeat(20_000) }], references: Array.from({ length: 3_000 }, (_, i) => ({ url: `https://e/${i}` })) } });
    assert.ok(decoded.kind === 'cve');
    assert.equal(decoded.record.description.length, 16_384);
    assert.ok(!/[\ud800-\udbff]$/.test(decoded.record.description));
    assert.equal(decoded.record.references.length, 500);
  });

  test('a page counts what it leaves out', () => {
    const decoded = decodeNvdPage({ timestamp: '2026-11-20T00:00:00.000', vulnerabilities: [{ cve: good }, { cve: { ...good, vulnStatus: 'Rejected' } }, 'x', 'y', { cve: { ...good, id: 'A' } }] });
    assert.ok('page' in decoded);
    assert.deepEqual(
      { ...decoded.page, records: decoded.page.records.length },
      {
        revision: '2026-11-20T00:00:00.000', records: 1, rejected: 1,
        skips: [{ reason: 'it is text, not an object', count: 2, example: '' }, { reason: 'its id is not a CVE id', count: 1, example: 'A' }],
      },
    );
    for (const value of [null, 7, [], {}, { vulnerabilities: {} }, '<html>']) {
      assert.deepEqual(decodeNvdPage(value), { reason: 'it has no list `vulnerabilities`' });
    }
  });

  test('every genuine API record is read', function () {
    const folder = fromData('feeds/nvd-samples');
    if (!folder) return this.skip();
    const pages = ['vunnel-api-full-page.json', 'grype-testdata-nvd-2.0.json', 'osv.dev-conversion-test.json', ...fs.readdirSync(path.join(folder, 'osv.dev')).map((file) => `osv.dev/${file}`)];
    let records = 0;
    for (const file of pages) {
      const decoded = decodeNvdPage(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')));
      assert.ok('page' in decoded, file);
      // Two records of grype's are made up, with ids like CVE-2023-JVM-TEST.
      const skipped = decoded.page.skips.reduce((sum, { count }) => sum + count, 0);
      assert.equal(skipped, file.startsWith('grype') ? 2 : 0, file);
      records += decoded.page.records.length + decoded.page.rejected + skipped;
    }
    assert.equal(records, 38 + 38 + 13 + 23);
  });
});
