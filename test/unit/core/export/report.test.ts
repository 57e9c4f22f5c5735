import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { NOTES, REPORT_SCHEMA, type Hideable } from '../../../../src/core/export/report';
import { about, feed, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessEstate, assessServers, estateOf } from '../../../support/tinyEstate';
import { tinyServers } from '../../../support/tinyServers';
import { CVES, DEBIAN, PRODUCTS, PROTECTION, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';
import { wholeReport } from '../../../support/wholeReport';

const knowledge = tinyWorld();
/** Nothing is hidden here. */
const shown = <T>(value: Hideable<T>): T => {
  assert.notEqual(value, 'hidden');
  return value as T;
};
const keys = (value: object): string => Object.keys(value).join(' ');

suite('The JSON report', () => {
  const servers = [
    { name: 'BARE' },
    { name: 'OLD', os: DEBIAN('10'), software: [acme('widget 1.0'), acme('gadget 1.0'), acme('gizmo 1.0'), acme('vague 1')], environment: 'Production', site: 'R', lastSeen: '2026-11-20', pendingUpdates: [
      { id: 'KB2', classification: 'Security', releasedOn: '2026-01-01', title: 'Two' }, { id: 'KB1', classification: 'Critical' }, { id: 'KB3', classification: 'Driver' },
    ] },
    { name: 'WIN', os: WINDOWS_2019, software: [acme('plugin 1.0'), ...PROTECTION] },
  ];
  const report = wholeReport(assessServers(servers, knowledge), { findings: true });

  test('has the shape that the schema names', () => {
    assert.equal(report.schema, REPORT_SCHEMA);
    assert.equal(report.asOf, '2026-11-21');
    assert.deepEqual(report.notes, NOTES);
    assert.ok(NOTES.includes('This product uses data from the NVD API but is not endorsed or certified by the NVD.'));
    assert.equal(keys(report), 'schema asOf notes feeds summary servers software findings unrecordedCves problems');
    assert.equal(keys(report.feeds[0]), 'name revision fetchedAt records starter');
    assert.equal(keys(report.servers[0]), 'name key os environment site criticality coverage tags lastSeen score flags vulnerabilities possibleVulnerabilities unrecordedVulnerabilities pendingUpdates bySeverity topVulnerabilities topUpdates');
    assert.equal(keys(report.servers[0].os), 'name version product cycle cpe support endsOn extendedUntil');
    assert.equal(keys(report.servers[0].flags), 'osEndOfSupport softwareEndOfSupport missingSecuritySoftware missingPatchManagement');
    assert.equal(keys(shown(report.servers[0].bySeverity)), 'critical high medium low none unknown');
    assert.equal(keys(report.software[0]), 'name publisher version source cpe product cycle support endsOn extendedUntil vulnerabilities servers category subcategory rule confidence');
    assert.equal(keys(report.findings![0]), 'server software version cve verdict confidence severity cvss kev epss fixedIn evidence');
    assert.equal(keys(report.findings![0].evidence), 'rule reason cpe criteria range conditions feed record row');
    assert.equal(keys(wholeReport(assessServers(servers, knowledge), { findings: false })), 'schema asOf notes feeds summary servers software unrecordedCves problems');
  });

  test('servers by score down, then name', () => assert.deepEqual(report.servers.map(({ name, score }) => `${name} ${score}`), ['OLD 12', 'WIN 1', 'BARE 0']));

  test('a server with its flags and its tops', () => {
    const [old] = report.servers;
    assert.deepEqual(old.os, {
      name: 'Debian GNU/Linux', version: '10', product: 'debian', cycle: '10', cpe: 'cpe:2.3:o:debian:debian_linux:10.0:*:*:*:*:*:*:*',
      support: 'ended', endsOn: '2022-09-10', extendedUntil: '2024-06-30',
    });
    assert.deepEqual(old.flags, { osEndOfSupport: 1, softwareEndOfSupport: 1, missingSecuritySoftware: 1, missingPatchManagement: 1 });
    assert.deepEqual([old.vulnerabilities, old.possibleVulnerabilities, old.pendingUpdates], [6, 2, 2]);
    assert.deepEqual(old.bySeverity, { critical: 1, high: 1, medium: 1, low: 1, none: 1, unknown: 1 });
    assert.deepEqual(shown(old.topVulnerabilities).map((top) => `${top.cve} ${top.severity} ${top.score} ${top.kev} ${top.software}`), [
      'CVE-2024-0001 critical 9.8 true Widget 1.0', 'CVE-2024-0002 high 7.5 false Widget 1.0', 'CVE-2024-0003 medium 5 false Gadget 1.0',
      'CVE-2024-0004 low 2 false Gizmo 1.0', 'CVE-2024-0006 none 0 false Gizmo 1.0',
    ]);
    assert.deepEqual(shown(old.topUpdates).map(({ id, classification, releasedOn }) => `${id} ${classification} ${releasedOn}`), ['KB1 critical null', 'KB2 security 2026-01-01', 'KB3 other null']);
  });

  test('what is not known is null, never 0', () => {
    const bare = report.servers[2];
    assert.deepEqual(bare.flags, { osEndOfSupport: null, softwareEndOfSupport: null, missingSecuritySoftware: null, missingPatchManagement: null });
    assert.deepEqual([bare.vulnerabilities, bare.pendingUpdates, bare.lastSeen, bare.os.endsOn, bare.os.support], [null, null, null, null, 'unknown']);
  });

  test('a finding with its evidence, and where the inventory says so', () => {
    const finding = report.findings!.find(({ cve }) => cve === 'CVE-2024-0011')!;
    assert.equal(`${finding.server} ${finding.software} ${finding.version} ${finding.verdict} ${finding.severity} ${finding.kev}`, 'WIN Plugin 1.0 affected critical true');
    assert.deepEqual(finding.cvss, { score: 9.8, vector: 'CVSS:3.1/AV:N', version: '3.1', source: 'nvd@nist.gov', type: 'Primary' });
    assert.equal(finding.fixedIn, '2');
    const { evidence } = finding;
    assert.equal(evidence.rule, 'explicit-cpe');
    assert.equal(evidence.criteria, 'cpe:2.3:a:acme:plugin:*:*:*:*:*:*:*:*');
    assert.equal(evidence.range, '< 2');
    assert.deepEqual(evidence.conditions.map(({ criteria, state }) => `${state} ${criteria}`), ['met cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*']);
    assert.equal(evidence.feed, 'nvd 2026-11-01');
    assert.equal(evidence.record.id, 'CVE-2024-0011');
    assert.deepEqual(evidence.row?.file, '/inv/a.inventory.json');
    const os = report.findings!.find(({ cve }) => cve === 'CVE-2024-0030')!;
    assert.equal(`${os.software} ${os.version} ${os.verdict}`, 'Debian GNU/Linux 10 10 possibly-affected');
    assert.equal(report.findings!.find(({ cve }) => cve === 'CVE-2024-0005')!.cvss, null);
  });

  test('the confidence of a finding is its own, not the name\'s', () => {
    const cves = [about('CVE-2024-0001', 'high', ['a:acme:widget:*:*:pro <2'])];
    const [finding] = wholeReport(assessServers([{ name: 'S', software: [acme('widget 1.0')] }], tinyKnowledge({ cves })), { findings: true }).findings!;
    assert.equal(finding.confidence, 'medium');
  });

  test('problems of the inventory and the feeds with their revisions', () => {
    const estate = estateOf({ 'a.inventory.csv': 'Server,Software,Last seen\nA,,2026-02-30\n,Widget,\n' });
    const own = wholeReport(assessEstate(estate, tinyKnowledge({ feeds: [feed('nvd', 7, { starter: false, revision: 'r7' })] })), { findings: true });
    assert.deepEqual(own.problems.map(({ line, code }) => `${line} ${code}`), ['2 date-unparsable', '3 name-missing']);
    assert.deepEqual(own.feeds, [{ name: 'nvd', revision: 'r7', fetchedAt: '2026-11-01T06:00:00.000Z', records: 7, starter: false }]);
  });

  test('is JSON and says of every server what its findings say', () => {
    fc.assert(fc.property(tinyServers, (inventory) => {
      const own = wholeReport(assessServers(inventory, tinyKnowledge({ cves: CVES, products: PRODUCTS })), { findings: true });
      assert.deepEqual(JSON.parse(JSON.stringify(own)), own);
      for (const server of own.servers) {
        const affected = new Set(own.findings!.filter((finding) => finding.server === server.name && finding.verdict === 'affected').map(({ cve }) => cve));
        assert.equal(server.vulnerabilities ?? 0, affected.size);
        assert.equal(Object.values(server.bySeverity).reduce((sum, count) => sum + count, 0), affected.size);
        assert.equal(server.topVulnerabilities.length, Math.min(5, affected.size));
      }
    }), { numRuns: 50 });
  });
});
