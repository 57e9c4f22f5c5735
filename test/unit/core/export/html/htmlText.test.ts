import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { htmlText } from '../../../../../src/core/export/html/htmlText';
import { REPORT_STYLE, REPORT_STYLE_HASH } from '../../../../../src/core/export/html/reportStyle';
import { selectAll, selectFilteredServers, selectFilteredSoftware, type ExportSelection } from '../../../../../src/core/export/selection';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../../../../../src/core/insights/filter';
import { EXPORT_CONTEXT, exportSelection, HOSTILE_SERVERS, sharedAssessment } from '../../../../support/exports';

/** Everything that the report's own markup is made of; whatever else is there came from a name. */
const ELEMENTS = new Set('html head meta title style body main header h1 h2 dl div dt dd ul li strong span br nav ol a section p table thead tr th tbody td footer'.split(' '));

suite('The HTML report', () => {
  const written = (selection: ExportSelection): string => [...htmlText(selection, EXPORT_CONTEXT)].join('');
  const section = (page: string, heading: string): string[][] => {
    const body = new RegExp(`<h2[^>]*>${heading}</h2>.*?</section>`, 's').exec(page)![0];
    return [...body.matchAll(/<tr>(.*?)<\/tr>/g)].slice(1).map(([, row]) => [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell!.replace(/<[^>]*>/g, '')));
  };
  const selection = exportSelection();
  const page = written(selection);

  test('allows its own style sheet and nothing else', () => {
    assert.equal(`sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}`, REPORT_STYLE_HASH);
    assert.ok(page.includes(`<style>${REPORT_STYLE}</style>`));
    assert.ok(page.includes(`content="default-src 'none'; style-src '${REPORT_STYLE_HASH}'; base-uri 'none'; form-action 'none'"`));
    assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<style>'));
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|\sstyle=|\son\w+=|javascript:/i);
  });

  test('says what it is and is not, with NVD’s sentence', () => {
    assert.ok(page.includes('<p>This product uses data from the NVD API but is not endorsed or certified by the NVD.</p>'));
    assert.match(page, /<dt>As of<\/dt><dd>2026-11-21<\/dd>/);
  });

  test('servers in the list’s order with its numbers; what is not known says so', () => {
    const rows = section(page, 'Servers');
    assert.deepEqual(rows.map(([name, , , score, cves]) => `${name} ${score} ${cves}`), ['OLD 12 6', 'WIN 1 1', 'BARE 0 not known', 'CLEAN 0 0']);
  });

  test('vulnerabilities, the worst first, with the servers of each', () => {
    assert.deepEqual(section(page, 'Vulnerabilities').map(([id, severity, , , exploited, , servers]) => `${id} ${severity} ${exploited} ${servers}`), [
      'CVE-2024-0001 critical yes 1', 'CVE-2024-0011 critical yes, ransomware 1', 'CVE-2024-0002 high no 1', 'CVE-2024-0003 medium no 1', 'CVE-2024-0004 low no 1', 'CVE-2024-0006 none no 1', 'CVE-2024-0005 unknown no 1',
    ]);
  });

  test('a filtered set, and a list of software', () => {
    const some = written(selectFilteredServers(selection, { text: 'plugin' }, DEFAULT_SERVER_SORT));
    assert.deepEqual(section(some, 'Servers').map(([name]) => name), ['WIN']);
    assert.deepEqual(section(some, 'Vulnerabilities').map(([id]) => id), ['CVE-2024-0011']);
    const software = written(selectFilteredSoftware(selection, { text: 'gadget' }, DEFAULT_SOFTWARE_SORT));
    assert.deepEqual(section(software, 'Vulnerabilities').map(([id]) => id), ['CVE-2024-0001', 'CVE-2024-0003']);
    assert.doesNotMatch(software, /<h2[^>]*>Servers</);
  });

  test('what the sharing profile hides is the word', () => {
    const shared = written(selectAll(sharedAssessment()));
    assert.deepEqual(section(shared, 'Servers')[0]!.slice(3, 8), ['4', 'hidden', 'hidden', 'hidden', 'hidden']);
    assert.match(shared, /Score \(without hidden parts\)/);
    assert.doesNotMatch(shared, /CVE-\d/);
  });

  test('short values, dates and CVE ids stay on one line; running text may break anywhere', () => {
    const cells = written(exportSelection([{ name: 'HAM-DOCK01', environment: 'n'.repeat(19) }, { name: 'OLD', os: { name: 'Debian GNU/Linux 10' } }]));
    assert.match(cells, /<td>HAM-DOCK01<\/td>/);
    assert.match(cells, /<td class="text">n{19}<\/td>/);
    assert.match(cells, /<td class="text">ended on <span class="whole">\d{4}-\d{2}-\d{2}<\/span>/);
  });

  test('hostile names are text', () => {
    const hostile = written(exportSelection(HOSTILE_SERVERS));
    for (const [, name] of hostile.replace(/<!doctype html>|<style>.*?<\/style>/gs, '').matchAll(/<\/?([^\s>/]*)/g)) assert.ok(ELEMENTS.has(name!), name);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(hostile, /<script|<img|\u202e|\u0000|\u001b/);
    assert.ok(hostile.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  });
});
