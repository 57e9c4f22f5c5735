import assert from 'node:assert/strict';
import type { OsIdentity, SoftwareIdentity } from '../../../../src/core/identify/identity';
import { identifyOs } from '../../../../src/core/identify/operatingSystem';
import { identifySoftware } from '../../../../src/core/identify/software';
import type { PlainDate } from '../../../../src/core/inventory/plainDate';
import type { AdvisoryRecord } from '../../../../src/core/match/advisories/advisoryIndex';
import { AdvisoryJudge } from '../../../../src/core/match/advisories/advisoryJudge';
import type { Configuration } from '../../../../src/core/match/cveRecord';
import { createMatcher, type OsSubject } from '../../../../src/core/match/matcher';
import { SEVERITIES, VERDICTS } from '../../../../src/core/match/verdict';
import { decodeNvdPage } from '../../../../src/feeds/decode/decodeNvd';
import { advisory, advisoryIndex } from '../../../support/advisories';
import { anyOf, configuration, indexOf, node, runningOn } from '../../../support/cveRecords';
import { SMALL_CATALOG } from '../identify/smallCatalog';

/**
 * Known traps of matching, each from an inventory's words and a record as NVD writes it to the verdict, through everything between:
 * decoding, index, identification, matching. The comment of a row says what goes wrong elsewhere.
 */
interface Trap {
  /** `name | version | build | architecture`. */
  readonly os?: string;
  /** `name | publisher | version | source | cpe | purl`; the subject, or the operating system when absent. */
  readonly software?: string;
  /** More software of the server. */
  readonly beside?: readonly string[];
  readonly hotfix?: string;
  readonly supportEnds?: string;
  /** The configurations of the record, as builders make them or as JSON. */
  readonly record: Configuration | readonly Configuration[] | { readonly json: unknown };
  readonly published?: string;
  /** More fields of the record. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** The distribution's advisories, which decide about its packages before any range of NVD. */
  readonly advisories?: readonly AdvisoryRecord[];
  /** Other records of the feed. */
  readonly others?: readonly { readonly id: string; readonly published: string; readonly record: Configuration }[];
}

const ID = 'CVE-2024-0001';
const SERVER_2019 = 'Microsoft Windows Server 2019 Standard | 10.0.17763.5329';
const UBUNTU = 'Ubuntu 22.04.3 LTS';
const RHEL = 'Red Hat Enterprise Linux 8.6 (Ootpa)';

function fields(row: string): string[] {
  return row.split('|').map((part) => part.trim());
}

function osOf(row: string): OsIdentity {
  const [name = '', version = '', build = '', architecture = ''] = fields(row);
  return identifyOs({ name, version, build, architecture }, SMALL_CATALOG);
}

function softwareOf(row: string): SoftwareIdentity {
  const [name = '', publisher = '', version = '', source = '', cpe = '', purl = ''] = fields(row);
  return identifySoftware({ name, publisher, version, source, cpe, purl }, SMALL_CATALOG);
}

/** A record as a feed has it: absent bounds are absent. */
function vulnerability(id: string, published: string, configurations: unknown, more: Readonly<Record<string, unknown>> = {}): unknown {
  const cve = { id, vulnStatus: 'Analyzed', published: `${published}T10:15:09.143`, lastModified: `${published}T10:15:09.143`, descriptions: [{ lang: 'en', value: 'x' }], metrics: {}, configurations, references: [], ...more };
  return { cve: JSON.parse(JSON.stringify(cve, (key, value: unknown) => (key.startsWith('version') && value === '' ? undefined : value))) as unknown };
}

interface Judged {
  readonly verdict: string;
  readonly reason: string;
  readonly severity: string;
  readonly skips: readonly string[];
}

function judge({ os = SERVER_2019, software, beside = [], hotfix, supportEnds, record, published = '2024-01-15', more, others = [], advisories = [] }: Trap): Judged {
  const configurations = 'json' in record ? record.json : Array.isArray(record) ? record : [record];
  const decoded = decodeNvdPage({
    format: 'NVD_CVE', timestamp: '2024-06-01T00:00:00.000',
    vulnerabilities: [vulnerability(ID, published, configurations, more), ...others.map((other) => vulnerability(other.id, other.published, [other.record]))],
  });
  assert.ok('page' in decoded);
  const { records, skips } = decoded.page;
  const matcher = createMatcher(indexOf(records));
  const at = matcher.index.cveIndex(ID);
  const skipped = skips.map(({ reason }) => reason);
  if (at < 0) return { verdict: 'no record', reason: '', severity: '', skips: skipped };
  const system: OsSubject = { identity: osOf(os), newestHotfixOn: (hotfix ?? null) as PlainDate | null, supportEndsOn: (supportEnds ?? null) as PlainDate | null };
  const own = software === undefined ? undefined : softwareOf(software);
  const subjects = { os: system, software: [...beside.map(softwareOf), ...(own ? [own] : [])] };
  const evidence = matcher.explain(at, own ?? system, subjects);
  assert.equal(matcher.judgeOnServer(at, own ?? system, subjects), evidence.verdict);
  // The lists that are counted say the same.
  const matches = own ? matcher.matchSoftware(own) : matcher.matchOs(system);
  const alone = matches.cves.indexOf(at);
  const verdictAlone = alone < 0 ? 'not-affected' : VERDICTS[matches.verdicts[alone]!]!;
  if (verdictAlone !== evidence.verdict) assert.ok(matches.conditional.includes(at), `by itself ${verdictAlone}, on the server ${evidence.verdict}`);
  const distribution = new AdvisoryJudge(matcher.index, advisoryIndex(...advisories));
  const scope = distribution.scopeOf(system.identity);
  const said = own && scope ? distribution.explain(at, own, scope) : null;
  if (said) return { verdict: said.verdict, reason: said.reason, severity: '', skips: skipped };
  return { verdict: evidence.verdict, reason: evidence.reason, severity: SEVERITIES[matcher.index.severity[at]!]!, skips: skipped };
}

