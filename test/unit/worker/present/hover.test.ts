import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { lensTitle } from '../../../../src/worker/features/registerFeatures';
import { serverHover, softwareHover } from '../../../../src/worker/present/hover';
import { assessServers, softwareNamed, viewOf } from '../../../support/tinyEstate';
import { tinyServer } from '../../../support/tinyServers';
import { DEBIAN, PROTECTION, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();
/** Links as their labels, so that a line reads as it is shown. */
const read = (markdown: string): string[] => markdown.replace(/\[([^\]]*)\]\(command:[^)]*\)/g, '$1').replace(/\\(.)/g, '$1').split('\n').map((line) => line.trimEnd()).filter((line) => line !== '');
const FOOTER = 'Starter feeds, 14 CVEs · as of 2026-11-21 · guidance, not a scan';

suite('Hover on a server', () => {
  const check = (server: object, ...expected: string[]) =>
    assert.deepEqual(read(serverHover(viewOf(assessServers([{ name: 'S', ...server }], knowledge)), 0)), expected);

  test('score with its sum, support, counts, protection, top risks and what to do', () => check(
    { os: DEBIAN('10'), software: ['widget 1.0', 'gizmo 1.0', 'vague 1'].map(acme), pendingUpdates: [{ id: 'a', classification: 'Security' }, { id: 'b', classification: 'Critical' }] },
    '**S** · risk score **11** = 1 + 1 + 5 + 2 + 1 + 1',
    '$(circle-slash) OS support ended 2022-09-10, Extended Security Updates until 2024-06-30',
    '$(error) 1 critical · $(warning) 1 high · $(circle-outline) 1 low · $(dash) 1 none · $(question) 1 unknown · $(flame) 1 exploited',
    '$(arrow-circle-down) 2 critical or security updates pending · $(circle-slash) 1 software out of support',
    '$(close) No security software · $(close) No patch management',
    '---',
    '| Top risk | CVSS | Fix |', '|:--|:--|:--|',
    '| CVE-2024-0001 $(flame) | 9.8 (3.1 NVD) | 3.5 |', '| CVE-2024-0002 | 7.5 (3.1 NVD) | 2.5 |', '| CVE-2024-0004 | 2.0 (3.1 NVD) | – |',
    '---',
    '**Do first:** Replace or remove Widget 1.0',
    `Open panel · Show software · ${FOOTER}`,
  ));

  test('nothing wrong', () => check(
    { os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] },
    '**S** · risk score **0** = 0 + 0 + 0 + 0 + 0 + 0', '$(check) OS support until 2028-08-09', '$(check) No affected findings',
    '$(check) No critical or security updates pending · $(check) No software out of support', '$(check) CrowdStrike Windows Sensor · $(check) Configuration Manager Client', '---',
    `Open panel · Show software · ${FOOTER}`,
  ));

  test('unknown is said, never shown as 0 or as missing', () => check(
    {},
    '**S** · risk score **0** = – + – + – + – + – + –', '$(question) OS support is unknown', '$(question) Vulnerabilities unknown: neither software nor operating system could be judged',
    '$(question) Pending updates unknown · $(question) Software unknown', '$(question) Security software unknown · $(question) Patch management unknown', '---',
    `Open panel · Show software · ${FOOTER}`,
  ));

  test('a hostile name is text', () => {
    const [first] = serverHover(viewOf(assessServers([{ name: '[x](http://e.example) $(alert) <img>' }], knowledge)), 0).split('\n');
    assert.equal(first?.trimEnd(), '**\\[x\\]\\(http\\:\\/\\/e\\.example\\) $\u200b\\(alert\\) \\<img\\>** · risk score **0** = – + – + – + – + – + –');
  });

  test('has markup of ours only, whatever the server', () => {
    fc.assert(fc.property(tinyServer, fc.string({ minLength: 1 }), (server, name) => {
      const view = viewOf(assessServers([{ ...server, name: `a${name}` }], knowledge));
      const hover = serverHover(view, 0);
      assert.doesNotMatch(hover.replace(/\]\(command:inventoryInsights\.target\.open\?[^()\s]*\)/g, ''), /(?<!\\)\]\((?!command)|(?<!\\)</);
    }), { numRuns: 50 });
  });
});

suite('Hover on a software', () => {
  const assessment = assessServers([
    { name: 'A', os: DEBIAN('13'), software: [acme('widget 3.4'), acme('vague 1'), { name: 'Contoso `Ledger`', version: '4' }, { name: 'redis-server', version: '5:5.0.14-1', source: 'dpkg' }] },
    { name: 'B', software: [acme('widget 3.4')] },
  ], knowledge);
  const check = (name: string, ...expected: string[]) => assert.deepEqual(read(softwareHover(viewOf(assessment), softwareNamed(assessment, name), 0)), expected);

  test('support, counts, top risks, identity', () => check(
    'Widget', '**Widget 3.4** · on 2 servers', '$(clock) Support ends in 72 days, on 2027-02-01', '$(error) 1 critical · $(flame) 1 exploited', 'CVE-2024-0001 $(flame) fixed in 3.5', '---',
    'Identity: `cpe:2.3:a:acme:widget:3.4:*:*:*:*:*:*:*` by explicit-cpe, confidence high', `Open server · Why? · ${FOOTER}`,
  ));
  test('possible beside affected', () => check(
    'Vague', '**Vague 1** · on 1 server', '$(question) Support is unknown', '$(check) No affected findings · $(question) 1 possibly affected', '---',
    'Identity: `cpe:2.3:a:acme:vague:1:*:*:*:*:*:*:*` by explicit-cpe, confidence high', `Open server · Why? · ${FOOTER}`,
  ));
  test('not identified', () => check(
    'Contoso `Ledger`', '**Contoso `Ledger` 4** · on 1 server', '$(question) Support is unknown', '$(question) Not identified, so nothing was judged about vulnerabilities', '---',
    'Identity: none (unknown)', `Open server · Set mapping… · ${FOOTER}`,
  ));
  test("a distribution's package", () => assert.equal(read(softwareHover(viewOf(assessment), softwareNamed(assessment, 'redis-server'), 0))[1], '$(question) Maintained with the operating system that ships it'));
});

suite('Code lens of a server', () => {
  const check = (server: object, expected: string) => assert.equal(lensTitle(viewOf(assessServers([{ name: 'S', ...server }], knowledge)), 0), expected);
  test('score, what is worst, and the end of support', () => {
    check({ os: DEBIAN('10'), software: [acme('widget 1.0')] }, 'score 6 · 1 critical · 1 exploited · OS support ended');
    check({ os: DEBIAN('14'), software: PROTECTION }, 'score 0 · OS support ends in 55 d');
    check({ os: DEBIAN('13') }, 'score 0');
    check({}, 'not judged');
    check({ pendingUpdates: [{ id: 'a', classification: 'Critical' }] }, 'score 1');
  });
});
