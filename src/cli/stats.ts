/** Where the time of a run went; printed as one line of JSON. */
export class Stats {
  private readonly started = performance.now();
  private last = this.started;
  private readonly phases: Record<string, number> = {};

  /** Ends a phase: the time since the one before, ms. */
  lap(phase: string): void {
    const now = performance.now();
    this.phases[phase] = Math.round((this.phases[phase] ?? 0) + now - this.last);
    this.last = now;
  }

  /** `phases` in ms, `startMs` before the first line of ours, `peakMemoryMB` the largest resident set of the process. */
  line(counts: Readonly<Record<string, number>>): string {
    return JSON.stringify({
      phases: this.phases,
      startMs: Math.round(this.started),
      totalMs: Math.round(performance.now()),
      peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
      ...counts,
    });
  }
}
