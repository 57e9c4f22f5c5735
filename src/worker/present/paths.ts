import { t } from '../l10n';
/** The last segment of a path or URI, whichever separator it uses. */
export function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A row of a file for people: `inventory.csv, line 12`, `export.xlsx, sheet ApplicationInventory, row 12`. */
export function rowLabel({ file, sheet }: { readonly file: string; readonly sheet?: string }, line: number): string {
  return sheet === undefined ? t('{0}, line {1}', basename(file), line) : t('{0}, sheet {1}, row {2}', basename(file), sheet, line);
}
