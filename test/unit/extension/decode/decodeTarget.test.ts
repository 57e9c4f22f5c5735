import * as assert from 'node:assert/strict';
import { decodeServerFilter, decodeServerSort, decodeSoftwareFilter } from '../../../../src/extension/decode/decodeFilter';
import { decodeTarget } from '../../../../src/extension/decode/decodeTarget';
import type { ServerFilter, SoftwareFilter, Target } from '../../../../src/protocol/models/frame';

suite('targets of links', () => {
  const same = (target: Target) => assert.deepEqual(decodeTarget(JSON.parse(JSON.stringify(target))), target);

  test('every kind comes back as it was', () => {
    same({ view: 'overview' });
    same({ view: 'charts' });
    same({ view: 'dataIssues' });
    same({ view: 'feeds' });
    same({ view: 'servers', filter: { environments: [''], keys: ['a', 'b'] } });
    same({ view: 'software', filter: { product: { name: 'redis', cycle: '5.0' } } });
    same({ view: 'server', server: 'rtm-0001' });
    same({ view: 'server', server: 'rtm-0001', section: 'vulnerabilities', finding: { cve: 'CVE-2020-0601', software: 7 } });
    same({ view: 'source', file: '/x/y.csv', line: 0, column: 0 });
    same({ view: 'record', cve: 'CVE-2020-0601' });
  });

  test('a record is only a CVE: its id becomes part of an address', () => {
    for (const cve of ['CVE-2020-0601?x', 'CVE-2020-0601\n', '../CVE-2020-0601', 'cve-2020-0601', 'CVE-2020-060', 'GHSA-xx', '', null, 20200601]) {
      assert.equal(decodeTarget({ view: 'record', cve }), undefined, String(cve));
    }
  });

  test('a place in a file has whole numbers', () => {
    for (const change of [{ line: -1 }, { line: 1.5 }, { column: '1' }, { file: 7 }, { file: 'x'.repeat(3_000) }]) {
      assert.equal(decodeTarget({ view: 'source', file: '/x', line: 1, column: 1, ...change }), undefined);
    }
  });

  test('what is no target is none', () => {
    for (const value of [undefined, null, 'overview', [], { view: 'constructor' }, { view: 'server' }, { view: 'server', server: 1 }]) assert.equal(decodeTarget(value), undefined);
  });
});

suite('filters', () => {
  test('a whole servers filter comes back as it was', () => {
    const filter = {
      text: 'web', atRisk: true, risks: ['pending-updates'], levels: ['critical'], severities: ['high'], exploited: true, support: ['extended-paid'],
      supportEnds: { from: '2026-01-01', to: '2026-03-31' }, os: ['Windows Server 2016'], environments: ['Production'], sites: [''], criticality: [''],
      tags: ['role=dc'], cve: 'CVE-2020-1472', software: { name: '7-Zip', publisher: 'Igor Pavlov', version: '19.00', source: 'registry', cpe: 'cpe:2.3:a:x', purl: 'pkg:x' }, product: { name: 'redis' }, updates: ['critical'], lacks: ['software'], knows: ['lastSeen'], unknownRisks: ['vulnerabilities'],
      stale: true, keys: ['x'], within: { sites: ['Hamburg'] },
    };
    assert.deepEqual(decodeServerFilter(filter), filter as unknown as ServerFilter);
  });

  test('a whole software filter comes back as it was', () => {
    const filter: SoftwareFilter = {
      text: 'sql', atRisk: false, risks: ['vulnerable'], levels: ['none'], exploited: false, support: ['unknown'], supportEnds: {}, categories: ['Web hosting'],
      publishers: [''], sources: ['dpkg'], cve: 'CVE-2020-1472', identified: false, versionKnown: true, name: 'x', product: { name: 'redis' }, server: 'k',
      software: { name: 'x' }, servers: { within: { atRisk: true } },
    };
    assert.deepEqual(decodeSoftwareFilter(filter), filter);
  });

  test('what is not understood does not limit', () => {
    for (const value of [undefined, null, 1, [], 'x', { text: 1, atRisk: 'no', levels: 'critical', supportEnds: 3, software: { version: '1' }, cve: 'x', __proto__: { text: 'y' } }]) {
      assert.deepEqual(decodeServerFilter(value), {});
    }
    assert.deepEqual(decodeServerFilter({ supportEnds: { from: '2026-02-30', to: '2026-03-31' } }), { supportEnds: { to: '2026-03-31' } });
    assert.deepEqual(decodeServerFilter({ levels: ['critical', 'hasOwnProperty', 3] }), { levels: ['critical'] });
  });

  test('scopes within scopes end somewhere', () => {
    const circle: Record<string, unknown> = { text: 'x' };
    circle.within = circle;
    assert.deepEqual(decodeServerFilter(circle), { text: 'x', within: { text: 'x', within: { text: 'x', within: { text: 'x' } } } });
  });

  test('a sort that is not understood is the usual one', () => {
    assert.deepEqual(decodeServerSort({ key: 'name', direction: 'ascending' }), { key: 'name', direction: 'ascending' });
    assert.deepEqual(decodeServerSort({ key: 'constructor', direction: 'ascending' }), { key: 'score', direction: 'descending' });
  });
});
