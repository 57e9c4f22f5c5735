import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLifecycleCatalog } from '../../../../../src/core/identify/lifecycle';
import { identifyOs } from '../../../../../src/core/identify/operatingSystem';
import { identifySoftware } from '../../../../../src/core/identify/software';
import type { AdvisoryRecord } from '../../../../../src/core/match/advisories/advisoryIndex';
import { AdvisoryJudge } from '../../../../../src/core/match/advisories/advisoryJudge';
import { VERDICTS } from '../../../../../src/core/match/verdict';
import { advisory, advisoryIndex } from '../../../../support/advisories';
import { about, tinyKnowledge } from '../../../../support/tinyKnowledge';

const CATALOG = createLifecycleCatalog([]);
const CVE = 'CVE-2024-0001';
const { index } = tinyKnowledge({ cves: [about(CVE, 'high', ['a:x:y']), about('CVE-2024-0002', 'low', ['a:x:y'])] });

interface Row {
  /** As an inventory writes it; a package URL stands for a name. */
  readonly os: string;
  readonly package: string;
  readonly advisories: readonly AdvisoryRecord[];
}

function judged({ os, package: text, advisories }: Row): string {
  const [name = '', version = ''] = text.split(' ');
  const isPurl = name.startsWith('pkg:');
  const source = isPurl ? '' : /\.el\d|\.module|suse|-lp|-1[25]0\d{3}|^ImageMagick|^kernel/.test(text) || /alma|rocky|red hat|suse/i.test(os) ? 'rpm' : /alpine/i.test(os) ? 'apk' : 'dpkg';
  const identity = identifySoftware({ name: isPurl ? '' : name, publisher: '', version, source, cpe: '', purl: isPurl ? name : '' }, CATALOG);
  const judge = new AdvisoryJudge(index, advisoryIndex(...advisories));
  const system = identifyOs({ name: os, version: '', build: '', architecture: '' }, CATALOG);
  // A catalog of all products would make a known release sure.
  const scope = judge.scopeOf({ ...system, confidence: system.confidence === 'low' ? 'low' : 'high' });
  if (!scope) return 'release not covered';
  const matches = judge.match(identity, scope);
  const evidence = judge.explain(index.cveIndex(CVE), identity, scope);
  if (!matches || !evidence) return 'package not covered';
  const at = matches.cves.indexOf(index.cveIndex(CVE));
  assert.equal(at < 0 ? 'not-affected' : VERDICTS[matches.verdicts[at]!], evidence.verdict);
  return [
    evidence.verdict, ...(evidence.reason === 'advisory-affected' ? [] : [evidence.reason]),
    ...(evidence.range ? [evidence.range] : []), ...(evidence.fixedIn ? [`fixed in ${evidence.fixedIn}`] : []),
    ...(evidence.confidence === 'high' ? [] : [evidence.confidence]),
  ].join('; ');
}

/** `packages` as `advisory` takes them, all in one advisory about the CVE. */
function check(os: string, packageText: string, packages: string | readonly string[], expected: string): void {
  checkAll(os, packageText, [advisory('X-2024:1', CVE, typeof packages === 'string' ? [packages] : packages)], expected);
}

function checkAll(os: string, packageText: string, advisories: readonly AdvisoryRecord[], expected: string): void {
  assert.equal(judged({ os, package: packageText, advisories }), expected, `${packageText} on ${os}`);
}

const ALMA_8 = 'AlmaLinux 8.9 (Midnight Oncilla)';
const ALMA_9 = 'AlmaLinux 9.3';
const RHEL_92 = 'Red Hat Enterprise Linux 9.2 (Plow)';

