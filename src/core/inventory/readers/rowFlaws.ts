import type { ProblemList } from '../problemList';
import { READ_LIMITS } from '../reader';
import type { CsvRows } from '../text/csvRows';

/** Reports what the tokeniser found wrong with cells of the row; invalid UTF-8 once a file, because one wrong encoding spoils every umlaut. */
export class RowFlaws {
  private encodingReported = false;

  constructor(
    private readonly rows: CsvRows,
    private readonly problems: ProblemList,
  ) {}

  report(): void {
    for (const { kind, cell } of this.rows.flaws) {
      switch (kind) {
        case 'quote':
          this.problems.add('error', () => {
            const place = this.rows.place(cell);
            return {
              ...place,
              column: place.column - 1,
              code: 'quote-unclosed',
              message: 'The quote that opens here is never closed; it is taken as text.',
              fix: 'Close the quote, or write a quote inside a quoted cell twice.',
            };
          });
          break;
        case 'long':
          this.problems.add('warning', () => ({
            ...this.rows.place(cell),
            code: 'cell-too-long',
            message: `The cell is longer than ${READ_LIMITS.cellLength} characters and is cut there.`,
          }));
          break;
        case 'nul':
          this.problems.add('warning', () => ({
            ...this.rows.place(cell),
            code: 'nul-character',
            message: 'The cell holds a NUL character, which is left out.',
            fix: 'Export the file again as UTF-8, or as UTF-16 with a byte order mark.',
          }));
          break;
        case 'encoding':
          if (this.encodingReported) break;
          this.encodingReported = true;
          this.problems.add('warning', () => ({
            ...this.rows.place(cell),
            code: 'encoding-invalid',
            message: 'The file is not valid UTF-8 here; such characters show as \uFFFD. Further places are not listed.',
            fix: 'Save the file as UTF-8.',
          }));
          break;
      }
    }
  }
}
