/** A workbook that cannot be read; the message is a reason as a clause, without the file's name. */
export class WorkbookError extends Error {
  constructor(
    message: string,
    readonly fix = 'Save it again as an Excel workbook (.xlsx), or save its sheet as CSV.',
  ) {
    super(message);
  }
}
