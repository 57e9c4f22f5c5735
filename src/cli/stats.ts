import type { EstateFile } from '../core/inventory/model';

/** Where the time of a run went and what became of every row; printed as one line of JSON. */
export class Stats {
  /** Of each file, or sheet of a workbook; every row of it is read or rejected. Set when the inventories are read. */
  files: readonly EstateFile[] = [];

  private readonly started = performance.now();
  private last = this.started;
  private readonly phases: Record<string, number> = {};

  /** Ends a phase: the time since the one before, ms. */
  lap(phase: string): void {
    const now = performance.now();
    this.phases[phase] = Math.round((this.phases[phase] ?? 0) + now - this.last);
    this.last = now;
  }

  /** Of each file or sheet: its rows, of them those that were read and that were rejected. `phases` in ms, `startMs` before the first line of ours, `peakMemoryMB` the largest resident set of the process. */
  line(counts: Readonly<Record<string, number>>): string {
    return JSON.stringify({
      phases: this.phases,
      startMs: Math.round(this.started),
      totalMs: Math.round(performance.now()),
      peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
      ...counts,
      files: this.files.map(({ file, sheet, format, rows, rejected, servers, installs }) => ({ file, sheet, format, rows: rows + rejected, read: rows, rejected, servers, installs })),
    });
  }
}
