import type { ExportFormat } from './exportFormat';

/** The longer endings first: `x.bom.json` is no plain JSON. */
const ENDINGS: readonly (readonly [string, ExportFormat])[] = [
  ['.bom.json', 'cyclonedx'], ['.cdx.json', 'cyclonedx'], ['.sarif.json', 'sarif'],
  ['.csv', 'csv'], ['.xlsx', 'xlsx'], ['.json', 'json'], ['.sarif', 'sarif'], ['.md', 'markdown'], ['.html', 'html'], ['.htm', 'html'],
];

/** The format that the ending of a file's name tells, whatever its case; undefined where it tells none. */
export function formatOfName(name: string): ExportFormat | undefined {
  const lower = name.toLowerCase();
  return ENDINGS.find(([ending]) => lower.endsWith(ending))?.[1];
}
