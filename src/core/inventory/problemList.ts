import type { Problem, ProblemSeverity } from './problem';
import { READ_LIMITS } from './reader';

type Found = Omit<Problem, 'file'>;

/** The problems of one file, bounded: beyond `READ_LIMITS.problemsPerFile` the mildest give way, and one more says how many were left out. */
export class ProblemList {
  private readonly kept: Record<ProblemSeverity, Found[]> = { error: [], warning: [], information: [] };
  /** Problems added, those left out included. */
  total = 0;
  private count = 0;
  private leftOut = 0;

  constructor(
    private readonly file: string,
    private readonly limit: number = READ_LIMITS.problemsPerFile,
  ) {}

  /** `found` is only asked for when there is room, so that a file of bad rows does not cost their places. */
  add(severity: ProblemSeverity, found: () => Omit<Found, 'severity'>): void {
    this.total++;
    if (this.count >= this.limit) {
      this.leftOut++;
      if (!this.makeRoom(severity)) return;
    }
    this.count++;
    this.kept[severity].push({ ...found(), severity });
  }

  /** In the order of the file. */
  finish(): readonly Problem[] {
    const all = [...this.kept.error, ...this.kept.warning, ...this.kept.information]
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .map((found): Problem => ({ file: this.file, ...found }));
    if (this.leftOut > 0) {
      all.push({
        file: this.file,
        line: 0,
        column: 0,
        severity: 'warning',
        code: 'too-many-problems',
        message: `${this.leftOut} more problems in this file are not listed.`,
        fix: 'Correct the listed ones first; the others then show.',
      });
    }
    return all;
  }

  private makeRoom(severity: ProblemSeverity): boolean {
    const milder: readonly ProblemSeverity[] =
      severity === 'error' ? ['information', 'warning'] : severity === 'warning' ? ['information'] : [];
    for (const list of milder) {
      if (this.kept[list].pop()) {
        this.count--;
        return true;
      }
    }
    return false;
  }
}
