import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AdvisoryIndex, AdvisoryRecord } from '../../../../../src/core/match/advisories/advisoryIndex';
import { AdvisoryIndexBuilder, openAdvisoryIndex } from '../../../../../src/core/match/advisories/advisoryIndexBuilder';
import { runSteps } from '../../../../../src/core/steps';
import { advisory, advisoryIndex } from '../../../../support/advisories';

function built(records: readonly AdvisoryRecord[]): Uint8Array {
  const builder = new AdvisoryIndexBuilder();
  for (const record of records) builder.add(record);
  return builder.build();
}

function opened(bytes: Uint8Array): AdvisoryIndex {
  const result = openAdvisoryIndex(bytes);
  assert.ok('index' in result, JSON.stringify(result));
  return result.index;
}

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const statement = one('0', '0 <1-1', '0 <2-1', '1 <=2', '0 <1 2 <3', '0 <1; 2 <3', '= 1 2', '');
const anyRecord = fc.record({
  id: one('A-1', 'A-2', 'A-3', 'B-1'),
  cves: one('', '2024-0001', '2024-0001 2023-0002'),
  packages: fc.array(fc.tuple(one('Debian:11', 'Debian:12', 'SUSE:Linux Enterprise Server 15 SP5', 'openSUSE:Leap 15.5'), one('a', 'b', 'aa'), statement).map((parts) => parts.join(' | ')), { minLength: 1, maxLength: 4 }),
  modified: one('2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z', ''),
  withdrawn: fc.boolean(),
}).map(({ id, cves, packages, modified, withdrawn }) => advisory(id, cves, packages, { modified, withdrawn }));

