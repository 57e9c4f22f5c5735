import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import type { PlainDate } from '../../../../src/core/inventory/plainDate';
import type { FileInventory } from '../../../../src/core/inventory/reader';
import { readInventoryFiles } from '../../../../src/feeds/inventoryFiles';
import { writeWorkbook, type WorkbookSheet } from '../../../support/workbookFile';
import { installList } from '../../core/inventory/readText';

const today = '2026-11-21' as PlainDate;

suite('Excel workbooks', () => {
  let folder = '';
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-workbook-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const read = async (sheets: readonly WorkbookSheet[], more?: Record<string, string>): Promise<readonly FileInventory[]> => {
    const file = path.join(folder, 'export.xlsx');
    await writeWorkbook(file, sheets, more);
    return readInventoryFiles(file, { today });
  };
  const messages = (read: readonly FileInventory[]): string => read.flatMap(({ problems }) => problems.map(({ line, message }) => `${line}: ${message}`)).join('\n');

  test('the sheets of Azure Migrate’s software inventory, rows at their numbers', async () => {
    const inventories = await read([
      { name: 'ApplicationInventory', rows: [['MachineName', 'Application', 'Version', 'Provider', 'MachineManagerFqdn'], ['web01', '7-Zip 19.00 (x64)', '19.00', 'Igor "P" Pavlov, x', 'vc'], [], ['web01', 'line\nbreak', '1', '', 'vc']] },
      { name: 'SQL Server', rows: [['MachineName', 'Instance Name', 'Edition', 'Service Pack', 'Version', 'Port', 'MachineManagerFqdn'], ['db01', 'MSSQLSERVER', 'Standard', 'SP2', '13.2.5026.0', '1433', 'vc']] },
      { name: 'Database', rows: [['MachineName', 'Database Type', 'Version', 'MachineManagerFqdn'], ['db02', 'PostgreSQL', '12.1', 'vc']] },
      { name: 'Web Applications', rows: [['MachineName', 'WebServerType', 'WebAppName', 'VirtualDirectory', 'ApplicationPool', 'FrameworkVersion', 'MachineManagerFqdn'], ['web01', 'IIS', 'Default', '/', 'p', 'v4.0', 'vc']] },
      { name: 'Notes', rows: [['Author', 'Text'], ['a', 'b']] },
      { name: 'Lists', rows: [['x'], ['y']], state: 'hidden' },
      { name: 'Sheet7', rows: [] },
    ]);
    assert.deepEqual(inventories.map(({ sheet, format }) => `${sheet} ${format}`), ['ApplicationInventory azure-migrate-software-csv', 'SQL Server azure-migrate-sql', 'Database azure-migrate-databases', 'Web Applications azure-migrate-web']);
    assert.deepEqual(inventories.flatMap((each) => installList(each)), [
      'web01: 7-Zip 19.00 (x64)|Igor "P" Pavlov, x|19.00|@2', 'web01: line break||1|@4', 'db01: Microsoft SQL Server|Microsoft Corporation|13.2.5026.0|azure-migrate@2',
      'db02: PostgreSQL||12.1|azure-migrate@2', 'web01: IIS|||azure-migrate@2',
    ]);
    assert.equal(messages(inventories), '0: Sheet "Notes" is passed over: its columns fit no known format; headers seen: "Author", "Text".\n0: Sheet "Lists" is passed over: it is hidden.');
  });

  test('a sheet that could be one stands back behind those that are, and is told', async () => {
    const inventories = await read([
      { name: 'vInfo', rows: [['VM', 'Powerstate', 'CPUs', 'Memory', 'OS according to the VMware Tools'], ['web01', 'poweredOn', '2', '4096', 'Debian']] },
      { name: 'vTools', rows: [['VM', 'OS'], ['web01', 'x']] },
    ]);
    assert.deepEqual(inventories.map(({ sheet }) => sheet), ['vInfo']);
    assert.match(messages(inventories), /Sheet "vTools" is passed over: other sheets list the servers or their software\./);
  });

  test('a merged cell holds its text in its first row only; the others are rejected, not guessed', async () => {
    const [inventory] = await read([{ name: 'S', rows: [['Server', 'Software'], ['a', 'x'], ['', 'y'], ['', 'z'], ['b', 'y']] }]);
    assert.equal(`${inventory!.rows}+${inventory!.rejected}`, '2+2');
    assert.match(messages([inventory!]), /^3: Sheet "S": The row does not name its server\.\n4: Sheet "S": The row does not name its server\.$/);
  });

  test('what cells hold: numbers, dates, booleans, errors, formulas, rich and inline texts', async () => {
    const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Server</t></is></c><c r="B1" t="str"><f>1+1</f><v>Software</v></c><c r="C1" t="inlineStr"><is><t>Version</t></is></c><c r="D1" t="inlineStr"><is><t>Last seen</t></is></c><c r="E1" t="inlineStr"><is><t>Note</t></is></c></row>';
    const row = (number: number, version: string, seen: string, note: string): string => `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>s${number}</t></is></c><c r="B${number}" t="inlineStr"><is><r><t>So</t></r><r><t xml:space="preserve">ft &amp; &#x41;</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>${version}${seen}${note}</row>`;
    const [inventory] = await read([{ name: 'S', rows: header
      + row(2, '<c r="C2"><v>1.1000000000000001</v></c>', '<c r="D2" s="1"><v>46000</v></c>', '<c r="E2" t="b"><v>1</v></c>')
      + row(3, '<c r="C3"><f>SUM(A1)</f><v>19</v></c>', '<c r="D3" s="2"><v>46000.5</v></c>', '<c r="E3" t="e"><v>#N/A</v></c>')
      + row(5, '', '', '<c r="E5" t="str"><v>a_x000A_b</v></c>') }]);
    assert.deepEqual(installList(inventory!), ['s2: Soft & A||1.1|@2', 's3: Soft & A||19|@3', 's5: Soft & A|||@5']);
    assert.deepEqual(inventory!.servers.map(({ facts: { lastSeen, extra } }) => `${lastSeen} ${extra['Note']}`), ['2025-12-09 TRUE', '2025-12-09 undefined', 'null a b']);
  });

  test('titles above the headers are told and not read; empty cells at the end of a row are no fault of it', async () => {
    const [inventory] = await read([{ name: 'S', rows: [[], ['Inventory of site north'], [], ['as of 2026-11-01'], ['Server', 'Software', 'Version', 'Owner'], ['a', 'Git'], ['b', 'Vim', '9', 'x']] }]);
    assert.deepEqual(installList(inventory!), ['a: Git|||@6', 'b: Vim||9|@7']);
    assert.equal(messages([inventory!]), '2: Sheet "S": "Inventory of site north" stands above the headers and is not read.\n4: Sheet "S": "as of 2026-11-01" stands above the headers and is not read.');
    const [list] = await read([{ name: 'S', rows: [['a'], ['b']] }]);
    assert.match(messages([list!]), /headers seen: "a"/);
  });

  test('formulas that were saved without their last value are told', async () => {
    const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const [inventory] = await read([{ name: 'S', rows: `<row r="1">${text('A1', 'Server')}${text('B1', 'Software')}</row><row r="2">${text('A2', 'a')}<c r="B2"><f>A1&amp;"x"</f><v></v></c></row><row r="3">${text('A3', 'b')}<c r="B3"><f>A1</f></c></row>` }]);
    assert.match(messages([inventory!]), /0: Sheet "S": 2 cells hold formulas saved without the last value; formulas are not evaluated/);
  });

  test('a workbook whose only inventory is hidden says so', async () => {
    const [inventory] = await read([{ name: 'vInfo', rows: [['Server', 'Software'], ['a', 'Git']], state: 'hidden' }, { name: 'Notes', rows: [['x', 'y']] }]);
    assert.match(messages([inventory!]), /no sheet that can be read as an inventory \(sheet "vInfo": it is hidden; sheet "Notes": its columns fit no known format/);
  });

  test('prefixed elements and rows without numbers, as other programs write them', async () => {
    const [inventory] = await read([{ name: 'S', rows: '<x:row><x:c t="inlineStr"><x:is><x:t>Server</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Software</x:t></x:is></x:c></x:row><x:row/><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>' }]);
    assert.deepEqual(installList(inventory!), ['a: b|||@3']);
  });

  test('refused: no inventory, a document type, other archives, bombs', async () => {
    assert.match(messages(await read([{ name: 'Notes', rows: [['Author', 'Text']] }])), /^0: The workbook has no sheet that can be read as an inventory \(sheet "Notes": its columns fit no known format; headers seen: "Author", "Text"\)\.$/);
    assert.match(messages(await read([{ name: 'S', rows: '' }], { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><row/></worksheet>' })), /document type/);
    assert.match(messages(await read([{ name: 'S', rows: '' }], { 'xl/worksheets/sheet1.xml': `<worksheet><row>${' '.repeat(5 * 1024 * 1024)}` })), /longer than any real one/);
    const bomb = `<worksheet><sheetData>${'<row r="1"></row>'.repeat(4_000_000)}`;
    assert.match(messages(await read([{ name: 'S', rows: '' }], { 'xl/worksheets/sheet1.xml': bomb })), /unpacks to more than 300 times its size/);
    const other = path.join(folder, 'other.zip');
    await writeWorkbook(other, []);
    fs.writeFileSync(other, fs.readFileSync(other).toString('latin1').replaceAll('xl/workbook.xml', 'xl/workbOOk.xmx'), 'latin1');
    assert.match(messages(await readInventoryFiles(other, { today })), /no Excel workbook/);
    fs.writeFileSync(other, 'PK\u0003\u0004 nothing');
    assert.match(messages(await readInventoryFiles(other, { today })), /damaged zip/);
    await writeWorkbook(other, [{ name: 'S', rows: [['Server', 'Software'], ['a', 'b']] }]);
    const whole = fs.readFileSync(other);
    fs.writeFileSync(other, whole.subarray(0, whole.length - 40));
    assert.match(messages(await readInventoryFiles(other, { today })), /damaged/);
  });

  test('16,384 columns and rows with made-up numbers neither hang nor fail', async () => {
    const wide = Array.from({ length: 16_384 }, (_, n) => `c${n}`);
    const [inventory] = await read([{ name: 'S', rows: [['Server', 'Software', ...wide.slice(2)], ['a', 'b']] }]);
    assert.equal(`${inventory!.rows}+${inventory!.rejected}`, '1+0');
    assert.match(messages([inventory!]), /1: Sheet "S": The table has 16384 columns; those behind column 1024 are not read\./);
    const full = await read([{ name: 'S', rows: [['Server', 'Software', ...wide.slice(2)], ['a', 'b', ...wide.slice(2)]] }]);
    assert.equal(`${full[0]!.rows}+${full[0]!.rejected}`, '1+0');
    const far = await read([{ name: 'S', rows: '<row r="1"><c t="inlineStr"><is><t>Server</t></is></c><c t="inlineStr"><is><t>Software</t></is></c></row><row r="1048576"><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row><row r="99999999999"><c t="inlineStr"><is><t>x</t></is></c></row>' }]);
    assert.deepEqual(installList(far[0]!), ['a: b|||@1048576']);
    assert.deepEqual(far[0]!.servers.map(({ facts, line }) => `${facts.name}@${line}`), ['a@1048576', 'x@1048577']);
  });

  test('gzipped inventories are read as what they hold', async () => {
    const file = path.join(folder, 'web01.txt.gz');
    const list = Array.from({ length: 20_000 }, (_, n) => `package${n}\t1.${n}\n`).join('');
    fs.writeFileSync(file, zlib.gzipSync(list));
    const [inventory] = await readInventoryFiles(file, { today });
    assert.equal(`${inventory!.format} ${inventory!.rows} ${inventory!.servers[0]!.facts.name}`, 'dpkg-query 20000 web01');
    fs.writeFileSync(file, zlib.gzipSync(list).subarray(0, 5_000));
    assert.match(messages(await readInventoryFiles(file, { today })), /gzip is cut off/);
    fs.writeFileSync(file, zlib.gzipSync('hello'));
    assert.match(messages(await readInventoryFiles(file, { today })), /no inventory/);
  });

  test('real workbooks: rows and servers as their XML counts them', async function () {
    const data = path.resolve(process.cwd(), '../shared/data/inventories');
    if (!fs.existsSync(data)) {
      assert.ok(!process.env['CI'], 'The shared data is missing.');
      console.log('      skipped: ../shared/data is not there');
      this.skip();
    }
    const check = async (name: string, expected: string): Promise<void> => {
      const inventories = await readInventoryFiles(path.join(data, name), { today });
      assert.equal(inventories.map(({ sheet, format, rows, rejected, servers }) => `${sheet} ${format} ${rows}+${rejected} ${servers.length}`).join('; '), expected, messages(inventories).slice(0, 2_000));
    };
    await check('azure-migrate/export_AzureMigrate_Discovery_Report.xlsx', 'Discovery_Report azure-migrate-discovery 294+0 294');
    await check('rvtools/SizingWorkshop-RVTools.xlsx', 'vInfo rvtools-vinfo 805+0 805; vHost rvtools-vhost 34+0 34');
    await check('rvtools/BillSampleNextRvtoolsFinal.xlsx', 'vInfo rvtools-vinfo 131+0 131; vHost rvtools-vhost 8+0 8');
  });
});
