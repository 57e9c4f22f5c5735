import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { assessmentSheets } from '../../../../src/core/export/xlsx/assessmentSheets';
import { workbookParts } from '../../../../src/core/export/xlsx/workbookParts';
import { selectAll, selectFilteredServers, selectFilteredSoftware, type ExportSelection } from '../../../../src/core/export/selection';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../../../../src/core/insights/filter';
import { Workbook } from '../../../../src/feeds/workbook/workbook';
import { writeWorkbook } from '../../../../src/feeds/workbook/writeWorkbook';
import { eventually } from '../../../support/eventually';
import { EXPORT_CONTEXT, exportSelection, HOSTILE_SERVERS, sharedAssessment } from '../../../support/exports';

type Value = string | number | boolean | Date | null;

suite('An Excel workbook of an assessment', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ii-xlsx-'));
  suiteTeardown(() => fs.rmSync(folder, { recursive: true }));
  let files = 0;

  const write = async (selection: ExportSelection, mostFindings?: number): Promise<string> => {
    const file = path.join(folder, `${++files}.xlsx`);
    const chunks: Buffer[] = [];
    for await (const chunk of writeWorkbook(workbookParts(assessmentSheets(selection, EXPORT_CONTEXT, mostFindings)))) chunks.push(chunk);
    fs.writeFileSync(file, Buffer.concat(chunks));
    return file;
  };
  /** By another reader than ours; a row by its header. */
  const read = async (file: string, sheet: string): Promise<Record<string, Value>[]> => {
    const found = (await readExcelFile(file)).find((one) => one.sheet === sheet)!;
    const [header, ...rows] = found.data as Value[][];
    return rows.map((row) => Object.fromEntries(header!.map((title, at) => [title as string, row[at] ?? null])));
  };
  const summaryOf = async (file: string): Promise<Map<Value, Value[]>> => new Map(((await readExcelFile(file))[0]!.data as Value[][]).map(([label, ...values]) => [label!, values]));

  const selection = exportSelection();

  test('its sheets, and as many rows as the lists have', async () => {
    const file = await write(selection);
    const sheets = await readExcelFile(file);
    assert.deepEqual(sheets.map(({ sheet }) => sheet), ['Summary', 'Servers', 'Software', 'Findings', 'Updates']);
    const servers = await read(file, 'Servers');
    assert.deepEqual(servers.map(({ Server }) => Server), ['OLD', 'WIN', 'BARE', 'CLEAN']);
    assert.equal((await read(file, 'Software')).length, selection.softwareRows.length);
    assert.equal((await read(file, 'Updates')).length, 3);
    const findings = await read(file, 'Findings');
    for (const row of selection.serverRows) {
      const { name } = selection.assessment.estate.servers[row];
      assert.equal(new Set(findings.filter(({ Server, Verdict }) => Server === name && Verdict === 'affected').map(({ CVE }) => CVE)).size, selection.assessment.servers.vulnerabilities[row], name);
    }
    const summary = await summaryOf(file);
    assert.deepEqual([summary.get('Servers')![0], summary.get('At risk') !== undefined, summary.get('Distinct CVEs')![0]], [4, true, 7]);
  });

  test('numbers are numbers, dates are dates, what is not known is empty', async () => {
    const file = await write(selection);
    const [old, , bare] = await read(file, 'Servers');
    assert.deepEqual([old!['Risk score'], old!.Vulnerabilities, old!.Critical, old!.Tags], [12, 6, 1, 'role=web']);
    assert.equal((old!['Last seen'] as Date).toISOString().slice(0, 10), '2026-11-20');
    assert.equal((old!['OS support ends'] as Date).toISOString().slice(0, 10), '2022-09-10');
    assert.deepEqual([bare!.Vulnerabilities, bare!['Missing security software'], bare!['Last seen']], [null, null, null]);
    const [first] = await read(file, 'Findings');
    assert.deepEqual([first!['CVSS score'], first!.EPSS, first!['Known exploited'], first!.Row], [9.8, 0.9, 'yes', 1]);
  });

  test('exactly the filtered set', async () => {
    const file = await write(selectFilteredServers(selection, { text: 'plugin' }, DEFAULT_SERVER_SORT));
    assert.deepEqual((await read(file, 'Servers')).map(({ Server }) => Server), ['WIN']);
    assert.deepEqual((await read(file, 'Findings')).map(({ CVE }) => CVE), ['CVE-2024-0011']);
    const software = await write(selectFilteredSoftware(selection, { text: 'gadget' }, DEFAULT_SOFTWARE_SORT));
    assert.deepEqual((await readExcelFile(software)).map(({ sheet }) => sheet), ['Summary', 'Servers', 'Software', 'Findings']);
    assert.deepEqual((await read(software, 'Software')).map(({ Software }) => Software), ['Gadget']);
    assert.ok((await read(software, 'Findings')).every(({ Software }) => Software === 'Gadget'));
  });

  test('bounded findings are told of', async () => {
    const file = await write(selection, 9);
    assert.deepEqual([...new Set((await read(file, 'Findings')).map(({ Server }) => Server))], ['OLD']);
    assert.match((await summaryOf(file)).get('Sheet Findings')![0] as string, /^Bounded: 9 rows, those of the first 1 of 4 servers\. Narrow the filter/);
    assert.equal((await summaryOf(await write(selection))).get('Sheet Findings'), undefined);
  });

  test('what the sharing profile hides is the word', async () => {
    const file = await write(selectAll(sharedAssessment()));
    for (const row of await read(file, 'Servers')) assert.deepEqual([row.Vulnerabilities, row.Critical, row['Pending critical and security updates']], ['hidden', 'hidden', 'hidden']);
    assert.ok((await read(file, 'Software')).every(({ Vulnerabilities }) => Vulnerabilities === 'hidden'));
    assert.deepEqual((await read(file, 'Findings')).map(({ CVE }) => CVE), ['hidden']);
    assert.deepEqual((await read(file, 'Updates')).map(({ Update }) => Update), ['hidden']);
    assert.deepEqual((await summaryOf(file)).get('Distinct CVEs'), ['hidden', null]);
  });

  test('hostile names come back as text, by both readers', async () => {
    const file = await write(exportSelection(HOSTILE_SERVERS));
    const servers = await read(file, 'Servers');
    assert.equal(servers.length, HOSTILE_SERVERS.length);
    assert.ok(servers.some(({ Server }) => Server === '<script>alert(1)</script> 1'));
    assert.ok(servers.some(({ Server }) => Server === '=cmd|\'/c calc\'!A1 0'));
    assert.ok(servers.every(({ Server }) => typeof Server === 'string' && Server.length <= 32_767));
    const book = await Workbook.open(file);
    const rows: string[] = [];
    for await (const { cells } of (await book.sheets())[1]!.rows()) rows.push(cells[0]!);
    book.close();
    assert.deepEqual(rows.slice(1).map((name) => name.slice(0, 100)), servers.map(({ Server }) => (Server as string).slice(0, 100)));
  });

  test('what a part throws ends it, and giving up stops the parts', async () => {
    const broken = [{ name: 'a.xml', chunks: (function* () {
      yield 'x';
      throw new Error('stopped');
    })() }];
    await assert.rejects(async () => {
      for await (const _ of writeWorkbook(broken)) { /* goes on */ }
    }, /stopped/);
    let stopped = false;
    const endless = [{ name: 'a.xml', chunks: (function* () {
      try {
        for (;;) yield String(Math.random()).repeat(5_000);
      } finally {
        stopped = true;
      }
    })() }];
    let chunks = 0;
    // The first is a header, before anything of the part is asked for.
    for await (const _ of writeWorkbook(endless)) if (++chunks === 4) break;
    await eventually('the part stopped', () => stopped);
  });
});
