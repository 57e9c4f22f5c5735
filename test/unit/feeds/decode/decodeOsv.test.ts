import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AdvisoryRecord } from '../../../../src/core/match/advisories/advisoryIndex';
import { decodeOsv } from '../../../../src/feeds/decode/decodeOsv';

const range = (...events: object[]) => ({ type: 'ECOSYSTEM', events });
const affected = (ecosystem: string, name: string, more: object = { ranges: [range({ introduced: '0' }, { fixed: '2' })] }) => ({ package: { ecosystem, name }, ...more });
const record = (more: object = {}) => ({ id: 'DSA-1', modified: '2024-05-06T07:08:09Z', aliases: ['CVE-2024-0001'], affected: [affected('Debian:12', 'openssl')], ...more });

function decoded(more: object = {}): AdvisoryRecord {
  const result = decodeOsv(record(more));
  assert.ok(result.kind === 'advisory', JSON.stringify(result));
  return result.record;
}

/** The packages in one line: `Debian:12 openssl [0 <2]`, versions one by one after `=`. */
function packages(more: object): string[] {
  const sign = { introduced: '', fixed: '<', last_affected: '<=', limit: '|' };
  return decoded(more).affected.map(({ ecosystem, name, ranges, versions }) =>
    [ecosystem, name, ...ranges.map(({ events }) => `[${events.map(({ kind, version }) => sign[kind] + version).join(' ')}]`), ...versions.map((version) => `=${version}`)].join(' '));
}

