import * as assert from 'node:assert/strict';
import { explanationLines, explanationReport } from '../../../../src/core/export/explanation';
import { whyNot } from '../../../../src/core/insights/whyNot';
import { anyOf, cve } from '../../../support/cveRecords';
import { feed, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessServers, serverNamed } from '../../../support/tinyEstate';
import { CVES, DEBIAN, PRODUCTS, WINDOWS_2019, acme } from '../../../support/tinyWorld';

suite('Why a CVE is not found on a server', () => {
  const silent = { ...cve('CVE-2024-0090', '2024-05-06'), vulnStatus: 'Received' };
  const wide = cve('CVE-2024-0091', '2024-05-06', anyOf(...Array.from({ length: 12 }, (_, at) => `a:acme:thing_${at}`)));
  const knowledge = tinyKnowledge({ cves: [...CVES, { record: silent }, { record: wide }], products: PRODUCTS, feeds: [feed('nvd', 12, { starter: false, revision: '2026-11-20' })] });
  const assessment = assessServers([
    { name: 'WIN', os: WINDOWS_2019, software: [acme('plugin 1.0'), acme('widget 3.5'), acme('gadget 9.1'), acme('vague 1'), { name: 'Contoso Ledger', version: '4' }] },
    { name: 'DEB', os: DEBIAN('10'), software: [acme('plugin 1.0'), acme('plugin 2.5'), acme('widget')] },
    { name: 'BARE', os: WINDOWS_2019 },
  ], knowledge);

  /** The outcome, then each subject as "software: verdict (reason)". */
  function check(server: string, id: string, outcome: string, ...subjects: string[]): void {
    const why = whyNot(assessment, serverNamed(assessment, server), id);
    const named = explanationReport(assessment, serverNamed(assessment, server), why).subjects;
    assert.deepEqual([why.outcome, ...named.map(({ software, version, verdict, evidence }) => `${software} ${version}: ${verdict} (${evidence.reason})`)], [outcome, ...subjects]);
  }

  test('a finding is told with its evidence', () => check('WIN', 'CVE-2024-0011', 'found', 'Plugin 1.0: affected (version-in-range)'));
  test('an id in any letter case', () => check('WIN', ' cve-2024-0011 ', 'found', 'Plugin 1.0: affected (version-in-range)'));
  test('every subject that the record names', () =>
    check('WIN', 'CVE-2024-0001', 'ruled-out', 'Widget 3.5: not-affected (version-outside-range)', 'Gadget 9.1: not-affected (version-outside-range)'));
  test('the nearest comes first: a condition before a version', () =>
    check('DEB', 'CVE-2024-0011', 'ruled-out', 'Plugin 1.0: not-affected (condition-not-met)', 'Plugin 2.5: not-affected (version-outside-range)'));
  test('a possible finding is one', () => check('WIN', 'CVE-2024-0020', 'found', 'Vague 1: possibly-affected (version-unspecified)'));
  test('an unknown version is one', () => check('DEB', 'CVE-2024-0002', 'found', 'Widget : unknown-version (version-unknown)'));
  test('nothing of the server is meant', () => check('WIN', 'CVE-2024-0005', 'not-listed'));
  test('a record without products', () => check('WIN', 'CVE-2024-0090', 'no-products'));
  test('an id that the feeds do not have', () => check('WIN', 'CVE-2030-9999', 'unknown-cve'));
  test('what is no id', () => check('WIN', '../../etc/passwd', 'unknown-cve'));

  const words = (server: string, id: string) => {
    const row = serverNamed(assessment, server);
    return explanationLines(assessment, row, whyNot(assessment, row, id)).join(' ');
  };

  test('in words', () => {
    assert.equal(words('WIN', 'CVE-2024-0011'), 'CVE-2024-0011 affects WIN. Plugin 1.0: The installed version is inside the range that the record gives.');
    assert.equal(words('DEB', 'CVE-2024-0011'), 'CVE-2024-0011 does not affect DEB. Plugin 1.0: It needs something else on the server that is not there.');
    assert.equal(words('WIN', 'CVE-2024-0005'), 'CVE-2024-0005 does not affect WIN as far as its inventory goes. The record is about acme gizmo; nothing identified on this server is one of them. 1 of its software could not be identified and was not judged.');
    assert.match(words('BARE', 'CVE-2024-0005'), /The inventory has no software list for this server/);
    assert.match(words('WIN', 'CVE-2024-0090'), /^Nobody has said yet which products CVE-2024-0090 concerns.* Its record is Received\./);
    assert.match(words('WIN', 'CVE-2030-9999'), /^The feeds \(NVD 2026-11-20\) have no CVE-2030-9999/);
  });

  test('a record about many products names some and counts the rest', () => {
    const why = whyNot(assessment, 0, 'CVE-2024-0091');
    assert.deepEqual([why.products.length, why.productCount], [10, 12]);
    assert.match(words('WIN', 'CVE-2024-0091'), /acme thing 0, acme thing 1, .*, acme thing 9 and 2 more products/);
  });
});
