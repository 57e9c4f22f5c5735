import { grouped } from './grouped';
import { printable } from './output';

/** A terminal's line is written anew at most this often, ms. */
const TERMINAL_EVERY_MS = 100;
/** Elsewhere (a log) another step is told at most this often, and one that goes on again after the second time, ms. */
const LOG_STEP_MS = 1_000;
const LOG_EVERY_MS = 10_000;
/** Columns of a terminal that does not say how many it has. */
const DEFAULT_COLUMNS = 80;

export interface ProgressState {
  /** `Reading nvdcve-2.0-2022.json.gz` or `NVD 2022: 3.1 of 5.0 MB`: up to the colon is the step. */
  readonly text: string;
  /** 0 to 1. */
  readonly share: number;
  readonly records?: number;
}

/** What `process.stderr` has of a terminal. */
export interface ProgressTarget {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How far a long command is: one line written over and over on a terminal, a line for each step in a log, nothing when asked to be quiet. */
export class ProgressLine {
  private step = '';
  private toldAt = -Infinity;
  private isShown = false;

  constructor(
    private readonly quiet: boolean,
    private readonly target: ProgressTarget = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {}

  readonly report = ({ text, share, records }: ProgressState): void => {
    if (this.quiet) return;
    const step = text.split(':')[0];
    const isNew = step !== this.step;
    const every = this.target.isTTY ? TERMINAL_EVERY_MS : isNew ? LOG_STEP_MS : LOG_EVERY_MS;
    // The last step is always told.
    if (!(isNew && share === 1) && this.now() - this.toldAt < every) return;
    this.step = step;
    this.toldAt = this.now();
    const line = printable(`${String(Math.round(share * 100)).padStart(3)} %  ${text}${records ? `, ${grouped(records)} CVEs` : ''}`);
    if (!this.target.isTTY) this.target.write(`${line}\n`);
    else {
      this.isShown = true;
      // A line that wraps could not be written over.
      this.target.write(`\r\u001b[K${line.slice(0, (this.target.columns ?? DEFAULT_COLUMNS) - 1)}`);
    }
  };

  /** Takes the line off the terminal, so that what follows begins at its start. */
  readonly end = (): void => {
    if (this.isShown) this.target.write('\r\u001b[K');
    this.isShown = false;
  };
}
