import * as assert from 'node:assert/strict';
import type { Assessment } from '../../../../src/core/insights/assessment';
import { explainFinding, findingsOfServer, softwareLabel } from '../../../../src/core/insights/findings';
import type { AdvisoryRecord } from '../../../../src/core/match/advisories/advisoryIndex';
import { Skips } from '../../../../src/feeds/decode/skips';
import { readOsvZip } from '../../../../src/feeds/sync/readOsvZip';
import { about, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessServers, serverNamed } from '../../../support/tinyEstate';
import { fromData } from '../../feeds/dataFiles';

const rpm = (name: string, version: string) => ({ name, version, source: 'rpm' });

const SERVERS = [
  {
    name: 'alma8', os: { name: 'AlmaLinux', version: '8.9' },
    software: [
      rpm('openssl-libs', '1:1.1.1k-9.el8_7'), rpm('polkit', '0.115-13.el8_5.1'), rpm('sudo', '1.8.29-8.el8_7.1'), rpm('xz', '5.2.4-3.el8'),
      rpm('nodejs', '1:14.20.1-2.module_el8.7.0+3342+b2df8497'), rpm('tzdata', '2019a-1.el8'), rpm('openssh-server', '8.7p1-38.el9_4.1'),
    ],
  },
  {
    name: 'alma9', os: { name: 'AlmaLinux', version: '9.4' },
    software: [rpm('openssl-libs', '3.0.7-24.el9'), rpm('openssh-server', '8.7p1-38.el9_4.1'), rpm('sudo', '1.9.5p2-15.el9_7'), rpm('xz', '5.2.5-8.el9_0')],
  },
  // The same packages where no advisories are.
  { name: 'centos8', os: { name: 'CentOS Linux', version: '8.5' }, software: [rpm('openssl-libs', '1:1.1.1k-9.el8_7'), rpm('polkit', '0.115-13.el8_5.1')] },
];

