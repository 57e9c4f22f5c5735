import assert from 'node:assert/strict';
import { parseCpe } from '../../../../src/core/identify/cpe';
import type { OsIdentity } from '../../../../src/core/identify/identity';
import { identifyOs } from '../../../../src/core/identify/operatingSystem';
import type { PlainDate } from '../../../../src/core/inventory/plainDate';
import { createMatcher, type Matcher } from '../../../../src/core/match/matcher';
import { VERDICTS } from '../../../../src/core/match/verdict';
import { anyOf, cve, fullName, indexOf } from '../../../support/cveRecords';
import { sharedCriteria } from '../../../support/sharedCpes';
import { SMALL_CATALOG } from './smallCatalog';

/** `name | version | build | architecture`. */
function identify(row: string): OsIdentity {
  const [name = '', version = '', build = '', architecture = ''] = row.split('|').map((part) => part.trim());
  return identifyOs({ name, version, build, architecture }, SMALL_CATALOG);
}

/** One record for each criteria, published when no release had support any more: whatever names the release is affected. */
function matcherOf(criteria: readonly string[]): Matcher {
  return createMatcher(indexOf(criteria.map((name, at) => cve(`CVE-2024-${10_000 + at}`, '2024-06-01', anyOf(name)))));
}

/** The verdict on each criteria, by its place. */
function verdicts(matcher: Matcher, count: number, identity: OsIdentity): number[] {
  const { cves, verdicts: codes } = matcher.matchOs({ identity, newestHotfixOn: null, supportEndsOn: '2001-01-01' as PlainDate });
  const found = new Array<number>(count).fill(0);
  cves.forEach((index, at) => (found[index] = codes[at]!));
  return found;
}

function check(row: string, ...expected: readonly [criteria: string, verdict: string][]): void {
  const criteria = expected.map(([name]) => fullName(`o:microsoft:${name}`)).sort();
  const matcher = matcherOf(criteria);
  const found = verdicts(matcher, criteria.length, identify(row));
  for (const [name, verdict] of expected) {
    assert.equal(VERDICTS[found[criteria.indexOf(fullName(`o:microsoft:${name}`))]!], verdict, `${row} against ${name}`);
  }
}

