import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import type { FormatId } from '../../../src/core/inventory/model';
import { rowAsWritten } from '../../../src/core/inventory/rowAsWritten';
import { CHUNK_BYTES } from '../../../src/feeds/fileChunks';
import { readRow, rowOfText, type RowText } from '../../../src/feeds/readRow';
import { writeWorkbook } from '../../support/workbookFile';

suite('A row read again where it stands', () => {
  let folder = '';
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-row-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const words = (format: FormatId, row: RowText | undefined, column = 1): string =>
    row === undefined ? 'none' : rowAsWritten(format, row.header, row.text, column).map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join(' | ');

  const CSV = 'server,software,version,Install Location,Owner\nweb01,nginx,1.18.0,/usr/sbin,\nweb01,"a ""b"", c",2,/opt/x,Kim\n';

  test('every column of a table, known to the reader or not; empty cells are left out', async () => {
    const file = put('a.inventory.csv', CSV);
    assert.equal(words('native-csv', await readRow({ file, line: 2 })), 'server=web01 | software=nginx | version=1.18.0 | Install Location=/usr/sbin');
    assert.equal(words('native-csv', await readRow({ file, line: 3 })), 'server=web01 | software=a "b", c | version=2 | Install Location=/opt/x | Owner=Kim');
    assert.equal(words('native-csv', await readRow({ file, line: 4 })), 'none', 'the file has no such line');
    assert.equal(words('native-csv', rowOfText(CSV, 3)), 'server=web01 | software=a "b", c | version=2 | Install Location=/opt/x | Owner=Kim');
  });

  for (const [name, lineBreak] of [['CRLF', '\r\n'], ['CR', '\r']] as const) {
    test(`lines that end with ${name}`, async () => {
      const text = CSV.replaceAll('\n', lineBreak);
      assert.match(words('native-csv', await readRow({ file: put('a.csv', text), line: 3 })), /^server=web01 \| software=a "b", c/);
      assert.match(words('native-csv', rowOfText(text, 2)), /^server=web01 \| software=nginx/);
    });
  }

  test('a file in UTF-16, and one that is gzipped', async () => {
    assert.match(words('native-csv', await readRow({ file: put('a.csv', Buffer.from(`\ufeff${CSV}`, 'utf16le')), line: 3 })), /Owner=Kim$/);
    assert.match(words('native-csv', await readRow({ file: put('a.csv.gz', zlib.gzipSync(CSV)), line: 3 })), /Owner=Kim$/);
  });

  test('a row far behind, also where its line begins a piece that the disk gives', async () => {
    const ROW_BYTES = 32;
    const rows = Array.from({ length: 120_000 }, (_, at) => `web${String(at).padStart(10, '0')},nginx,${'x'.repeat(10)}\r\n`).join('');
    // Behind headers of every length the edge of a piece falls on every place of a row, its line break included.
    for (let more = 1; more <= ROW_BYTES; more++) {
      const header = `server,software,${'M'.repeat(more)}\r\n`;
      const file = put('big.csv', header + rows);
      const edge = Math.floor((CHUNK_BYTES - header.length) / ROW_BYTES);
      // The last one when the pieces before have been used again.
      for (const at of [edge - 1, edge, edge + 1, 119_999]) assert.ok(words('native-csv', await readRow({ file, line: at + 2 })).startsWith(`server=web${String(at).padStart(10, '0')} | software=nginx | M`), `row ${at}, header ${more}`);
    }
  });

  test('a row of a workbook’s sheet', async () => {
    const file = path.join(folder, 'export.xlsx');
    await writeWorkbook(file, [{ name: 'Other', rows: [['x']] }, { name: 'List', rows: [['server', 'software', 'Team'], ['web01', 'nginx', ''], [], ['web02', 'PuTTY', 'Blue']] }]);
    assert.equal(words('native-csv', await readRow({ file, sheet: 'List', line: 4 })), 'server=web02 | software=PuTTY | Team=Blue');
    assert.equal(words('native-csv', await readRow({ file, sheet: 'Gone', line: 4 })), 'none');
  });

  test('the members of a JSON object, at its column', async () => {
    const line = '  {"name": "7-Zip", "installLocation": "C:\\\\7z", "size": 12, "tags": ["x"], "owner": ""}';
    const file = put('a.inventory.json', `{"servers": [{"name": "db01", "software": [\n${line}\n]}]}`);
    assert.equal(words('native-json', await readRow({ file, line: 2 }), 3), 'name=7-Zip | installLocation=C:\\7z | size=12');
  });

  test('the values of a registry key', () => {
    const text = 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip]\r\n"DisplayName"="7-Zip 19.00"\r\n"InstallLocation"="C:\\\\7z\\\\"\r\n"NoModify"=dword:1\r\n\r\n[HKEY_X]\r\n"DisplayName"="other"\r\n';
    assert.equal(words('windows-registry', rowOfText(text, 3)), 'DisplayName=7-Zip 19.00 | InstallLocation=C:\\7z\\');
  });

  test('the whole line where cells have no names', () => {
    assert.equal(words('dpkg-list', rowOfText('Desired=Unknown\nii  bash  5.1-2  amd64  GNU Bourne Again SHell\n', 2)), 'ii  bash  5.1-2  amd64  GNU Bourne Again SHell');
  });

  test('what is longer than anybody reads is cut', () => {
    const wide = `server,${Array.from({ length: 300 }, (_, at) => `c${at}`).join(',')}\nweb01,${Array.from({ length: 300 }, () => 'y'.repeat(600)).join(',')}\n`;
    const cells = rowAsWritten('native-csv', rowOfText(wide, 2)!.header, rowOfText(wide, 2)!.text, 1);
    assert.deepEqual([cells.length, cells[1]?.value.length], [100, 501]);
  });

  test('a file that is gone, or none', async () => {
    assert.equal(await readRow({ file: path.join(folder, 'gone.csv'), line: 1 }), undefined);
    assert.equal(await readRow({ file: folder, line: 1 }), undefined);
  });
});
