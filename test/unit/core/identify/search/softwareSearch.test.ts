import assert from 'node:assert/strict';
import fc from 'fast-check';
import { identifySoftware, type SoftwareRow } from '../../../../../src/core/identify/software';
import { searchOf } from '../../../../../src/core/identify/search/softwareSearch';
import { productNames } from '../../../../eval/feedProducts';
import { describeSoftware } from '../describeIdentity';
import { SMALL_CATALOG } from '../smallCatalog';

const PRODUCTS: readonly (readonly [key: string, rows: number])[] = [
  ['a:acme:agent', 1],
  ['a:autodesk:design_review', 20],
  ['a:exiv2:exiv2', 100],
  ['a:google:chrome', 9_000],
  ['a:inductiveautomation:ignition', 9],
  ['a:kaspersky:internet_security', 13],
  ['a:microsoft:intune_management_extension', 1],
  ['a:microsoft:office_proofing_tools', 1],
  ['a:valve:steam', 3],
];
/** As many products as one year of NVD has, so that the search is asked at all. */
const FILLERS = Array.from({ length: 5_000 }, (_, at): [string, number] => [`a:vendor${at}:filler${at}`, 1]);
const SEARCH = searchOf(productNames([...PRODUCTS, ...FILLERS]));

function check(row: string, expected: string, more: Partial<SoftwareRow> = {}): void {
  const [name = '', publisher = '', version = '', source = ''] = row.split(' | ');
  assert.equal(describeSoftware(identifySoftware({ name, publisher, version, source, cpe: '', purl: '', ...more }, SMALL_CATALOG, SEARCH)), expected, row);
}

suite('identification with a search', () => {
  test('a feed too small to show what else a name may be is not searched', () => {
    assert.equal(searchOf(productNames(PRODUCTS)), undefined);
    assert.ok(SEARCH);
  });

  test('what no rule knows is searched, at most of medium confidence', () => {
    check('Autodesk Design Review 2018 | Autodesk, Inc. | 14.0.2.0', 'search:autodesk:design_review, autodesk:design_review:14.0.2.0, Others, medium');
    check('Autodesk Design Review Agent | Autodesk, Inc. | 14.0.2.0', 'search:autodesk:design_review, autodesk:design_review:14.0.2.0, Others, low');
    check('Design Review Language Pack | Autodesk, Inc. | 14.0.2.0', 'unknown');
  });

  test('what the row says, and a rule, come first', () => {
    check('Autodesk Design Review 2018 | Autodesk, Inc. | 14.0', 'explicit-cpe, inductiveautomation:ignition:8.1, Others', { cpe: 'cpe:2.3:a:inductiveautomation:ignition:8.1:*:*:*:*:*:*:*' });
    check('Google Chrome | Google LLC | 119.0.6045.200', 'rule:chrome, google:chrome:119.0.6045.200, chrome/, Others › browsers');
    check('Security Update for Microsoft Office 2016 (KB5002700) | Microsoft |', 'windows-update-row, no cpe, Others, low');
    check('Microsoft Office Proofing Tools 2013 - English | Microsoft Corporation | 15.0', 'unknown');
  });

  test('a rule without the feed\'s name takes it, and keeps its category', () => {
    check('Microsoft Intune Management Extension | Microsoft Corporation | 1.62', 'search:microsoft:intune_management_extension, microsoft:intune_management_extension:1.62, Security & compliance › patch management, medium');
    check('Kaspersky Internet Security | AO Kaspersky Lab | 21.3', 'search:kaspersky:internet_security, kaspersky:internet_security:21.3, Security & compliance › antivirus and anti-malware, medium');
  });

  test('a distribution\'s package stays one', () => {
    const { distribution, version, cpes } = identifySoftware({ name: 'libexiv2-27', publisher: '', version: '0.27.5-3ubuntu1', source: 'dpkg', cpe: '', purl: '' }, SMALL_CATALOG, SEARCH);
    assert.deepEqual(distribution, { manager: 'dpkg', name: 'libexiv2-27', source: '', upstreamVersion: '0.27.5' });
    assert.deepEqual([version, cpes[0]?.product, cpes[0]?.version], ['0.27.5-3ubuntu1', 'exiv2', '0.27.5']);
    check('libexiv2-dev |  | 0.27.5-3ubuntu1 | dpkg', 'unknown, dpkg 0.27.5');
  });

  test('winget ids', () => {
    check('Google.Chrome.EXE |  |  | winget', 'rule:chrome, google:chrome, chrome/, Others › browsers, medium');
    check('Valve.Steam |  |  | winget', 'search:valve:steam, valve:steam, Others, medium');
    check('9PFXXSHC64H3 |  |  | winget', 'unknown');
    check('.. |  |  | winget', 'unknown');
  });

  test('names and publishers that say nothing', () => {
    for (const name of ['', ' ', 'x', '\0\0', '\u202e\u{1F600}', '(x64)', '1.2.3', '-', '社内勤怠管理システム', 'Терминал кассира', 'برنامج', 'filler '.repeat(1_500), 'a'.repeat(10_000), '('.repeat(10_000), 'steam '.repeat(2_000)]) {
      for (const publisher of ['', 'Unknown', 'n/a', '\0', '???', 'Contoso', 'x'.repeat(10_000)]) {
        const identity = identifySoftware({ name, publisher, version: '1.0', source: 'registry', cpe: '', purl: '' }, SMALL_CATALOG, SEARCH);
        assert.deepEqual([identity.rule, identity.cpes], ['unknown', []], `${name.slice(0, 20)} | ${publisher.slice(0, 20)}`);
      }
    }
  });

  test('a publisher of "Unknown" is none', () => {
    for (const publisher of ['', 'Unknown', 'N/A', 'none', '--']) check(`Google Chrome | ${publisher} | 119.0`, 'rule:chrome, google:chrome:119.0, chrome/, Others › browsers, medium');
  });

  test('a version that is none leaves the product', () => {
    for (const version of ['', 'N/A', '2021-03-04', 'C:\\Program Files\\Autodesk', '/opt/autodesk', 'latest', '1'.repeat(10_000)]) {
      check(`Autodesk Design Review | Autodesk, Inc. | ${version}`, 'search:autodesk:design_review, autodesk:design_review, Others, medium');
    }
  });

  test('random text is answered, and twice the same', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(fc.constantFrom('filler7', 'steam', 'design', 'review', 'agent', 'x64', '2019', 'sp1', '(', ')', 'for', 'acme', '-', '64 bit'), { maxLength: 12 }).map((words) => words.join(' ')));
    fc.assert(
      fc.property(text, text, text, fc.constantFrom('', 'dpkg', 'rpm', 'registry', 'winget'), (name, publisher, version, source) => {
        const row = { name, publisher, version, source, cpe: '', purl: '' };
        assert.deepEqual(identifySoftware(row, SMALL_CATALOG, SEARCH), identifySoftware(row, SMALL_CATALOG, SEARCH));
      }),
    );
  });
});
