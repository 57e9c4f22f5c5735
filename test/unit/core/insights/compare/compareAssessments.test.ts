import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Assessment } from '../../../../../src/core/insights/assessment';
import { compareAssessments } from '../../../../../src/core/insights/compare/compareAssessments';
import { compareServer } from '../../../../../src/core/insights/compare/compareServer';
import { findingsOfServer } from '../../../../../src/core/insights/findings';
import { about, tinyKnowledge } from '../../../../support/tinyKnowledge';
import { assessServers, type AssessOptions } from '../../../../support/tinyEstate';
import { tinyServers } from '../../../../support/tinyServers';
import { ADVISORIES, CVES, DEBIAN, PRODUCTS, PROTECTION, acme, tinyWorld } from '../../../../support/tinyWorld';

const knowledge = tinyWorld();
const safe = { os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] };

function servers(list: Readonly<Record<string, readonly string[]>>): object[] {
  return Object.entries(list).map(([name, software]) => ({ name, ...safe, software: [...PROTECTION, ...software.map(acme)] }));
}

function assessed(list: readonly object[], options: AssessOptions = {}, known = knowledge): Assessment {
  return assessServers(list, known, options);
}

/** `A changed 2 → 1, +0 −1 =1, inventory`, one line a server. */
function text(before: Assessment, after: Assessment): string[] {
  return compareAssessments(before, [{ cause: 'inventory', assessment: after }]).servers.map(({ name, kind, scoreBefore, scoreAfter, findings: { added, fixed, unchanged }, causes }) =>
    `${name} ${kind} ${scoreBefore ?? '–'} → ${scoreAfter ?? '–'}, +${added} −${fixed} =${unchanged}${causes.length > 0 ? `, ${causes.join(' ')}` : ''}`);
}

/** Affected CVE ids of a server, as a plain reading has them. */
function affected(assessment: Assessment, server: number): Set<string> {
  return new Set(server < 0 ? [] : findingsOfServer(assessment, server).filter(({ verdict }) => verdict === 'affected').map(({ cve }) => assessment.matcher.index.cveId(cve)));
}

suite('Two states side by side', () => {
  test('new, gone, changed and unchanged', () =>
    assert.deepEqual(text(assessed(servers({ A: ['widget 2.0'], B: ['gizmo 1.0'], C: ['widget 3.0'] })), assessed(servers({ A: ['widget 3.0'], D: ['widget 3.0'], C: ['widget 3.0'] }))), [
      'D new – → 1, +1 −0 =0, inventory',
      'B gone 3 → –, +0 −3 =0, inventory',
      'A changed 2 → 1, +0 −1 =1, inventory',
      'C unchanged 1 → 1, +0 −0 =1',
    ]));

  test('a CVE that moves from one software to another is unchanged', () =>
    assert.deepEqual(text(assessed(servers({ A: ['widget 3.0'] })), assessed(servers({ A: ['gadget 2.0'] }))), ['A unchanged 1 → 1, +0 −0 =1']));

  test('a flag of the score changes a server without a finding', () => {
    const before = assessed([{ name: 'A', ...safe }], { asOf: '2026-11-21' });
    const after = assessed([{ name: 'A', ...safe }], { asOf: '2028-08-10' });
    const { servers: [change], steps, findings } = compareAssessments(before, [{ cause: 'date', assessment: after }]);
    assert.equal(change.kind, 'changed');
    assert.deepEqual(change.causes, ['date']);
    assert.deepEqual(findings, { added: 0, fixed: 0, unchanged: 0 });
    assert.deepEqual(steps, [{ cause: 'date', added: 0, fixed: 0, score: 1, servers: 1 }]);
  });

  test('each change is put down to what changed it', () => {
    const newer = tinyKnowledge({ cves: [...CVES.slice(1), about('CVE-2026-0099', 'high', ['a:acme:widget <9'])], products: PRODUCTS, advisories: ADVISORIES });
    const list = servers({ A: ['widget 2.0'], B: [], C: ['gizmo 1.0'] });
    const now = servers({ A: ['widget 2.0'], B: ['plugin 1.0', 'gadget 9.1'], C: ['gizmo 1.0'] });
    const { servers: changes, steps } = compareAssessments(assessed(list), [
      { cause: 'inventory', assessment: assessed(now) }, { cause: 'feed', assessment: assessed(now, {}, newer) }, { cause: 'date', assessment: assessed(now, { asOf: '2028-08-10' }, newer) },
    ]);
    assert.deepEqual(changes.map(({ name, causes }) => `${name} ${causes.join(' ')}`), ['A feed date', 'B inventory date', 'C date']);
    assert.deepEqual(steps.map(({ cause, added, fixed }) => `${cause} +${added} −${fixed}`), ['inventory +1 −0', 'feed +1 −1', 'date +0 −0']);
  });

  test('counts are those of a plain comparison, whatever the estates and feeds', () => {
    const other = tinyKnowledge({ cves: [about('CVE-2023-0001', 'high', ['a:acme:gizmo']), ...CVES.slice(3)], products: PRODUCTS, advisories: ADVISORIES });
    fc.assert(fc.property(tinyServers, tinyServers, fc.constantFrom(knowledge, other), (a, b, known) => {
      const before = assessServers(a, knowledge);
      const after = assessServers(b, known);
      const { servers: changes, findings, kinds, scoreBefore, scoreAfter } = compareAssessments(before, [{ cause: 'inventory', assessment: after }]);
      assert.equal(changes.length, Math.max(a.length, b.length), 'a server stands once: they are named by their place');
      const total = { added: 0, fixed: 0, unchanged: 0 };
      for (const change of changes) {
        const [old, recent] = [affected(before, change.before), affected(after, change.after)];
        const expected = { added: [...recent].filter((id) => !old.has(id)).length, fixed: [...old].filter((id) => !recent.has(id)).length, unchanged: [...recent].filter((id) => old.has(id)).length };
        assert.deepEqual(change.findings, expected, change.name);
        for (const key of ['added', 'fixed', 'unchanged'] as const) total[key] += expected[key];
        const listed = compareServer(before, change.before, after, change.after);
        assert.equal(listed.filter(({ kind }) => kind === 'added').length, expected.added);
        assert.equal(listed.filter(({ kind }) => kind === 'fixed').length, expected.fixed);
      }
      assert.deepEqual(findings, total);
      assert.equal(Object.values(kinds).reduce((sum, one) => sum + one, 0), changes.length);
      assert.equal(scoreAfter - scoreBefore, changes.reduce((sum, one) => sum + (one.scoreAfter ?? 0) - (one.scoreBefore ?? 0), 0));
    }), { numRuns: 150 });
  });

  test('an estate beside itself is unchanged', () => {
    fc.assert(fc.property(tinyServers, (list) => {
      const { findings, servers: changes, steps } = compareAssessments(assessServers(list, knowledge), []);
      assert.equal(findings.added + findings.fixed + steps.length, 0);
      assert.ok(changes.every(({ kind }) => kind === 'unchanged'));
    }), { numRuns: 30 });
  });
});
