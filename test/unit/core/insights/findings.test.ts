import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { actionsOfServer } from '../../../../src/core/insights/actions';
import { OS_SUBJECT, compareCves, compareUpdates, distinctByCve, explainFinding, findingsOfServer, findingsOfSoftware, has, installRow, softwareLabel, subjectOf } from '../../../../src/core/insights/findings';
import { serversWithCve } from '../../../../src/core/insights/serversWithCve';
import type { PendingUpdate } from '../../../../src/core/inventory/model';
import { about, date, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessEstate, assessServers, estateOf, serverNamed, softwareNamed } from '../../../support/tinyEstate';
import { ALMA, DEBIAN, PACKAGES, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

suite('The order of vulnerabilities', () => {
  test('exploited, CVSS, EPSS, newest, id', () => {
    const cves = [
      about('CVE-2024-0009', 10, ['a:acme:x']),
      about('CVE-2020-0001', 4, ['a:acme:x'], { kev: 'known' }),
      about('CVE-2020-0002', 6, ['a:acme:x'], { kev: 'ransomware' }),
      about('CVE-2024-0002', 9, ['a:acme:x'], { epss: 0.1 }),
      about('CVE-2024-0003', 9, ['a:acme:x'], { epss: 0.2 }),
      about('CVE-2024-0004', 9, ['a:acme:x'], { published: '2024-01-01' }),
      about('CVE-2024-0005', 9, ['a:acme:x'], { published: '2024-01-02' }),
      about('CVE-2024-0006', 9, ['a:acme:x'], { published: '2024-01-02' }),
      about('CVE-2024-0007', 'none', ['a:acme:x']),
      about('CVE-2024-0008', 'unknown', ['a:acme:x'], { epss: 0.99 }),
    ];
    const { index } = tinyKnowledge({ cves });
    const order = Array.from({ length: index.cveCount }, (_, cve) => cve).reverse().sort(compareCves(index)).map((cve) => index.cveId(cve).slice(4));
    assert.equal(order.join(' '), '2020-0002 2020-0001 2024-0009 2024-0003 2024-0002 2024-0005 2024-0006 2024-0004 2024-0007 2024-0008');
  });

  test('it is an order', () => {
    const { index } = tinyWorld();
    const compare = compareCves(index);
    const cve = fc.nat({ max: index.cveCount - 1 });
    fc.assert(fc.property(cve, cve, cve, (a, b, c) => {
      assert.ok(Math.sign(compare(a, b)) + Math.sign(compare(b, a)) === 0);
      assert.equal(compare(a, b) === 0, a === b);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) assert.ok(compare(a, c) <= 0);
    }));
  });
});

suite('The order of updates', () => {
  test('Critical, Security, Other; then oldest, without a date last; then id', () => {
    const update = (text: string): PendingUpdate => {
      const [id, kind, on] = text.split(' ');
      return { id, title: '', class: kind as PendingUpdate['class'], classification: kind, releasedOn: on ? date(on) : null, row: { file: 0, line: 1, column: 1 } };
    };
    const updates = ['KB9 other 2020-01-01', 'KB3 security', 'KB2 security 2026-01-02', 'KB1 security 2026-01-01', 'KB0 security 2026-01-02', 'KB8 critical 2026-11-01', 'KB7 critical'].map(update);
    assert.equal([...updates].sort(compareUpdates).map(({ id }) => id).join(' '), 'KB8 KB7 KB1 KB0 KB2 KB3 KB9');
    assert.equal([...updates].reverse().sort(compareUpdates).map(({ id }) => id).join(' '), 'KB8 KB7 KB1 KB0 KB2 KB3 KB9');
  });
});

