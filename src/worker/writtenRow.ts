import type { Estate, RowRef } from '../core/inventory/model';
import { rowAsWritten, type WrittenCell } from '../core/inventory/rowAsWritten';
import { readRow, rowOfText } from '../feeds/readRow';
import type { OpenText } from './estateStore';

/**
 * A row as its file has it, from the editor's text where it has the file open. Read again whenever somebody asks, so that
 * millions of rows cost no memory for what nobody looks at. Empty when the row cannot be read any more.
 */
export async function writtenRow({ files }: Estate, row: RowRef | null, openText: (file: string) => OpenText | undefined): Promise<readonly WrittenCell[]> {
  const file = row === null ? undefined : files[row.file];
  if (row === null || file === undefined) return [];
  const open = file.sheet === undefined ? openText(file.file) : undefined;
  const found = open ? rowOfText(open.text, row.line) : await readRow({ file: file.file, line: row.line, ...(file.sheet === undefined ? {} : { sheet: file.sheet }) });
  return found === undefined ? [] : rowAsWritten(file.format, found.header, found.text, row.column);
}