suite('A small AlmaLinux estate under its real advisories', () => {
  let records: AdvisoryRecord[] | undefined;
  /** With every CVE known to NVD. */
  let assessment: Assessment;
  suiteSetup(async function () {
    const file = fromData('feeds/osv/AlmaLinux/all.zip');
    if (!file) return this.skip();
    records = [];
    await readOsvZip(file, { add: (record) => void records!.push(record) }, new Skips());
    assessment = assessed(() => true);
  });

  /** An index that has these CVEs, as rows about OpenSSL that a bare range would take for affected. */
  function assessed(isRecorded: (cve: string) => boolean): Assessment {
    const ids = [...new Set(records!.flatMap(({ cves }) => cves))].filter(isRecorded);
    const knowledge = tinyKnowledge({ cves: [...ids.map((id) => about(id, 'high', ['a:none:none'])), about('CVE-1999-0001', 'high', ['a:openssl:openssl <9', 'a:polkit_project:polkit <9'])], advisories: records! });
    return assessServers(SERVERS, knowledge);
  }

  test('verdicts checked by hand against the errata', () => {
    const { index } = assessment.matcher;
    const affected = (server: string, name: string): string => {
      const position = serverNamed(assessment, server);
      return findingsOfServer(assessment, position)
        .filter(({ software }) => software >= 0 && assessment.estate.software[software].name === name)
        .map(({ software, cve, verdict }) => {
          const { advisory, fixedIn } = explainFinding(assessment, position, software, cve);
          return `${index.cveId(cve)} ${verdict === 'affected' ? '' : `${verdict} `}${advisory?.id ?? ''} ${fixedIn}`;
        }).sort().join('\n');
    };
    assert.equal(affected('alma8', 'openssl-libs'), [
      'CVE-2023-3446 ALSA-2023:7877 1:1.1.1k-12.el8_9',
      'CVE-2023-3817 ALSA-2023:7877 1:1.1.1k-12.el8_9',
      'CVE-2023-5678 ALSA-2023:7877 1:1.1.1k-12.el8_9',
      'CVE-2024-4741 ALSA-2026:26275 1:1.1.1k-16.el8_6',
      'CVE-2024-5535 ALSA-2024:7848 1:1.1.1k-14.el8_6',
      'CVE-2025-69419 ALSA-2026:3042 1:1.1.1k-15.el8_6',
      'CVE-2025-9230 ALSA-2026:0337 1:1.1.1k-14.el8_10',
      'CVE-2026-28390 ALSA-2026:38503 1:1.1.1k-17.el8_6',
      'CVE-2026-45447 ALSA-2026:26275 1:1.1.1k-16.el8_6',
    ].join('\n'));
    assert.equal(affected('alma8', 'polkit'), 'CVE-2021-4034 ALSA-2022:0267 0.115-13.el8_5.2\nCVE-2021-4115 ALSA-2022:1546 0.115-13.el8_5.2');
    assert.equal(affected('alma8', 'sudo'), 'CVE-2025-32462 ALSA-2025:10110 1.9.5p2-1.el8_10.1\nCVE-2026-35535 ALSA-2026:11521 1.9.5p2-1.el8_10.5');
    assert.equal(affected('alma8', 'xz'), 'CVE-2022-1271 ALSA-2022:4991 5.2.4-4.el8_6');
    // Its only errata are data updates without a CVE.
    assert.equal(affected('alma8', 'tzdata'), '');
    // Without an epoch, as rpm -qa lists it; everything up to 3.0.7-24 is fixed, ALSA-2024:0310 (-25) is the first that is not.
    const openssl9 = affected('alma9', 'openssl-libs').split('\n');
    assert.ok(openssl9.includes('CVE-2023-5363 ALSA-2024:0310 1:3.0.7-25.el9_3'));
    assert.ok(!openssl9.some((line) => /CVE-2023-2650|CVE-2023-0286|CVE-2022-3602/.test(line)));
    const openssh9 = affected('alma9', 'openssh-server').split('\n');
    assert.ok(openssh9.includes('CVE-2024-6409 ALSA-2024:4457 8.7p1-38.el9_4.4'));
    assert.ok(!openssh9.some((line) => line.startsWith('CVE-2024-6387')));
    // Fixed by 9.7's build (ALSA-2026:12310) although 9.8's rebase (ALSA-2026:19220) lists it again.
    assert.ok(!affected('alma9', 'sudo').includes('CVE-2026-35535'));
    assert.equal(affected('alma9', 'xz'), '');
  });

  test('module streams: nodejs:14 has its own fixes, those of 16 and 18 are not asked', () => {
    const position = serverNamed(assessment, 'alma8');
    const verdicts = new Map(findingsOfServer(assessment, position)
      .filter(({ software }) => software >= 0 && assessment.estate.software[software].name === 'nodejs')
      .map(({ cve, verdict }) => [assessment.matcher.index.cveId(cve), verdict]));
    for (const id of ['CVE-2022-3517', 'CVE-2022-24999', 'CVE-2022-43548', 'CVE-2022-38900', 'CVE-2023-23918']) assert.equal(verdicts.get(id), 'affected', id);
    for (const id of ['CVE-2022-32212', 'CVE-2022-35256', 'CVE-2021-44531']) assert.equal(verdicts.get(id), undefined, id);
    // Fixed in nodejs:18 and later alone: whether the abandoned stream 14 has it, nobody said.
    assert.equal(verdicts.get('CVE-2023-32067'), 'possibly-affected');
  });

  test('NVD\'s ranges are silent where advisories speak, and as before where there are none', () => {
    const cve = assessment.matcher.index.cveIndex('CVE-1999-0001');
    const verdicts = assessment.estate.servers.map(({ index }) => findingsOfServer(assessment, index).filter((finding) => finding.cve === cve).map(({ software, verdict }) => `${softwareLabel(assessment.estate.software[software])} ${verdict}`));
    assert.deepEqual(verdicts[serverNamed(assessment, 'alma8')], []);
    assert.deepEqual(verdicts[serverNamed(assessment, 'alma9')], []);
    assert.deepEqual(verdicts[serverNamed(assessment, 'centos8')].sort(), ['openssl-libs 1:1.1.1k-9.el8_7 possibly-affected', 'polkit 0.115-13.el8_5.1 possibly-affected']);
  });

  test('what NVD\'s data lacks is counted apart, and nothing is lost', () => {
    const part = assessed((cve) => cve < 'CVE-2023');
    assessment.estate.servers.forEach((_, server) => assert.equal(part.servers.vulnerabilities[server] + part.servers.unrecorded[server], assessment.servers.vulnerabilities[server]));
    assert.ok(part.unrecordedCves.includes('CVE-2023-5363') && !part.unrecordedCves.includes('CVE-2022-1271'));
    assert.deepEqual(assessment.unrecordedCves, []);
  });
});
