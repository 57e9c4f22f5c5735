import { epochDays, parsePlainDate } from '../../inventory/plainDate';
import type { Cell } from '../tables';

/**
 * How a column's values are written: `count` with thousands apart, `number` as it is, `rating` with one decimal, `share` (0 to 1) as a
 * percentage, `date` from `YYYY-MM-DD`. Text in any column stays text, so that a word may stand where a number is not known.
 */
export type ColumnKind = 'text' | 'count' | 'number' | 'rating' | 'share' | 'date';

export interface SheetColumn {
  readonly title: string;
  readonly kind: ColumnKind;
  /** In characters of the default font. */
  readonly width: number;
}

/** One table of a workbook. Its rows are made as they are written, once. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<readonly Cell[]>;
  /** A page of labels and values: no header row, no filter. */
  readonly isPage?: boolean;
}

/** Rows of a sheet, its header included (Excel's specifications and limits). */
export const SHEET_MOST_ROWS = 1_048_576;
/** UTF-16 code units of a cell (Excel's specifications and limits). */
export const CELL_MOST_LENGTH = 32_767;
/** Characters joined before a chunk is handed out. */
const CHUNK_LENGTH = 65_536;

/** Positions in `cellXfs` of `stylesXml`. */
const STYLE = { plain: 0, header: 1, date: 2, rating: 3, share: 4, quoted: 5, count: 6, title: 7 } as const;
const STYLE_OF: Readonly<Record<ColumnKind, number>> = { text: STYLE.plain, count: STYLE.count, number: STYLE.plain, rating: STYLE.rating, share: STYLE.share, date: STYLE.date };
/** Excel counts days from here, its 29 February 1900 included. */
const EXCEL_EPOCH = epochDays(parsePlainDate('1899-12-30')!);

export const SPREADSHEET_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A sheet's part (ECMA-376 §18.3.1.99) in chunks. `onEnd` hears how many rows it has, its header included; rows beyond `SHEET_MOST_ROWS` are not asked for. */
export function* sheetXml({ columns, rows, isPage = false }: Sheet, isFirst: boolean, onEnd: (rows: number) => void): Generator<string> {
  let chunk = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${SPREADSHEET_NAMESPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
    + `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${isPage ? '' : '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'}</sheetView></sheetViews>`
    + `<cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  const letters = columns.map((_, at) => columnName(at));
  let count = 0;
  if (!isPage) chunk += `<row r="${++count}">${columns.map(({ title }, at) => textCell(`${letters[at]}1`, title, STYLE.header)).join('')}</row>`;
  for (const row of rows) {
    count++;
    let cells = '';
    for (let at = 0; at < row.length; at++) {
      const value = row[at]!;
      if (value === null || value === '') continue;
      cells += cell(`${letters[at]}${count}`, value, isPage && at === 0 && row.length === 1 ? 'title' : columns[at]!.kind);
    }
    chunk += `<row r="${count}">${cells}</row>`;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
    if (count === SHEET_MOST_ROWS) break;
  }
  onEnd(count);
  const filter = isPage ? '' : `<autoFilter ref="A1:${letters.at(-1)}${count}"/>`;
  yield `${chunk}</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function cell(place: string, value: string | number, kind: ColumnKind | 'title'): string {
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${place}" s="${kind === 'title' ? STYLE.plain : STYLE_OF[kind]}"><v>${value}</v></c>` : '';
  if (kind === 'title') return textCell(place, value, STYLE.title);
  const date = kind === 'date' ? parsePlainDate(value) : undefined;
  // Days before 1900-03-01 are not the same in Excel.
  if (date !== undefined && date >= '1900-03-01') return `<c r="${place}" s="${STYLE.date}"><v>${epochDays(date) - EXCEL_EPOCH}</v></c>`;
  return textCell(place, value, FORMULA_START.test(value) ? STYLE.quoted : STYLE.plain);
}

/** An inline string is never evaluated; `quoted` keeps it text when somebody edits the cell. */
const FORMULA_START = /^[\s\u200b-\u200f\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

function textCell(place: string, text: string, style: number): string {
  const value = xmlText(text);
  return `<c r="${place}" t="inlineStr"${style === STYLE.plain ? '' : ` s="${style}"`}><is><t${/^\s|\s$/.test(value) ? ' xml:space="preserve"' : ''}>${value}</t></is></c>`;
}

/** Text that XML 1.0 and Excel take: control characters and line breaks become blanks, `_x000D_` stays what it says, long text is cut. */
export function xmlText(text: string): string {
  const short = text.length > CELL_MOST_LENGTH ? `${text.slice(0, CELL_MOST_LENGTH - 1)}…` : text;
  // eslint-disable-next-line no-control-regex
  if (!/[&<>"\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufffe\uffff]|_x/.test(short)) return short;
  // eslint-disable-next-line no-control-regex
  const plain = short.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+/g, ' ')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return plain.length > CELL_MOST_LENGTH ? cutEntity(plain) : plain;
}

/** Escaping made it longer than a cell holds only in characters of XML, which do not count; what Excel's own escapes add does. */
function cutEntity(text: string): string {
  const added = (text.match(/_x005F_x/g)?.length ?? 0) * 6;
  return added === 0 ? text : text.slice(0, text.length - added).replace(/&[a-z]*$/, '');
}

/** A to Z, AA, AB … */
export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

/** The styles that cells name by their position. */
export function stylesXml(): string {
  const formats = ['yyyy\\-mm\\-dd', '0.0', '0.0%', '#,##0'];
  const xf = (more: string): string => `<xf borderId="0" xfId="0" ${more}/>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${SPREADSHEET_NAMESPACE}">`
    + `<numFmts count="${formats.length}">${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join('')}</numFmts>`
    + '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts>'
    + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/><bgColor indexed="64"/></patternFill></fill></fills>'
    + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + `<cellXfs count="8">${[
      'numFmtId="0" fontId="0" fillId="0"', 'numFmtId="0" fontId="1" fillId="2" applyFont="1" applyFill="1"', 'numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"',
      'numFmtId="165" fontId="0" fillId="0" applyNumberFormat="1"', 'numFmtId="166" fontId="0" fillId="0" applyNumberFormat="1"', 'numFmtId="49" fontId="0" fillId="0" quotePrefix="1" applyNumberFormat="1"',
      'numFmtId="167" fontId="0" fillId="0" applyNumberFormat="1"', 'numFmtId="0" fontId="2" fillId="0" applyFont="1"',
    ].map(xf).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
