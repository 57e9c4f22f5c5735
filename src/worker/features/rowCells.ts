import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { FORMATS } from '../../core/inventory/formats';
import type { FormatId } from '../../core/inventory/model';
import type { CellField, RowCell } from '../../core/inventory/reader';
import { READ_LIMITS } from '../../core/inventory/reader';

/** Finds the cells of rows again in a file's text. */
export class RowCells {
  private readonly header: string;

  constructor(private readonly format: FormatId, private readonly document: TextDocument) {
    this.header = document.getText({ start: { line: 0, character: 0 }, end: document.positionAt(READ_LIMITS.headBytes) });
  }

  /** The cells of the row that begins at a 1-based line and column; none when the text is another by now. */
  cells(line: number, column: number): readonly RowCell[] {
    const format = FORMATS.find(({ id }) => id === this.format);
    if (!format || line > this.document.lineCount) return [];
    return format.cells(this.document.getText(), this.document.offsetAt({ line: line - 1, character: column - 1 }), this.header);
  }

  /** Range of the first cell with one of these fields, in their order; the row's line when it has none of them. */
  rangeOf(line: number, column: number, fields: readonly CellField[]): Range {
    const cells = this.cells(line, column);
    for (const field of fields) {
      const cell = cells.find((one) => one.field === field && one.end > one.start);
      if (cell) return this.range(cell);
    }
    return lineRange(line, column);
  }

  range(cell: RowCell): Range {
    return { start: this.document.positionAt(cell.start), end: this.document.positionAt(cell.end) };
  }
}

/** Beyond any line; the LSP says that a character past the end means the end. */
const END_OF_LINE = 1_000_000;

/** From a 1-based place to the end of its line; editors clip the end. */
export function lineRange(line: number, column: number, endColumn?: number): Range {
  const start = { line: Math.max(0, line - 1), character: Math.max(0, column - 1) };
  return { start, end: { line: start.line, character: endColumn === undefined ? END_OF_LINE : Math.max(start.character, endColumn - 1) } };
}
