import * as assert from 'node:assert/strict';
import type { ServerFilter } from '../../../../src/core/insights/filter';
import { presentOverview } from '../../../../src/worker/present/overview';
import { assessServers, viewOf } from '../../../support/tinyEstate';
import { DEBIAN, PROTECTION, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();
const SERVERS = [
  { name: 'A', os: DEBIAN('10'), environment: 'Production', software: [acme('widget 1.0'), acme('gadget 1.0')], pendingUpdates: [{ id: 'a', classification: 'Critical', releasedOn: '2026-01-01' }], lastSeen: '2026-11-20' },
  { name: 'B', os: DEBIAN('11'), environment: 'Production', software: PROTECTION, pendingUpdates: [{ id: 'b', classification: 'Security' }], lastSeen: '2026-08-01' },
  { name: 'C', os: WINDOWS_2019, environment: 'Test', software: [acme('plugin 1.0'), ...PROTECTION], pendingUpdates: [] },
  { name: 'D' },
];
const overview = (servers: readonly object[] = SERVERS, filter: ServerFilter = {}, planned: string | null = null) =>
  presentOverview(viewOf(assessServers(servers, knowledge), planned), filter, null, planned === null ? null : viewOf(assessServers(servers, knowledge, { asOf: planned }), planned));
const say = (parts: readonly { readonly text: string }[]): string => parts.map(({ text }) => text).join('');

suite('The overview', () => {
  test('header: total, at risk, exploited, then environments, "not set" last', () =>
    assert.deepEqual(overview().header.map(({ label, count, detail }) => `${label} ${count.value}${detail ? `, ${detail.count.value} ${detail.label}` : ''}`), [
      'servers 4', 'at risk 3', 'with known exploited CVEs 2', 'Production 2, 2 at risk', 'Test 1, 1 at risk', 'Not set 1, 0 at risk',
    ]));

  test('the three rows of the summary card, each with what to do', () => {
    const [critical, os, updates] = overview().summary;
    assert.equal(`${critical.servers.value} of ${Math.round(critical.servers.value / critical.servers.share)}`, '2 of 4');
    assert.deepEqual(critical.notes.map(say), ['2 with known exploited CVEs']);
    assert.equal(say(critical.advice), 'Upgrade or remove 3 software versions that carry them.');
    assert.equal(say(os.advice), 'Move to a supported release: Debian GNU/Linux 10 1, Debian GNU/Linux 11 1.');
    assert.deepEqual(os.notes.map(say), ['1 of them may have paid or extended support']);
    assert.equal(say(updates.advice), 'Install them in the next maintenance window; 1 server waits longer than 90 days.');
    assert.deepEqual(updates.notes.map(say), ['2 updates, 1 critical']);
  });

  test('nothing to do is said', () => {
    const { summary } = overview([{ name: 'OK', os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] }]);
    for (const { servers, advice, action, notes } of summary) {
      assert.deepEqual([servers.value, action, notes], [0, null, []]);
      assert.match(say(advice), /^Nothing to do: /);
    }
  });

  test('cards', () => {
    const { servers, software } = overview();
    assert.deepEqual(servers.risks.map(({ risk, servers: count, unknown }) => `${risk} ${count.value} ?${unknown.value}`), [
      'os-end-of-support 2 ?1', 'software-end-of-support 1 ?1', 'vulnerabilities 2 ?1', 'pending-updates 2 ?1', 'missing-security-software 1 ?1', 'missing-patch-management 1 ?1',
    ]);
    assert.deepEqual(servers.levels.map(({ level, servers: count }) => `${level} ${count.value}`), ['critical 2', 'high 0', 'medium 0', 'low 0', 'none 1', 'unknown 1']);
    assert.deepEqual([software.atRisk.value, software.total.value, software.ended.value, software.vulnerable.value, software.both.value], [3, 5, 2, 3, 2]);
    assert.equal(software.vulnerable.share, 1);
    assert.deepEqual(software.top.map(({ name, servers: count, critical, high }) => `${name} ${count.value} ${critical.value} ${high.value}`), ['Gadget 1 1 0', 'Widget 1 1 1', 'Plugin 1 1 0']);
  });

  test('coverage says what could not be judged', () => assert.deepEqual(overview().coverage.map(({ key, value, total, note }) => `${key} ${value.value}/${total}: ${say(note)}`), [
    'identified 5/5: 0 without a match: not judged, never counted as safe', 'versions 5/5: 0 unreadable, judged “unknown version”',
    'softwareData 3/4: 1 without: their risk is unknown, not zero', 'seen 1/4: 1 stale, 2 without a date',
  ]));

  test('by the planned date', () => {
    assert.equal(overview().horizon.byPlannedDate, null);
    const { byPlannedDate, alreadyEnded } = overview([...SERVERS, { name: 'E', os: DEBIAN('14'), software: [acme('widget 3.1')] }], {}, '2027-03-01').horizon;
    assert.deepEqual([byPlannedDate?.servers.value, byPlannedDate?.software.value, alreadyEnded.servers.value, alreadyEnded.software.value], [1, 1, 2, 2]);
    assert.equal(overview(SERVERS, {}, '2026-01-01').horizon.byPlannedDate, null, 'a date in the past plans nothing');
  });

  test('a part of the estate counts its own servers and software', () => {
    const { header, software, servers } = overview(SERVERS, { environments: ['Test'] });
    assert.deepEqual(header.map(({ label, count }) => `${label} ${count.value}`), ['servers 1', 'at risk 1', 'with known exploited CVEs 1', 'Test 1']);
    assert.deepEqual([servers.total.value, software.total.value, software.atRisk.value], [1, 3, 1]);
  });
});