suite('Findings of a server', () => {
  const assessment = assessServers([
    { name: 'A', os: DEBIAN('10'), software: [acme('gadget 1.0'), acme('vague 1'), acme('widget 1.0'), acme('plugin 1.0')] },
    { name: 'B', os: WINDOWS_2019, software: [acme('plugin 1.0'), acme('widget')] },
  ], tinyWorld());
  const { index } = assessment.matcher;
  const text = (server: string): string[] => findingsOfServer(assessment, serverNamed(assessment, server)).map(({ cve, software, verdict }) =>
    `${index.cveId(cve).slice(-4)} ${software === OS_SUBJECT ? 'os' : assessment.estate.software[software].name} ${verdict}`);

  test('by verdict, then by risk, one per subject', () => {
    assert.deepEqual(text('A'), [
      '0001 Gadget affected', '0001 Widget affected', '0002 Widget affected', '0010 Plugin affected', '0003 Gadget affected',
      '0020 Vague possibly-affected', '0030 os possibly-affected',
    ]);
    assert.deepEqual(text('B'), ['0011 Plugin affected', '0001 Widget unknown-version', '0002 Widget unknown-version']);
  });

  test('one per CVE with the others counted', () => {
    const [first] = distinctByCve(findingsOfServer(assessment, 0));
    assert.deepEqual([index.cveId(first.finding.cve), first.others], ['CVE-2024-0001', 1]);
    assert.equal(distinctByCve(findingsOfServer(assessment, 0)).length, 6);
  });

  test('those of one software are the same ones', () => {
    for (let server = 0; server < 2; server++) {
      const all = findingsOfServer(assessment, server);
      for (const software of new Set(all.map((finding) => finding.software))) {
        assert.deepEqual(findingsOfSoftware(assessment, server, software), all.filter((finding) => finding.software === software));
      }
    }
  });

  test('each has its trail, and so has what is not found', () => {
    const plugin = softwareNamed(assessment, 'Plugin');
    const cve = index.cveIndex('CVE-2024-0011');
    const there = explainFinding(assessment, 1, plugin, cve);
    assert.equal(there.verdict, 'affected');
    assert.deepEqual(there.conditions.map(({ state }) => state), ['met']);
    const notThere = explainFinding(assessment, 0, plugin, cve);
    assert.equal(notThere.verdict, 'not-affected');
    assert.equal(notThere.reason, 'condition-not-met');
    assert.equal(explainFinding(assessment, 0, OS_SUBJECT, cve).verdict, 'not-affected');
  });

  test('a subject says where the inventory lists it', () => {
    const estate = estateOf({ 'a.inventory.csv': 'Server,OS name,OS version,Software,Version\nA,Debian GNU/Linux,13,Widget,1.0\nB,,,Widget,1.0\n' });
    const own = assessEstate(estate, tinyWorld());
    assert.deepEqual(subjectOf(own, 1, 0).row, { file: 0, line: 3, column: 1 });
    assert.equal(subjectOf(own, 0, 0).label, 'Widget 1.0');
    assert.equal(subjectOf(own, 0, OS_SUBJECT).software, null);
    assert.deepEqual(subjectOf(own, 0, OS_SUBJECT).row, { file: 0, line: 2, column: 1 });
    assert.equal(installRow(own, 0, 7), null);
  });

  test('a label does not say the version twice', () => {
    const check = (name: string, version: string, expected: string) => assert.equal(softwareLabel({ name, version }), expected);
    check('Widget', '1.0', 'Widget 1.0');
    check('Widget 1.0', '1.0', 'Widget 1.0');
    check('7-Zip 19.00 (x64)', '19.00', '7-Zip 19.00 (x64)');
    check('Widget', '', 'Widget');
    check('Java 11', '1', 'Java 11 1');
    check('Widget 11.0', '1.0', 'Widget 11.0 1.0');
    check('Widget 1.0.5', '1.0', 'Widget 1.0.5 1.0');
    check('Widget 11.0 (1.0)', '1.0', 'Widget 11.0 (1.0)');
  });
});