function check(trap: Trap, expected: string): void {
  const { verdict, reason } = judge(trap);
  assert.equal(reason === '' ? verdict : `${verdict}, ${reason}`, expected);
}

suite('known traps', () => {
  suite('whose product it is', () => {
    const tomcat = anyOf('a:apache:tomcat >=9.0.0 <9.0.31');

    // Matching on the product alone gives Apache's CVEs to whatever is called Tomcat.
    test('a product of that name by somebody else', () => check({ software: 'Tomcat Server | Somebody Else | 9.0.30', record: tomcat }, 'not-affected, product-not-listed'));
    test('the product itself', () => check({ software: 'Apache Tomcat 9.0 Tomcat9 | The Apache Software Foundation | 9.0.30', record: tomcat }, 'affected, version-in-range'));
    // Fuzzy vendors give a plug-in's CVEs to the program of the same name.
    test("Jenkins' Git plug-in on Git", () => check({ software: 'Git | The Git Development Community | 2.40.0', record: anyOf('a:jenkins:git:*:*:*:*:*:jenkins <4.11') }, 'not-affected, product-not-listed'));
    // A vendor of "*" is taken to be any vendor.
    test('a criteria of every vendor', () => check({ software: 'Apache Tomcat | The Apache Software Foundation | 9.0.30', record: anyOf('a:*:tomcat:9.0.30') }, 'not-affected, product-not-listed'));
    // A product of "*" is taken to be every product of the vendor.
    test('a criteria of every product', () => check({ software: 'Apache Tomcat | The Apache Software Foundation | 9.0.30', record: anyOf('a:apache:*') }, 'not-affected, product-not-listed'));
    // So does a name cut to what looks alike.
    test('a connector is not the server', () => check({ software: 'Apache Tomcat | The Apache Software Foundation | 9.0.30', record: anyOf('a:apache:tomcat_connectors <99') }, 'not-affected, product-not-listed'));
    // "null" is what the overrides write for "matches nothing", on purpose.
    test('null', () => check({ software: 'null | null | 1.0', record: anyOf('a:null:null') }, 'not-affected, product-not-listed'));
  });

  suite('conditions', () => {
    const chrome = runningOn(['a:google:chrome <116.0.5845.187'], ['?o:apple:macos:-', '?o:linux:linux_kernel:-', '?o:microsoft:windows:-']);
    const installed = 'Google Chrome | Google LLC | 116.0.5845.110';

    // Rows of a platform are read as vulnerable: every kernel gets every Chrome CVE.
    test('a Chrome CVE on a kernel package', () => check({ os: UBUNTU, software: 'linux-image-5.15.0-91-generic | Ubuntu Kernel Team | 5.15.0-91.101 | dpkg', record: chrome }, 'not-affected, product-not-listed'));
    test('a Chrome CVE on Linux itself', () => check({ os: UBUNTU, record: chrome }, 'not-affected, product-not-listed'));
    test('a Chrome CVE on Windows itself', () => check({ record: chrome }, 'not-affected, product-not-listed'));
    test('Chrome', () => check({ software: installed, record: chrome }, 'affected, version-in-range'));
    test('Chrome past the fix', () => check({ software: 'Google Chrome | Google LLC | 116.0.5845.187', record: chrome }, 'not-affected, version-outside-range'));
    // Chrome for Android is another program; without target_sw every Chrome gets its CVEs.
    test('a CVE of Chrome for Android', () => check({ software: installed, record: anyOf('a:google:chrome:*:*:*:*:*:android <116.0.5845.172') }, 'not-affected, attribute-differs'));

    const onWindows = runningOn(['a:adobe:acrobat_reader_dc:*:*:*:*:continuous <=21.007.20099'], ['?o:microsoft:windows:-']);
    const reader = 'Adobe Acrobat Reader DC | Adobe Systems Incorporated | 21.001.20155';
    // `microsoft:windows` is looked up as a product that no server runs, so the CVE is lost.
    test('generic Windows stands for every Windows', () => check({ software: reader, record: onWindows }, 'affected, version-in-range'));
    test('and for a client', () => check({ os: 'Windows 10 Pro | 10.0.19045', software: reader, record: onWindows }, 'affected, version-in-range'));
    // AND is dropped: the CVE is reported wherever the program is.
    test('and not for a Linux', () => check({ os: UBUNTU, software: reader, record: onWindows }, 'not-affected, condition-not-met'));
    // What is not known is taken for true, or for false.
    test('an operating system that nobody has read', () => check({ os: 'NavStar Weighbridge OS', software: reader, record: onWindows }, 'possibly-affected, condition-undecided'));
    // A vulnerable row of generic Windows is taken for all of Microsoft's CVEs that somebody filed so.
    test('a vulnerable row of generic Windows', () => check({ record: anyOf('o:microsoft:windows:-') }, 'not-affected, product-not-listed'));

    const both = configuration('AND', node('OR', 'a:php:php <7.4.30'), node('OR', '?a:mysql:mysql', '?a:oracle:mysql'));
    const php = 'PHP 7.4.3 | The PHP Group | 7.4.3';
    // A partner is looked for in the same program, or not at all.
    test('a partner that is installed', () => check({ software: php, beside: ['MySQL Server 5.7 | Oracle Corporation | 5.7.33'], record: both }, 'affected, version-in-range'));
    test('a partner that is not', () => check({ software: php, record: both }, 'not-affected, condition-not-met'));
    // The partner is reported as vulnerable itself.
    test('the partner', () => check({ software: 'MySQL Server 5.7 | Oracle Corporation | 5.7.33', beside: [php], record: both }, 'not-affected, product-not-listed'));
    // Negation is ignored.
    test('a negated node', () => {
      const unless = configuration('AND', node('OR', 'a:apache:tomcat <9.0.31'), node('not OR', '?o:microsoft:windows:-'));
      const tomcat = 'Apache Tomcat | The Apache Software Foundation | 9.0.30';
      check({ software: tomcat, record: unless }, 'not-affected, condition-not-met');
      check({ os: UBUNTU, software: tomcat, record: unless }, 'affected, version-in-range');
    });
    // Firmware records are given to whatever runs on the hardware.
    test('hardware that the server is not', () => check({ os: UBUNTU, record: runningOn(['o:canonical:ubuntu_linux:22.04:*:*:*:lts'], ['?h:ibm:power9:-']) }, 'not-affected, condition-not-met'));
  });

  suite('versions that say nothing', () => {
    // An empty version is smaller than every bound, or equal to everything.
    test('SQL Server without a version, a range of builds', () =>
      check({ software: 'Microsoft SQL Server | Microsoft Corporation | ', record: anyOf('a:microsoft:sql_server >=13.0.0 <13.0.6404.1') }, 'unknown-version, version-unknown'));
    test('SQL Server without a version, one release', () => check({ software: 'Microsoft SQL Server | Microsoft Corporation | ', record: anyOf('a:microsoft:sql_server:2016:sp2') }, 'unknown-version, version-unknown'));
    test('SQL Server 2019 is not 2016', () => check({ software: 'Microsoft SQL Server 2019 (64-bit) | Microsoft Corporation | ', record: anyOf('a:microsoft:sql_server:2016:sp2') }, 'not-affected, version-outside-range'));
    test('SQL Server 2016 without a build: the service pack is open', () =>
      check({ software: 'Microsoft SQL Server 2016 (64-bit) | Microsoft Corporation | ', record: anyOf('a:microsoft:sql_server:2016:sp2') }, 'possibly-affected, update-unspecified'));
    test('SQL Server by the product that each release has of late', () => {
      const range = anyOf('a:microsoft:sql_server_2019:*:*:*:*:*:*:x64 >=15.0.2000.5 <15.0.2120.1');
      check({ software: 'Microsoft SQL Server 2019 (64-bit) | Microsoft Corporation | 15.0.2000.5', record: range }, 'affected, version-in-range');
      check({ software: 'Microsoft SQL Server 2019 (64-bit) | Microsoft Corporation | 15.0.4360.2', record: range }, 'not-affected, version-outside-range');
      check({ software: 'Microsoft SQL Server 2019 (64-bit) | Microsoft Corporation | ', record: range }, 'unknown-version, version-unknown');
    });
    // "-" is read as every version.
    test('a criteria with "-"', () => check({ software: 'PuTTY release 0.70 (64-bit) | Simon Tatham | 0.70.0.0', record: anyOf('a:putty:putty:-') }, 'possibly-affected, version-unspecified'));
    // Words compare with numbers somehow.
    test('a word for a version', () => check({ software: 'Apache Tomcat | The Apache Software Foundation | latest', record: anyOf('a:apache:tomcat <9.0.31') }, 'unknown-version, version-unknown'));
    // Cut short, or compared in quadratic time.
    test('a version of 10,000 characters', () =>
      check({ software: `Apache Tomcat | The Apache Software Foundation | ${'9.'.repeat(5_000)}`, record: anyOf('a:apache:tomcat <9.0.31') }, 'unknown-version, version-unknown'));
    test('in a package URL', () =>
      check({ software: `x | | | | | pkg:maven/org.apache.tomcat/tomcat@${'9.'.repeat(400)}0`, record: anyOf('a:apache:tomcat >=9.0.0 <9.0.31') }, 'not-affected, version-outside-range'));
    test('in a CPE', () => {
      const cpe = `cpe:2.3:a:apache:tomcat:${'9'.repeat(10_000)}:*:*:*:*:*:*:*`;
      check({ software: `x | | | | ${cpe}`, record: anyOf('a:apache:tomcat <9.0.31') }, 'not-affected, version-outside-range');
      check({ software: `x | | | | ${cpe.replace(':9', ':99')}`, record: anyOf('a:apache:tomcat <9.0.31') }, 'unknown-version, version-unknown');
    });
    // Upside down, either bound alone would match.
    test('a range upside down', () => check({ software: 'Apache Tomcat | The Apache Software Foundation | 9.0.30', record: anyOf('a:apache:tomcat >=9.0.31 <9.0.10') }, 'not-affected, version-outside-range'));
    test('a range of one excluded version', () => check({ software: 'Apache Tomcat | The Apache Software Foundation | 9.0.30', record: anyOf('a:apache:tomcat >=9.0.30 <9.0.30') }, 'not-affected, version-outside-range'));
  });

  suite('how vendors count', () => {
    const java201 = 'Java 8 Update 201 (64-bit) | Oracle Corporation | 8.0.2010.9';
    // 8.0.2010 is not the version that NVD has; "update20" is a prefix of "update201".
    test('Java 8 update 201', () => check({ software: java201, record: anyOf('a:oracle:jre:1.8.0:update201') }, 'affected, version-equal'));
    test('its other spelling', () => check({ software: java201, record: anyOf('a:oracle:jre:1.8.0:update_201') }, 'affected, version-equal'));
    test('Java 8 update 20', () => check({ software: java201, record: anyOf('a:oracle:jre:1.8.0:update20') }, 'not-affected, attribute-differs'));
    test('Java 7 update 201', () => check({ software: java201, record: anyOf('a:oracle:jre:1.7.0:update201') }, 'not-affected, version-outside-range'));
    test('Java 8 update 191 and before', () => check({ software: java201, record: anyOf('a:oracle:jre:*:update191 <=1.8.0') }, 'not-affected, attribute-differs'));
    test('Java 17 by its numbers', () => check({ software: 'Java(TM) SE Development Kit 17.0.2 (64-bit) | Oracle Corporation | 17.0.2.0', record: anyOf('a:oracle:jdk:17.0.2') }, 'affected, version-equal'));
    // The column counts something else: 48.23 is newer than 6.0.6.
    test('.NET by its name', () => check({ software: 'Microsoft .NET Runtime - 6.0.5 (x64) | Microsoft Corporation | 48.23.31006', record: anyOf('a:microsoft:.net >=6.0.0 <6.0.6') }, 'affected, version-in-range'));
    test('.NET past the fix', () => check({ software: 'Microsoft .NET Runtime - 6.0.6 (x64) | Microsoft Corporation | 48.27.31421', record: anyOf('a:microsoft:.net >=6.0.0 <6.0.6') }, 'not-affected, version-outside-range'));
    test('.NET Framework 4.7.2 is not 4.7', () => check({ software: 'Microsoft .NET Framework 4.7.2 | Microsoft Corporation | 4.7.03062', record: anyOf('a:microsoft:.net_framework:4.7') }, 'not-affected, version-outside-range'));
    test('.NET Framework is not .NET', () => check({ software: 'Microsoft .NET Framework 4.8 | Microsoft Corporation | 4.8.03761', record: anyOf('a:microsoft:.net >=5.0.0 <5.0.9') }, 'not-affected, product-not-listed'));
    // Letters are cut off, or sort below the bare number, or "za" below "z".
    const letters = anyOf('a:openssl:openssl >=1.0.2 <=1.0.2k');
    test('OpenSSL 1.0.2k', () => check({ software: 'OpenSSL 1.0.2k (64-bit) | OpenSSL Win64 Installer Team | ', record: letters }, 'affected, version-in-range'));
    test('OpenSSL 1.0.2l', () => check({ software: 'OpenSSL 1.0.2l (64-bit) | OpenSSL Win64 Installer Team | ', record: letters }, 'not-affected, version-outside-range'));
    test('OpenSSL 1.0.2', () => check({ software: 'OpenSSL 1.0.2 (64-bit) | OpenSSL Win64 Installer Team | ', record: letters }, 'affected, version-in-range'));
    test('OpenSSL 1.0.2zb', () => check({ software: 'OpenSSL 1.0.2zb (64-bit) | OpenSSL Win64 Installer Team | ', record: anyOf('a:openssl:openssl >=1.0.2 <1.0.2za') }, 'not-affected, version-outside-range'));
    // The patch level is a field of its own in NVD, a part of the version everywhere else.
    test('OpenSSH 7.9p1, exactly', () => check({ software: 'OpenSSH | OpenBSD | 7.9p1', record: anyOf('a:openbsd:openssh:7.9:p1') }, 'affected, version-equal'));
    test('OpenSSH 7.9p1, by range', () => check({ software: 'OpenSSH | OpenBSD | 7.9p1', record: anyOf('a:openbsd:openssh <8.0') }, 'affected, version-in-range'));
    // Python's installers write patch and level into the third number: 3.8.150 is newer than 3.8.1.
    test('Python 3.8.0', () => check({ software: 'Python 3.8.0 (64-bit) | Python Software Foundation | 3.8.150.0', record: anyOf('a:python:python >=3.8.0 <3.8.1') }, 'affected, version-in-range'));
    // A release candidate is taken for the release, or for something after it.
    test('a release candidate', () => check({ software: 'x | | | | | pkg:maven/org.apache.tomcat/tomcat@9.0.0.M1', record: anyOf('a:apache:tomcat >=9.0.0 <9.0.31') }, 'not-affected, version-outside-range'));
    // npm's 4.17.21-1 precedes 4.17.21; elsewhere it is a rebuild after it.
    test('a pre-release of npm', () => check({ software: 'lodash | | | | | pkg:npm/lodash@4.17.21-1', record: anyOf('a:lodash:lodash:*:*:*:*:*:node.js <4.17.21') }, 'affected, version-in-range'));
  });

  suite('lines of releases', () => {
    // CVE-2025-0238: the first row holds every ESR there is, 128.6 with its fix too.
    const firefox = anyOf('a:mozilla:firefox <134.0', 'a:mozilla:firefox:*:*:*:*:esr >=116.0 <128.6.0', 'a:mozilla:firefox:*:*:*:*:esr <115.19.0');
    test('Firefox ESR past its fix', () => check({ software: 'Mozilla Firefox ESR (x64 en-US) | Mozilla | 128.6.0', record: firefox }, 'not-affected, version-outside-range'));
    test('the older ESR past its fix', () => check({ software: 'Mozilla Firefox ESR (x64 de) | Mozilla | 115.19.0', record: firefox }, 'not-affected, version-outside-range'));
    test('Firefox ESR before its fix', () => check({ software: 'Mozilla Firefox ESR (x64 en-US) | Mozilla | 128.5.2', record: firefox }, 'affected, version-in-range'));
    test('Firefox of that number', () => check({ software: 'Mozilla Firefox (x64 en-US) | Mozilla | 133.0', record: firefox }, 'affected, version-in-range'));
    // Until 2022 the ESR was a product of its own.
    const apart = anyOf('a:mozilla:firefox <85.0', 'a:mozilla:firefox_esr <78.7');
    test('an ESR that is a product of its own, past its fix', () => check({ software: 'Mozilla Firefox 78.7.0 ESR (x64 en-US) | Mozilla | 78.7.0', record: apart }, 'not-affected, version-outside-range'));
    test('and before it', () => check({ software: 'Mozilla Firefox 78.6.1 ESR (x64 en-US) | Mozilla | 78.6.1', record: apart }, 'affected, version-in-range'));
    test('a CVE of the main line alone', () => check({ software: 'Mozilla Firefox ESR (x64 en-US) | Mozilla | 128.6.0', record: anyOf('a:mozilla:firefox <134.0') }, 'not-affected, attribute-differs'));
    test('in a CPE of the inventory', () => check({ software: 'x | | | | cpe:2.3:a:mozilla:firefox:128.6.0:*:*:*:esr:*:*:*', record: firefox }, 'not-affected, version-outside-range'));

    // CVE-2024-23897: the long-term line has its fix at a lower number than the weekly one.
    const jenkins = anyOf('a:jenkins:jenkins:*:*:*:*:- <2.442', 'a:jenkins:jenkins:*:*:*:*:lts <2.426.3');
    test('Jenkins LTS past its fix', () => check({ software: 'Jenkins 2.426.3 | Jenkins Project | 2.426.3', record: jenkins }, 'not-affected, version-outside-range'));
    test('Jenkins LTS before it', () => check({ software: 'Jenkins 2.426.2 | Jenkins Project | 2.426.2', record: jenkins }, 'affected, version-in-range'));
    test('a weekly Jenkins before its fix', () => check({ software: 'Jenkins 2.441 | Jenkins Project | 2.441', record: jenkins }, 'affected, version-in-range'));
    test('a weekly Jenkins past it', () => check({ software: 'Jenkins 2.442 | Jenkins Project | 2.442', record: jenkins }, 'not-affected, version-outside-range'));
    test('GitLab CE and a CVE of the Enterprise Edition', () =>
      check({ software: 'gitlab-ce | GitLab, Inc. | 16.7.1-ce.0.el8 | rpm', record: anyOf('a:gitlab:gitlab:*:*:*:*:enterprise >=16.0.0 <16.8.0') }, 'not-affected, attribute-differs'));

    // CVE-2022-23131 is the frontend's.
    test("an agent under its server's name", () =>
      check({ os: RHEL, software: 'zabbix-agent | Zabbix SIA | 5.4.8-1.el8 | rpm', record: anyOf('a:zabbix:zabbix >=5.4.0 <=5.4.8') }, 'possibly-affected, low-confidence-identity'));
    // CVE-2023-34362: 15 is below 2021.
    test('a release by year that its installer counts otherwise', () => {
      const moveit = anyOf('a:progress:moveit_transfer <2021.0.7', 'a:progress:moveit_transfer >=2023.0.0 <2023.0.2');
      check({ software: 'MOVEit Transfer | Progress Software Corporation | 15.0.2.39', record: moveit }, 'not-affected, version-outside-range');
      check({ software: 'MOVEit Transfer | Progress Software Corporation | 15.0.1.37', record: moveit }, 'affected, version-in-range');
    });
  });

  suite('what a product runs in', () => {
    const plugin = anyOf('a:automattic:jetpack:*:*:*:*:*:wordpress <9.8');
    // The plug-in's CVEs are given to a server program of the same vendor and name.
    test('a WordPress plug-in', () => check({ software: 'x | | | | cpe:2.3:a:automattic:jetpack:8.0:*:*:*:*:*:*:*', record: plugin }, 'not-affected, attribute-differs'));
    test('a WordPress plug-in that says so', () => check({ software: 'x | | | | cpe:2.3:a:automattic:jetpack:8.0:*:*:*:*:wordpress:*:*', record: plugin }, 'affected, version-in-range'));
    test('WordPress itself', () => check({ software: 'WordPress | WordPress | 5.8', record: plugin }, 'not-affected, product-not-listed'));
    // An operating system as target_sw is the server's.
    test('target_sw windows on Windows', () => check({ software: 'PuTTY release 0.70 (64-bit) | Simon Tatham | 0.70.0.0', record: anyOf('a:putty:putty:*:*:*:*:*:windows <0.71') }, 'affected, version-in-range'));
    test('target_sw macos on Windows', () => check({ software: 'PuTTY release 0.70 (64-bit) | Simon Tatham | 0.70.0.0', record: anyOf('a:putty:putty:*:*:*:*:*:macos <0.71') }, 'not-affected, condition-not-met'));
  });

  suite('distributions', () => {
    // The upstream version never changes while the distribution fixes within it.
    test('a backport of Red Hat', () => check({ os: RHEL, software: 'openssl | Red Hat, Inc. | 1:1.1.1k-12.el8_9 | rpm', record: anyOf('a:openssl:openssl >=1.1.1 <1.1.1t') }, 'possibly-affected, distribution-package'));
    test('a backport of Ubuntu', () => check({ os: UBUNTU, software: 'nginx | Ubuntu Developers | 1.18.0-6ubuntu14.4 | dpkg', record: anyOf('a:f5:nginx >=0.6.18 <1.20.1') }, 'possibly-affected, distribution-package'));
    // So what the distribution says of its own package decides, before and after its fix.
    test('a backport of Red Hat that its advisory knows', () => {
      const record = anyOf('a:openssl:openssl >=1.1.1 <1.1.1t');
      const advisories = [advisory('RHSA-2023:1405', ID, ['Red Hat:enterprise_linux:8::baseos | openssl | 0 <1:1.1.1k-9.el8_7'])];
      check({ os: RHEL, software: 'openssl | Red Hat, Inc. | 1:1.1.1k-12.el8_9 | rpm', record, advisories }, 'not-affected, advisory-fixed');
      check({ os: RHEL, software: 'openssl | Red Hat, Inc. | 1:1.1.1k-7.el8_6 | rpm', record, advisories }, 'affected, advisory-affected');
    });
    // Ubuntu's advisories name the source package; a lookup by the installed name finds nothing and calls it clean.
    test('a backport of Ubuntu that its advisory knows', () => {
      const record = anyOf('a:openssl:openssl >=3.0.0 <3.0.8');
      const advisories = [advisory('USN-5844-1', ID, ['Ubuntu:22.04:LTS | openssl | 0 <3.0.2-0ubuntu1.8'])];
      check({ os: UBUNTU, software: 'libssl3 | Ubuntu Developers | 3.0.2-0ubuntu1.10 | dpkg', record, advisories }, 'not-affected, advisory-fixed');
      check({ os: UBUNTU, software: 'libssl3 | Ubuntu Developers | 3.0.2-0ubuntu1.7 | dpkg', record, advisories }, 'affected, advisory-affected');
    });
    test('upstream is past the fix already', () => check({ os: UBUNTU, software: 'nginx | Ubuntu Developers | 1.18.0-6ubuntu14.4 | dpkg', record: anyOf('a:f5:nginx <1.17.7') }, 'not-affected, version-outside-range'));
    // "1:" is read as version 1.
    test('an epoch is no version', () => check({ os: UBUNTU, software: 'bind9 | Ubuntu Developers | 1:9.18.18-0ubuntu0.22.04.2 | dpkg', record: anyOf('a:isc:bind <9.0') }, 'not-affected, version-outside-range'));
    // A record that names the release says that somebody looked, and hundreds of them do.
    test('a row of the release', () => check({ os: RHEL, record: anyOf('o:redhat:enterprise_linux:8.0') }, 'possibly-affected, distribution-release'));
    test('a row of another release', () => check({ os: RHEL, record: anyOf('o:redhat:enterprise_linux:7.0') }, 'not-affected, version-outside-range'));
    // The kernel of the distribution is not kernel.org's.
    test('a range of the kernel', () => check({ os: UBUNTU, software: 'linux-image-5.15.0-91-generic | Ubuntu Kernel Team | 5.15.0-91.101 | dpkg', record: anyOf('o:linux:linux_kernel >=5.14 <5.15.25') }, 'possibly-affected, distribution-package'));
    // The vendor's own package of the same manager is the upstream version.
    test("a vendor's own package", () => check({ os: UBUNTU, software: 'google-chrome-stable | Chrome Linux Team <chromium-dev@chromium.org> | 116.0.5845.110-1 | dpkg', record: anyOf('a:google:chrome <116.0.5845.187') }, 'affected, version-in-range'));
  });

  suite('Windows', () => {
    // Build 17763 is both.
    test('1809 is not Server 2019', () => {
      check({ os: 'Windows 10 Enterprise LTSC | 10.0.17763.5329', record: anyOf('o:microsoft:windows_server_2019:*:*:*:*:*:*:*:* <10.0.17763.5458') }, 'not-affected, product-not-listed');
      check({ os: SERVER_2019, record: anyOf('o:microsoft:windows_10_1809:*:*:*:*:*:*:*:* <10.0.17763.5458') }, 'not-affected, product-not-listed');
    });
    test('a range of builds', () => {
      const range = anyOf('o:microsoft:windows_server_2019 <10.0.17763.5458');
      check({ os: SERVER_2019, record: range }, 'affected, version-in-range');
      check({ os: 'Windows Server 2019 Standard | 10.0.17763.5458', record: range }, 'not-affected, version-outside-range');
      // Without the fourth number every server of the release is "affected".
      check({ os: 'Windows Server 2019 Standard | 10.0.17763', record: range }, 'possibly-affected, os-patch-level-unknown');
      check({ os: 'Windows Server 2019 Standard', record: range }, 'unknown-version, version-unknown');
    });
    // Older records name the release only: elsewhere a server is affected for ever.
    const release = anyOf('o:microsoft:windows_server_2019:-');
    const plain = 'Windows Server 2019 Standard | 10.0.17763';
    test('the release only, nothing else known', () => check({ os: plain, record: release, published: '2020-03-10' }, 'possibly-affected, os-patch-level-unknown'));
    test('the release only, patched since', () => check({ os: plain, record: release, published: '2020-03-10', hotfix: '2024-01-10' }, 'not-affected, os-patched-after'));
    test('the release only, patched before', () => check({ os: plain, record: release, published: '2020-03-10', hotfix: '2020-02-12' }, 'affected, os-patched-before'));
    test('the release only, support had ended', () => check({ os: 'Windows Server 2008 R2 Standard | 6.1.7601', record: anyOf('o:microsoft:windows_server_2008:r2:sp1:*:*:*:*:x64'), published: '2021-07-02', supportEnds: '2020-01-14' }, 'affected, os-support-ended-before'));
    // CVE-2017-0144: no inventory lists the file sharing that is Windows' own, and its updates mend it.
    test('a part of Windows that NVD files as software', () => {
      const sharing = runningOn(['a:microsoft:server_message_block:1.0'], ['?o:microsoft:windows_server_2012:r2', '?o:microsoft:windows_server_2019:-']);
      const trap = { os: 'Windows Server 2012 R2 Standard | 6.3.9600', record: sharing, published: '2017-03-17' };
      check(trap, 'possibly-affected, os-patch-level-unknown');
      check({ ...trap, hotfix: '2017-02-12' }, 'affected, os-patched-before');
      check({ ...trap, hotfix: '2017-04-12' }, 'not-affected, os-patched-after');
      check({ ...trap, os: 'Windows Server 2012 Standard | 6.2.9200' }, 'not-affected, condition-not-met');
      check({ ...trap, os: SERVER_2019 }, 'not-affected, product-not-listed');
    });
    test('the release only, a build that another record calls fixed', () =>
      check({
        os: SERVER_2019, record: release, published: '2023-06-13',
        others: [{ id: 'CVE-2023-9999', published: '2024-01-09', record: anyOf('o:microsoft:windows_server_2019 <10.0.17763.5329') }],
      }, 'not-affected, os-patched-after'));
    // 2012 and its second release share a product; some records put "r2" where the service pack stands.
    test('2012 R2 in the update field', () => {
      const second = anyOf('o:microsoft:windows_server_2012:-:r2');
      const ended = { published: '2024-03-12', supportEnds: '2023-10-10' };
      check({ os: 'Windows Server 2012 R2 Standard | 6.3.9600', record: second, ...ended }, 'affected, os-support-ended-before');
      check({ os: 'Windows Server 2012 Standard | 6.2.9200', record: second, ...ended }, 'not-affected, attribute-differs');
    });
    test('Itanium, in the field of the edition', () => check({ os: 'Windows Server 2008 R2 Standard | 6.1.7601', record: anyOf('o:microsoft:windows_server_2008:*:r2:itanium') }, 'not-affected, attribute-differs'));
    // "2016 or later" is what a hypervisor lists for 2016, 2019 and 2022.
    test('a guest type that stands for several releases affirms nothing', () =>
      check({ os: 'Microsoft Windows Server 2016 or later (64-bit)', record: anyOf('o:microsoft:windows_server_2016:-'), supportEnds: '2001-01-01' }, 'possibly-affected, low-confidence-identity'));
  });

  suite('Unixes', () => {
    // 479 CVEs that patches of two decades mended.
    test('a release that is patched under one number', () => {
      check({ os: 'SunOS 5.10 | 5.10', record: anyOf('o:oracle:solaris:10') }, 'possibly-affected, os-patch-level-unknown');
      check({ os: 'IBM AIX 7.2 | 7.2', record: anyOf('o:ibm:aix:7.2') }, 'possibly-affected, os-patch-level-unknown');
      check({ os: 'HP-UX B.11.31 | B.11.31', record: anyOf('o:hp:hp-ux:11.31') }, 'possibly-affected, os-patch-level-unknown');
      check({ os: 'Oracle Solaris 11.4', record: anyOf('o:oracle:solaris:10') }, 'not-affected, version-outside-range');
    });
    // CVE-2024-3400: the hotfix is the update.
    test('PAN-OS with and without a hotfix', () => {
      const panos = anyOf('o:paloaltonetworks:pan-os:10.2.9:-', 'o:paloaltonetworks:pan-os:11.0.4:-');
      check({ os: 'PAN-OS 10.2.9 | 10.2.9', record: panos }, 'affected, version-equal');
      check({ os: 'PAN-OS 10.2.9 | 10.2.9-h1', record: panos }, 'not-affected, version-outside-range');
    });
    // CVE-2023-4966.
    test('NetScaler by its build', () => {
      const netscaler = anyOf('a:citrix:netscaler_application_delivery_controller >=13.1 <13.1-49.15');
      check({ os: 'NetScaler NS13.1: Build 48.47.nc | 13.1-48.47', record: netscaler }, 'affected, version-in-range');
      check({ os: 'NetScaler NS13.1: Build 49.15.nc | 13.1-49.15', record: netscaler }, 'not-affected, version-outside-range');
    });
  });

  suite('records', () => {
    const tomcat = anyOf('a:apache:tomcat <9.0.31');
    const software = 'Apache Tomcat | The Apache Software Foundation | 9.0.30';

    // The status is not looked at.
    test('rejected', () => check({ software, record: tomcat, more: { vulnStatus: 'Rejected' } }, 'no record'));
    // Disputed is the vendor's opinion; NVD keeps the record and so does the verdict.
    test('disputed', () => check({ software, record: tomcat, more: { cveTags: [{ sourceIdentifier: 'cve@mitre.org', tags: ['disputed'] }], descriptions: [{ lang: 'en', value: '** DISPUTED ** The vendor says that this is no bug.' }] } }, 'affected, version-in-range'));
    test('a status that nobody knew', () => check({ software, record: tomcat, more: { vulnStatus: 'Not Scheduled' } }, 'affected, version-in-range'));
    test('not analysed yet', () => check({ software, record: { json: [] }, more: { vulnStatus: 'Awaiting Analysis' } }, 'not-affected, product-not-listed'));
    // Cut off at a thousand rows, or read in a second each.
    test('a record with 30,000 rows', () => {
      const many = anyOf(...Array.from({ length: 30_000 }, (_, at) => `a:apache:tomcat:8.0.${at}`), 'a:apache:tomcat:9.0.30');
      check({ software, record: many }, 'affected, version-equal');
      check({ software: 'Apache Tomcat | The Apache Software Foundation | 9.0.31', record: many }, 'not-affected, version-outside-range');
    });
    // One bad row loses the record, or throws.
    test('a malformed criteria beside a good one', () =>
      check({ software, record: { json: [{ nodes: [{ operator: 'OR', negate: false, cpeMatch: [{ vulnerable: true, criteria: 'cpe:2.3:a:apache:tomcat:9' }, { vulnerable: true, criteria: 'cpe:2.3:a:apache:tomcat:9.0.30:*:*:*:*:*:*:*' }] }] }] } }, 'affected, version-equal'));
    test('a malformed criteria under an AND: nobody knows what it asked for', () =>
      check({ software, record: configuration('AND', node('AND', 'a:apache:tomcat <9.0.31', 'cpe:2.3:a:x:y'), node('OR', '?o:microsoft:windows:-')) }, 'possibly-affected, condition-undecided'));
    test('a configuration without nodes', () => check({ software, record: { json: [{ nodes: [] }] } }, 'not-affected, product-not-listed'));
    test('a node without rows', () => check({ software, record: { json: [{ nodes: [{ operator: 'OR', cpeMatch: [] }] }] } }, 'not-affected, product-not-listed'));
    // What hangs below the second level is lost, and with it a condition.
    test('nested deeper than NVD 2.0 can', () => {
      const row = { vulnerable: true, criteria: 'cpe:2.3:a:apache:tomcat:9.0.30:*:*:*:*:*:*:*' };
      const judged = judge({ software, record: { json: [{ operator: 'AND', nodes: [{ operator: 'OR', cpeMatch: [row], children: [{ operator: 'OR', cpeMatch: [row] }] }] }] } });
      assert.deepEqual([judged.verdict, judged.skips], ['no record', ['its configurations are nested deeper than two levels']]);
    });

    const metric = (source: string, type: string, baseScore: number) => ({ source, type, cvssData: { version: '3.1', vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', baseScore, baseSeverity: 'CRITICAL' } });
    // Without a metric a finding disappears, or becomes low.
    test('no metric', () => {
      const judged = judge({ software, record: tomcat });
      assert.deepEqual([judged.verdict, judged.severity], ['affected', 'unknown']);
    });
    // The first of the list, or the highest, wins by chance.
    test("two metrics that disagree: NVD's own is shown, whatever stands first", () => {
      const judged = judge({ software, record: tomcat, more: { metrics: { cvssMetricV31: [metric('security@apache.org', 'Secondary', 9.8), metric('nvd@nist.gov', 'Primary', 5.3)] } } });
      assert.equal(judged.severity, 'medium');
    });
    test("a metric's own word against its score", () => {
      const judged = judge({ software, record: tomcat, more: { metrics: { cvssMetricV31: [metric('nvd@nist.gov', 'Primary', 3.1)] } } });
      assert.equal(judged.severity, 'low');
    });
  });
});
