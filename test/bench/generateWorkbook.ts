import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { installsOf } from './generateInventory';

const HEADER = ['MachineName', 'Application', 'Version', 'Provider', 'MachineManagerFqdn'];
const ROWS_A_CHUNK = 1_000;
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="ApplicationInventory" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};

/** Writes Azure Migrate's software inventory as Excel does: texts shared, every cell with its place. At most 1,048,575 rows. */
export async function generateWorkbook(file: string, servers: number, perServer: number, distinct: number): Promise<void> {
  const zip = new ZipFile();
  const strings = new Map<string, number>();
  const shared = (text: string): number => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(text), name);
  zip.addReadStream(Readable.from(sheetXml(servers, perServer, distinct, shared), { objectMode: false }), 'xl/worksheets/sheet1.xml');
  // Known when the sheet is written.
  zip.addReadStreamLazy('xl/sharedStrings.xml', (done) => done(null, Readable.from(sharedXml(strings), { objectMode: false })));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

function* sheetXml(servers: number, perServer: number, distinct: number, shared: (text: string) => number): Generator<string> {
  let number = 1;
  const row = (cells: readonly string[]): string => {
    const xml = cells.map((text, column) => (text === '' ? '' : `<c r="${'ABCDE'[column]}${number}" t="s"><v>${shared(text)}</v></c>`)).join('');
    return `<row r="${number++}" spans="1:5">${xml}</row>`;
  };
  yield `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row(HEADER)}`;
  let text = '';
  for (const { server, name, publisher, version } of installsOf(servers, perServer, distinct)) {
    text += row([server, name, version, publisher, 'vcenter.contoso.local']);
    if (number % ROWS_A_CHUNK !== 0) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData></worksheet>`;
}

function* sharedXml(strings: ReadonlyMap<string, number>): Generator<string> {
  yield '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  for (const text of strings.keys()) yield `<si><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></si>`;
  yield '</sst>';
}
