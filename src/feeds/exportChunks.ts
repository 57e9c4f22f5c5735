import type { ExportContext } from '../core/export/exportContext';
import type { ExportFormat } from '../core/export/exportFormat';
import { exportText, type ExportOptions } from '../core/export/exportText';
import type { ExportSelection } from '../core/export/selection';
import { assessmentSheets } from '../core/export/xlsx/assessmentSheets';
import { workbookParts } from '../core/export/xlsx/workbookParts';
import { writeWorkbook } from './workbook/writeWorkbook';

/** A selection in any format, made as it is asked for: text in chunks, or the bytes of a workbook. */
export function exportChunks(selection: ExportSelection, format: ExportFormat, context: ExportContext, options: ExportOptions): Iterable<string> | AsyncIterable<Buffer> {
  return format === 'xlsx' ? writeWorkbook(workbookParts(assessmentSheets(selection, context))) : exportText(selection, format, context, options);
}
