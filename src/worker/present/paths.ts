/** The last segment of a path or URI, whichever separator it uses. */
export function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A row of a file for people: `inventory.csv, line 12`, `export.xlsx, sheet ApplicationInventory, row 12`. */
export function rowLabel({ file, sheet }: { readonly file: string; readonly sheet?: string }, line: number): string {
  return sheet === undefined ? `${basename(file)}, line ${line}` : `${basename(file)}, sheet ${sheet}, row ${line}`;
}
