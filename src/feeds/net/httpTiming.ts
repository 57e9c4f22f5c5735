import { setTimeout as sleep } from 'node:timers/promises';

/** Clock, randomness and waiting, so that tests can stand in for them. */
export interface HttpTiming {
  /** Never runs backwards, ms from any start. Rates and time spans are measured by it: the wall clock may be set back meanwhile. */
  monotonicMs(): number;
  /** Wall clock, ms since 1970. Only to read `Retry-After` dates and to name a time to people. */
  wallMs(): number;
  /** From 0 up to, but without, 1. */
  random(): number;
  /** Resolves after `ms`; rejects at once with the signal's reason when that is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const REAL_TIMING: HttpTiming = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  random: () => Math.random(),
  async wait(ms, signal) {
    signal?.throwIfAborted();
    await sleep(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  },
};
