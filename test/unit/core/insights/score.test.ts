import * as assert from 'node:assert/strict';
import { scoreTerms, severityCounts } from '../../../../src/core/insights/assessment';
import { findingsOfServer } from '../../../../src/core/insights/findings';
import { scoreOf } from '../../../../src/core/insights/score';
import { SEVERITIES } from '../../../../src/core/match/verdict';
import type { AssessOptions } from '../../../support/tinyEstate';
import { assessServers } from '../../../support/tinyEstate';
import { DEBIAN, PROTECTION, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

/** Score and terms: OS ended, software ended, vulnerabilities, updates, no security software, no patch management; – is unknown. */
function scored(server: object, options: AssessOptions = {}): string {
  const assessment = assessServers([{ name: 'S', ...server }], knowledge, options);
  const terms = scoreTerms(assessment, 0);
  assert.equal(assessment.servers.score[0], scoreOf(terms));
  assert.equal(assessment.servers.atRisk[0], scoreOf(terms) > 0 ? 1 : 0);
  return `${assessment.servers.score[0]} = ${Object.values(terms).map((term) => term ?? '–').join(' + ')}`;
}

/** Affected, possible and unknown-version CVEs, and the severities of the affected: critical, high, medium, low, none, unknown. */
function counted(server: object): string {
  const assessment = assessServers([{ name: 'S', ...server }], knowledge);
  const { servers } = assessment;
  const severities = Object.values(severityCounts(servers.bySeverity, 0)).join(' ');
  return `${servers.vulnerabilities[0]} affected (${severities}), ${servers.possible[0]} possible, ${servers.unknownVersion[0]} unknown, ${servers.exploited[0]} exploited, level ${SEVERITIES[servers.level[0]]}`;
}

suite('The score of a server', () => {
  const check = (server: object, expected: string, options?: AssessOptions) => assert.equal(scored(server, options), expected);
  const safe = { os: DEBIAN('13'), software: PROTECTION, pendingUpdates: [] };

  test('nothing wrong scores 0, every term known', () => check(safe, '0 = 0 + 0 + 0 + 0 + 0 + 0'));

  test('a name alone is unknown in every term and scores 0', () => check({}, '0 = – + – + – + – + – + –'));

  test('each flag is 0 or 1 whatever the count', () => {
    check({ ...safe, os: DEBIAN('10') }, '1 = 1 + 0 + 0 + 0 + 0 + 0');
    check({ ...safe, software: [...PROTECTION, acme('gadget 1.9')] }, '2 = 0 + 1 + 1 + 0 + 0 + 0');
    check({ ...safe, software: [...PROTECTION, acme('gadget 1.9'), acme('widget 1.0')] }, '3 = 0 + 1 + 2 + 0 + 0 + 0');
    check({ ...safe, software: [PROTECTION[1]] }, '1 = 0 + 0 + 0 + 0 + 1 + 0');
    check({ ...safe, software: [PROTECTION[0]] }, '1 = 0 + 0 + 0 + 0 + 0 + 1');
  });

  test('no software list is unknown, an empty one is missing', () => {
    check({ os: DEBIAN('13'), pendingUpdates: [] }, '0 = 0 + – + 0 + 0 + – + –');
    check({ os: DEBIAN('13'), pendingUpdates: [], software: [] }, '2 = 0 + 0 + 0 + 0 + 1 + 1');
  });

  test('an operating system nobody knows is unknown, its software still counts', () => {
    check({ ...safe, os: { name: 'Contoso OS', version: '4' } }, '0 = – + 0 + 0 + 0 + 0 + 0');
    check({ ...safe, os: DEBIAN('99') }, '0 = – + 0 + 0 + 0 + 0 + 0');
    check({ pendingUpdates: [], software: [acme('gadget 1.2')] }, '5 = – + 1 + 2 + 0 + 1 + 1');
  });

  test('critical and security updates count one each, others never', () => {
    const updates = (...classes: string[]) => ({ ...safe, pendingUpdates: classes.map((classification, i) => ({ id: `KB${i}`, classification })) });
    check(updates('Critical', 'Security', 'Security', 'Other'), '3 = 0 + 0 + 0 + 3 + 0 + 0');
    check(updates('Other', 'Feature pack', 'Definition'), '0 = 0 + 0 + 0 + 0 + 0 + 0');
    check({ ...safe, pendingUpdates: undefined }, '0 = 0 + 0 + 0 + – + 0 + 0');
  });

  test('everything at once adds up', () =>
    check(
      { os: DEBIAN('10'), software: [acme('widget 1.0'), acme('gadget 1.0'), acme('plugin 1.0')], pendingUpdates: [{ id: 'KB1', classification: 'Critical' }] },
      '9 = 1 + 1 + 4 + 1 + 1 + 1',
    ));
});

suite('Vulnerabilities of a server', () => {
  const check = (software: readonly object[], expected: string, os: object = DEBIAN('13')) => assert.equal(counted({ os, software }), expected);

  test('one CVE on two software counts once', () => {
    check([acme('widget 3.0')], '1 affected (1 0 0 0 0 0), 0 possible, 0 unknown, 1 exploited, level critical');
    check([acme('gadget 2.0')], '1 affected (1 0 0 0 0 0), 0 possible, 0 unknown, 1 exploited, level critical');
    check([acme('widget 3.0'), acme('gadget 2.0')], '1 affected (1 0 0 0 0 0), 0 possible, 0 unknown, 1 exploited, level critical');
    check([acme('widget 3.0'), acme('widget 3.1')], '1 affected (1 0 0 0 0 0), 0 possible, 0 unknown, 1 exploited, level critical');
  });

  test('the version after the last affected one is none', () => check([acme('widget 3.5')], '0 affected (0 0 0 0 0 0), 0 possible, 0 unknown, 0 exploited, level none'));

  test('a condition needs its partner on the same server', () => {
    check([acme('plugin 1.0')], '0 affected (0 0 0 0 0 0), 0 possible, 0 unknown, 0 exploited, level none');
    check([acme('plugin 1.0'), acme('gadget 9.1')], '1 affected (0 1 0 0 0 0), 0 possible, 0 unknown, 0 exploited, level high');
    check([acme('plugin 2.0'), acme('gadget 9.1')], '0 affected (0 0 0 0 0 0), 0 possible, 0 unknown, 0 exploited, level none');
    check([acme('plugin 1.0')], '1 affected (1 0 0 0 0 0), 0 possible, 0 unknown, 1 exploited, level critical', WINDOWS_2019);
  });

  test('the partner on another server is none', () => {
    const assessment = assessServers([
      { name: 'A', os: DEBIAN('13'), software: [acme('plugin 1.0')] },
      { name: 'B', os: DEBIAN('13'), software: [acme('gadget 9.1')] },
      { name: 'C', os: DEBIAN('13'), software: [acme('plugin 1.0'), acme('gadget 9.1')] },
    ], knowledge);
    assert.deepEqual([...assessment.servers.vulnerabilities], [0, 0, 1]);
    assert.deepEqual(assessment.software.affected.map((cves) => cves.length), [1, 0], 'a software is vulnerable when it is on some server');
  });

  test('an undecided condition is possible, not affected', () =>
    check([acme('plugin 1.0')], '0 affected (0 0 0 0 0 0), 1 possible, 0 unknown, 0 exploited, level none', {}));

  test('possible and unknown versions stand beside the score', () => {
    check([acme('vague 1.0')], '0 affected (0 0 0 0 0 0), 1 possible, 0 unknown, 0 exploited, level none');
    check([acme('widget')], '0 affected (0 0 0 0 0 0), 0 possible, 2 unknown, 0 exploited, level none');
    check([acme('widget'), acme('widget 3.0')], '1 affected (1 0 0 0 0 0), 0 possible, 1 unknown, 1 exploited, level critical');
    assert.equal(scored({ os: DEBIAN('13'), software: [...PROTECTION, acme('vague 1.0')], pendingUpdates: [] }), '0 = 0 + 0 + 0 + 0 + 0 + 0');
  });

  test("a distribution's release in a record is possible until its advisories decide", () =>
    check([], '0 affected (0 0 0 0 0 0), 1 possible, 0 unknown, 0 exploited, level none', DEBIAN('10')));

  test('severities without a metric and with 0.0 are their own', () =>
    check([acme('gizmo 1.0')], '3 affected (0 0 0 1 1 1), 0 possible, 0 unknown, 0 exploited, level low'));

  test('the findings of a server are those that it counts', () => {
    const assessment = assessServers([{ name: 'S', os: DEBIAN('10'), software: [acme('widget 1.0'), acme('gadget 1.0'), acme('plugin 1.0'), acme('vague 1')] }], knowledge);
    const findings = findingsOfServer(assessment, 0);
    const cves = (verdict: string) => new Set(findings.filter((finding) => finding.verdict === verdict).map(({ cve }) => cve));
    assert.equal(cves('affected').size, assessment.servers.vulnerabilities[0]);
    assert.equal(cves('possibly-affected').size, assessment.servers.possible[0]);
  });
});

suite('Support and the as-of date', () => {
  const check = (server: object, asOf: string, expected: string) =>
    assert.equal(scored({ pendingUpdates: [], ...server }, { asOf }), expected);

  test('a server is out of support from the day after its last day', () => {
    check({ os: DEBIAN('12') }, '2026-11-20', '0 = 0 + – + 0 + 0 + – + –');
    check({ os: DEBIAN('12') }, '2026-11-21', '0 = 0 + – + 0 + 0 + – + –');
    check({ os: DEBIAN('12') }, '2026-11-22', '1 = 1 + – + 0 + 0 + – + –');
  });

  test('further support does not take the flag away', () => check({ os: DEBIAN('11') }, '2026-11-21', '1 = 1 + – + 0 + 0 + – + –'));

  test('the end of mainstream support is none', () => check({ os: WINDOWS_2019 }, '2026-11-21', '0 = 0 + – + 0 + 0 + – + –'));

  test('software likewise', () => {
    const server = { os: DEBIAN('13'), software: [...PROTECTION, acme('widget 2.9')] };
    check(server, '2026-11-21', '1 = 0 + 0 + 1 + 0 + 0 + 0');
    check(server, '2026-11-22', '2 = 0 + 1 + 1 + 0 + 0 + 0');
  });

  test('ended on an unknown day is ended on every date', () => {
    check({ os: DEBIAN('13'), software: [...PROTECTION, acme('gadget 1.9')] }, '2001-01-01', '2 = 0 + 1 + 1 + 0 + 0 + 0');
    check({ os: DEBIAN('13'), software: [...PROTECTION, acme('widget 5.1')] }, '2999-01-01', '1 = 1 + 0 + 0 + 0 + 0 + 0');
  });

  test("a distribution's package has no end of support of its own (docs/adr/0001)", () => {
    const redis = (version: string, source: string) => ({ os: DEBIAN('13'), software: [...PROTECTION, { name: 'redis-server', version, source }] });
    check(redis('5:5.0.14-1+deb10u1', 'dpkg'), '2026-11-21', '0 = 0 + 0 + 0 + 0 + 0 + 0');
    check({ os: DEBIAN('13'), software: [...PROTECTION, { name: 'Redis', version: '5.0.14', source: 'manual' }] }, '2026-11-21', '1 = 0 + 1 + 0 + 0 + 0 + 0');
    check({ os: DEBIAN('13'), software: [...PROTECTION, { name: 'Redis', version: '7.2.1', source: 'manual' }] }, '2026-11-21', '0 = 0 + 0 + 0 + 0 + 0 + 0');
  });
});
