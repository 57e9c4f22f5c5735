import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MOST_CANDIDATES } from '../../../../../src/core/identify/search/productNames';
import { ProductSearch } from '../../../../../src/core/identify/search/productSearch';
import { softwareText } from '../../../../../src/core/identify/softwareText';
import { productNames } from '../../../../eval/feedProducts';

/** Vendors, products and rows as NVD has them, its duplicates among them. */
const FEED = new ProductSearch(
  productNames([
    ['a:7-zip:7-zip', 30],
    ['a:adobe:flash_player', 9_000],
    ['a:macromedia:flash_player', 20],
    ['a:autodesk:autocad', 300],
    ['a:autodesk:autocad_lt', 200],
    ['a:blender:blender', 60],
    ['a:calibre-ebook:calibre', 3],
    ['a:eset:endpoint_security', 10],
    ['a:esri:arcgis', 60],
    ['a:esri:arcgis_pro', 8],
    ['a:ezb_systems:ultraiso', 2],
    ['a:ezbsystems:ultraiso', 9],
    ['a:foxit:pdf_reader', 800],
    ['a:foxitsoftware:foxit_reader', 400],
    ['a:foxitsoftware:reader', 90],
    ['a:gallery_project:gallery', 30],
    ['a:mcafee:endpoint_security', 50],
    ['a:microsoft:access', 40],
    ['a:microsoft:windows_admin_center', 5],
    ['a:microsoft:windows_installer', 9],
    ['a:3ssoftware:codesys', 9],
    ['a:cobiansoft:cobian_backup', 1],
    ['a:daum:potplayer', 2],
    ['a:kakaocorp:potplayer', 1],
    ['a:ea:origin', 6],
    ['a:globalscape:cuteftp', 15],
    ['a:microsoft:outlook', 200],
    ['a:microsoft:outlook_2016', 1],
    ['a:osisoft:pi_web_api', 10],
    ['a:osisoft:pi_web_api_2015_r2', 1],
    ['a:nvidia:geforce_experience', 70],
    ['a:paessler:prtg_network_monitor', 50],
    ['a:poweriso:poweriso', 6],
    ['a:time_tracker_project:time_tracker', 3],
    ['a:trend_micro:apex_central', 1],
    ['a:trendmicro:apex_central', 7],
    ['a:vmware:horizon', 6],
    ['a:vmware:horizon_client', 30],
    ['a:zohocorp:manageengine_adselfservice_plus', 90],
    ['a:zoom:zoom', 40],
    ['h:axis:camera_station', 1],
    ['o:nvidia:shield_firmware', 1],
    // Ordinary words: many products have them, so they tell nothing by themselves.
    ...Array.from({ length: 15 }, (_, at): [string, number] => [`a:photos${at}:photo_gallery_time_tracker_endpoint_security_${at}`, 1]),
  ]),
);

/** `name | publisher` and what is found: the first key without its part, `unknown` when the search does not decide. */
function check(row: string, expected: string): void {
  const [name = '', publisher = ''] = row.split(' | ');
  const { keys } = FEED.find(softwareText({ name, publisher, version: '' }));
  assert.equal(keys[0]?.slice(2) ?? 'unknown', expected, row);
}

