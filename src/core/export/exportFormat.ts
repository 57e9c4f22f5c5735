/** What an assessment is exported as. */
export type ExportFormat = 'csv' | 'xlsx' | 'json' | 'sarif' | 'cyclonedx' | 'markdown' | 'html';

export const EXPORT_FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json', 'sarif', 'cyclonedx', 'markdown', 'html'];

/** Endings of files, without the dot. Not `.cdx.json`: files of that name are read as inventories, and an export must not become one. */
export const FORMAT_EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv', xlsx: 'xlsx', json: 'json', sarif: 'sarif', cyclonedx: 'bom.json', markdown: 'md', html: 'html',
};

/** Formats of bytes, which do not belong on a terminal. */
export function isBinary(format: ExportFormat): boolean {
  return format === 'xlsx';
}