suite('decodeOsv', () => {
  test('a record', () => {
    assert.deepEqual(decoded(), {
      id: 'DSA-1', modified: '2024-05-06T07:08:09Z', withdrawn: false, cves: ['CVE-2024-0001'],
      affected: [{ ecosystem: 'Debian:12', name: 'openssl', ranges: [{ type: 'ECOSYSTEM', events: [{ kind: 'introduced', version: '0' }, { kind: 'fixed', version: '2' }] }], versions: [] }],
    });
  });

  test('CVE ids: the record\'s own, aliases, upstream; related only where these name none', () => {
    const cves = (more: object): string => decoded({ aliases: [], ...more }).cves.join(' ');
    assert.equal(cves({ id: 'DEBIAN-CVE-2024-0001' }), 'CVE-2024-0001');
    assert.equal(cves({ id: 'UBUNTU-CVE-2024-12345', upstream: ['CVE-2024-12345'] }), 'CVE-2024-12345');
    assert.equal(cves({ id: 'ALPINE-CVE-2023-0464' }), 'CVE-2023-0464');
    assert.equal(cves({ id: 'CVE-2024-0002', aliases: ['GHSA-xxxx'] }), 'CVE-2024-0002');
    assert.equal(cves({ id: 'USN-1-1', upstream: ['UBUNTU-CVE-2024-0003', 'CVE-2024-0004'], related: ['CVE-2020-9999'] }), 'CVE-2024-0003 CVE-2024-0004');
    assert.equal(cves({ id: 'ALSA-2024:1', related: ['CVE-2024-0005', 'CVE-2024-0005', 'ALSA-2024:2'] }), 'CVE-2024-0005');
    assert.equal(cves({ id: 'ALBA-2024:1', related: [] }), '');
    assert.equal(cves({ id: 'X-CVE-2024-01', aliases: ['CVE-2024-00001', 'cve-2024-0001', 7, null, 'xCVE-2024-0001'] }), '');
  });

  test('packages of distributions with their release, nothing else', () => {
    assert.deepEqual(packages({
      affected: ['Debian:12', 'Debian', 'Debian:', 'npm', 'PyPI:x', 'Ubuntu:Pro:22.04:LTS', 'Red Hat:enterprise_linux:9::baseos', 'SUSE:Linux Enterprise Server 15 SP5', 'Alpine:v3.19', 'debian:12'].map((ecosystem) => affected(ecosystem, 'a')),
    }), ['Debian:12 a [0 <2]', 'Ubuntu:Pro:22.04:LTS a [0 <2]', 'Red Hat:enterprise_linux:9::baseos a [0 <2]', 'SUSE:Linux Enterprise Server 15 SP5 a [0 <2]', 'Alpine:v3.19 a [0 <2]']);
  });

  test('ranges keep the order of their events; commits are left out', () => {
    assert.deepEqual(packages({ affected: [affected('Debian:12', 'a', {
      ranges: [{ type: 'GIT', repo: 'x', events: [{ introduced: '0' }] }, range({ introduced: '1' }, { last_affected: '1.5' }, { introduced: '2' }, { fixed: '3' }, { limit: '4' }), { type: 'SEMVER', events: [{ introduced: '0', fixed: '9' }] }],
    })] }), ['Debian:12 a [1 <=1.5 2 <3 |4] [0 <9]']);
  });

  test('listed versions count where no range of the distribution\'s order does', () => {
    assert.deepEqual(packages({ affected: [
      affected('Debian:12', 'a', { ranges: [range({ introduced: '0' })], versions: ['1', '2'] }),
      affected('Debian:12', 'b', { ranges: [{ type: 'GIT', events: [] }], versions: ['1', '2'] }),
      affected('Debian:12', 'c', { versions: ['1'] }),
    ] }), ['Debian:12 a [0]', 'Debian:12 b =1 =2', 'Debian:12 c =1']);
  });

  test('what Debian calls unimportant is named, and affects nothing', () => {
    const own = affected('Debian:12', 'a', { ranges: [range({ introduced: '0' })], ecosystem_specific: { urgency: 'unimportant' } });
    assert.deepEqual(packages({ affected: [own, { ...own, ecosystem_specific: { urgency: 'not yet assigned' } }] }), ['Debian:12 a', 'Debian:12 a [0]']);
  });

  test('a withdrawn record takes itself out, also when nothing else of it is left', () => {
    assert.equal(decoded({ withdrawn: '2024-06-01T00:00:00Z' }).withdrawn, true);
    assert.equal(decoded({ withdrawn: '2024-06-01T00:00:00Z', affected: undefined }).withdrawn, true);
  });

  test('hostile shapes are left out with a reason', () => {
    const reason = (value: unknown): string => {
      const result = decodeOsv(value);
      return result.kind === 'skipped' ? `${result.id}: ${result.reason}` : 'advisory';
    };
    const rows: readonly (readonly [unknown, string])[] = [
      [null, ': it is nothing, not an object'],
      [[], ': it is a list, not an object'],
      [{}, ': its `id` is missing or not plain text'],
      [record({ id: 7 }), ': its `id` is missing or not plain text'],
      [record({ id: 'A\nB' }), 'A\nB: its `id` is missing or not plain text'],
      [record({ affected: undefined }), 'DSA-1: it names no package of a distribution\'s release'],
      [record({ affected: {} }), 'DSA-1: its list `affected` is an object'],
      [record({ affected: [null] }), 'DSA-1: an entry of `affected` has no package'],
      [record({ affected: [{ package: { ecosystem: 'Debian:12' } }] }), 'DSA-1: a package name is missing or not plain text'],
      [record({ affected: [affected('Debian:12', 'a\0b')] }), 'DSA-1: a package name is missing or not plain text'],
      [record({ affected: [affected('Debian:12', 'a'.repeat(300))] }), 'DSA-1: a package name is missing or not plain text'],
      [record({ affected: [affected('Debian:12', 'a', { ranges: [7] })] }), 'DSA-1: a range is not an object'],
      [record({ affected: [affected('Debian:12', 'a', { ranges: [range({ fixed: 7 })] })] }), 'DSA-1: a version is missing or not plain text'],
      [record({ affected: [affected('Debian:12', 'a', { ranges: [{ type: 'ECOSYSTEM', events: Array(300).fill({ introduced: '0' }) }] })] }), 'DSA-1: its list `events` is longer than any real one'],
      [record({ aliases: 'CVE-2024-0001' }), 'DSA-1: its list `aliases` is text'],
    ];
    for (const [value, expected] of rows) assert.equal(reason(value), expected);
  });

  test('whatever JSON it is given, it answers', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void decodeOsv(value)), { numRuns: 500 });
    fc.assert(fc.property(fc.jsonValue(), (value) => void decodeOsv(record({ affected: [value, affected('Debian:12', 'a', { ranges: [value] })], related: value }))), { numRuns: 500 });
  });
});
