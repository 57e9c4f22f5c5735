import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Action } from '../../../../src/core/insights/actions';
import { actionsOfServer } from '../../../../src/core/insights/actions';
import type { Assessment } from '../../../../src/core/insights/assessment';
import { findingsOfServer } from '../../../../src/core/insights/findings';
import { about, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessServers } from '../../../support/tinyEstate';
import { tinyServer } from '../../../support/tinyServers';
import type { TinySoftware } from '../../../support/tinyWorld';
import { DEBIAN, PRODUCTS, PROTECTION, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

function actionsOf(assessment: Assessment, most?: number): Action[] {
  return actionsOfServer(assessment, 0, findingsOfServer(assessment, 0), most);
}

/** `upgrade-software Widget 3.0 → 3.5 (1 cve) -1 = 0`, one line each. */
function text(server: object, known = knowledge, most?: number): string[] {
  return actionsOf(assessServers([{ name: 'S', ...server }], known), most).map((action) =>
    [action.kind, action.subject, action.fixedIn && `→ ${action.fixedIn}`, `(${action.vulnerabilities} cve, ${action.updates} updates)`, `-${action.clears} = ${action.scoreThen}`].filter(Boolean).join(' '));
}

suite('What to do first', () => {
  const safe = { os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] };

  test('nothing on a server with nothing wrong, or of which nothing is known', () => {
    assert.deepEqual(text(safe), []);
    assert.deepEqual(text({}), []);
  });

  test('most points first, each with what it leaves', () =>
    assert.deepEqual(
      text({ os: DEBIAN('10'), software: [acme('widget 2.0'), acme('gizmo 1.0')], pendingUpdates: [{ id: 'a', classification: 'Critical' }, { id: 'b', classification: 'Security' }] }),
      [
        'upgrade-software Widget 2.0 → 3.5 (2 cve, 0 updates) -2 = 8',
        'install-updates Debian GNU/Linux 10 (0 cve, 2 updates) -2 = 6',
        // One more of its CVEs stays: the record names no fixed version.
        'upgrade-software Gizmo 1.0 → 2 (2 cve, 0 updates) -2 = 4',
        'upgrade-os Debian GNU/Linux 10 (0 cve, 0 updates) -1 = 3',
        'add-security (0 cve, 0 updates) -1 = 2',
      ],
    ));

  test('software without support is replaced, not upgraded', () =>
    assert.deepEqual(text({ ...safe, software: [...PROTECTION, acme('gadget 1.0')] }), ['replace-software Gadget 1.0 (2 cve, 0 updates) -3 = 0']));

  test('the flag clears with the last software out of support', () =>
    assert.deepEqual(text({ ...safe, software: [...PROTECTION, acme('gadget 1.9'), { name: 'Redis', version: '5.0.1', source: 'manual' }] }), [
      'replace-software Gadget 1.9 (1 cve, 0 updates) -1 = 1',
      'replace-software Redis 5.0.1 (0 cve, 0 updates) -1 = 0',
    ]));

  test('a CVE on two software clears with the second', () =>
    assert.deepEqual(text({ ...safe, software: [...PROTECTION, acme('widget 3.0'), acme('gadget 2.0')] }), [
      'upgrade-software Widget 3.0 → 3.5 (0 cve, 0 updates) -0 = 1',
      'upgrade-software Gadget 2.0 → 9 (1 cve, 0 updates) -1 = 0',
    ]));

  test('an upgrade goes past what is known of newer versions', () => {
    const cves = [about('CVE-2024-1', 'high', ['a:acme:widget <2.1']), about('CVE-2024-2', 'high', ['a:acme:widget >=2.1 <2.2']), about('CVE-2024-3', 'high', ['a:acme:widget >=3.0 <3.1'])]
      .map((one, i) => ({ ...one, record: { ...one.record, id: `CVE-2024-000${i + 1}` } }));
    const check = (version: string, expected: string, more = cves) =>
      assert.deepEqual(text({ ...safe, software: [...PROTECTION, acme(`widget ${version}`)] }, tinyKnowledge({ cves: more })), [expected]);
    check('2.0', 'upgrade-software Widget 2.0 → 2.2 (1 cve, 0 updates) -1 = 0');
    check('2.1', 'upgrade-software Widget 2.1 → 2.2 (1 cve, 0 updates) -1 = 0');
    check('3.0', 'upgrade-software Widget 3.0 → 3.1 (1 cve, 0 updates) -1 = 0');
    const endless = [...cves, about('CVE-2024-0009', 'high', ['a:acme:widget >=2.2 <=9'])];
    check('2.0', 'upgrade-software Widget 2.0 (1 cve, 0 updates) -1 = 0', endless);
  });

  test('as many as asked for', () => {
    assert.equal(text({ os: DEBIAN('10'), software: [acme('widget 2.0')] }, knowledge, 1).length, 1);
    assert.equal(text({ os: DEBIAN('10'), software: ['widget 1.0', 'gadget 1.0', 'gizmo 1.0', 'plugin 1.0'].map(acme), pendingUpdates: [{ id: 'a', classification: 'Critical' }] }).length, 5);
  });

  test('points are never negative and add up', () => {
    fc.assert(fc.property(tinyServer, (server) => {
      const assessment = assessServers([{ name: 'S', ...server }], knowledge);
      let score = assessment.servers.score[0];
      const actions = actionsOf(assessment, 100);
      for (const action of actions) {
        assert.ok(action.clears >= 0);
        score -= action.clears;
        assert.equal(action.scoreThen, score);
      }
      assert.ok(score >= 0);
      assert.ok(actions.every(({ clears }) => clears >= 0));
      const seen = actions.map(({ kind, software }) => `${kind} ${software}`);
      assert.equal(new Set(seen).size, seen.length);
      // Everything that counts has something to do about it, but for the one CVE of the world that newer versions keep.
      assert.ok(score <= 1);
    }), { numRuns: 150 });
  });

  test('doing the first upgrades and replacements leaves at most what was said', () => {
    const withFixes = tinyKnowledge({ cves: CVES_WITH_FIXES, products: PRODUCTS });
    const unprotected = { os: DEBIAN('13'), pendingUpdates: [] };
    const software = fc.uniqueArray(fc.constantFrom('widget 1.0', 'widget 2.4', 'widget 3.4', 'gadget 1.2', 'gadget 2.0', 'gizmo 1.0', 'plugin 1.0', 'vague 1'), { minLength: 1 });
    fc.assert(fc.property(software, (names) => {
      const before = [...PROTECTION, ...names.map(acme)];
      let installed: TinySoftware[] = [...before];
      const assessment = assessServers([{ name: 'S', ...unprotected, software: before }], withFixes);
      for (const action of actionsOf(assessment)) {
        const { name, version } = assessment.estate.software[action.software];
        const rest = installed.filter((one) => one.name !== name || one.version !== version);
        if (action.kind === 'replace-software') installed = rest;
        else if (action.kind === 'upgrade-software' && action.fixedIn !== '') installed = [...rest, acme(`${name.toLowerCase()} ${action.fixedIn}`)];
        else return;
        const after = assessServers([{ name: 'S', ...unprotected, software: installed }], withFixes);
        assert.ok(after.servers.score[0] <= action.scoreThen, `${action.kind} ${name} ${version}: ${after.servers.score[0]} > ${action.scoreThen}`);
      }
    }), { numRuns: 100 });
  });
});

/** As in the tests' world, with ranges that follow one another. */
const CVES_WITH_FIXES = [
  about('CVE-2024-0001', 'critical', ['a:acme:widget <3.5', 'a:acme:gadget <9']),
  about('CVE-2024-0002', 'high', ['a:acme:widget <2.5']),
  about('CVE-2024-0003', 'high', ['a:acme:widget >=3.5 <4.0', 'a:acme:gizmo <2']),
  about('CVE-2024-0004', 'high', ['a:acme:plugin <2'], { on: ['?a:acme:gadget'] }),
  about('CVE-2024-0005', 'low', ['a:acme:gadget >=1.0 <1.5']),
];
