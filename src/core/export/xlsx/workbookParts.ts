import { columnName, sheetXml, SPREADSHEET_NAMESPACE, stylesXml, xmlText, type Sheet } from './sheetXml';

/** One file of the zip that an .xlsx is. */
export interface WorkbookPart {
  readonly name: string;
  /** Made as it is written. Parts are written one after another, in their order. */
  readonly chunks: Iterable<string>;
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * The parts of an Office Open XML workbook (ECMA-376 part 1, transitional). Its first sheet is written after the others, because a
 * summary tells what became of them; the list of sheets comes last, because it names their ranges.
 */
export function workbookParts(sheets: readonly Sheet[]): readonly WorkbookPart[] {
  const rows = sheets.map(() => 0);
  const part = (at: number): WorkbookPart => ({ name: `xl/worksheets/sheet${at + 1}.xml`, chunks: sheetXml(sheets[at]!, at === 0, (count) => (rows[at] = count)) });
  return [
    { name: '[Content_Types].xml', chunks: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', chunks: [`${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`] },
    { name: 'xl/styles.xml', chunks: [stylesXml()] },
    ...sheets.slice(1).map((_, at) => part(at + 1)),
    ...(sheets.length > 0 ? [part(0)] : []),
    { name: 'xl/_rels/workbook.xml.rels', chunks: [relations(sheets.length)] },
    { name: 'xl/workbook.xml', chunks: workbook(sheets, rows) },
  ];
}

function contentTypes(sheets: number): string {
  const override = (name: string, type: string): string => `<Override PartName="/${name}" ContentType="${SPREADSHEET_TYPE}.${type}+xml"/>`;
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
    + `${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${Array.from({ length: sheets }, (_, at) => override(`xl/worksheets/sheet${at + 1}.xml`, 'worksheet')).join('')}</Types>`;
}

function relations(sheets: number): string {
  const one = (id: number, type: string, target: string): string => `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${Array.from({ length: sheets }, (_, at) => one(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${one(sheets + 1, 'styles', 'styles.xml')}</Relationships>`;
}

function* workbook(sheets: readonly Sheet[], rows: readonly number[]): Generator<string> {
  const names = sheets.flatMap(({ name, columns, isPage }, at) => (isPage ? [] : [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">'${xmlText(name)}'!$A$1:$${columnName(columns.length - 1)}$${rows[at]}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xmlText(name)}'!$1:$1</definedName>`,
  ]));
  yield `${DECLARATION}<workbook xmlns="${SPREADSHEET_NAMESPACE}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews>`
    + `<sheets>${sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets>${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}</workbook>`;
}
