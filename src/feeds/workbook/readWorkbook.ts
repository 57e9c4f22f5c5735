import path from 'node:path';
import { quoted } from '../../core/inventory/cellValues';
import type { Problem } from '../../core/inventory/problem';
import type { FileInventory } from '../../core/inventory/reader';
import type { PlainDate } from '../../core/inventory/plainDate';
import { readChunks } from '../readChunks';
import { progressOf, type ReadingProgress } from '../readingProgress';
import { refusedInventory } from '../refusedInventory';
import type { SheetRow } from './sheetCells';
import { sheetCsv } from './sheetCsv';
import { Workbook, type Sheet } from './workbook';
import { WorkbookError } from './workbookError';

/** Bytes handed to a reader at once; the encoder's buffer is its own. */
const encoder = new TextEncoder();
/** Rows in which titles may stand above the headers. */
const TITLE_ROWS = 10;

export interface ReadWorkbookOptions {
  readonly today: PlainDate;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadingProgress) => void;
}

/**
 * The sheets of an Excel workbook that list servers or software, one inventory each; lines are rows of the sheet. Other sheets are told
 * of and passed over, and a workbook without any is refused with what its sheets have. Rejects only when the signal is aborted.
 */
export async function readWorkbook(file: string, size: number, options: ReadWorkbookOptions): Promise<readonly FileInventory[]> {
  let book: Workbook | undefined;
  try {
    const { onProgress } = options;
    let bytesRead = 0;
    book = await Workbook.open(file, (bytes) => {
      options.signal?.throwIfAborted();
      bytesRead = Math.min(bytes, size);
    });
    const read: { readonly inventory: FileInventory; readonly sure: number }[] = [];
    const others: { readonly sheet: string; readonly problem: Problem }[] = [];
    const hidden: string[] = [];
    for (const sheet of await book.sheets()) {
      options.signal?.throwIfAborted();
      if (sheet.hidden) {
        hidden.push(sheet.name);
        continue;
      }
      const titles: SheetRow[] = [];
      const result = await readChunks(sheetBytes(sheet, titles), {
        file, fileName: `${path.basename(file).replace(/\.xls[xm]$/i, '')}.${sheet.name}.csv`, today: options.today, signal: options.signal,
        companions: () => Promise.resolve(new Map()),
        ...(onProgress ? { onChunk: (reading) => onProgress(progressOf(reading, { file, sheet: sheet.name, bytesRead, bytesTotal: size })) } : {}),
      });
      if ('refused' in result) others.push({ sheet: sheet.name, problem: result.refused });
      else read.push({ ...result, inventory: ofSheet({ ...result.inventory, problems: [...result.inventory.problems, ...notesOf(file, sheet, titles)] }, sheet.name, size) });
    }
    // Beside the sheets of a known export, others that could be tables of servers are its disks, hosts and networks.
    const best = Math.max(...read.map(({ sure }) => sure));
    const chosen = read.filter(({ sure }) => sure === best).map(({ inventory }) => inventory);
    if (chosen.length > 0) {
      const notes = others.filter(({ problem }) => problem.code !== 'file-empty').map(({ sheet, problem }) => passedOver(file, sheet, problem.message.replace(/^The file is no inventory that can be read: /, '')));
      for (const { inventory, sure } of read) if (sure < best) notes.push(passedOver(file, inventory.sheet!, 'other sheets list the servers or their software.'));
      for (const sheet of hidden) notes.push(passedOver(file, sheet, 'it is hidden.'));
      return [{ ...chosen[0]!, problems: [...chosen[0]!.problems, ...notes] }, ...chosen.slice(1)];
    }
    const told = [...hidden.map((sheet) => `sheet "${sheet}": it is hidden`), ...others.map(({ sheet, problem }) => `sheet "${sheet}": ${problem.code === 'file-empty' ? 'it is empty' : problem.message.replace(/^The file is no inventory that can be read: /, '').replace(/\.$/, '')}`)].join('; ');
    return [refusedInventory(file, size, 'file-format-unknown', `The workbook has no sheet that can be read as an inventory${told === '' ? '' : ` (${told})`}.`, others[0]?.problem.fix ?? (hidden.length > 0 ? 'Show the hidden sheet in Excel and save the workbook.' : 'Export the inventory again.'))];
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof WorkbookError)) throw error;
    return [refusedInventory(file, size, 'file-unreadable', `The workbook cannot be read: ${error.message}.`, error.fix)];
  } finally {
    book?.close();
  }
}

/** A sheet as the CSV that readers take it for: rows in the lines of their numbers, from its headers on; what stands above them goes to `titles`. */
export async function* sheetBytes(sheet: Sheet, titles: SheetRow[] = []): AsyncGenerator<Uint8Array> {
  for await (const text of sheetCsv(belowTitles(sheet.rows(), titles))) yield encoder.encode(text);
}

/** A sheet without the titles above its headers, which fill one cell of their row; they go to `titles`. */
async function* belowTitles(rows: AsyncIterable<SheetRow>, titles: SheetRow[]): AsyncGenerator<SheetRow> {
  const first: SheetRow[] = [];
  let isBelow = false;
  for await (const row of rows) {
    if (isBelow) {
      yield row;
      continue;
    }
    const filled = filledCells(row);
    if (filled > 1) titles.push(...first.splice(0).filter((each) => filledCells(each) === 1));
    first.push(row);
    if (filled <= 1 && first.length < TITLE_ROWS) continue;
    isBelow = true;
    yield* first;
  }
  if (!isBelow) yield* first;
}

function filledCells({ cells }: SheetRow): number {
  let filled = 0;
  for (const cell of cells) if (cell.trim() !== '') filled++;
  return filled;
}

function notesOf(file: string, sheet: Sheet, titles: readonly SheetRow[]): readonly Problem[] {
  const notes = titles.map(({ number, cells }): Problem => ({
    file, line: number, column: 1, severity: 'information', code: 'header-unknown', message: `${quoted(cells.find((cell) => cell.trim() !== '') ?? '')} stands above the headers and is not read.`,
  }));
  const { withoutValue } = sheet.formulas;
  if (withoutValue === 0) return notes;
  return [...notes, {
    file, line: 0, column: 0, severity: 'warning', code: 'value-unknown', fix: 'Open the workbook in Excel and save it.',
    message: `${withoutValue === 1 ? '1 cell holds a formula' : `${withoutValue} cells hold formulas`} saved without the last value; formulas are not evaluated, so such cells are read as empty.`,
  }];
}

function ofSheet(inventory: FileInventory, sheet: string, bytes: number): FileInventory {
  return { ...inventory, sheet, bytes, problems: inventory.problems.map((problem) => ({ ...problem, message: `Sheet "${sheet}": ${problem.message}` })) };
}

/** Nothing is left out without a word; told with the first sheet that was read. */
function passedOver(file: string, sheet: string, reason: string): Problem {
  return { file, line: 0, column: 0, severity: 'information', code: 'header-unknown', message: `Sheet "${sheet}" is passed over: ${reason}` };
}