suite('The index of advisories', () => {
  test('what is said of a package of a release, and nothing of its neighbours', () => {
    const index = advisoryIndex(
      advisory('DSA-2', '2024-0002 2023-0001', ['Debian:12 | openssl | 0 <3.0.9-1', 'Debian:11 | openssl | 0 <1.1.1n-0+deb11u5']),
      advisory('DSA-1', '2024-0001', ['Debian:12 | openssl | 1 <=2 3', 'Debian:12 | openssl-x | = 1 2']),
    );
    assert.deepEqual(index.ecosystems, ['Debian:11', 'Debian:12']);
    assert.equal(index.advisoryCount, 2);
    assert.deepEqual(index.advisoriesOf('Debian:12', 'openssl'), [
      { advisory: 'DSA-1', cves: ['CVE-2024-0001'], ranges: [{ type: 'ECOSYSTEM', events: [{ kind: 'introduced', version: '1' }, { kind: 'last_affected', version: '2' }, { kind: 'introduced', version: '3' }] }], versions: [] },
      { advisory: 'DSA-2', cves: ['CVE-2023-0001', 'CVE-2024-0002'], ranges: [{ type: 'ECOSYSTEM', events: [{ kind: 'introduced', version: '0' }, { kind: 'fixed', version: '3.0.9-1' }] }], versions: [] },
    ]);
    assert.deepEqual(index.advisoriesOf('Debian:12', 'openssl-x').map(({ versions }) => versions), [['1', '2']]);
    for (const [ecosystem, name] of [['Debian:13', 'openssl'], ['Debian:12', 'openss'], ['Debian:11', 'openssl-x'], ['', '']] as const) assert.deepEqual(index.advisoriesOf(ecosystem, name), []);
    assert.deepEqual([index.coversRelease('Debian:12'), index.coversRelease('Debian:1'), index.coversRelease('Debian')], [true, false, false]);
    assert.deepEqual([index.namesCve('Debian:11', 'CVE-2024-0002'), index.namesCve('Debian:11', 'CVE-2024-0001'), index.namesCve('Debian:13', 'CVE-2024-0001')], [true, false, false]);
  });

  test('the newest record of an id counts; two of the same second count together; a withdrawn one is out', () => {
    const old = advisory('A', '2024-0001', ['Debian:12 | a | 0 <1'], { modified: '2024-01-01T00:00:00Z' });
    const newer = advisory('A', '2024-0002', ['Debian:12 | b | 0 <1'], { modified: '2024-01-02T00:00:00Z' });
    const same = advisory('A', '2024-0003', ['Debian:11 | b | 0 <1'], { modified: '2024-01-02T00:00:00Z' });
    const withdrawn = advisory('A', '2024-0003', ['Debian:11 | b | 0 <1'], { modified: '2024-01-03T00:00:00Z', withdrawn: true });
    const said = (...records: AdvisoryRecord[]): string => {
      const index = advisoryIndex(...records);
      return index.ecosystems.flatMap((ecosystem) => ['a', 'b'].flatMap((name) => index.advisoriesOf(ecosystem, name).map(({ cves }) => `${ecosystem} ${name} ${cves.join()}`))).join('; ');
    };
    assert.equal(said(old, newer), 'Debian:12 b CVE-2024-0002');
    assert.equal(said(newer, old), 'Debian:12 b CVE-2024-0002');
    assert.equal(said(newer, same, old), 'Debian:11 b CVE-2024-0002,CVE-2024-0003; Debian:12 b CVE-2024-0002,CVE-2024-0003');
    assert.equal(said(withdrawn, newer, old), '');
    assert.equal(advisoryIndex(withdrawn).advisoryCount, 0);
  });

  test('the same records give the same bytes in any order', () => {
    fc.assert(fc.property(fc.array(anyRecord, { maxLength: 8 }).chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }))), ([records, shuffled]) => {
      assert.deepEqual(built(shuffled), built(records));
    }), { numRuns: 300 });
  });

  test('carried over whole, the bytes are the same', () => {
    fc.assert(fc.property(fc.array(anyRecord, { maxLength: 8 }), (records) => {
      const bytes = built(records);
      const builder = new AdvisoryIndexBuilder();
      runSteps(builder.carry(opened(bytes), []));
      assert.deepEqual(builder.build(), bytes);
    }), { numRuns: 200 });
  });

  test('carried over without an ecosystem, that one is as if it had never been', () => {
    const builder = new AdvisoryIndexBuilder();
    runSteps(builder.carry(advisoryIndex(
      advisory('A', '2024-0001', ['SUSE:Linux Enterprise Server 15 SP5 | a | 0 <1', 'openSUSE:Leap 15.5 | a | 0 <1']),
      advisory('B', '2024-0002', ['SUSE:Linux Enterprise Server 15 SP5 | b | 0 <1']),
    ), ['SUSE']));
    const index = opened(builder.build());
    assert.deepEqual([index.ecosystems, index.advisoryCount], [['openSUSE:Leap 15.5'], 1]);
    builder.add(advisory('A', '2024-0001', ['SUSE:Linux Enterprise Server 15 SP5 | a | 0 <2']));
    assert.deepEqual(opened(builder.build()).ecosystems, ['SUSE:Linux Enterprise Server 15 SP5', 'openSUSE:Leap 15.5']);
  });

  test('bytes that are cut short or changed are refused or harmless', () => {
    const bytes = built([advisory('A', '2024-0001 2024-0002', ['Debian:12 | a | 0 <1 2 <3', 'Debian:11 | b | = 1 2']), advisory('B', '2024-0003', ['Debian:12 | a | 0'])]);
    const error = (changed: Uint8Array): string => {
      const result = openAdvisoryIndex(changed);
      return 'error' in result ? result.error : '';
    };
    assert.match(error(new Uint8Array()), /cut short/);
    assert.match(error(bytes.slice(0, bytes.length - 8)), /cut short/);
    assert.match(error(Uint8Array.from(bytes, (byte, at) => (at === 0 ? 0 : byte))), /not the advisory index/);
    assert.match(error(Uint8Array.from(bytes, (byte, at) => (at === 4 ? 99 : byte))), /format 99/);
    fc.assert(fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      const result = openAdvisoryIndex(changed);
      if ('error' in result) return;
      for (const ecosystem of result.index.ecosystems) for (const name of ['a', 'b']) result.index.advisoriesOf(ecosystem, name);
    }), { numRuns: 2_000 });
  });

  test('bytes at an odd place, as in a pooled buffer', () => {
    const bytes = built([advisory('A', '2024-0001', ['Debian:12 | a | 0 <1'])]);
    const pool = new Uint8Array(bytes.length + 3);
    pool.set(bytes, 3);
    assert.equal(opened(pool.subarray(3)).advisoriesOf('Debian:12', 'a').length, 1);
  });
});
