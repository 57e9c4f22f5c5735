import { parseDate, quoted, type CellValue } from '../cellValues';
import type { PlainDate } from '../plainDate';

/** Dates that are kept until their list ends; those after them are not read. */
const MAX_KEPT = 200_000;
const MONTHS = 12;
const WITH_SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=$| )/;

type UseDate = (date: CellValue<PlainDate | null>) => void;

interface KeptDate {
  readonly text: string;
  readonly parts: readonly [first: string, second: string, year: string];
  readonly use: UseDate;
}

/**
 * Dates with slashes of one list, as `Get-HotFix` writes them (`1/15/2024 12:00:00 AM`): whether the month or the day comes first depends on
 * the machine that wrote it, so the list as a whole decides. A number above 12 tells the order of all; where none is, or both orders are, none
 * is read: half of a server's hotfix dates would make its newest one too old.
 */
export class SlashDates {
  private readonly kept: KeptDate[] = [];
  private isMonthFirst = false;
  private isDayFirst = false;

  constructor(private readonly today: PlainDate) {}

  /** Reads a date in any form; one with slashes is told to `use` at the end, any other at once. */
  read(text: string, use: UseDate): void {
    const [, first, second, year] = WITH_SLASHES.exec(text) ?? [];
    if (first === undefined || second === undefined || year === undefined || this.kept.length === MAX_KEPT) return use(parseDate(text, this.today));
    if (Number(first) > MONTHS) this.isDayFirst = true;
    if (Number(second) > MONTHS) this.isMonthFirst = true;
    this.kept.push({ text, parts: [first, second, year], use });
  }

  end(): void {
    const isTold = this.isMonthFirst !== this.isDayFirst;
    for (const { text, parts: [first, second, year], use } of this.kept) {
      const [month, day] = this.isMonthFirst ? [first, second] : [second, first];
      use(isTold ? this.parsed(text, `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : {
        value: null,
        wrong: { code: 'date-unparsable', message: `Whether ${quoted(text)} begins with the month or the day is not told by the list's other dates; it is left out.`, fix: 'Write dates as YYYY-MM-DD.' },
      });
    }
    this.kept.length = 0;
  }

  /** What is wrong is said of the date as it is written. */
  private parsed(text: string, iso: string): CellValue<PlainDate | null> {
    const read = parseDate(iso, this.today);
    return read.wrong?.code === 'date-unparsable' ? parseDate(text, this.today) : read;
  }
}