const ROWS: Readonly<Record<string, readonly (readonly [row: string, expected: string])[]>> = {
  'numbers and levels of a version': [
    ['CODESYS V3.5 SP16 | 3S-Smart Software Solutions GmbH', '3ssoftware:codesys'],
    ['OSIsoft PI Web API 2019 SP1 | OSIsoft, LLC', 'osisoft:pi_web_api'],
    ['PI Web API 2015 R2 | OSIsoft, LLC', 'osisoft:pi_web_api_2015_r2'],
    // Most of what the feed says of it stands under `outlook`: which of the two is meant nobody knows.
    ['Outlook 2016 | Microsoft Corporation', 'unknown'],
  ],
  'the publisher is the vendor': [
    ['AutoCAD 2022 - English | Autodesk', 'autodesk:autocad'],
    ['AutoCAD LT 2022 | Autodesk, Inc.', 'autodesk:autocad_lt'],
    ['VMware Horizon Client | VMware, Inc.', 'vmware:horizon_client'],
    ['PRTG Network Monitor | Paessler AG', 'paessler:prtg_network_monitor'],
    ['NVIDIA GeForce Experience 3.25.1.27 | NVIDIA Corporation', 'nvidia:geforce_experience'],
    ['ESET Endpoint Security | ESET, spol. s r.o.', 'eset:endpoint_security'],
  ],
  'the publisher has another name in the feed': [
    ['ManageEngine ADSelfService Plus | ZOHO Corp', 'zohocorp:manageengine_adselfservice_plus'],
    ['calibre | Kovid Goyal', 'calibre-ebook:calibre'],
    ['Origin | Electronic Arts, Inc.', 'ea:origin'],
    ['CuteFTP 9 | GlobalSCAPE Texas, LP', 'globalscape:cuteftp'],
    ['Cobian Backup 11 | Luis Cobian, CobianSoft', 'cobiansoft:cobian_backup'],
    ['PotPlayer-64 bit | Kakao Corp.', 'kakaocorp:potplayer'],
    // "Pro" is a soft word, and the product that has it comes first.
    ['ArcGIS Pro | Environmental Systems Research Institute, Inc.', 'esri:arcgis_pro'],
  ],
  'one vendor under two names: the one of which the feed says more': [
    ['UltraISO Premium V9.76 | EZB Systems, Inc.', 'ezbsystems:ultraiso'],
    ['Trend Micro Apex Central | Trend Micro Inc.', 'trendmicro:apex_central'],
    ['Trend Micro Apex Central', 'trendmicro:apex_central'],
  ],
  'a person or nobody publishes it, and the vendor is named after the product': [
    ['7-Zip 19.00 (x64) | Igor Pavlov', '7-zip:7-zip'],
    ['Blender | Blender Foundation', 'blender:blender'],
    ['PowerISO | Power Software Ltd', 'poweriso:poweriso'],
    ['Blender 3.6', 'blender:blender'],
  ],
  'nobody publishes it, and nearly all that is said of the name is said of one': [
    ['flash_player', 'adobe:flash_player'],
    ['endpoint_security', 'unknown'],
  ],
  'another word makes it another product': [
    ['Zoom Outlook Plugin | Zoom Video Communications, Inc.', 'unknown'],
    ['AutoCAD 2022 Language Pack - English | Autodesk', 'unknown'],
    ['NVIDIA HD Audio Driver 1.3.39.14 | NVIDIA Corporation', 'unknown'],
    ['Veeam Explorer for Microsoft Access | Veeam Software', 'unknown'],
    ['Microsoft Access Runtime 2013 | Microsoft Corporation', 'unknown'],
  ],
  'Microsoft by the very name only': [
    ['Windows Admin Center | Microsoft Corporation', 'microsoft:windows_admin_center'],
    ['App Installer | Microsoft Corporation', 'unknown'],
    ['Windows Installer | Contoso Ltd', 'unknown'],
    ['Access | Contoso Ltd', 'unknown'],
  ],
  'names that are ordinary words are nobody\'s': [
    ['Gallery | Relecloud', 'unknown'],
    ['Time Tracker | Woodgrove Bank', 'unknown'],
    ['Endpoint Security | Contoso Ltd', 'unknown'],
    ['Reader | Contoso Ltd', 'unknown'],
  ],
  'hardware and firmware are no software': [
    ['Axis Camera Station | Axis Communications AB', 'unknown'],
    ['Shield Firmware | NVIDIA Corporation', 'unknown'],
  ],
  'names that are none': [
    ['', 'unknown'],
    ['x', 'unknown'],
    ['  | Unknown', 'unknown'],
    ['Программа учёта | ООО Ромашка', 'unknown'],
    ['\u0000\u0001\ufffe | \u0000', 'unknown'],
    [`${'blender '.repeat(2_000)}| Blender Foundation`, 'blender:blender'],
  ],
};

suite('search among the products of a feed', () => {
  for (const [title, rows] of Object.entries(ROWS)) {
    test(title, () => {
      for (const [row, expected] of rows) check(row, expected);
    });
  }

  test('several names of one product are kept together, several products are not', () => {
    const { keys } = FEED.find({ title: 'trend micro apex central', publisher: 'trend micro' });
    assert.deepEqual(keys, ['a:trendmicro:apex_central', 'a:trend_micro:apex_central']);
    const foxit = FEED.find({ title: 'foxit reader', publisher: 'foxit software' });
    assert.deepEqual(foxit.keys, ['a:foxitsoftware:foxit_reader', 'a:foxitsoftware:reader']);
  });

  test('what was weighed is kept, best first, whether or not it decided', () => {
    const { keys, candidates } = FEED.find({ title: 'autocad language pack', publisher: 'autodesk' });
    assert.deepEqual(keys, []);
    assert.deepEqual(candidates.map(({ key }) => key), ['a:autodesk:autocad', 'a:autodesk:autocad_lt']);
    assert.ok(candidates.every(({ score }, at) => score > 0 && score < 1 && (at === 0 || score <= candidates[at - 1]!.score)));
  });

  test('any text: at most five candidates, scores from 0 to 1, the same answer twice', () => {
    const word = fc.constantFrom('adobe', 'flash', 'player', 'microsoft', 'access', 'endpoint', 'security', 'client', '2022', 'pro', 'x64', 'blender', '-', '(', 'ü', '');
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')));
    fc.assert(
      fc.property(text, text, (name, publisher) => {
        const query = softwareText({ name, publisher, version: '' });
        const found = FEED.find(query);
        assert.deepEqual(FEED.find(query), found);
        assert.ok(found.candidates.length <= MOST_CANDIDATES);
        assert.ok(found.candidates.every(({ score }) => score > 0 && score <= 1));
        assert.ok(found.keys.length === 0 || found.candidates.length > 0);
        if (publisher !== '' && !/microsoft/i.test(`${name} ${publisher}`)) assert.ok(!found.keys.some((key) => key.startsWith('a:microsoft:')));
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
