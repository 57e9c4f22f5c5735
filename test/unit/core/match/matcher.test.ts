import assert from 'node:assert/strict';
import type { Confidence, SoftwareIdentity } from '../../../../src/core/identify/identity';
import type { Configuration, ConfigurationSource, CveRecord } from '../../../../src/core/match/cveRecord';
import { createMatcher, type OsSubject } from '../../../../src/core/match/matcher';
import { SEVERITIES, VERDICTS } from '../../../../src/core/match/verdict';
import { anyOf, configuration, cve, indexOf, node, runningOn } from '../../../support/cveRecords';
import { referenceVerdicts } from '../../../support/referenceMatcher';
import { DEBIAN_12, debPackage, os, server, software, UNKNOWN_OS, WINDOWS_2019 } from '../../../support/subjects';

interface Case {
  /** The configurations of CVE-2024-0001, published on `published`. */
  readonly cve: Configuration | Configuration[];
  readonly published?: string;
  /** Other records of the feed. */
  readonly others?: readonly CveRecord[];
  readonly on?: OsSubject;
  readonly with?: readonly SoftwareIdentity[];
  /** The subject; the operating system when absent. */
  readonly software?: SoftwareIdentity;
}

/** `affected, version-in-range, < 9.0.31`: verdict, reason, then in any order what else has to stand in the trail. */
function check({ cve: configurations, published = '2024-01-15', others = [], on = DEBIAN_12, with: partners = [], software: own }: Case, expected: string): void {
  const record = cve('CVE-2024-0001', published, ...(Array.isArray(configurations) ? configurations : [configurations]));
  const matcher = createMatcher(indexOf([record, ...others]));
  const at = matcher.index.cveIndex('CVE-2024-0001');
  const subjects = server(on, ...partners, ...(own ? [own] : []));
  const subject = own ?? on;
  const evidence = matcher.explain(at, subject, subjects);
  const conditions = evidence.conditions.map((condition) => `${condition.state} ${condition.criteria.replace(/^cpe:2\.3:|(?::\*)+$/g, '')}${condition.by ? ` by ${condition.by.replace(/^cpe:2\.3:|(?::\*)+$/g, '')}` : ''}`);
  const trail = [evidence.verdict, evidence.reason, evidence.confidence, evidence.range, evidence.fixedIn && `fixed in ${evidence.fixedIn}`, ...conditions];
  const [verdict, reason, ...rest] = expected.split(', ');
  assert.equal(`${evidence.verdict}, ${evidence.reason}`, `${verdict}, ${reason}`, trail.join(' | '));
  for (const part of rest) assert.ok(trail.includes(part), `${part} is not in: ${trail.join(' | ')}`);

  // The other ways to the verdict say the same: with the server in view, by the lists, and read from the record.
  assert.equal(matcher.judgeOnServer(at, subject, subjects), verdict);
  const matches = own ? matcher.matchSoftware(own) : matcher.matchOs(on);
  const alone = matches.cves.indexOf(at);
  const standing = alone < 0 ? 0 : matches.verdicts[alone]!;
  if (VERDICTS[standing] !== verdict) assert.ok(matches.conditional.includes(at), `${verdict} is neither by itself (${VERDICTS[standing]}) nor conditional`);
  const line = `${own ? partners.length : 'os'} CVE-2024-0001 ${verdict}`;
  assert.equal(referenceVerdicts([record, ...others], subjects).includes(line), verdict !== 'not-affected');
}

const TOMCAT = anyOf('a:apache:tomcat >=9.0.0 <9.0.31');
const tomcat = (version: string, more: Partial<SoftwareIdentity> = {}) => software(`a:apache:tomcat:${version}`, more);
const windows2019 = (more: { build?: string; hotfix?: string; supportEnds?: string } = {}) => os('windows', [WINDOWS_2019], more);

