import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstAction, presentServer, softwareOfServer } from '../../../../src/worker/present/serverPanel';
import { assessServers, viewOf } from '../../../support/tinyEstate';
import { tinyServer } from '../../../support/tinyServers';
import { DEBIAN, PROTECTION, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();
const model = (server: object, options: { asOf?: string; planned?: string } = {}) => {
  const servers = [{ name: 'S', ...server }];
  const planned = options.planned === undefined ? null : viewOf(assessServers(servers, knowledge, { asOf: options.planned }), options.planned);
  return presentServer(viewOf(assessServers(servers, knowledge, options), options.planned ?? null), 0, planned);
};

suite('The server panel', () => {
  const old = {
    os: DEBIAN('10'), software: ['widget 1.0', 'gadget 1.0', 'gizmo 1.0', 'vague 1', 'widget'].map(acme),
    pendingUpdates: [{ id: 'KB1', classification: 'Security', releasedOn: '2026-11-01' }, { id: 'KB2', classification: 'Critical' }, { id: 'KB3', classification: 'Tools' }],
    cores: 4, memoryMB: 16384, disks: [{ name: 'C:', sizeGB: 1200 }, { sizeGB: null }], tags: { role: 'web', ha: '' }, hotfixes: [{ id: 'KB9', installedOn: '2024-01-12' }, { id: 'KB8' }],
    networkAdapters: [{ mac: '00:50', ipAddresses: ['10.0.0.1'] }], performance: { cpuPercent: 12.5 }, rebootPending: true, lastSeen: '2026-11-20',
  };

  test('top five vulnerabilities and updates, in their order', () => {
    const { topVulnerabilities, topUpdates, counts } = model(old);
    assert.deepEqual(topVulnerabilities.map(({ cve, software, verdict }) => `${cve.slice(-4)} ${software} ${verdict}`), [
      '0001 Widget 1.0 and 1 more affected', '0002 Widget 1.0 affected', '0003 Gadget 1.0 affected', '0004 Gizmo 1.0 affected', '0006 Gizmo 1.0 affected',
    ]);
    assert.deepEqual(topUpdates.map(({ id, class: kind, waitsDays }) => `${id} ${kind} ${waitsDays}`), ['KB2 critical null', 'KB1 security 20', 'KB3 other null']);
    assert.deepEqual(counts, { vulnerabilities: 6, possible: 2, software: 5, updates: 3 });
  });

  test('software out of support and with vulnerabilities, riskiest first', () => {
    const { endedSoftware, vulnerableSoftware } = model(old);
    assert.deepEqual(endedSoftware.map(({ name }) => name), ['Gadget', 'Widget']);
    assert.deepEqual(vulnerableSoftware.map(({ name, vulnerabilities }) => `${name} ${vulnerabilities}`), ['Gadget 2', 'Gizmo 3', 'Widget 2'], 'equal in risk, so by name: an ended support counts one');
  });

  test('protection: present with its products, missing, unknown', () => {
    const present = model({ software: PROTECTION });
    assert.deepEqual([present.security.state, present.security.products, present.security.advice], ['present', ['CrowdStrike Windows Sensor'], '']);
    assert.deepEqual(present.patch.groups, [{ label: 'patch management', products: ['Configuration Manager Client'] }]);
    assert.equal(present.security.groups.flatMap(({ products }) => products).length, 1);
    const missing = model({ software: [] });
    assert.equal(missing.security.state, 'missing');
    assert.match(missing.patch.advice, /^Deploy patch-management software/);
    const unknown = model({});
    assert.equal(unknown.security.state, 'unknown');
    assert.match(unknown.security.advice, /never counted as missing/);
    assert.deepEqual(unknown.counts, { vulnerabilities: null, possible: 0, software: null, updates: null });
  });

  test('the score on the planned date, unless it is the date shown', () => {
    assert.equal(model({ os: DEBIAN('12') }, { planned: '2027-01-01' }).scoreOnPlannedDate, 1);
    assert.equal(model({ os: DEBIAN('12') }, { asOf: '2027-01-01', planned: '2027-01-01' }).scoreOnPlannedDate, null);
    assert.equal(model({ os: DEBIAN('12') }).scoreOnPlannedDate, null);
  });

  test('what does not count stands beside', () =>
    assert.deepEqual(model({ os: DEBIAN('10'), software: [acme('vague 1'), acme('widget')] }).notCounted, { possible: 2, unknownVersion: 2, suppressed: 0 }));

  test('facts as far as the inventory has them', () => {
    const text = (server: object) => model(server).facts.map(({ label, facts }) => `${label}: ${facts.map((fact) => `${fact.label} ${fact.value}`).join(', ')}`);
    assert.deepEqual(text({}), ['Server: Name S']);
    assert.deepEqual(text(old), [
      'Server: Name S, Last seen 2026-11-20 (1 d ago), Reboot pending Yes', 'Operating system: Name Debian GNU/Linux, Version 10',
      'Hardware: Cores 4, Memory 16,384 MB, C: 1,200 GB, Disk 2 –, CPU utilisation 12.5 %', 'Network: 00:50 10.0.0.1', 'Hotfixes: KB9 2024-01-12, KB8 installed, date unknown',
    ]);
  });

  test('the source of a server is its row', () => {
    const { source, sourceLabel } = model({});
    assert.deepEqual(source, { view: 'source', file: '/inv/a.inventory.json', line: 1, column: 13 });
    assert.equal(sourceLabel, 'a.inventory.json:1');
  });

  test('the first thing to do in words', () => {
    const first = (server: object) => firstAction(viewOf(assessServers([{ name: 'S', ...server }], knowledge)), 0);
    assert.equal(first({ os: DEBIAN('10'), software: [acme('widget 2.0')] }), 'Upgrade Widget 2.0 to 3.5');
    assert.equal(first({ software: [acme('gadget 1.0')] }), 'Replace or remove Gadget 1.0');
    assert.equal(first({ os: DEBIAN('13'), pendingUpdates: [{ id: 'a', classification: 'Critical' }] }), 'Install 1 critical or security update');
    assert.equal(first({ os: DEBIAN('10') }), 'Move Debian GNU/Linux 10 to a supported release');
    assert.equal(first({}), '');
  });

  test('never throws, and its numbers agree, whatever the server', () => {
    fc.assert(fc.property(tinyServer, (server) => {
      const assessment = assessServers([{ name: 'S', ...server }], knowledge);
      const view = viewOf(assessment);
      const panel = presentServer(view, 0, null);
      assert.equal(panel.row.score, Object.values(panel.row.parts).reduce((sum: number, part) => sum + (part ?? 0), 0));
      assert.equal(panel.topVulnerabilities.length, Math.min(5, panel.counts.vulnerabilities ?? assessment.servers.vulnerabilities[0]));
      assert.equal(softwareOfServer(view, 0).length, panel.counts.software ?? 0);
      for (const row of softwareOfServer(view, 0)) assert.equal(row.place.view, 'source');
      assert.deepEqual(JSON.parse(JSON.stringify(panel)), panel, 'plain JSON: no undefined, no NaN');
    }), { numRuns: 100 });
  });
});
