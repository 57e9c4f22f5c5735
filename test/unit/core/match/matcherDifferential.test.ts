import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CONFIGURATION_SOURCES } from '../../../../src/core/match/cveRecord';
import { createMatcher, type OsSubject } from '../../../../src/core/match/matcher';
import { matcherVerdicts, verdictsBeside } from '../../../support/compareWithReference';
import { configuration, cve, indexOf, node } from '../../../support/cveRecords';
import { referenceVerdicts } from '../../../support/referenceMatcher';
import { debPackage, os, server, software, UNKNOWN_OS, WINDOWS_2019 } from '../../../support/subjects';

const SYSTEMS: readonly OsSubject[] = [
  UNKNOWN_OS,
  os('linux', []),
  os('windows', []),
  os('linux', ['debian:debian_linux:12.0']),
  os('linux', ['debian:debian_linux']),
  os('macos', ['apple:macos:14.1']),
  os('windows', [WINDOWS_2019], { build: '10.0.17763.500', supportEnds: '2029-01-09' }),
  os('windows', [WINDOWS_2019], { build: '10.0.17763', hotfix: '2021-06-01' }),
  os('windows', [WINDOWS_2019], { supportEnds: '2021-06-01' }),
  os('windows', [WINDOWS_2019], { build: '10.0.17763.200', confidence: 'low', hotfix: '2023-01-01' }),
  os('windows', ['microsoft:windows_server_2012:r2', 'microsoft:windows_server_2012_r2:-'], { build: '6.3.9600.20000', supportEnds: '2023-10-10' }),
  os('windows', ['microsoft:windows_10:22h2:*:*:*:*:*:x64', 'microsoft:windows_10_22h2:-:*:*:*:*:*:x64'], { build: '10.0.19045.3000', confidence: 'medium' }),
  os('windows', ['microsoft:windows_10'], { hotfix: '2022-02-02' }),
];

suite('matcher against the plain reference', () => {
  const product = fc.constantFrom('a:v:p', 'a:v:q', 'a:w:p');
  const osProduct = fc.constantFrom('o:microsoft:windows', 'o:linux:linux_kernel', 'o:debian:debian_linux', 'o:microsoft:windows_server_2019', 'o:microsoft:windows_server_2012', 'o:microsoft:windows_10', 'o:microsoft:windows_10_22h2', 'o:apple:macos', 'h:x:y');
  const versions = fc.constantFrom('1', '1.0', '1.1', '1.1a', '1.2-rc1', '2', '-', '*', 'xp', '1.*', 'r2', '22h2', '12', '10.0.17763.300', '10.0.17763');
  const attributes = fc.constantFrom('', '', '', ':update1', ':update_1', ':update2', ':update01', ':u0', ':update*', ':?1', ':-', ':*:*:*:pro', ':*:*:*:*:windows', ':*:*:*:*:linux_kernel', ':*:*:*:*:wordpress', ':*:*:*:*:*:x64', ':*:*:*:*:*:arm64');
  const bound = fc.constantFrom('1.0', '1.1', '1.1a', '2', 'odd', '10.0.17763.100', '10.0.17763.300', '10.0.17763.700', '6.3.9600.20001');
  const bounds = fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    fc.tuple(fc.constantFrom('>=', '>', '<=', '<'), bound).map(([sign, text]) => ` ${sign}${text}`),
    fc.tuple(bound, bound).map(([from, to]) => ` >=${from} <${to}`),
    bound.map((text) => ` <=${text}`),
  );
  const row = fc
    .tuple(fc.constantFrom('', '', '?'), fc.oneof({ weight: 3, arbitrary: product }, osProduct), fc.oneof(versions, fc.constant('*')), attributes, bounds)
    .map(([platform, name, version, more, range]) => `${platform}${name}:${version}${more}${version === '*' ? range : ''}`);
  const anyRow = fc.oneof({ weight: 30, arbitrary: row }, fc.constantFrom('nonsense', 'a:v:*:1', '?a:*:p'));
  const anyNode = fc
    .tuple(fc.constantFrom('OR' as const, 'OR' as const, 'OR' as const, 'AND' as const, 'not OR' as const, 'not AND' as const), fc.array(anyRow, { maxLength: 4 }))
    .map(([operator, rows]) => node(operator, ...rows));
  const anyConfiguration = fc
    .tuple(fc.constantFrom('OR' as const, 'AND' as const, 'AND' as const, 'not AND' as const, 'not OR' as const), fc.array(anyNode, { maxLength: 3 }))
    .map(([operator, nodes]) => configuration(operator, ...nodes));
  const day = fc.constantFrom('2020-05-12', '2021-06-01', '2022-02-02', '2024-01-09');
  const source = fc.constantFrom(...CONFIGURATION_SOURCES);
  const records = fc
    .array(fc.tuple(day, fc.array(anyConfiguration, { minLength: 1, maxLength: 2 }), source), { minLength: 1, maxLength: 5 })
    .map((items) => items.map(([on, configurations, configurationSource], at) => ({ ...cve(`CVE-2024-000${at}`, on, ...configurations), configurationSource })));
  const installed = fc
    .tuple(product, versions, attributes, fc.constantFrom('high' as const, 'high' as const, 'medium' as const, 'low' as const), fc.boolean())
    .map(([name, version, more, confidence, packaged]) => (packaged && !/[*-]/.test(version) ? debPackage(name, version) : software(`${name}:${version.includes('*') ? '*' : version}${more}`, { confidence })));

  test('on generated records and servers', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...SYSTEMS), fc.array(installed, { maxLength: 4 }), (feed, system, programs) => {
        const subjects = server(system, ...programs);
        const matcher = createMatcher(indexOf(feed));
        const expected = referenceVerdicts(feed, subjects);
        assert.deepEqual(matcherVerdicts(matcher, subjects), expected);
        assert.deepEqual(verdictsBeside(matcher, subjects), expected);
      }),
      { numRuns: 6_000 },
    );
  });

  test('what is explained is what was judged', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...SYSTEMS), fc.array(installed, { minLength: 1, maxLength: 4 }), (feed, system, programs) => {
        const subjects = server(system, ...programs);
        const matcher = createMatcher(indexOf(feed));
        for (let at = 0; at < feed.length; at++) {
          for (const subject of [system, ...programs]) {
            const evidence = matcher.explain(at, subject, subjects);
            assert.equal(evidence.verdict, matcher.judgeOnServer(at, subject, subjects));
            if (evidence.verdict !== 'not-affected') assert.notEqual(evidence.criteria, '');
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
