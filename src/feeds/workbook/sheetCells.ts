import { excelText, xmlAttribute, xmlText } from './xmlText';

/** A row as the sheet numbers it, with its cells by column from 0; '' for an empty one. */
export interface SheetRow {
  /** 1-based. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What the cells of a workbook refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  /** By style: whether its numbers are dates. */
  readonly dateStyles: readonly boolean[];
  /** Days count from 1904, as on old Macs. */
  readonly from1904: boolean;
  /** Counts the formulas that were saved without their last value. */
  readonly formulas: { withoutValue: number };
}

/** Cells read of a row; Excel's own limit. */
const MAX_COLUMNS = 16_384;
const CELL = /<(?:\w+:)?c(?=[\s/>])((?:\s[^>]*?)?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>(.*?)<\/(?:\w+:)?v>/s;
const FORMULA = /<(?:\w+:)?f[\s>]/;
const TEXTS = /<(?:\w+:)?t(?:\s[^>]*)?>(.*?)<\/(?:\w+:)?t>/gs;
const PHONETIC = /<(?:\w+:)?rPh[\s>].*?<\/(?:\w+:)?rPh>/gs;
const MS_PER_DAY = 86_400_000;
/** Day 0 of both calendars as Unix days; Excel's 1900 is a leap year, which the first one makes up for. */
const DAY_ZERO_1900 = -25_569;
const DAY_ZERO_1904 = -24_107;

/** The cells of a `<row>` element. Formulas are never evaluated: their last value counts. */
export function sheetRow(element: string, expected: number, context: SheetContext): SheetRow {
  const written = Number(xmlAttribute(element.slice(0, element.indexOf('>') + 1), 'r'));
  const cells: string[] = [];
  for (const [, attributes = '', content = ''] of element.matchAll(CELL)) {
    const place = columnOf(/\sr="([A-Z]{1,3})\d*"/.exec(attributes)?.[1]);
    const column = place < 0 ? cells.length : place;
    if (column >= MAX_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    cells[column] = cellText(attributes, content, context);
  }
  return { number: Number.isSafeInteger(written) && written > 0 ? written : expected, cells };
}

/** The text runs of a string item, without the phonetic ones. */
export function stringItem(element: string): string {
  let text = '';
  for (const [, run = ''] of element.replace(PHONETIC, '').matchAll(TEXTS)) text += xmlText(run);
  return excelText(text);
}

function cellText(attributes: string, content: string, context: SheetContext): string {
  const type = /\st="(\w+)"/.exec(attributes)?.[1] ?? 'n';
  if (type === 'inlineStr') return stringItem(content);
  const value = xmlText(VALUE.exec(content)?.[1] ?? '');
  // An empty text is a value of a formula; it is marked as a text.
  if (value === '' && type !== 'str' && FORMULA.test(content)) context.formulas.withoutValue++;
  switch (type) {
    case 's':
      return context.strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : '';
    case 'e':
      // #N/A and its like are no values.
      return '';
    case 'd':
    case 'str':
      return excelText(value);
    default:
      return numberText(value, context.dateStyles[Number(/\ss="(\d+)"/.exec(attributes)?.[1])] === true, context);
  }
}

function numberText(value: string, isDate: boolean, { from1904 }: SheetContext): string {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return value;
  if (isDate && number >= 1 && number < 2_958_466) {
    const days = number + (from1904 ? DAY_ZERO_1904 : DAY_ZERO_1900);
    const text = new Date(Math.round(days * MS_PER_DAY)).toISOString();
    return Number.isInteger(number) ? text.slice(0, 10) : text.slice(0, 19);
  }
  // The shortest text of the number: 1.1 and not 1.1000000000000001.
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? value.replace(/\.0+$/, '') : String(Number(number.toPrecision(15)));
}

/** `A` is 0, `AA` is 26; -1 without letters. */
function columnOf(letters: string | undefined): number {
  if (letters === undefined) return -1;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
}
