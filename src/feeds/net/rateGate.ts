import { abortable } from './abortable';
import type { RequestRate } from './hostRule';
import type { HttpTiming } from './httpTiming';

/** Lets the requests to one host through, first come first served, no faster than its rate. */
export class RateGate {
  /** When each request of the window began, monotonic ms. */
  private begun: number[] = [];
  /** When the last request began, or its answer came, monotonic ms. */
  private last = -Infinity;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly rate: RequestRate,
    private readonly timing: HttpTiming,
  ) {}

  /** Resolves when a request may begin; the function that it gives is called when its answer begins, or when there is none. */
  async enter(signal: AbortSignal): Promise<() => void> {
    const before = this.queue;
    let leaveQueue = (): void => undefined;
    const own = new Promise<void>((resolve) => (leaveQueue = resolve));
    // Who gives up while waiting must not let the next one pass those before.
    this.queue = before.then(() => own);
    try {
      await abortable(before, signal);
      for (let ms = this.waitMs(); ms > 0; ms = this.waitMs()) await this.timing.wait(ms, signal);
      this.last = this.timing.monotonicMs();
      this.begun.push(this.last);
    } finally {
      leaveQueue();
    }
    return () => (this.last = this.timing.monotonicMs());
  }

  private waitMs(): number {
    const { requests, perMs, pauseMs } = this.rate;
    const now = this.timing.monotonicMs();
    this.begun = this.begun.filter((one) => now - one < perMs);
    const window = this.begun.length < requests ? 0 : this.begun[this.begun.length - requests] + perMs - now;
    return Math.max(window, this.last + pauseMs - now);
  }
}
