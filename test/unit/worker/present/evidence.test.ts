import * as assert from 'node:assert/strict';
import { OS_SUBJECT } from '../../../../src/core/insights/findings';
import { presentEvidence } from '../../../../src/worker/present/evidence';
import { feed, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessServers, softwareNamed } from '../../../support/tinyEstate';
import { CVES, DEBIAN, PRODUCTS, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

suite('Evidence of a finding', () => {
  const knowledge = tinyKnowledge({ cves: CVES, products: PRODUCTS, feeds: [feed('nvd', 10, { fetchedAt: '2026-11-19T00:00:00Z' })] });
  const assessment = assessServers([
    { name: 'WIN', os: WINDOWS_2019, software: [acme('plugin 1.0'), acme('gadget 9.1'), acme('widget 3.5'), { name: 'Contoso Ledger', version: '4' }] },
    { name: 'DEB', os: DEBIAN('10'), software: [acme('plugin 1.0')] },
    { name: 'ANY', software: [acme('plugin 1.0')] },
  ], knowledge);
  const evidence = (server: number, software: string | null, cve: string) =>
    presentEvidence(assessment, server, software === null ? OS_SUBJECT : softwareNamed(assessment, software), assessment.matcher.index.cveIndex(cve));
  const steps = (model: ReturnType<typeof evidence>): string[] => model.steps.map(({ title, note, text }) => [title, note && `(${note})`, text].filter(Boolean).join(' '));

  test('from the row to the severity', () => {
    const model = evidence(0, 'Plugin', 'CVE-2024-0011');
    assert.deepEqual([model.verdictLabel, model.counts, model.severity, model.description], ['Affected', 'counts 1 in the score', 'critical', 'About CVE-2024-0011.']);
    assert.deepEqual(steps(model), [
      'Inventory row',
      'Identity (confidence: high) Decided by explicit-cpe.',
      'Criteria and range (matches) Range: < 2. Fixed in 2. The installed version is inside the range that the record gives.',
      'And, on the same server (met) Met by Windows Server 2019 Standard.',
      'Feed and record (2 d old) NVD starter, 10 CVEs; record Analyzed, last modified 2024-05-06. Known exploited since 2024-01-02, also by ransomware; CISA’s due date 2024-01-23.',
      'Severity (metric and source) 9.8 Critical, CVSS 3.1, NVD, Primary.',
    ]);
    assert.deepEqual(model.steps[0].code, ['Plugin', 'Acme · 1.0']);
    assert.deepEqual(model.steps[2].range, { from: '', fromIncluded: false, to: '2', toIncluded: false, at: '1.0' });
    assert.equal(model.steps[0].target?.view, 'source');
    assert.deepEqual(model.steps[4].target, { view: 'record', cve: 'CVE-2024-0011' });
  });

  test('a partner on the server is named, with its row', () => {
    const [, , , partner] = evidence(0, 'Plugin', 'CVE-2024-0010').steps;
    assert.equal(`${partner.note}: ${partner.text}`, 'met: Met by Gadget 9.1.');
    assert.equal(partner.target?.view, 'source');
  });

  test('why not', () => {
    const check = (server: number, software: string | null, cve: string, verdict: string, counts: string) => {
      const model = evidence(server, software, cve);
      assert.equal(model.verdictLabel, verdict);
      assert.equal(model.counts, `not counted in the score. ${counts}`);
    };
    check(1, 'Plugin', 'CVE-2024-0011', 'Not affected', 'It needs something else on the server that is not there.');
    check(2, 'Plugin', 'CVE-2024-0011', 'Possibly affected', 'It depends on something that the inventory does not say.');
    check(0, 'Widget', 'CVE-2024-0001', 'Not affected', 'The installed version is outside the range that the record gives.');
    check(0, 'Contoso Ledger', 'CVE-2024-0001', 'Not affected', 'The record does not name this product.');
    check(1, null, 'CVE-2024-0030', 'Possibly affected', 'The record names the whole distribution release; its advisories decide, and none that is loaded names it.');
  });

  test('a distribution\'s advisory in the place of NVD\'s criteria', () => {
    const own = assessServers([{ name: 'D', os: DEBIAN('12'), software: [{ name: 'libssl3', version: '3.0.4-1', source: 'dpkg' }] }], tinyWorld());
    const about = (cve: string) => presentEvidence(own, 0, 0, own.matcher.index.cveIndex(cve)).steps;
    const [, identity, advisory] = about('CVE-2024-0040');
    assert.equal(`${identity.note}: ${identity.text}`, 'confidence: high: A package of the distribution, which its advisories for Debian:12 call openssl.');
    assert.deepEqual(
      [advisory.title, advisory.note, advisory.code, advisory.text, advisory.range],
      ['Distribution’s advisory', 'matches', ['DSA-1 · Debian:12 · openssl'], 'Range: < 3.0.5-1. Fixed in 3.0.5-1. The distribution’s advisory says that the installed version is affected.', { from: '', fromIncluded: false, to: '3.0.5-1', toIncluded: false, at: '3.0.4-1' }],
    );
    const silent = about('CVE-2024-0042')[2];
    assert.deepEqual([silent.title, silent.text], ['Criteria and range', 'Range: < 4. The distribution’s advisories for this package do not name it, so NVD’s upstream range does not count.']);
  });

  test('a name that stands for nothing says so', () => {
    const [, identity, range] = evidence(0, 'Contoso Ledger', 'CVE-2024-0001').steps;
    assert.equal(identity.text, 'This name stands for nothing in the vulnerability feed.');
    assert.deepEqual([identity.code, range.code, range.range, range.note], [[], [], null, '']);
  });

  test('the whole trail as text', () => {
    const { plain } = evidence(0, 'Plugin', 'CVE-2024-0011');
    assert.match(plain, /^CVE-2024-0011 on WIN: Affected \(as of 2026-11-21\)\n1\. Inventory row\n {3}Plugin\n {3}Acme · 1\.0\n {3}\/inv\/a\.inventory\.json:1:\d+\n2\. Identity/);
    assert.match(plain, /6\. Severity/);
  });

  test('a CVE without a metric', () => {
    const own = assessServers([{ name: 'S', software: [acme('gizmo 1.0')] }], knowledge);
    const model = presentEvidence(own, 0, 0, own.matcher.index.cveIndex('CVE-2024-0005'));
    assert.equal(model.steps.at(-1)!.text, 'The record has no CVSS metric, so its severity is unknown.');
    assert.equal(model.severity, 'unknown');
  });

  test('who says which products a record concerns, where it is not NVD', () => {
    const said = (['nvd', 'overlay', 'cna'] as const).map((configurationSource) => {
      const [{ record }] = CVES.filter(({ record: { id } }) => id === 'CVE-2024-0002');
      const own = assessServers([{ name: 'S', software: [acme('widget 1.0')] }], tinyKnowledge({ cves: [{ record: { ...record, configurationSource } }], products: PRODUCTS }));
      const model = presentEvidence(own, 0, 0, 0);
      return `${model.verdict}; ${/Which products.*?\./.exec(model.steps.at(-2)!.text)?.[0] ?? ''}`;
    });
    assert.deepEqual(said, [
      'affected; ',
      'affected; Which products it concerns comes from the overlay folder of records, since NVD has not said so.',
      'possibly-affected; Which products it concerns is the word of the CNA that assigned the id, since NVD has not said so.',
    ]);
  });
});