suite('matcher', () => {
  suite('ranges', () => {
    test('inside', () => check({ cve: TOMCAT, software: tomcat('9.0.30') }, 'affected, version-in-range, fixed in 9.0.31, high'));
    test('at the start', () => check({ cve: TOMCAT, software: tomcat('9') }, 'affected, version-in-range'));
    test('at the end, which is the fix', () => check({ cve: TOMCAT, software: tomcat('9.0.31') }, 'not-affected, version-outside-range'));
    test('below', () => check({ cve: TOMCAT, software: tomcat('8.5.99') }, 'not-affected, version-outside-range'));
    test('a release candidate of the start is below it', () => check({ cve: TOMCAT, software: tomcat('9.0.0.M1') }, 'not-affected, version-outside-range'));
    test('excluding and including', () => {
      const range = anyOf('a:apache:tomcat >1.0 <=2.0');
      check({ cve: range, software: tomcat('1.0') }, 'not-affected, version-outside-range');
      check({ cve: range, software: tomcat('2.0') }, 'affected, version-in-range');
      check({ cve: range, software: tomcat('2.0.1') }, 'not-affected, version-outside-range');
    });
    test('upside down', () => check({ cve: anyOf('a:apache:tomcat >=9.0 <8.0'), software: tomcat('8.5') }, 'not-affected, version-outside-range'));
    test('no bounds', () => check({ cve: anyOf('a:apache:tomcat'), software: tomcat('9.0.30') }, 'affected, all-versions, any version'));
    test('no bounds and no version of ours', () => check({ cve: anyOf('a:apache:tomcat'), software: tomcat('*') }, 'affected, all-versions'));
    test('no version of ours', () => check({ cve: TOMCAT, software: tomcat('*') }, 'unknown-version, version-unknown'));
    test('a version of ours that is none', () => check({ cve: TOMCAT, software: tomcat('latest') }, 'unknown-version, version-unknown'));
    test('a version of 10,001 characters', () => check({ cve: TOMCAT, software: tomcat('1'.repeat(10_001)) }, 'unknown-version, version-unknown'));
    test('a bound that is no version', () => check({ cve: anyOf('a:apache:tomcat <unknown'), software: tomcat('9.0') }, 'unknown-version, version-unknown'));
    test('a readable bound rules out beside one that is not', () => check({ cve: anyOf('a:apache:tomcat >=10 <unknown'), software: tomcat('9.0') }, 'not-affected, version-outside-range'));
    test('a quoted bound', () => check({ cve: anyOf('a:cisco:x <7.0\\(3\\)i7\\(4\\)'), software: software('a:cisco:x:7.0\\(3\\)i7\\(3\\)') }, 'affected, version-in-range, fixed in 7.0(3)i7(4)'));
    test('the scheme of the identity orders', () => check({ cve: anyOf('a:v:p <1.0'), software: software('a:v:p:1.0\\~rc1', { scheme: 'deb' }) }, 'affected, version-in-range'));
  });

  suite('exact versions', () => {
    test('equal', () => check({ cve: anyOf('a:v:p:1.2'), software: software('a:v:p:1.2') }, 'affected, version-equal, = 1.2'));
    test('equal with another number of zeros', () => check({ cve: anyOf('a:v:p:1.2.0'), software: software('a:v:p:1.2') }, 'affected, version-equal'));
    test('another', () => check({ cve: anyOf('a:v:p:1.2'), software: software('a:v:p:1.20') }, 'not-affected, version-outside-range'));
    test('text', () => check({ cve: anyOf('a:v:p:xp'), software: software('a:v:p:xp') }, 'affected, version-equal'));
    test('other text', () => check({ cve: anyOf('a:v:p:gold'), software: software('a:v:p:1.0') }, 'not-affected, version-outside-range'));
    test('a pattern', () => check({ cve: anyOf('a:v:p:1.*'), software: software('a:v:p:1.7') }, 'affected, version-equal'));
    test('not given ("-")', () => check({ cve: anyOf('a:v:p:-'), software: software('a:v:p:1.0') }, 'possibly-affected, version-unspecified, no version given'));
    test('not given, and ours is unknown too', () => check({ cve: anyOf('a:v:p:-'), software: software('a:v:p') }, 'possibly-affected, version-unspecified'));
    test('an escaped hyphen is a version and not "-"', () => check({ cve: anyOf('a:v:p:\\-'), software: software('a:v:p:1.0') }, 'not-affected, version-outside-range'));
  });

  suite('updates and editions', () => {
    const java = (update: string) => software([`a:oracle:jdk:1.8.0:${update}`, `a:oracle:jre:1.8.0:${update}`]);
    test('Java: update201', () => check({ cve: anyOf('a:oracle:jdk:1.8.0:update201'), software: java('update201') }, 'affected, version-equal, = 1.8.0 update 201'));
    test('Java: update_201 is the same', () => check({ cve: anyOf('a:oracle:jdk:1.8.0:update_201'), software: java('update201') }, 'affected, version-equal'));
    test('Java: update20 is not update201', () => check({ cve: anyOf('a:oracle:jdk:1.8.0:update20'), software: java('update201') }, 'not-affected, attribute-differs'));
    test('Java: the runtime of the kit counts', () => check({ cve: anyOf('a:oracle:jre:1.8.0:update201'), software: java('update201') }, 'affected, version-equal'));
    test('Java: our update is not known', () => check({ cve: anyOf('a:oracle:jdk:1.8.0:update201'), software: java('*') }, 'possibly-affected, update-unspecified'));
    test('Java: "1.5.0 update 17 and before"', () => {
      const before = anyOf('a:sun:jdk:*:update17 <=1.5.0');
      const sun = (version: string) => software(`a:sun:jdk:${version}`);
      check({ cve: before, software: sun('1.5.0:update16') }, 'affected, version-in-range, ≤ 1.5.0 update 17');
      check({ cve: before, software: sun('1.5.0:update17') }, 'affected, version-in-range');
      check({ cve: before, software: sun('1.5.0:update18') }, 'not-affected, attribute-differs');
      check({ cve: before, software: sun('1.4.2:update40') }, 'affected, version-in-range');
      check({ cve: before, software: sun('1.5.0') }, 'possibly-affected, update-unspecified');
      check({ cve: before, software: sun('1.6.0:update1') }, 'not-affected, version-outside-range');
    });
    test('no update in the record ("-"), ours not known', () => check({ cve: anyOf('a:v:p:1.0:-'), software: software('a:v:p:1.0') }, 'affected, version-equal, medium'));
    test('no update in the record ("-"), ours known', () => check({ cve: anyOf('a:v:p:1.0:-'), software: software('a:v:p:1.0:sp1') }, 'not-affected, attribute-differs'));
    test('an edition that ours leaves open lowers the confidence', () => check({ cve: anyOf('a:v:p:1.0:*:*:*:enterprise'), software: software('a:v:p:1.0') }, 'affected, version-equal, medium'));
    test('and below medium it affirms nothing', () =>
      check({ cve: anyOf('a:v:p:1.0:*:*:*:enterprise'), software: software('a:v:p:1.0', { confidence: 'medium' }) }, 'possibly-affected, low-confidence-identity, low'));
    test('a row that asks for nothing is preferred', () => check({ cve: anyOf('a:v:p:1.0:*:*:*:enterprise', 'a:v:p:1.0'), software: software('a:v:p:1.0') }, 'affected, version-equal, high'));
    test('another edition', () => check({ cve: anyOf('a:v:p:1.0:*:*:*:enterprise'), software: software('a:v:p:1.0:*:*:*:community') }, 'not-affected, attribute-differs'));
    test('hardware that ours leaves open', () => check({ cve: anyOf('a:microsoft:sql_server:2019:*:*:*:*:*:x64'), software: software('a:microsoft:sql_server:2019') }, 'affected, version-equal, medium'));
    test('OpenSSL letters', () => {
      const range = anyOf('a:openssl:openssl >=1.0.2 <=1.0.2k');
      check({ cve: range, software: software('a:openssl:openssl:1.0.2a') }, 'affected, version-in-range');
      check({ cve: range, software: software('a:openssl:openssl:1.0.2k') }, 'affected, version-in-range');
      check({ cve: range, software: software('a:openssl:openssl:1.0.2l') }, 'not-affected, version-outside-range');
      check({ cve: range, software: software('a:openssl:openssl:1.1.1') }, 'not-affected, version-outside-range');
    });
  });

  suite('identities', () => {
    test('another product of the vendor', () => check({ cve: TOMCAT, software: software('a:apache:tomcat_connectors:9.0.30') }, 'not-affected, product-not-listed'));
    test('the product of another vendor', () => check({ cve: TOMCAT, software: software('a:oracle:tomcat:9.0.30') }, 'not-affected, product-not-listed'));
    test('another part', () => check({ cve: TOMCAT, software: software('o:apache:tomcat:9.0.30') }, 'not-affected, product-not-listed'));
    test('no CPE', () => check({ cve: TOMCAT, software: software([]) }, 'not-affected, product-not-listed'));
    test('a criteria for every product is no criteria', () => check({ cve: anyOf('a:apache:*:9.0.30', 'a:apache:tomcat:1'), software: tomcat('9.0.30') }, 'not-affected, version-outside-range'));
    test('a criteria for every vendor is no criteria', () => check({ cve: anyOf('a:*:tomcat:9.0.30', 'a:apache:tomcat:1'), software: tomcat('9.0.30') }, 'not-affected, version-outside-range'));
    test('low confidence', () => check({ cve: TOMCAT, software: tomcat('9.0.30', { confidence: 'low' }) }, 'possibly-affected, low-confidence-identity'));
    test('low confidence outside the range', () => check({ cve: TOMCAT, software: tomcat('9.0.31', { confidence: 'low' }) }, 'not-affected, version-outside-range'));
    test('several names: the strongest verdict counts', () =>
      check({ cve: anyOf('a:v:old:-', 'a:v:new <2'), software: software(['a:v:old:1.0', 'a:v:new:1.0']) }, 'affected, version-in-range'));
    test('a distribution backports', () => check({ cve: TOMCAT, software: debPackage('a:apache:tomcat', '9.0.30') }, 'possibly-affected, distribution-package'));
    test('a distribution past the fix', () => check({ cve: TOMCAT, software: debPackage('a:apache:tomcat', '9.0.31') }, 'not-affected, version-outside-range'));
    test('a distribution and any version', () => check({ cve: anyOf('a:apache:tomcat'), software: debPackage('a:apache:tomcat', '9.0.31') }, 'possibly-affected, distribution-package'));
    test('WordPress plugin on a server software of the same name', () =>
      check({ cve: anyOf('a:automattic:jetpack:*:*:*:*:*:wordpress <9'), software: software('a:automattic:jetpack:8') }, 'not-affected, attribute-differs'));
    test('WordPress plugin that the identity names as one', () =>
      check({ cve: anyOf('a:automattic:jetpack:*:*:*:*:*:wordpress <9'), software: software('a:automattic:jetpack:8:*:*:*:*:wordpress') }, 'affected, version-in-range'));
    test('an Android app', () => check({ cve: anyOf('a:mozilla:firefox:*:*:*:*:*:android <99'), software: software('a:mozilla:firefox:90') }, 'not-affected, attribute-differs'));
    test('SQL Server with an empty version', () => check({ cve: anyOf('a:microsoft:sql_server:2019'), software: software('a:microsoft:sql_server') }, 'unknown-version, version-unknown'));
  });

  suite('conditions', () => {
    const chrome = runningOn(['a:google:chrome <120'], ['?o:microsoft:windows:-', '?o:apple:macos:-']);
    const browser = software('a:google:chrome:119');
    test('on Windows', () => check({ cve: chrome, software: browser, on: windows2019() }, 'affected, version-in-range, met o:microsoft:windows:- by windows_server_2019'));
    test('not on Linux', () => check({ cve: chrome, software: browser }, 'not-affected, condition-not-met, not-met o:microsoft:windows:-, not-met o:apple:macos:-'));
    test('undecided on an unknown system', () => check({ cve: chrome, software: browser, on: UNKNOWN_OS }, 'possibly-affected, condition-undecided, undecided o:microsoft:windows:- by unknown'));
    test('a fixed version stays fixed', () => check({ cve: chrome, software: software('a:google:chrome:120'), on: windows2019() }, 'not-affected, version-outside-range'));
    test('the platform is not reported', () => check({ cve: chrome, with: [browser], on: os('windows', [WINDOWS_2019, 'microsoft:windows:-']) }, 'not-affected, product-not-listed'));
    test('a kernel does not get the CVE of a program that runs on it', () => {
      const program = runningOn(['a:google:chrome <120'], ['?o:linux:linux_kernel:-']);
      check({ cve: program, software: debPackage('o:linux:linux_kernel', '6.1.55') }, 'not-affected, product-not-listed');
      check({ cve: program, software: browser }, 'affected, version-in-range, met o:linux:linux_kernel:- by debian_linux');
    });
    test('a version of the kernel that is not known', () => check({ cve: runningOn(['a:v:p:1'], ['?o:linux:linux_kernel <5']), software: software('a:v:p:1') }, 'possibly-affected, condition-undecided'));
    test('a version of the kernel by its package', () =>
      check({ cve: runningOn(['a:v:p:1'], ['?o:linux:linux_kernel <5']), software: software('a:v:p:1'), with: [debPackage('o:linux:linux_kernel', '6.1')] }, 'not-affected, condition-not-met'));
    test('a partner is named', () =>
      check({ cve: runningOn(['a:apache:tomcat <10'], ['?a:oracle:jdk:1.8.0']), software: tomcat('9.0.30'), with: [software('a:x:y'), software('a:oracle:jdk:1.8.0')] }, 'affected, version-in-range, met a:oracle:jdk:1.8.0 by a:oracle:jdk:1.8.0'));
    test('a partner of another version', () => check({ cve: runningOn(['a:apache:tomcat <10'], ['?a:oracle:jdk:1.8.0']), software: tomcat('9'), with: [software('a:oracle:jdk:11')] }, 'not-affected, condition-not-met'));
    test('a partner of unknown version', () => check({ cve: runningOn(['a:apache:tomcat <10'], ['?a:oracle:jdk:1.8.0']), software: tomcat('9'), with: [software('a:oracle:jdk')] }, 'possibly-affected, condition-undecided'));
    test('a platform product without a version holds by itself', () => check({ cve: runningOn(['a:apache:tomcat <10'], ['?a:oracle:jdk:-']), software: tomcat('9'), with: [software('a:oracle:jdk')] }, 'affected, version-in-range'));
    test('an uncertain partner', () => check({ cve: runningOn(['a:apache:tomcat <10'], ['?a:oracle:jdk']), software: tomcat('9'), with: [software('a:oracle:jdk:8', { confidence: 'low' })] }, 'possibly-affected, condition-undecided'));
    test('a vulnerable partner reports both', () => {
      const both = configuration('AND', node('OR', 'a:adobe:flash <32'), node('OR', 'a:google:chrome <120'));
      check({ cve: both, software: browser, with: [software('a:adobe:flash:31')] }, 'affected, version-in-range, met a:adobe:flash by a:adobe:flash:31');
      check({ cve: both, software: software('a:adobe:flash:31'), with: [browser] }, 'affected, version-in-range');
      check({ cve: both, software: browser, with: [software('a:adobe:flash:33')] }, 'not-affected, condition-not-met');
    });
    test('another software does not raise one in an OR', () => check({ cve: anyOf('a:v:p:-', 'a:v:q <2'), software: software('a:v:p:1'), with: [software('a:v:q:1')] }, 'possibly-affected, version-unspecified'));
    test('an AND inside a node', () => {
      const inside = configuration('OR', node('AND', 'a:v:p <2', '?a:v:q:1', '?a:v:r:1'));
      check({ cve: inside, software: software('a:v:p:1'), with: [software('a:v:q:1'), software('a:v:r:1')] }, 'affected, version-in-range');
      check({ cve: inside, software: software('a:v:p:1'), with: [software('a:v:q:1')] }, 'not-affected, condition-not-met');
    });
    test('an alternative without a condition wins', () => check({ cve: [chrome, anyOf('a:google:chrome:119')], software: browser }, 'affected, version-equal'));
    test('possibly by itself, affected with a partner', () =>
      check({ cve: [anyOf('a:v:p:-'), runningOn(['a:v:p <2'], ['?a:v:q'])], software: software('a:v:p:1'), with: [software('a:v:q:1')] }, 'affected, version-in-range'));
    test('a malformed row of an OR is as if absent', () => check({ cve: anyOf('nonsense', 'a:v:p:1'), software: software('a:v:p:1') }, 'affected, version-equal'));
    test('a malformed row of an AND leaves it open', () => check({ cve: configuration('OR', node('AND', 'a:v:p:1', '?nonsense')), software: software('a:v:p:1') }, 'possibly-affected, condition-undecided'));
    test('an empty node never holds', () => check({ cve: configuration('AND', node('OR', 'a:v:p:1'), node('OR')), software: software('a:v:p:1') }, 'not-affected, condition-not-met'));
    test('target software that is an operating system', () => {
      const target = anyOf('a:v:p:*:*:*:*:*:windows <2');
      check({ cve: target, software: software('a:v:p:1'), on: windows2019() }, 'affected, version-in-range');
      check({ cve: target, software: software('a:v:p:1') }, 'not-affected, condition-not-met');
      check({ cve: target, software: software('a:v:p:1'), on: UNKNOWN_OS }, 'possibly-affected, condition-undecided');
    });
    test('a Linux known only as such', () => {
      const some = os('linux', []);
      check({ cve: runningOn(['a:v:p:1'], ['?o:debian:debian_linux:9.0']), software: software('a:v:p:1'), on: some }, 'possibly-affected, condition-undecided');
      check({ cve: runningOn(['a:v:p:1'], ['?o:linux:linux_kernel']), software: software('a:v:p:1'), on: some }, 'affected, version-equal');
      check({ cve: runningOn(['a:v:p:1'], ['?o:microsoft:windows_10:-']), software: software('a:v:p:1'), on: some }, 'not-affected, condition-not-met');
    });
    test('hardware is never on a server', () => check({ cve: runningOn(['a:v:p:1'], ['?h:cisco:asa:-']), software: software('a:v:p:1') }, 'not-affected, condition-not-met'));
  });

  suite('negation', () => {
    const notOnWindows = configuration('AND', node('OR', 'a:v:p:1'), node('not OR', '?o:microsoft:windows:-'));
    test('of a platform', () => {
      check({ cve: notOnWindows, software: software('a:v:p:1') }, 'affected, version-equal, met o:microsoft:windows:-');
      check({ cve: notOnWindows, software: software('a:v:p:1'), on: windows2019() }, 'not-affected, condition-not-met, not-met o:microsoft:windows:- by windows_server_2019');
      check({ cve: notOnWindows, software: software('a:v:p:1'), on: UNKNOWN_OS }, 'possibly-affected, condition-undecided');
    });
    test('what is not there is not reported', () => check({ cve: configuration('OR', node('not OR', 'a:v:p:1')), software: software('a:v:p:2') }, 'not-affected, product-not-listed'));
    test('of a configuration', () => {
      // not (not p or windows) = p and not windows
      const turned = configuration('not OR', node('not OR', 'a:v:p:1'), node('OR', '?o:microsoft:windows:-'));
      check({ cve: turned, software: software('a:v:p:1') }, 'affected, version-equal');
      check({ cve: turned, software: software('a:v:p:1'), on: windows2019() }, 'not-affected, condition-not-met');
    });
    test('of an AND', () => {
      const turned = configuration('AND', node('OR', 'a:v:p:1'), node('not AND', '?a:v:q:1', '?a:v:r:1'));
      check({ cve: turned, software: software('a:v:p:1'), with: [software('a:v:q:1')] }, 'affected, version-equal');
      check({ cve: turned, software: software('a:v:p:1'), with: [software('a:v:q:1'), software('a:v:r:1')] }, 'not-affected, condition-not-met');
    });
  });

  suite('Windows', () => {
    const range = anyOf('o:microsoft:windows_server_2019 <10.0.17763.5329');
    const release = anyOf('o:microsoft:windows_server_2019:-');
    /** A record with a build range, as another month's cumulative update. */
    const update = (published: string, build: string, id = 2) => cve(`CVE-2024-000${id}`, published, anyOf(`o:microsoft:windows_server_2019 <${build}`));

    test('a build below the fix', () => check({ cve: range, on: windows2019({ build: '10.0.17763.5328' }) }, 'affected, version-in-range, fixed in 10.0.17763.5329'));
    test('the build of the fix', () => check({ cve: range, on: windows2019({ build: '10.0.17763.5329' }) }, 'not-affected, version-outside-range'));
    test('a longer number is not a smaller one', () => check({ cve: range, on: windows2019({ build: '10.0.17763.10000' }) }, 'not-affected, version-outside-range'));
    test('a build without its patch level', () => check({ cve: range, on: windows2019({ build: '10.0.17763' }) }, 'possibly-affected, os-patch-level-unknown'));
    test('the build of another release', () => check({ cve: anyOf('o:microsoft:windows_server_2019 >=10.0.20348.0 <10.0.20348.99'), on: windows2019({ build: '10.0.17763' }) }, 'not-affected, version-outside-range'));
    test('no build', () => check({ cve: range, on: windows2019() }, 'unknown-version, version-unknown'));
    test('no build, but a hotfix of after', () => check({ cve: range, on: windows2019({ hotfix: '2024-01-15' }) }, 'not-affected, os-patched-after'));
    test('a bound that is no build', () => check({ cve: anyOf('o:microsoft:windows_server_2019 <kb5034127'), on: windows2019({ build: '10.0.17763.1' }) }, 'unknown-version, version-unknown'));
    test('another release', () => check({ cve: anyOf('o:microsoft:windows_server_2022 <10.0.20348.99'), on: windows2019({ build: '10.0.17763.1' }) }, 'not-affected, product-not-listed'));

    test('a release row, nothing known', () => check({ cve: release, on: windows2019() }, 'possibly-affected, os-patch-level-unknown'));
    test('a release row, support ended before', () => check({ cve: release, on: windows2019({ supportEnds: '2024-01-14' }) }, 'affected, os-support-ended-before'));
    test('a release row on the last day of support', () => check({ cve: release, on: windows2019({ supportEnds: '2024-01-15' }) }, 'possibly-affected, os-patch-level-unknown'));
    test('a release row, newest hotfix before', () => check({ cve: release, on: windows2019({ hotfix: '2024-01-14' }) }, 'affected, os-patched-before'));
    test('a release row, newest hotfix on the day', () => check({ cve: release, on: windows2019({ hotfix: '2024-01-15' }) }, 'not-affected, os-patched-after'));
    test('a release row, a build below an earlier fix', () =>
      check({ cve: release, others: [update('2023-12-12', '10.0.17763.5206')], on: windows2019({ build: '10.0.17763.5205' }) }, 'affected, os-patched-before'));
    test('a release row, a build with a later fix', () =>
      check({ cve: release, others: [update('2023-12-12', '10.0.17763.5206'), update('2024-02-13', '10.0.17763.5458', 3)], on: windows2019({ build: '10.0.17763.5458' }) }, 'not-affected, os-patched-after'));
    test('a release row, a build between the fixes', () =>
      check({ cve: release, others: [update('2023-12-12', '10.0.17763.5206'), update('2024-02-13', '10.0.17763.5458', 3)], on: windows2019({ build: '10.0.17763.5329' }) }, 'possibly-affected, os-patch-level-unknown'));
    test('a record published late proves nothing by its old fix', () =>
      check({ cve: release, others: [update('2023-12-12', '10.0.17763.5206'), update('2024-06-01', '10.0.17763.5122', 3)], on: windows2019({ build: '10.0.17763.5206' }) }, 'possibly-affected, os-patch-level-unknown'));
    test('the build outweighs a hotfix that may be of something else', () =>
      check({ cve: release, others: [update('2023-12-12', '10.0.17763.5206')], on: windows2019({ build: '10.0.17763.5205', hotfix: '2024-05-05' }) }, 'affected, os-patched-before'));
    test('fixes of another release do not count', () =>
      check({ cve: release, others: [cve('CVE-2023-0001', '2023-12-12', anyOf('o:microsoft:windows_server_2019 <10.0.20348.1'))], on: windows2019({ build: '10.0.17763.5' }) }, 'possibly-affected, os-patch-level-unknown'));

    const r2 = os('windows', ['microsoft:windows_server_2012:r2', 'microsoft:windows_server_2012_r2:-'], { supportEnds: '2023-10-10' });
    test('R2 is not the plain release', () => check({ cve: anyOf('o:microsoft:windows_server_2012:-'), on: r2 }, 'not-affected, attribute-differs'));
    test('R2', () => check({ cve: anyOf('o:microsoft:windows_server_2012:r2'), on: r2 }, 'affected, os-support-ended-before'));
    test('the plain release is not R2', () => check({ cve: anyOf('o:microsoft:windows_server_2012:r2'), on: os('windows', ['microsoft:windows_server_2012:-']) }, 'not-affected, attribute-differs'));
    test('R2 in a product of its own', () => check({ cve: anyOf('o:microsoft:windows_server_2012_r2:*:*:*:*:*:*:x64 <6.3.9600.21765'), on: r2 }, 'affected, os-support-ended-before'));
    const sp1 = (pack: string) => os('windows', [`microsoft:windows_server_2008:r2:${pack}`], { hotfix: '2019-01-01' });
    test('service packs', () => {
      check({ cve: anyOf('o:microsoft:windows_server_2008:r2:sp1'), on: sp1('sp1') }, 'affected, os-patched-before');
      check({ cve: anyOf('o:microsoft:windows_server_2008:-:sp2'), on: sp1('sp1') }, 'not-affected, attribute-differs');
      check({ cve: anyOf('o:microsoft:windows_server_2008:r2:sp1'), on: sp1('*') }, 'possibly-affected, update-unspecified');
      check({ cve: anyOf('o:microsoft:windows_server_2008:*:sp2'), on: sp1('sp1') }, 'not-affected, attribute-differs');
    });
    test('1809 is not Server 2019', () => {
      check({ cve: anyOf('o:microsoft:windows_server_2016:1809'), on: windows2019({ hotfix: '2019-01-01' }) }, 'not-affected, product-not-listed');
      check({ cve: anyOf('o:microsoft:windows_server_2019:1809'), on: windows2019({ hotfix: '2019-01-01' }) }, 'not-affected, attribute-differs');
    });
    test('Windows 10: the release decides, and "-" is the first one', () => {
      const client = os('windows', ['microsoft:windows_10_22h2:-', 'microsoft:windows_10:22h2'], { hotfix: '2020-01-01' });
      check({ cve: anyOf('o:microsoft:windows_10:22h2'), on: client }, 'affected, os-patched-before');
      check({ cve: anyOf('o:microsoft:windows_10:1809'), on: client }, 'not-affected, attribute-differs');
      check({ cve: anyOf('o:microsoft:windows_10:-'), on: client }, 'not-affected, attribute-differs');
      check({ cve: anyOf('o:microsoft:windows_10:22h2'), on: os('windows', ['microsoft:windows_10'], { hotfix: '2020-01-01' }) }, 'possibly-affected, update-unspecified');
    });
    test('a vulnerable row of Windows as such names no release', () => check({ cve: anyOf('o:microsoft:windows'), on: windows2019() }, 'not-affected, product-not-listed'));
    test('a platform row of a release', () => {
      const on2019 = runningOn(['a:microsoft:edge <100'], ['?o:microsoft:windows_server_2019:-']);
      check({ cve: on2019, software: software('a:microsoft:edge:99'), on: windows2019() }, 'affected, version-in-range');
      check({ cve: on2019, software: software('a:microsoft:edge:99'), on: r2 }, 'not-affected, condition-not-met');
    });
    test('a platform row with a release name', () => {
      const onR2 = runningOn(['a:microsoft:ie:11'], ['?o:microsoft:windows_server_2012:r2']);
      check({ cve: onR2, software: software('a:microsoft:ie:11'), on: r2 }, 'affected, version-equal');
      check({ cve: onR2, software: software('a:microsoft:ie:11'), on: os('windows', ['microsoft:windows_server_2012:-']) }, 'not-affected, condition-not-met');
    });
    test('a platform row with a build range', () => {
      const onBuild = runningOn(['a:v:p:1'], ['?o:microsoft:windows_server_2019 <10.0.17763.5329']);
      check({ cve: onBuild, software: software('a:v:p:1'), on: windows2019({ build: '10.0.17763.1' }) }, 'affected, version-equal');
      check({ cve: onBuild, software: software('a:v:p:1'), on: windows2019({ build: '10.0.17763.6000' }) }, 'not-affected, condition-not-met');
      check({ cve: onBuild, software: software('a:v:p:1'), on: windows2019() }, 'possibly-affected, condition-undecided');
    });
    test('low confidence', () => check({ cve: range, on: os('windows', [WINDOWS_2019], { build: '10.0.17763.1', confidence: 'low' }) }, 'possibly-affected, low-confidence-identity'));
  });

  suite('Linux distributions', () => {
    test('the release of a record', () => check({ cve: anyOf('o:debian:debian_linux:12.0') }, 'possibly-affected, distribution-release'));
    test('written otherwise', () => check({ cve: anyOf('o:debian:debian_linux:12') }, 'possibly-affected, distribution-release'));
    test('another release', () => check({ cve: anyOf('o:debian:debian_linux:9.0') }, 'not-affected, version-outside-range'));
    test('without a release', () => check({ cve: anyOf('o:debian:debian_linux:-') }, 'possibly-affected, distribution-release'));
    test('a release that we do not know', () => check({ cve: anyOf('o:debian:debian_linux:9.0'), on: os('linux', ['debian:debian_linux']) }, 'unknown-version, version-unknown'));
  });

  suite('what only the CNA says', () => {
    const judged = (configurationSource: ConfigurationSource, row: string, confidence: Confidence = 'high') => {
      const matcher = createMatcher(indexOf([{ ...cve('CVE-2024-0001', '2024-01-01', anyOf(row)), configurationSource }]));
      const subjects = server(DEBIAN_12, software('a:v:p:1', { confidence }));
      const { verdict, reason } = matcher.explain(0, subjects.software[0]!, subjects);
      const { cves, verdicts } = matcher.matchSoftware(subjects.software[0]!);
      assert.equal(cves.length === 0 ? 'not-affected' : VERDICTS[verdicts[0]!], verdict);
      return `${verdict}, ${reason}`;
    };
    test('is at most possible', () => assert.equal(judged('cna', 'a:v:p <2'), 'possibly-affected, cna-data-only'));
    test('rules out like any other', () => assert.equal(judged('cna', 'a:v:p <1'), 'not-affected, version-outside-range'));
    test('keeps what had made it possible before', () => {
      assert.equal(judged('cna', 'a:v:p:-'), 'possibly-affected, version-unspecified');
      assert.equal(judged('cna', 'a:v:p <2', 'low'), 'possibly-affected, low-confidence-identity');
    });
    test('an overlay counts like NVD', () => assert.equal(judged('overlay', 'a:v:p <2'), judged('nvd', 'a:v:p <2')));
  });

  suite('large and odd records', () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `a:v:p:${Math.floor(at / 100)}.${at % 100}`);
    test('a product with 30,000 rows of single versions', () => {
      check({ cve: anyOf(...rows), software: software('a:v:p:299.99') }, 'affected, version-equal');
      check({ cve: anyOf(...rows), software: software('a:v:p:300.1') }, 'not-affected, version-outside-range');
      check({ cve: anyOf(...rows), software: software('a:v:p') }, 'unknown-version, version-unknown');
    });
    test('a product with 30,000 ranges', () =>
      check({ cve: anyOf(...rows.map((_, at) => `a:v:p >=${at} <${at}.5`)), software: software('a:v:p:29999.4') }, 'affected, version-in-range, fixed in 29999.5'));
    test('30,000 platforms beside it', () =>
      check({ cve: runningOn(['a:v:q:1'], rows.map((row) => `?${row}`)), software: software('a:v:q:1'), with: [software('a:v:p:7.7')] }, 'affected, version-equal, met a:v:p:7.7 by a:v:p:7.7'));
    test('a bound of 10,000 characters is a version, a longer one none', () => {
      check({ cve: anyOf(`a:v:p <${'1'.repeat(10_000)}`), software: software('a:v:p:1') }, 'affected, version-in-range');
      check({ cve: anyOf(`a:v:p <${'1'.repeat(10_001)}`), software: software('a:v:p:1') }, 'unknown-version, version-unknown');
    });
    test('a record without a metric is judged all the same', () => {
      const index = indexOf([{ ...cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1')), metrics: [] }]);
      assert.deepEqual([...createMatcher(index).matchSoftware(software('a:v:p:1')).cves], [0]);
      assert.deepEqual([SEVERITIES[index.severity[0]!], index.score[0]], ['unknown', 255]);
    });
    test('of two metrics that disagree the first counts: the decoder has put the chosen one there', () => {
      const [metric] = cve('CVE-2024-0001', '2024-01-01').metrics;
      const index = indexOf([{ ...cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1')), metrics: [metric!, { ...metric!, score: 9.8, severity: 'critical', source: 'other@example.org', type: 'Secondary' }] }]);
      assert.deepEqual([SEVERITIES[index.severity[0]!], index.score[0]], ['high', 75]);
    });
  });

  suite('beside one operating system', () => {
    const records = [
      cve('CVE-2024-0001', '2024-01-01', runningOn(['a:v:p <2'], ['?o:microsoft:windows:-'])),
      cve('CVE-2024-0002', '2024-01-01', runningOn(['a:v:p <2'], ['?a:v:host:1', '?o:linux:linux_kernel:-'])),
      cve('CVE-2024-0003', '2024-01-01', anyOf('a:v:p <2'), runningOn(['a:v:p <3'], ['?a:w:gone:-'])),
    ];
    const matcher = createMatcher(indexOf(records));
    const plugin = software('a:v:p:1');
    const found = (on: OsSubject) => {
      const { cves, verdicts } = matcher.matchBeside(plugin, on);
      return Array.from(cves, (at, place) => `${matcher.index.cveId(at)} ${VERDICTS[verdicts[place]!]}`);
    };
    test('its conditions are decided', () => {
      assert.deepEqual(found(windows2019()), ['CVE-2024-0001 affected', 'CVE-2024-0003 affected']);
      assert.deepEqual(found(DEBIAN_12), ['CVE-2024-0002 affected', 'CVE-2024-0003 affected']);
      assert.deepEqual(found(UNKNOWN_OS), ['CVE-2024-0001 possibly-affected', 'CVE-2024-0002 possibly-affected', 'CVE-2024-0003 affected']);
    });
    test('the partners are those that another verdict may come from', () => {
      const partners = new Set(matcher.partnersOf(plugin));
      const isPartner = (name: string) => matcher.productsOf(software(name)).some((product) => partners.has(product));
      assert.deepEqual(['a:v:host:9', 'a:w:gone:1', 'a:v:p:1', 'a:x:y:1'].map(isPartner), [true, false, false, false]);
    });
    test('whom a record is about', () => {
      assert.deepEqual(matcher.productsOfRecord(0), ['a:v:p']);
      for (const at of [-1, 3]) assert.deepEqual(matcher.productsOfRecord(at), []);
    });
  });

  test('a rejected record says nothing', () => {
    const matcher = createMatcher(indexOf([{ ...cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1')), vulnStatus: 'Rejected' }]));
    assert.equal(matcher.matchSoftware(software('a:v:p:1')).cves.length, 0);
  });

  test('a CVE that is not in the index', () => {
    const matcher = createMatcher(indexOf([cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1'))]));
    const subjects = server(DEBIAN_12, software('a:v:p:1'));
    for (const at of [-1, 1, 1_000_000]) assert.equal(matcher.explain(at, subjects.software[0]!, subjects).reason, 'product-not-listed');
  });

  test('an index from elsewhere', () => {
    const matcher = createMatcher({ ...indexOf([cve('CVE-2024-0001', '2024-01-01', anyOf('a:v:p:1'))]) });
    assert.equal(matcher.matchSoftware(software('a:v:p:1')).cves.length, 0);
  });

  test('lists are ascending and distinct, over several names and configurations', () => {
    const records = [5, 3, 1, 4, 2].map((n) => cve(`CVE-2024-000${n}`, '2024-01-01', anyOf('a:v:p <2', 'a:v:q:-'), runningOn(['a:v:q <2'], ['?o:microsoft:windows:-'])));
    const matches = createMatcher(indexOf(records)).matchSoftware(software(['a:v:q:1', 'a:v:p:3']));
    assert.deepEqual([...matches.cves], [0, 1, 2, 3, 4]);
    assert.deepEqual([...matches.verdicts], [2, 2, 2, 2, 2]);
    assert.deepEqual([...matches.conditional], [0, 1, 2, 3, 4]);
  });
});
