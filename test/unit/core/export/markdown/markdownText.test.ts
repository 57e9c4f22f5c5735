import * as assert from 'node:assert/strict';
import { MARKDOWN_MOST_LENGTH, markdownText } from '../../../../../src/core/export/markdown/markdownText';
import { selectAll, selectFilteredServers, type ExportSelection } from '../../../../../src/core/export/selection';
import { DEFAULT_SERVER_SORT } from '../../../../../src/core/insights/filter';
import { EXPORT_CONTEXT, exportSelection, HOSTILE_SERVERS, sharedAssessment } from '../../../../support/exports';

suite('The Markdown report', () => {
  const written = (selection: ExportSelection): string => [...markdownText(selection, EXPORT_CONTEXT)].join('');
  const section = (text: string, heading: string): string[] => text.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!.split('\n').filter((line) => line.startsWith('| ')).slice(2);
  const selection = exportSelection();
  const text = written(selection);

  test('begins with what it is', () => assert.match(text, /^# inv: server risks\n\n- \*\*As of:\*\* 2026-11-21\n- \*\*Servers:\*\* 4, the whole estate\n/));

  test('servers in the list’s order with its numbers', () => {
    assert.deepEqual(section(text, 'Servers').map((line) => line.split(' | ').slice(0, 5).join(' | ')), [
      '| OLD | Debian GNU/Linux 10 | ended on 2022-09-10, further support until 2024-06-30 | 12 | 6',
      '| WIN | Windows Server 2019 | ends on 2029-01-09 | 1 | 1', '| BARE | ? | unknown | 0 | ?', '| CLEAN | Windows Server 2019 | ends on 2029-01-09 | 0 | 0',
    ]);
  });

  test('ends with NVD’s sentence', () => assert.match(text, /_This product uses data from the NVD API but is not endorsed or certified by the NVD\._\n$/));

  test('a filtered set says which', () => {
    const some = [...markdownText(selectFilteredServers(selection, { text: 'plugin' }, DEFAULT_SERVER_SORT), { ...EXPORT_CONTEXT, filterText: 'plugin' })].join('');
    assert.match(some, /- \*\*Servers:\*\* 1 of 4\n- \*\*Filter:\*\* plugin\n/);
    assert.equal(section(some, 'Servers').length, 1);
  });

  test('what the sharing profile hides is the word', () => {
    assert.match(section(written(selectAll(sharedAssessment())), 'Servers')[0]!, /^\| OLD \| .* \| 4 \| hidden \| hidden \| hidden \| hidden \| missing/);
  });

  test('hostile names are no markup, and every row has its cells', () => {
    const hostile = written(exportSelection(HOSTILE_SERVERS));
    for (const line of section(hostile, 'Servers')) assert.equal(line.replace(/\\\|/g, '').split('|').length, 14, line);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(hostile, /<|(?<!\\)\[|(?<!\\)`|:\/\/|@|\u202e|\u0000/);
  });

  test('fits into a ticket, whatever the names', () => {
    const many = (name: string): ExportSelection => exportSelection(Array.from({ length: 300 }, (_, i) => ({ name: `${name}${i}`, environment: name, os: { name, version: '1' }, software: [{ name: `${name}${i}`, version: '1' }] })));
    for (const name of ['server', '&'.repeat(300), '|'.repeat(300)]) {
      const report = written(many(name));
      assert.ok(report.length <= MARKDOWN_MOST_LENGTH, `${report.length}`);
      assert.match(report, /The first \d+ of 300 servers; the CSV, Excel and JSON exports have all\./);
    }
  });
});
