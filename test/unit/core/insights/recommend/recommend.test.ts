import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Assessment } from '../../../../../src/core/insights/assessment';
import { assessAfter } from '../../../../../src/core/insights/recommend/assessAfter';
import { NO_CHANGE } from '../../../../../src/core/insights/recommend/estateAfter';
import { recommendationCount, recommendationCounts } from '../../../../../src/core/insights/recommend/recommendationCounts';
import { recommend } from '../../../../../src/core/insights/recommend/recommend';
import { applySuppressions } from '../../../../../src/core/insights/suppress/applySuppressions';
import type { SuppressionScope } from '../../../../../src/core/insights/suppress/suppression';
import { suppression } from '../../../../support/suppressions';
import { about, lifecycle, tinyKnowledge } from '../../../../support/tinyKnowledge';
import { assessServers } from '../../../../support/tinyEstate';
import { tinyServers } from '../../../../support/tinyServers';
import { ADVISORIES, CVES, DEBIAN, PRODUCTS, PROTECTION, acme, tinyWorld } from '../../../../support/tinyWorld';

const knowledge = tinyWorld();

/** `upgrade-software Widget 3 3.0 → 3.5 on 1: 1 point, medium`, one line each. */
function text(assessment: Assessment): string[] {
  return recommend(assessment).all.map((one) => [
    one.kind, one.subject, one.from.join('+'), one.to.length > 0 ? `→ ${one.to.join(' or ')}` : '', one.newest && `(newest ${one.newest})`,
    `on ${one.servers}: ${one.points}${one.isEstimate ? '?' : ''}`, one.remaining > 0 ? `leaves ${one.remaining}` : '', one.effort,
  ].filter(Boolean).join(' '));
}

function check(servers: readonly object[], expected: readonly string[], known = knowledge): void {
  assert.deepEqual(text(assessServers(servers.map((server, i) => ({ name: `S${i}`, ...server })), known)), expected);
}

function total({ servers }: Assessment): number {
  return servers.score.reduce((sum, score) => sum + score, 0);
}

function after(assessment: Assessment, ids: readonly string[]): Assessment {
  const change = recommend(assessment).changeOf(ids);
  return assessAfter(assessment, [{ rows: assessment.estate.servers.map(({ index }) => index), change }]);
}

