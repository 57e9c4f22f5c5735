/** A file that changed while it was read is read again after so many milliseconds, doubled each time up to the second figure. */
const REREAD_MS = { first: 1_000, most: 30_000 };

/** Comes back to files that somebody was writing while they were read, less often the longer it takes. */
export class ComeBack {
  private waiting: { readonly timer: NodeJS.Timeout; readonly afterMs: number } | undefined;

  constructor(private readonly due: (file: string) => void) {}

  /** Called after each reading with the files that were being written; none ends the waiting. */
  plan(beingWritten: readonly string[]): void {
    const [first] = beingWritten;
    if (this.waiting) clearTimeout(this.waiting.timer);
    if (first === undefined) {
      this.waiting = undefined;
      return;
    }
    const afterMs = Math.min(REREAD_MS.most, this.waiting === undefined ? REREAD_MS.first : this.waiting.afterMs * 2);
    const timer = setTimeout(() => this.due(first), afterMs);
    timer.unref();
    this.waiting = { timer, afterMs };
  }
}
