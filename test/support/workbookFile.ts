import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface WorkbookSheet {
  readonly name: string;
  /** The XML between `<sheetData>` and its end, or rows of texts. */
  readonly rows: string | readonly (readonly string[])[];
  readonly state?: 'hidden';
}

/** Writes an .xlsx as spreadsheet programs do: texts shared, one part a sheet. */
export async function writeWorkbook(file: string, sheets: readonly WorkbookSheet[], more: Readonly<Record<string, string>> = {}): Promise<void> {
  const strings: string[] = [];
  const cell = (text: string, row: number, column: number): string => `<c r="${letters(column)}${row + 1}" t="s"><v>${strings.push(text) - 1}</v></c>`;
  const parts: Record<string, string> = {};
  sheets.forEach(({ rows }, at) => {
    const data = typeof rows === 'string' ? rows : rows.map((row, r) => `<row r="${r + 1}">${row.map((text, c) => (text === '' ? '' : cell(text, r, c))).join('')}</row>`).join('');
    parts[`xl/worksheets/sheet${at + 1}.xml`] = `${XML}<worksheet xmlns="x"><sheetData>${data}</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells></worksheet>`;
  });
  parts['xl/workbook.xml'] = `${XML}<workbook xmlns="x" xmlns:r="r"><workbookPr/><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`;
  parts['xl/_rels/workbook.xml.rels'] = `${XML}<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`;
  parts['xl/styles.xml'] = `${XML}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`;
  parts['xl/sharedStrings.xml'] = `${XML}<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`;
  const zip = new ZipFile();
  for (const [name, text] of Object.entries({ ...parts, ...more })) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  await pipeline(zip.outputStream, fs.createWriteStream(file));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}
