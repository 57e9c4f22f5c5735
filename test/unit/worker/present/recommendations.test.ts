import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { recommend } from '../../../../src/core/insights/recommend/recommend';
import { queryServers } from '../../../../src/core/insights/serverQuery';
import { partOf, presentRecommendations } from '../../../../src/worker/present/recommendations';
import { assessServers, viewOf } from '../../../support/tinyEstate';
import { tinyServers } from '../../../support/tinyServers';
import { DEBIAN, PROTECTION, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

/** `label (detail) on n -points → target`, one line each. */
function text(servers: readonly object[]): string[] {
  const view = viewOf(assessServers(servers.map((server, i) => ({ name: `S${i}`, ...server })), knowledge));
  return presentRecommendations(view, view.assessment, []).rows.map(({ label, detail, servers: { value, target }, points, canTick }) =>
    `${label} (${detail}) on ${value} -${points}${canTick ? '' : ' not tickable'}${target === undefined ? '' : ` → ${JSON.stringify('filter' in target ? target.filter : target)}`}`);
}

suite('Recommendations as they are shown', () => {
  const safe = { os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] };

  test('each in a sentence, with why and where', () =>
    assert.deepEqual(
      text([
        { ...safe, software: [...PROTECTION, acme('widget 3.0'), acme('gizmo 1.0')] },
        { os: DEBIAN('10'), software: [{ name: 'Contoso Ledger', version: '4', publisher: 'Contoso' }], pendingUpdates: [{ id: 'a', classification: 'Critical' }], lastSeen: '2026-01-01' },
        { ...safe, software: [...PROTECTION, acme('gadget 1.9')] },
      ]),
      [
        'Upgrade Debian GNU/Linux 10 to Debian 14 (OS end of support) on 1 -2 → {"os":["Debian GNU/Linux 10"],"risks":["os-end-of-support"]}',
        'Move Gadget 1.9 to a supported version, replace or remove it (End of support · 1 vulnerability, 1 known exploited) on 1 -2 → {"product":{"name":"gadget"}}',
        'Upgrade Gizmo 1.0 to 2 (3 vulnerabilities · 1 stays: no fix is known) on 1 -2 → {"software":{"name":"Gizmo"}}',
        'Install 1 critical or security update of Debian GNU/Linux 10 () on 1 -1 → {"os":["Debian GNU/Linux 10"]}',
        'Install patch-management software (None was found in their software lists) on 1 -1 → {"risks":["missing-patch-management"]}',
        'Install security software (None of the security categories was found in their software lists) on 1 -1 → {"risks":["missing-security-software"]}',
        'Upgrade Widget 3 (3.0) to 3.5 (1 vulnerability, 1 known exploited) on 1 -1 → {"product":{"name":"widget","cycle":"3"}}',
        'Say what 1 unknown software is (Not judged, and never counted as safe) on 1 -0 not tickable → {"identified":false}',
        'Scan again: the inventory is stale (Their inventory is old, so the rest may be wrong) on 1 -0 not tickable → {"stale":true}',
      ],
    ));

  test('what is ticked is shown as it would be, whatever was ticked', () => {
    fc.assert(fc.property(tinyServers, fc.array(fc.nat(30)), (servers, picks) => {
      const view = viewOf(assessServers(servers, knowledge));
      const { all } = recommend(view.assessment);
      const ids = picks.map((pick) => all[pick]?.id ?? 'none of them');
      const { ticked, figures, rows } = presentRecommendations(view, view.assessment, ids);
      assert.ok(ticked.every((id) => rows.some((row) => row.id === id && row.canTick)));
      for (const { now, then } of figures) {
        assert.equal(then === null, ticked.length === 0);
        if (then !== null) assert.ok(then >= 0 && Number.isInteger(then) && Number.isInteger(now));
      }
      assert.deepEqual(rows.map(({ points }) => points), presentRecommendations(view, view.assessment, []).rows.map(({ points }) => points), 'the list stays on the real state');
    }), { numRuns: 60 });
  });

  test('two ticks take what both clear together', () => {
    const view = viewOf(assessServers([{ name: 'S', ...safe, software: [...PROTECTION, acme('widget 3.0'), acme('gadget 2.0')] }], knowledge));
    const { rows } = presentRecommendations(view, view.assessment, []);
    assert.deepEqual(rows.map(({ points }) => points), [0, 0], 'each alone clears nothing: the other has the CVE too');
    const score = (ids: readonly string[]) => presentRecommendations(view, view.assessment, ids).figures[0].then;
    assert.equal(score([rows[0].id]), 1);
    assert.equal(score(rows.map(({ id }) => id)), 0);
  });

  test('some servers have theirs', () => {
    fc.assert(fc.property(tinyServers, (servers) => {
      const view = viewOf(assessServers(servers, knowledge));
      const rows = queryServers(view.servers, { environments: ['Production'] }, false).rows;
      const part = partOf(view.assessment, rows);
      const score = presentRecommendations(view, part, []).figures[0].now;
      assert.equal(score, rows.reduce((sum, row) => sum + view.assessment.servers.score[row], 0));
    }), { numRuns: 30 });
  });
});