suite('forms of Windows in the feed', () => {
  test('2008 R2 with its first service pack, 64 bits', () =>
    check(
      'Windows Server 2008 R2 Enterprise | 6.1.7601',
      ['windows_server_2008:r2:sp1:*:*:*:*:x64', 'affected'],
      ['windows_server_2008:r2:sp1', 'affected'],
      ['windows_server_2008:r2', 'affected'],
      ['windows_server_2008:r2:*:x64', 'affected'],
      ['windows_server_2008:*:r2:x64', 'affected'],
      ['windows_server_2008:-:r2:*:*:*:*:x64', 'affected'],
      ['windows_server_2008:r2:sp1:*:*:*:x64', 'affected'],
      ['windows_server_2008_r2', 'affected'],
      ['windows_server:2008:r2', 'affected'],
      // The plain release, Itanium, and the state without the service pack are other systems.
      ['windows_server_2008:-:sp2', 'not-affected'],
      ['windows_server_2008:*:sp2:x64', 'not-affected'],
      ['windows_server_2008:-', 'not-affected'],
      ['windows_server_2008:*:r2:itanium', 'not-affected'],
      ['windows_server_2008:r2:*:itanium', 'not-affected'],
      ['windows_server_2008:r2:sp1:*:*:*:*:itanium', 'not-affected'],
      ['windows_server_2008:r2:-', 'not-affected'],
      ['windows_server_2012:r2', 'not-affected'],
    ));

  test('2008 with its second service pack, 64 bits', () =>
    check(
      'Windows Server 2008 Standard | 6.0.6002 | | 64-bit',
      ['windows_server_2008:-:sp2', 'affected'],
      ['windows_server_2008:*:sp2:x64', 'affected'],
      ['windows_server_2008:-:sp2:*:*:*:*:x64', 'affected'],
      ['windows_server_2008:*:*:x64', 'affected'],
      ['windows_server_2008:sp2:*:*:*:*:*:x64', 'affected'],
      ['windows_server_2008_sp2:*:*:*:*:*:*:x64', 'affected'],
      ['windows_server:2008:sp2', 'affected'],
      ['windows_server_2008:*:sp2:x32', 'not-affected'],
      ['windows_server_2008:*:*:itanium', 'not-affected'],
      ['windows_server_2008:*:r2:x64', 'not-affected'],
      ['windows_server_2008:-:r2', 'not-affected'],
      ['windows_server_2008:r2:sp1', 'not-affected'],
      ['windows_server_2008_r2', 'not-affected'],
    ));

  test('2008 of unknown hardware and service pack: rows that name one are possible', () =>
    check(
      'Windows Server 2008 Standard',
      ['windows_server_2008:-', 'affected'],
      ['windows_server_2008:-:sp2', 'possibly-affected'],
      ['windows_server_2008:*:*:x64', 'affected'],
      ['windows_server_2008:*:r2:x64', 'not-affected'],
      ['windows_server_2008:r2', 'not-affected'],
    ));

  test('2012', () =>
    check(
      'Windows Server 2012 Standard | 6.2.9200',
      ['windows_server_2012:-', 'affected'],
      ['windows_server_2012:-:gold', 'affected'],
      ['windows_server:2012', 'affected'],
      ['windows_server_2012:-:r2', 'not-affected'],
      ['windows_server_2012:*:r2', 'not-affected'],
      ['windows_server_2012:r2', 'not-affected'],
      ['windows_server_2012_r2', 'not-affected'],
    ));

  test('2012 R2', () =>
    check(
      'Windows Server 2012 R2 Standard | 6.3.9600',
      ['windows_server_2012:r2', 'affected'],
      ['windows_server_2012:-:r2', 'affected'],
      ['windows_server_2012:*:r2', 'affected'],
      ['windows_server_2012:r2:*:*:*:*:x64', 'affected'],
      ['windows_server_2012:r2:*:*:*:standard', 'affected'],
      ['windows_server_2012_r2:*:*:*:*:*:*:x64', 'affected'],
      ['windows_server:2012:r2', 'affected'],
      ['windows_server_2012:-', 'not-affected'],
      ['windows_server_2012:-:gold', 'not-affected'],
      ['windows_server_2012:r2:*:*:*:datacenter', 'not-affected'],
    ));

  test('2016 to 2025', () => {
    check('Windows Server 2016 Standard', ['windows_server_2016:-', 'affected'], ['windows_server_2016:1803', 'not-affected'], ['windows_server_2016', 'affected'], ['windows_server:2016', 'affected']);
    check('Windows Server 2019 Standard', ['windows_server_2019:-', 'affected'], ['windows_server_2019:1903', 'not-affected'], ['windows_10:1809', 'not-affected']);
    check('Windows Server 2022 Datacenter', ['windows_server_2022:-', 'affected'], ['windows_server:2022', 'affected'], ['windows_server_2022_23h2', 'not-affected'], ['windows_server_2022:-:*:*:*:azure', 'not-affected']);
    check('Windows Server 2022 Datacenter: Azure Edition', ['windows_server_2022:-:*:*:*:azure', 'affected'], ['windows_server:2022:*:*:*:azure', 'affected']);
    check('Windows Server, version 20H2', ['windows_server_2016:20h2', 'affected'], ['windows_server:20h2', 'affected'], ['windows_server_2016:-', 'not-affected'], ['windows_server:2016', 'not-affected']);
    check('Windows Server Datacenter | 10.0.25398', ['windows_server_2022_23h2', 'affected'], ['windows_server_2022:-', 'not-affected']);
    check('Windows Server 2025 Standard', ['windows_server_2025:*:*:*:*:*:*:x64', 'affected'], ['windows_11_24h2', 'not-affected']);
  });

  test('clients', () => {
    check('Windows 7 Professional | 6.1.7601 | | 64-bit', ['windows_7:-:sp1:x64', 'affected'], ['windows_7:sp1:*:*:*:*:*:x64', 'affected'], ['windows_7:*:sp1:x86', 'not-affected'], ['windows_7:-', 'affected'], ['windows_7:gold', 'not-affected']);
    check('Windows XP Professional | 5.1.2600 | Service Pack 2 | 64-bit', ['windows_xp:*:sp2:professional_x64', 'affected'], ['windows_xp:*:sp2:home', 'not-affected'], ['windows_xp:-:sp2:x64', 'affected'], ['windows_xp:*:sp3', 'not-affected']);
    check('Windows 10 Enterprise | 10.0.17763', ['windows_10:1809', 'affected'], ['windows_10_1809', 'affected'], ['windows_10:-', 'not-affected'], ['windows_10:1803', 'not-affected'], ['windows_server_2019:-', 'not-affected']);
    check('Windows 11 Enterprise | 10.0.22000', ['windows_11:-:*:*:*:*:*:x64', 'affected'], ['windows_11:22h2', 'not-affected']);
  });

  /** Inventory rows of every release that the product knows, with each edition, service pack and hardware that the feed tells apart. */
  function everyInventoryRow(): string[] {
    const rows: string[] = [];
    const add = (names: readonly string[], versions: readonly string[] = [''], packs: readonly string[] = ['']) => {
      for (const name of names) for (const version of versions) for (const pack of packs) for (const bits of ['', '32-bit', '64-bit', 'Itanium', 'ARM64']) rows.push(`${name} | ${version} | ${pack} | ${bits}`);
    };
    const packs = (highest: number) => ['', ...Array.from({ length: highest + 1 }, (_, pack) => `Service Pack ${pack}`)];
    const servers = ['2003', '2003 R2', '2008', '2008 R2', '2012', '2012 R2', '2016', '2019', '2022', '2025'];
    for (const edition of ['', ' Standard', ' Enterprise', ' Datacenter', ' Web', ' Essentials', ' Foundation', ' Datacenter: Azure Edition']) {
      for (const year of servers) add([`Windows Server ${year}${edition}`], [''], /^200[38]/.test(year) ? packs(2) : ['']);
    }
    add(['1709', '1803', '1809', '1903', '1909', '2004', '20H2', '23H2'].map((release) => `Windows Server, version ${release}`));
    add(['Workstation', 'Server', 'Terminal Server', 'Enterprise Server'].map((edition) => `Windows NT 4.0 ${edition}`), ['4.0'], [...packs(6), 'Service Pack 6a']);
    add(['Windows 2000 Professional', 'Windows 2000 Server'], [''], packs(4));
    add(['', ' Professional', ' Home Edition', ' Media Center Edition', ' Tablet PC Edition', ' Embedded'].map((edition) => `Windows XP${edition}`), [''], packs(3));
    add(['', ' Business', ' Enterprise', ' Ultimate', ' Home Basic', ' Home Premium'].map((edition) => `Windows Vista${edition}`), [''], packs(2));
    add(['Windows 7 Professional'], [''], packs(1));
    add(['Windows 8 Pro', 'Windows 8.1 Pro', 'Windows RT', 'Windows RT 8.1']);
    add(['Windows 10 Pro'], ['1507', '1511', '1607', '1703', '1709', '1803', '1809', '1903', '1909', '2004', '20H2', '21H1', '21H2', '22H2']);
    add(['Windows 11 Pro'], ['21H2', '22H2', '23H2', '24H2', '25H2']);
    return rows;
  }

  /** Forms that no inventory row is matched with, by what they are. */
  const UNREACHED: readonly (readonly [reason: string, forms: RegExp])[] = [
    ['every Windows, which only stands in conditions', /^(?:windows|all_windows):/],
    ['no Windows that an inventory of servers has', /^windows_(?:95|98|98se|9x|me|286|386|ce|mobile|phone|10_mobile):|^windows_nt:(?:3|-|\*:\*:server)|:hololens$|^windows_10:1807/],
    ['a product that is named in another way by the same records or by none since', /^windows(?:-nt|_2000_terminal_services|_2000_advanced_server|_2008|_server_2000|_small_business_server_2011):|^windows_2003_server:(?:2000|2003|2000_server|advanced_server|datacenter_server|professional|mobile|xp|3)/],
    ['a state before the release', /beta|:rc\d|_ctp$|preview/],
    ['a service pack that the release never had', /^windows_7:-:sp2|^windows_server_2008:r2:sp2|^windows_server_2012:r2:sp1|^windows_server_2016:2019/],
    ['a field in the wrong place beyond repair: words glued together, hardware in the update, an edition in the hardware', /edition|gold|_sp\d|server_core|without_hyper|unknown|oem|resource_kit|abstract|2000\.|media_center|tablet_pc|:terminal_s|:alpha|^windows_server:(?:20\d\d:(?:\*|-|r2):|2003|2016:1)|:(?:x32|x64)$|:\*:itanium$|:none|server_2003:2003|:xp:|std$|wed$|windows_server_2012:r2:sp1/],
    ['hardware that the release does not run on, or none', /:x86$|:-$|:x32$|^windows_server_2022:-:\*:\*:\*:\*:azure/],
    ['Server 2008 without a service pack, which it never was', /^windows_server_2008:(?:-:-|r2:-):/],
  ];

  test('each form of each release is reached from an inventory', () => {
    const all = sharedCriteria('cpe:2.3:o:microsoft:');
    if (!all) return;
    const forms = [...all].filter((name) => /^(?:all_)?windows/.test(parseCpe(name)!.product)).sort();
    assert.ok(forms.length > 900, `${forms.length} forms`);
    const matcher = matcherOf(forms);
    const best = new Array<number>(forms.length).fill(0);
    for (const row of everyInventoryRow()) verdicts(matcher, forms.length, identify(row)).forEach((verdict, at) => (best[at] = Math.max(best[at]!, verdict)));
    const reached = forms.filter((_, at) => VERDICTS[best[at]!] === 'affected');
    const short = forms.filter((_, at) => VERDICTS[best[at]!] !== 'affected').map((name) => name.replace(/^cpe:2\.3:o:microsoft:|(?::\*)+$/g, ''));
    const unexplained = short.filter((form) => !UNREACHED.some(([, pattern]) => pattern.test(form.includes(':') ? form : `${form}:`)));
    assert.deepEqual(unexplained, []);
    assert.equal(`${reached.length} of ${forms.length}`, '771 of 1038', 'reached; a new feed or a new form changes it');
  });
});