suite('Recommendations for an estate', () => {
  const safe = { os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] };
  const on = (...software: string[]): object => ({ ...safe, software: [...PROTECTION, ...software.map(acme)] });

  test('none where nothing is wrong or nothing is known', () => {
    check([], []);
    check([safe], []);
    check([{}], []);
  });

  test('one for a product, on all servers that have one of its versions', () =>
    check([on('widget 3.0'), on('widget 3.4'), on('widget 3.5')], ['upgrade-software Widget 3 3.0+3.4 → 3.5 on 2: 2 medium']));

  test('each branch moves within itself; most points first', () =>
    check([on('widget 2.0'), on('widget 3.4')], ['upgrade-software Widget 2 2.0 → 3.5 on 1: 2 high', 'upgrade-software Widget 3 3.4 → 3.5 on 1: 1 medium']));

  test('a CVE that another product of the server has too goes with neither', () =>
    check([on('widget 3.0', 'gadget 2.0')], ['upgrade-software Widget 3 3.0 → 3.5 on 1: 0 medium', 'upgrade-software Gadget 2 2.0 → 9 on 1: 0 high']));

  test('software out of support moves to the newest supported version, if one is known', () => {
    const products = [lifecycle('widget', 'a:acme:widget', '1 eol 2020-01-01 latest 1.9', '3 eol 2030-01-01 latest 3.6', '4 eol 2031-01-01 latest 4.1'), lifecycle('gadget', 'a:acme:gadget', '1 eol yes')];
    check([on('widget 1.0', 'gadget 1.0')], ['replace-software Gadget 1.0 on 1: 1 high', 'upgrade-software Widget 1.0 → 4.1 on 1: 1 high'], tinyKnowledge({ cves: CVES, products }));
  });

  test('what is offered is never a pre-release', () => {
    const cves = [about('CVE-2024-0001', 'high', ['a:acme:widget <3.5.0-rc1'])];
    check([on('widget 3.0')], ['upgrade-software Widget 3.0 → 3.5.0 on 1: 1 medium'], tinyKnowledge({ cves }));
    const products = [lifecycle('widget', 'a:acme:widget', '1 eol 2020-01-01', '3 eol 2030-01-01 latest 3.6', '4 eol 2031-01-01 latest 4.0-beta2')];
    check([on('widget 1.0')], ['upgrade-software Widget 1.0 → 3.6 on 1: 1 high'], tinyKnowledge({ products }));
  });

  test('what no version fixes is said to stay', () => {
    const cves = [about('CVE-2024-0001', 'high', ['a:acme:widget <3.5']), about('CVE-2024-0002', 'high', ['a:acme:widget <=9'])];
    check([on('widget 3.0')], ['upgrade-software Widget 3.0 → 3.5 on 1: 1 leaves 1 medium'], tinyKnowledge({ cves }));
  });

  test('a version without a known fix is not moved to the older one that others need', () => {
    const cves = [about('CVE-2024-0001', 'high', ['a:acme:widget <12.1']), about('CVE-2024-0002', 'high', ['a:acme:widget >=12.3 <=12.3.5'])];
    check([on('widget 11.3'), on('widget 12.3.5')], ['upgrade-software Widget 11.3 → 12.1 on 2: 1 leaves 1 high'], tinyKnowledge({ cves }));
  });

  test('a package is upgraded on its release, by its source', () =>
    check(
      [{ ...safe, os: DEBIAN('12'), software: [...PROTECTION, { name: 'libssl3', version: '3.0.4-1', source: 'dpkg' }, { name: 'openssl', version: '3.0.6-1', source: 'dpkg' }] }],
      ['upgrade-software openssl 3.0.4-1+3.0.6-1 → 3.0.9-1 on 1: 2 low'],
    ));

  test('systems, updates, missing software, stale and unknown', () =>
    check(
      [
        { os: DEBIAN('10'), software: [{ name: 'Contoso Ledger', version: '4', publisher: 'Contoso' }], pendingUpdates: [{ id: 'a', classification: 'Critical' }, { id: 'b', classification: 'Security' }], lastSeen: '2026-01-01' },
        { os: { name: 'Microsoft Windows Server 2012 Standard' }, software: PROTECTION },
      ],
      [
        'upgrade-os Debian GNU/Linux 10 → Debian 14 on 1: 3 high',
        'install-updates Debian GNU/Linux 10 on 1: 2 low',
        'add-patch-management on 1: 1 medium',
        'add-security on 1: 1 medium',
        'upgrade-os Windows Server 2012 → Windows Server 2019 on 1: 1 high',
        'map-software on 1: 0 low',
        'rescan on 1: 0 low',
      ],
    ));

  test('points are what an assessment of the estate as it would be says', () => {
    const more = tinyKnowledge({ cves: [...CVES, ...CVES_ON_SYSTEMS], products: PRODUCTS, advisories: ADVISORIES });
    fc.assert(fc.property(tinyServers, fc.constantFrom(knowledge, more), (servers, known) => {
      const assessment = assessServers(servers, known);
      const { all } = recommend(assessment);
      for (const { id, points, isEstimate } of all) {
        assert.ok(!isEstimate);
        assert.equal(points, total(assessment) - total(after(assessment, [id])), id);
      }
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      assert.deepEqual(all.map(({ points }) => points), all.map(({ points }) => points).sort((a, b) => b - a));
    }), { numRuns: 150 });
  });

  test('what is not marked an estimate is exact, however few installs may be assessed anew', () => {
    const more = tinyKnowledge({ cves: [...CVES, ...CVES_ON_SYSTEMS], products: PRODUCTS, advisories: ADVISORIES });
    fc.assert(fc.property(tinyServers, fc.constantFrom(knowledge, more), fc.nat(12), (servers, known, most) => {
      const assessment = assessServers(servers, known);
      const exact = new Map(recommend(assessment).all.map(({ id, points }) => [id, points]));
      const { all } = recommend(assessment, most);
      for (const { id, points, isEstimate } of all) if (!isEstimate) assert.equal(points, exact.get(id), id);
      assert.deepEqual(all.map(({ points }) => points), all.map(({ points }) => points).sort((a, b) => b - a));
      assert.deepEqual(new Set(all.map(({ id }) => id)), new Set(exact.keys()));
    }), { numRuns: 100 });
  });

  test('points are exact where findings are set aside', () => {
    const scope = fc.record({
      servers: fc.constantFrom<SuppressionScope['servers']>({ kind: 'all' }, { kind: 'server', key: 's0' }, { kind: 'server', key: 's1' }),
      software: fc.constantFrom<SuppressionScope['software']>({ kind: 'any' }, { kind: 'os' }, { kind: 'software', software: { name: 'Widget' } }, { kind: 'software', software: { name: 'Gadget' } }),
    });
    const setAside = fc.array(fc.record({ cve: fc.constantFrom(...CVES.map(({ record }) => record.id)), scope }), { maxLength: 4 });
    fc.assert(fc.property(tinyServers, setAside, fc.constantFrom(0, 12, 1_000), (servers, statements, most) => {
      const assessment = applySuppressions(assessServers(servers, knowledge), statements.map(({ cve, scope: one }) => suppression(cve, { status: 'not_affected', scopes: [one] })));
      const { all, changeOf } = recommend(assessment, most);
      const rows = assessment.estate.servers.map(({ index }) => index);
      for (const { id, points, isEstimate } of all) if (!isEstimate) assert.equal(points, total(assessment) - total(assessAfter(assessment, [{ rows, change: changeOf([id]) }])), id);
    }), { numRuns: 100 });
  });

  test('what a new version keeps is counted without assessing anything anew', () => {
    const cves = [about('CVE-2024-0001', 'high', ['a:acme:widget <3.5']), about('CVE-2024-0002', 'high', ['a:acme:widget <=9'])];
    const assessment = assessServers([{ name: 'S', ...on('widget 3.0') }], tinyKnowledge({ cves }));
    const told = (most: number) => recommend(assessment, most).all.map(({ points, isEstimate }) => `${points}${isEstimate ? '?' : ''}`);
    assert.deepEqual([told(0), told(100)], [['1'], ['1']]);
  });

  test('a part of the servers has the recommendations of these servers', () => {
    fc.assert(fc.property(tinyServers, (servers) => {
      const assessment = assessServers(servers, knowledge);
      for (const { index } of assessment.estate.servers) {
        const alone = recommend(assessAfter(assessment, [{ rows: [index], change: NO_CHANGE }]));
        for (const { servers: count } of alone.all) assert.equal(count, 1);
        const whole = new Set(recommend(assessment).all.map(({ id }) => id));
        for (const { id } of alone.all) assert.ok(whole.has(id), id);
        const listed = alone.all.filter(({ kind }) => kind !== 'map-software').length;
        assert.equal(recommendationCount(assessment, index), recommendationCounts(assessment)[index]);
        // A product that is affected on another server only, where its conditions are met, counts here too.
        assert.ok(recommendationCount(assessment, index) >= listed);
        if (servers.length === 1) assert.equal(recommendationCount(assessment, index), listed);
      }
    }), { numRuns: 50 });
  });

  test('an estate in which nothing is done is the same', () => {
    fc.assert(fc.property(tinyServers, (servers) => {
      const assessment = assessServers(servers, knowledge);
      const rows = assessment.estate.servers.map(({ index }) => index);
      const same = assessAfter(assessment, [{ rows, change: NO_CHANGE }]);
      assert.deepEqual([...same.servers.score], [...assessment.servers.score]);
      assert.deepEqual([...same.servers.possible], [...assessment.servers.possible]);
    }), { numRuns: 50 });
  });
});

/** Of operating systems by build, and of software on a system of some build. */
const CVES_ON_SYSTEMS = [
  about('CVE-2025-0001', 'high', ['o:microsoft:windows_server_2019 <10.0.17763.6000']),
  about('CVE-2025-0002', 'high', ['a:acme:gizmo <9'], { on: ['?o:microsoft:windows_server_2019:-'] }),
  about('CVE-2025-0003', 'high', ['a:acme:gizmo <9'], { on: ['a:acme:widget <3'] }),
];