suite('Packages on servers of several releases', () => {
  const [libssl304, libssl306, openssl309, noVersion, sudo, rpm9, rpm8] = PACKAGES;
  const assessment = assessServers([
    { name: 'D12', os: DEBIAN('12'), software: [libssl304, sudo] },
    { name: 'D12b', os: DEBIAN('12'), software: [libssl306, noVersion, openssl309] },
    { name: 'D13', os: DEBIAN('13'), software: [libssl304, sudo] },
    { name: 'D11', os: DEBIAN('11'), software: [libssl304] },
    { name: 'A9', os: ALMA('9.3'), software: [rpm9, { ...acme('gadget 1.0') }] },
    { name: 'A8', os: ALMA('8.9'), software: [rpm8, rpm9] },
    { name: 'W', os: WINDOWS_2019, software: [libssl304] },
  ], tinyWorld());
  const { index } = assessment.matcher;
  const found = (server: string): string[] => findingsOfServer(assessment, serverNamed(assessment, server)).map(({ cve, software, verdict }) =>
    `${index.cveId(cve).slice(-4)} ${software === OS_SUBJECT ? 'os' : softwareLabel(assessment.estate.software[software])} ${verdict}`);
  const why = (server: string, name: string, cve: string): string => {
    const position = serverNamed(assessment, server);
    const { offsets, software: ids } = assessment.estate.installs;
    const software = name === 'os' ? OS_SUBJECT : [...ids.subarray(offsets[position], offsets[position + 1])].find((id) => softwareLabel(assessment.estate.software[id]) === name)!;
    const { verdict, reason, range, fixedIn, advisory } = explainFinding(assessment, position, software, index.cveIndex(`CVE-2024-${cve}`));
    return [verdict, reason, range, fixedIn, advisory && [advisory.id, advisory.ecosystem, advisory.package].filter(Boolean).join(' ')].filter(Boolean).join('; ');
  };

  test('the same version is another matter on another release', () => {
    assert.deepEqual(found('D12'), ['0040 libssl3 3.0.4-1 affected', '0031 sudo 1.9-1 affected', '0041 libssl3 3.0.4-1 affected']);
    assert.deepEqual(found('D12b'), ['0041 libssl3 3.0.6-1 affected', '0040 openssl unknown-version', '0041 openssl unknown-version']);
    // Debian 13's advisories know sudo and not OpenSSL, Debian 11 has none: NVD's ranges say what is possible there.
    assert.deepEqual(found('D13'), ['0003 sudo 1.9-1 affected', '0040 libssl3 3.0.4-1 possibly-affected', '0041 libssl3 3.0.4-1 possibly-affected', '0042 libssl3 3.0.4-1 possibly-affected']);
    assert.deepEqual(found('D11'), ['0040 libssl3 3.0.4-1 possibly-affected', '0041 libssl3 3.0.4-1 possibly-affected', '0042 libssl3 3.0.4-1 possibly-affected']);
    assert.deepEqual(found('A9').filter((line) => line.includes('openssl')), ['0041 openssl-libs 3.0.7-2.el9 affected']);
    // Without an epoch in the inventory 3.0.7-2 is newer than 1.1.1k-3.
    assert.deepEqual(found('A8'), ['0040 openssl-libs 1:1.1.1k-2.el8 affected']);
    assert.deepEqual(found('W'), ['0040 libssl3 3.0.4-1 possibly-affected', '0041 libssl3 3.0.4-1 possibly-affected', '0042 libssl3 3.0.4-1 possibly-affected']);
  });

  test('the trail names the advisory, or why NVD is silent', () => {
    assert.equal(why('D12', 'libssl3 3.0.4-1', '0040'), 'affected; advisory-affected; < 3.0.5-1; 3.0.5-1; DSA-1 Debian:12 openssl');
    assert.equal(why('D12b', 'libssl3 3.0.6-1', '0040'), 'not-affected; advisory-fixed; < 3.0.5-1; 3.0.5-1; DSA-1 Debian:12 openssl');
    assert.equal(why('D12', 'libssl3 3.0.4-1', '0042'), 'not-affected; advisory-not-listed; < 4; Debian:12 openssl');
    assert.equal(why('D12', 'libssl3 3.0.4-1', '0001'), 'not-affected; product-not-listed');
    assert.equal(why('D13', 'libssl3 3.0.4-1', '0042'), 'possibly-affected; distribution-package; < 4; 4');
    assert.equal(why('A9', 'openssl-libs 3.0.7-2.el9', '0041'), 'affected; advisory-affected; < 1:3.0.7-3.el9; 1:3.0.7-3.el9; ALSA-2024:2 AlmaLinux:9 openssl-libs');
    assert.equal(why('D12', 'os', '0031'), 'not-affected; advisory-decides; = 12.0');
  });

  test('a software has what some server finds on it, and its servers are those', () => {
    const libssl = softwareNamed(assessment, 'libssl3');
    assert.deepEqual([...assessment.software.affected[libssl]].map((cve) => index.cveId(cve)), ['CVE-2024-0040', 'CVE-2024-0041']);
    assert.equal(assessment.software.possible[libssl], 3);
    assert.equal(assessment.software.judged[softwareNamed(assessment, 'sudo')], 1);
    const servers = (cve: string): string[] => [...serversWithCve(assessment, index.cveIndex(cve))].map((server) => assessment.estate.servers[server].name);
    assert.deepEqual(servers('CVE-2024-0040'), ['D12', 'A8']);
    assert.deepEqual(servers('CVE-2024-0041'), ['D12', 'D12b', 'A9']);
  });

  test('CVEs that only advisories know are counted apart', () => {
    assert.deepEqual(assessment.unrecordedCves, ['CVE-2024-8888', 'CVE-2024-9999']);
    assert.deepEqual([...assessment.servers.unrecorded], [1, 0, 0, 0, 1, 0, 0]);
    assert.deepEqual([...assessment.servers.vulnerabilities.subarray(0, 3)], [3, 1, 1]);
  });

  test('the upgrade that clears a package is in its distribution\'s versions', () => {
    const server = serverNamed(assessment, 'D12');
    const upgrade = actionsOfServer(assessment, server, findingsOfServer(assessment, server)).find(({ subject }) => subject.startsWith('libssl3'));
    assert.equal(upgrade?.fixedIn, '3.0.9-1');
  });
});

suite('Looking up in an ascending array', () => {
  test('finds what is there and nothing else', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat({ max: 50 })), fc.nat({ max: 60 }), (values, wanted) => {
      assert.equal(has(Uint32Array.from(values).sort(), wanted), values.includes(wanted));
    }));
  });
});