suite('Packages judged by their distribution\'s advisories', () => {
  test('rpm: at, before and after the fix; a rebuild does not make a version newer', () => {
    const openssl = 'AlmaLinux:8 | openssl | 0 <1:1.1.1k-14.el8_9';
    check(ALMA_8, 'openssl 1:1.1.1k-12.el8', openssl, 'affected; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
    check(ALMA_8, 'openssl 1:1.1.1k-14.el8_9', openssl, 'not-affected; advisory-fixed; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
    check(ALMA_8, 'openssl 1:1.1.1k-14.el8_10', openssl, 'not-affected; advisory-fixed; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
    check(ALMA_8, 'openssl 1:1.1.1k-14~rc1.el8_9', openssl, 'affected; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
  });

  test('rpm: the epoch decides where the inventory has it, and is left out of account where it has none', () => {
    const bind = 'AlmaLinux:9 | bind | 0 <32:9.16.23-11.el9_2.1';
    check(ALMA_9, 'bind 32:9.16.23-11.el9', bind, 'affected; < 32:9.16.23-11.el9_2.1; fixed in 32:9.16.23-11.el9_2.1');
    check(ALMA_9, 'bind 9.16.23-11.el9', bind, 'affected; < 32:9.16.23-11.el9_2.1; fixed in 32:9.16.23-11.el9_2.1');
    check(ALMA_9, 'bind 9.16.23-14.el9_3', bind, 'not-affected; advisory-fixed; < 32:9.16.23-11.el9_2.1; fixed in 32:9.16.23-11.el9_2.1');
    check(ALMA_9, 'bind 31:9.16.23-14.el9_3', bind, 'affected; < 32:9.16.23-11.el9_2.1; fixed in 32:9.16.23-11.el9_2.1');
    check(ALMA_9, 'bind (none):9.16.23-14.el9_3', bind, 'affected; < 32:9.16.23-11.el9_2.1; fixed in 32:9.16.23-11.el9_2.1');
    check(ALMA_9, 'bind 1:9.16.23-1.el9', 'AlmaLinux:9 | bind | 0 <9.16.23-11.el9_2.1', 'not-affected; advisory-fixed; < 9.16.23-11.el9_2.1; fixed in 9.16.23-11.el9_2.1');
  });

  test('rpm: names by case, one binary package and not its neighbours', () => {
    const magick = 'AlmaLinux:9 | ImageMagick | 0 <6.9.13-1.el9';
    check(ALMA_9, 'ImageMagick 6.9.12-1.el9', magick, 'affected; < 6.9.13-1.el9; fixed in 6.9.13-1.el9');
    check(ALMA_9, 'imagemagick 6.9.12-1.el9', magick, 'package not covered');
    check(ALMA_9, 'ImageMagick-libs 6.9.12-1.el9', magick, 'package not covered');
  });

  test('a version without its release is undecided only where the release decides', () => {
    const openssl = 'AlmaLinux:8 | openssl | 0 <1:1.1.1k-14.el8_9';
    check(ALMA_8, 'openssl 1.1.1k', openssl, 'unknown-version; version-unknown; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
    check(ALMA_8, 'openssl 1.1.1g', openssl, 'affected; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
    check(ALMA_8, 'openssl 3.0.7', openssl, 'not-affected; advisory-fixed; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
    check(ALMA_8, 'openssl', openssl, 'unknown-version; version-unknown; < 1:1.1.1k-14.el8_9');
    // A native package of Debian has no revision, and neither has its fix.
    check('Debian GNU/Linux 12 (bookworm)', 'apt 2.6.0', 'Debian:12 | apt | 0 <2.6.1', 'affected; < 2.6.1; fixed in 2.6.1');
  });

  test('module streams: a stream\'s fix says nothing certain about another stream, nor about the package outside of modules', () => {
    const node = [
      advisory('ALSA-2021:1', 'CVE-2021-0001', ['AlmaLinux:8 | nodejs | 0 <1:14.16.0-1.module_el8.3.0+1+aa']),
      advisory('ALSA-2022:1', CVE, ['AlmaLinux:8 | nodejs | 0 <1:16.14.0-4.module_el8.6.0+2904+f21ad6f4']),
      advisory('ALSA-2022:2', CVE, ['AlmaLinux:8 | nodejs | 0 <1:14.20.0-2.module_el8.6.0+3261+490666b3']),
    ];
    checkAll(ALMA_8, 'nodejs 1:14.18.2-2.module_el8.5.0+2618+8d46dafd', node, 'affected; < 1:14.20.0-2.module_el8.6.0+3261+490666b3; fixed in 1:14.20.0-2.module_el8.6.0+3261+490666b3');
    checkAll(ALMA_8, 'nodejs 1:14.20.1-2.module_el8.7.0+3342+b2df8497', node, 'not-affected; advisory-fixed; < 1:14.20.0-2.module_el8.6.0+3261+490666b3; fixed in 1:14.20.0-2.module_el8.6.0+3261+490666b3');
    checkAll(ALMA_8, 'nodejs 1:16.13.1-3.module_el8.5.0+2605+45d748af', node, 'affected; < 1:16.14.0-4.module_el8.6.0+2904+f21ad6f4; fixed in 1:16.14.0-4.module_el8.6.0+2904+f21ad6f4');
    checkAll(ALMA_8, 'nodejs 1:12.22.5-1.module_el8.4.0+2529+af52a4c7', node, 'possibly-affected; advisory-other-stream; < 1:14.20.0-2.module_el8.6.0+3261+490666b3; fixed in 1:14.20.0-2.module_el8.6.0+3261+490666b3');
    checkAll(ALMA_8, 'nodejs 1:15.1.0-1.module_el8.4.0+1+aa', node, 'possibly-affected; advisory-other-stream; < 1:16.14.0-4.module_el8.6.0+2904+f21ad6f4; fixed in 1:16.14.0-4.module_el8.6.0+2904+f21ad6f4');
    checkAll(ALMA_8, 'nodejs 1:18.9.1-1.module_el8.7.0+3343+ea2b7901', node, 'not-affected; advisory-fixed; < 1:14.20.0-2.module_el8.6.0+3261+490666b3; fixed in 1:14.20.0-2.module_el8.6.0+3261+490666b3');
    checkAll(ALMA_8, 'nodejs 1:14.0.0-1.el8', node, 'not-affected; advisory-not-listed');
    check(ALMA_8, 'perl 4:5.26.3-422.el8', 'AlmaLinux:8 | perl | 0 <4:5.32.1-473.module_el8.10.0+3779+d5938d28', 'not-affected; advisory-not-listed');
  });

  test('module streams of one major version side by side, and one that follows upstream', () => {
    const nginx = [
      advisory('ALSA-2021:2', CVE, ['AlmaLinux:8 | nginx | 0 <1:1.20.1-1.module_el8.5.0+1+aa']),
      advisory('ALSA-2021:3', CVE, ['AlmaLinux:8 | nginx | 0 <1:1.18.0-3.module_el8.4.0+1+aa']),
    ];
    checkAll(ALMA_8, 'nginx 1:1.18.0-2.module_el8.3.0+1+aa', nginx, 'affected; < 1:1.18.0-3.module_el8.4.0+1+aa; fixed in 1:1.18.0-3.module_el8.4.0+1+aa');
    checkAll(ALMA_8, 'nginx 1:1.16.1-2.module_el8.3.0+1+aa', nginx, 'possibly-affected; advisory-other-stream; < 1:1.18.0-3.module_el8.4.0+1+aa; fixed in 1:1.18.0-3.module_el8.4.0+1+aa');
    const go = [
      advisory('ALSA-2021:9', 'CVE-2021-0001', ['AlmaLinux:8 | golang | 0 <1.16.6-2.module_el8.4.0+1+aa']),
      advisory('ALSA-2022:9', CVE, ['AlmaLinux:8 | golang | 0 <1.17.12-1.module_el8.6.0+1+aa']),
    ];
    checkAll(ALMA_8, 'golang 1.16.12-1.module_el8.5.0+1+aa', go, 'affected; < 1.17.12-1.module_el8.6.0+1+aa; fixed in 1.17.12-1.module_el8.6.0+1+aa');
  });

  test('one advisory with several builds of one fix: any of them will do', () => {
    check(ALMA_8, 'nodejs 1:10.24.0-1.module_el8.4.0+2224+b07ac28e', [
      'AlmaLinux:8 | nodejs | 0 <1:10.24.0-1.module_el8.5.0+81+7dbe79d3',
      'AlmaLinux:8 | nodejs | 0 <1:10.24.0-1.module_el8.3.0+2047+b07ac28e',
    ], 'not-affected; advisory-fixed; < 1:10.24.0-1.module_el8.3.0+2047+b07ac28e; fixed in 1:10.24.0-1.module_el8.3.0+2047+b07ac28e');
  });

  test('two advisories about one CVE: a minor release\'s fix is as good as that of the next one\'s rebase', () => {
    const twice = [advisory('ALSA-2026:12310', CVE, ['AlmaLinux:9 | sudo | 0 <1.9.5p2-15.el9_7']), advisory('ALSA-2026:19220', CVE, ['AlmaLinux:9 | sudo | 0 <1.9.17p2-3.el9_8'])];
    const fix = '< 1.9.5p2-15.el9_7; fixed in 1.9.5p2-15.el9_7';
    checkAll(ALMA_9, 'sudo 1.9.5p2-10.el9_6.1', twice, `affected; ${fix}`);
    checkAll(ALMA_9, 'sudo 1.9.5p2-15.el9_7', twice, `not-affected; advisory-fixed; ${fix}`);
    checkAll(ALMA_9, 'sudo 1.9.17p2-3.el9_8', twice, `not-affected; advisory-fixed; ${fix}`);
    checkAll('Debian GNU/Linux 12', 'sudo 1.9-2', [advisory('DSA-1', CVE, ['Debian:12 | sudo | 0 <1.9-2']), advisory('DEBIAN-CVE-2024-0001', CVE, ['Debian:12 | sudo | 0'])], 'affected; any version');
  });

  test('Red Hat: every repository of the release, and not those of products', () => {
    const openssl = ['Red Hat:enterprise_linux:9::baseos | openssl | 0 <1:3.0.7-24.el9'];
    check(RHEL_92, 'openssl 1:3.0.7-18.el9', openssl, 'affected; < 1:3.0.7-24.el9; fixed in 1:3.0.7-24.el9');
    check(RHEL_92, 'openssl 1:3.0.7-18.el9', ['Red Hat:enterprise_linux:9 | openssl | 0 <1:3.0.7-24.el9'], 'affected; < 1:3.0.7-24.el9; fixed in 1:3.0.7-24.el9');
    check(RHEL_92, 'openssl 1:3.0.7-18.el9', ['Red Hat:enterprise_linux:8::baseos | openssl | 0 <1:3.0.7-24.el9'], 'release not covered');
    check(RHEL_92, 'openssl 1:3.0.7-18.el9', ['Red Hat:jboss_core_services:1 | openssl | 0 <1:3.0.7-24.el9'], 'release not covered');
    check('Red Hat Enterprise Linux 10.0', 'openssl 1:3.2.2-1.el10', ['Red Hat:enterprise_linux:10.0 | openssl | 0 <1:3.2.2-16.el10'], 'affected; < 1:3.2.2-16.el10; fixed in 1:3.2.2-16.el10');
  });

  test('Red Hat: builds of extended support are judged by its advisories, others are not', () => {
    const both = [
      advisory('RHSA-2024:1', CVE, ['Red Hat:enterprise_linux:9::baseos | openssl | 0 <1:3.0.7-24.el9']),
      advisory('RHSA-2024:2', CVE, ['Red Hat:rhel_eus:9.2::baseos | openssl | 0 <1:3.0.7-18.el9_2']),
    ];
    checkAll(RHEL_92, 'openssl 1:3.0.7-18.el9_2', both, 'not-affected; advisory-fixed; < 1:3.0.7-18.el9_2; fixed in 1:3.0.7-18.el9_2');
    checkAll(RHEL_92, 'openssl 1:3.0.7-17.el9_2', both, 'affected; < 1:3.0.7-18.el9_2; fixed in 1:3.0.7-18.el9_2');
    checkAll(RHEL_92, 'openssl 1:3.0.7-20.el9', both, 'affected; < 1:3.0.7-24.el9; fixed in 1:3.0.7-24.el9');
    checkAll('Red Hat Enterprise Linux 9.4', 'openssl 1:3.0.7-18.el9_2', both, 'affected; < 1:3.0.7-24.el9; fixed in 1:3.0.7-24.el9');
  });

  test('rebuilds of Red Hat are no Red Hat', () => {
    const redHat = 'Red Hat:enterprise_linux:8::baseos | openssl | 0 <1:1.1.1k-14.el8_9';
    for (const os of ['CentOS Linux 8', 'CentOS Stream 8', 'Oracle Linux Server 8.9', 'Rocky Linux 8.9', ALMA_8]) check(os, 'openssl 1:1.1.1k-12.el8', redHat, 'release not covered');
    check('Rocky Linux 8.9 (Green Obsidian)', 'openssl 1:1.1.1k-12.el8', 'Rocky Linux:8 | openssl | 0 <1:1.1.1k-14.el8_9', 'affected; < 1:1.1.1k-14.el8_9; fixed in 1:1.1.1k-14.el8_9');
  });

  test('Debian: the source package, by table, by pattern, by package URL, by its own name with less confidence', () => {
    const on = 'Debian GNU/Linux 12 (bookworm)';
    const openssl = 'Debian:12 | openssl | 0 <3.0.11-1~deb12u2';
    const affected = 'affected; < 3.0.11-1~deb12u2; fixed in 3.0.11-1~deb12u2';
    check(on, 'libssl3:amd64 3.0.9-1', openssl, affected);
    check(on, 'openssl 3.0.11-1~deb12u1', openssl, affected);
    check(on, 'openssl 3.0.11-1~deb12u2', openssl, `not-affected; advisory-fixed; ${affected.slice(10)}`);
    check(on, 'libssl-dev 3.0.9-1', openssl, 'package not covered');
    check(on, 'pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&upstream=openssl', openssl, affected);
    check(on, 'pkg:deb/debian/whatever@3.0.9-1?upstream=openssl%403.0.9-1', openssl, affected);
    check(on, 'wget 1.21.3-1', 'Debian:12 | wget | 0 <1.21.3-2', 'affected; < 1.21.3-2; fixed in 1.21.3-2; medium');
    check(on, 'linux-image-6.1.0-13-amd64 6.1.55-1', 'Debian:12 | linux | 0 <6.1.64-1', 'affected; < 6.1.64-1; fixed in 6.1.64-1');
    check(on, 'linux-headers-6.1.0-13-amd64 6.1.55-1', 'Debian:12 | linux | 0 <6.1.64-1', 'package not covered');
    check(on, 'libpq5 15.3-0+deb12u1', 'Debian:12 | postgresql-15 | 0 <15.5-0+deb12u1', 'affected; < 15.5-0+deb12u1; fixed in 15.5-0+deb12u1');
    check(on, 'libcurl4 7.88.1-10+deb12u4', 'Debian:12 | curl | 0 <7.88.1-10+deb12u5', 'affected; < 7.88.1-10+deb12u5; fixed in 7.88.1-10+deb12u5');
    check(on, 'bind9-host 1:9.18.16-1~deb12u1', 'Debian:12 | bind9 | 0 <1:9.18.19-1~deb12u1', 'affected; < 1:9.18.19-1~deb12u1; fixed in 1:9.18.19-1~deb12u1');
  });

  test('Debian: no fix yet, and what was never affected', () => {
    const on = 'Debian GNU/Linux 11';
    check(on, 'sudo 1.9.5p2-3', 'Debian:11 | sudo | 0', 'affected; any version');
    check(on, 'sudo 1.9.5p2-3', 'Debian:11 | sudo | 1.9.6-1', 'not-affected; advisory-fixed; ≥ 1.9.6-1');
    check(on, 'sudo 1.9.5p2-3', 'Debian:11 | sudo |', 'not-affected; advisory-fixed');
    check(on, 'sudo 1.9.5p2-3', 'Debian:11 | sudo | = 1.9.5p2-2 1.9.5p2-3', 'affected; = 1.9.5p2-3');
    check(on, 'sudo 1.9.5p2-3', 'Debian:11 | sudo | = 1.9.5p2-2', 'not-affected; advisory-fixed');
  });

  test('ranges: last_affected, limit, several, and events out of order', () => {
    const on = 'Debian GNU/Linux 11';
    check(on, 'sudo 1.9-3', 'Debian:11 | sudo | 0 <=1.9-3', 'affected; ≤ 1.9-3');
    check(on, 'sudo 1.9-4', 'Debian:11 | sudo | 0 <=1.9-3', 'not-affected; advisory-fixed; ≤ 1.9-3');
    check(on, 'sudo 1.5-1', 'Debian:11 | sudo | 1.0 <1.2 1.4 <1.6', 'affected; ≥ 1.4, < 1.6; fixed in 1.6');
    check(on, 'sudo 1.3-1', 'Debian:11 | sudo | 1.0 <1.2 1.4 <1.6', 'not-affected; advisory-fixed; ≥ 1.0, < 1.2 or ≥ 1.4, < 1.6; fixed in 1.2');
    check(on, 'sudo 1.3-1', 'Debian:11 | sudo | 1.4 <1.6 1.0 <1.2', 'not-affected; advisory-fixed; ≥ 1.0, < 1.2 or ≥ 1.4, < 1.6; fixed in 1.2');
    check(on, 'sudo 1.5-1', 'Debian:11 | sudo | 1.4 <1.6; 1.0 <1.2', 'affected; ≥ 1.4, < 1.6; fixed in 1.6');
    check(on, 'sudo 1.5-1', 'Debian:11 | sudo | <1.6', 'affected; < 1.6; fixed in 1.6');
    check(on, 'sudo 1.7-1', 'Debian:11 | sudo | 0 |1.6', 'not-affected; advisory-fixed; < 1.6; fixed in 1.6');
    check(on, 'sudo 0~git-1', 'Debian:11 | sudo | 0 <1.6', 'affected; < 1.6; fixed in 1.6');
  });

  test('Ubuntu: long-term releases and others, backports, kernels, Pro', () => {
    const jammy = 'Ubuntu 22.04.3 LTS';
    check(jammy, 'openssl 3.0.2-0ubuntu1.10', 'Ubuntu:22.04:LTS | openssl | 0 <3.0.2-0ubuntu1.12', 'affected; < 3.0.2-0ubuntu1.12; fixed in 3.0.2-0ubuntu1.12');
    check(jammy, 'openssl 3.0.2-0ubuntu1.12', 'Ubuntu:22.04:LTS | openssl | 0 <3.0.2-0ubuntu1.12', 'not-affected; advisory-fixed; < 3.0.2-0ubuntu1.12; fixed in 3.0.2-0ubuntu1.12');
    check('Ubuntu 23.10', 'openssl 3.0.10-1ubuntu2', 'Ubuntu:23.10 | openssl | 0 <3.0.10-1ubuntu2.1', 'affected; < 3.0.10-1ubuntu2.1; fixed in 3.0.10-1ubuntu2.1');
    check(jammy, 'openssl 3.0.10-1ubuntu2', 'Ubuntu:23.10 | openssl | 0 <3.0.10-1ubuntu2.1', 'release not covered');
    check(jammy, 'linux-image-5.15.0-91-generic 5.15.0-91.101', 'Ubuntu:22.04:LTS | linux | 0 <5.15.0-92.102', 'affected; < 5.15.0-92.102; fixed in 5.15.0-92.102');
    check('Ubuntu 20.04 LTS', 'linux-image-5.15.0-91-generic 5.15.0-91.101~20.04.1', ['Ubuntu:20.04:LTS | linux-hwe-5.15 | 0 <5.15.0-92.102~20.04.1', 'Ubuntu:20.04:LTS | linux | 0 <5.4.0-170.188'], 'affected; < 5.15.0-92.102~20.04.1; fixed in 5.15.0-92.102~20.04.1');
    check(jammy, 'linux-image-5.15.0-1051-azure 5.15.0-1051.59', ['Ubuntu:22.04:LTS | linux-azure | 0 <5.15.0-1052.60', 'Ubuntu:22.04:LTS | linux | 0'], 'affected; < 5.15.0-1052.60; fixed in 5.15.0-1052.60');
    const xenial = [
      advisory('UBUNTU-1', CVE, ['Ubuntu:16.04:LTS | curl | 0', 'Ubuntu:Pro:16.04:LTS | curl | 0 <7.47.0-1ubuntu2.19+esm11']),
      advisory('UBUNTU-2', 'CVE-2024-0002', ['Ubuntu:Pro:16.04:LTS | curl | 0 <7.47.0-1ubuntu2.19+esm9']),
    ];
    checkAll('Ubuntu 16.04 LTS', 'curl 7.47.0-1ubuntu2.19', xenial, 'affected; any version');
    checkAll('Ubuntu 16.04 LTS', 'curl 7.47.0-1ubuntu2.19+esm11', xenial, 'not-affected; advisory-fixed; < 7.47.0-1ubuntu2.19+esm11; fixed in 7.47.0-1ubuntu2.19+esm11');
    checkAll('Ubuntu 16.04 LTS', 'curl 7.47.0-1ubuntu2.19+esm10', xenial, 'affected; < 7.47.0-1ubuntu2.19+esm11; fixed in 7.47.0-1ubuntu2.19+esm11');
  });

  test('SUSE: modules and longer support of the service pack', () => {
    const sp5 = 'SUSE Linux Enterprise Server 15 SP5';
    const at = (release: string): string => `SUSE:Linux Enterprise ${release} | libopenssl1_1 | 0 <1.1.1l-150500.17.22.1`;
    const affected = 'affected; < 1.1.1l-150500.17.22.1; fixed in 1.1.1l-150500.17.22.1';
    for (const release of ['Server 15 SP5', 'Module for Basesystem 15 SP5', 'Server 15 SP5-LTSS', 'Server for SAP Applications 15 SP5']) check(sp5, 'libopenssl1_1 1.1.1l-150500.17.15.1', at(release), affected);
    for (const release of ['Server 15 SP4', 'Server 15', 'Desktop 15 SP5', 'Micro 5.5']) check(sp5, 'libopenssl1_1 1.1.1l-150500.17.15.1', at(release), 'release not covered');
    check('openSUSE Leap 15.6', 'libopenssl1_1 1.1.1w-150600.3.1', 'openSUSE:Leap 15.6 | libopenssl1_1 | 0 <1.1.1w-150600.5.3.1', 'affected; < 1.1.1w-150600.5.3.1; fixed in 1.1.1w-150600.5.3.1');
  });

  test('Alpine: the origin of a package', () => {
    check('Alpine Linux v3.19', 'libcrypto3 3.1.4-r1', 'Alpine:v3.19 | openssl | 0 <3.1.4-r3', 'affected; < 3.1.4-r3; fixed in 3.1.4-r3');
    check('Alpine Linux v3.19', 'libcrypto3 3.1.4-r10', 'Alpine:v3.19 | openssl | 0 <3.1.4-r3', 'not-affected; advisory-fixed; < 3.1.4-r3; fixed in 3.1.4-r3');
    check('Alpine Linux v3.18', 'libcrypto3 3.1.4-r1', 'Alpine:v3.19 | openssl | 0 <3.1.4-r3', 'release not covered');
  });

  test('what is no package of the distribution is none of its advisories\' business', () => {
    const nginx = 'Debian:12 | nginx | 0';
    check('Debian GNU/Linux 12', 'nginx 1.24.0-1~bookworm', nginx, 'affected; any version');
    check('Debian GNU/Linux 12', 'pkg:generic/nginx@1.24.0', nginx, 'package not covered');
    check('Debian GNU/Linux 12', 'nginx 1.24.0-1nodesource1', nginx, 'package not covered');
  });

  test('withdrawn advisories, bug-fix advisories and other packages leave it to NVD; other CVEs do not', () => {
    const packages = ['Debian:12 | sudo | 0 <2-1'];
    const on = 'Debian GNU/Linux 12';
    checkAll(on, 'sudo 1.9-1', [advisory('DSA-1', CVE, packages, { withdrawn: true }), advisory('DSA-2', CVE, ['Debian:12 | apt | 0'])], 'package not covered');
    checkAll(on, 'sudo 1.9-1', [advisory('ALBA-1', '', packages)], 'package not covered');
    checkAll(on, 'sudo 1.9-1', [advisory('DSA-1', 'CVE-2024-0002', packages)], 'not-affected; advisory-not-listed');
    check('Debian GNU/Linux', 'sudo 1.9-1', packages, 'release not covered');
    check('Debian GNU/Linux 13', 'sudo 1.9-1', packages, 'release not covered');
  });

  test('CVEs that NVD\'s data lacks are kept apart', () => {
    const judge = new AdvisoryJudge(index, advisoryIndex(advisory('DSA-1', `${CVE} 2023-7777 2022-8888`, ['Debian:12 | sudo | 0 <2-1']), advisory('DSA-2', '2021-9999', ['Debian:12 | sudo | 0 <1-1'])));
    const scope = judge.scopeOf(identifyOs({ name: 'Debian GNU/Linux 12', version: '', build: '', architecture: '' }, CATALOG))!;
    const matches = judge.match(identifySoftware({ name: 'sudo', publisher: '', version: '1.9-1', source: 'dpkg', cpe: '', purl: '' }, CATALOG), scope)!;
    assert.deepEqual([...matches.cves].map((cve) => index.cveId(cve)), [CVE]);
    assert.deepEqual([...matches.unrecorded].map((number) => judge.unrecordedCves[number]).sort(), ['CVE-2022-8888', 'CVE-2023-7777']);
  });

  test('what matches is what the trail of each CVE says', () => {
    const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
    const rpms = ['0', '0 <1.0-1.el9', '0 <1.2-3.el9', '0 <1:1.0-2.el9', '0 <=1.2-2.el9', '1.0-1.el9 <1.2-1.el9', '0 <1.2-1.module_el9.1.0+1+aa', '0 <2.4-1.module_el9.1.0+1+aa', '= 1.2-3.el9 1.0-1.el9', ''];
    const records = fc.array(fc.tuple(one('A-1', 'A-2', 'A-3', 'A-4'), one(CVE, 'CVE-2024-0002', `${CVE} CVE-2024-0002`, 'CVE-2023-0009'), fc.array(one(...rpms), { minLength: 1, maxLength: 3 })), { maxLength: 5 });
    const versions = one('1.0-1.el9', '1.2-3.el9', '1.2-2.el9', '1:1.0-1.el9', '1.2', '', 'x', '1.1-1.module_el9.0.0+1+aa', '2.5-1.module_el9.0.0+1+aa');
    const os = identifyOs({ name: ALMA_9, version: '', build: '', architecture: '' }, CATALOG);
    fc.assert(fc.property(records, versions, (made, version) => {
      const judge = new AdvisoryJudge(index, advisoryIndex(...made.map(([id, cves, said]) => advisory(id, cves, said.map((range) => `AlmaLinux:9 | zip | ${range}`))), advisory('B', '', ['AlmaLinux:9 | other | 0'])));
      const identity = identifySoftware({ name: 'zip', publisher: 'AlmaLinux', version, source: 'rpm', cpe: '', purl: '' }, CATALOG);
      const scope = judge.scopeOf(os)!;
      const matches = judge.match(identity, scope);
      const said = Array.from({ length: index.cveCount }, (_, cve) => judge.explain(cve, identity, scope)?.verdict ?? 'not-affected');
      const matched = said.map((_, cve) => (matches && matches.cves.includes(cve) ? VERDICTS[matches.verdicts[matches.cves.indexOf(cve)]!] : 'not-affected'));
      assert.deepEqual(matched, said);
    }), { numRuns: 1_000 });
  });

  test('releases with the same advisories share a scope', () => {
    const judge = new AdvisoryJudge(index, advisoryIndex(advisory('A', CVE, ['AlmaLinux:8 | zip | 0', 'AlmaLinux:9 | zip | 0', 'Red Hat:enterprise_linux:9::baseos | zip | 0', 'Red Hat:rhel_eus:9.2::baseos | zip | 0'])));
    const scope = (name: string) => judge.scopeOf(identifyOs({ name, version: '', build: '', architecture: '' }, CATALOG));
    assert.equal(scope('AlmaLinux 8.8'), scope('AlmaLinux 8.9'));
    assert.notEqual(scope('AlmaLinux 8.9'), scope('AlmaLinux 9.3'));
    assert.notEqual(scope(RHEL_92), scope('Red Hat Enterprise Linux 9.4'));
    assert.equal(scope('CentOS Linux 8.5'), null);
  });

  test('an unsure release and an unsure source together affirm nothing', () => {
    const judge = new AdvisoryJudge(index, advisoryIndex(advisory('DSA-1', CVE, ['Debian:12 | wget | 0 <2-1', 'Debian:12 | openssl | 0 <2-1'])));
    const os = { ...identifyOs({ name: 'Debian GNU/Linux 12', version: '', build: '', architecture: '' }, CATALOG), confidence: 'medium' as const };
    const said = (name: string): string => {
      const evidence = judge.explain(index.cveIndex(CVE), identifySoftware({ name, publisher: '', version: '1-1', source: 'dpkg', cpe: '', purl: '' }, CATALOG), judge.scopeOf(os)!)!;
      return `${evidence.verdict} ${evidence.reason} ${evidence.confidence}`;
    };
    assert.equal(said('openssl'), 'affected advisory-affected medium');
    assert.equal(said('wget'), 'possibly-affected low-confidence-identity low');
    assert.equal(judge.scopeOf({ ...os, confidence: 'low' }), null);
  });
});
