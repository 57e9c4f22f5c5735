import { AttemptFailure, type RetryRule } from './attemptFailure';
import { HttpFailure } from './http';
import type { HttpLimits } from './httpLimits';
import type { HttpTiming } from './httpTiming';

export interface RetryOptions {
  readonly limits: HttpLimits;
  readonly timing: HttpTiming;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** Whether the try that just failed brought something new that the next one goes on from. */
  readonly hasAdvanced?: () => boolean;
}

/**
 * Tries until it works, is cancelled, or has failed often enough. Waits grow exponentially with full jitter, so that many machines
 * that failed at the same moment do not come back at the same moment. Throws HttpFailure or the signal's reason.
 */
export async function withRetries<T>(attempt: () => Promise<T>, { limits, timing, signal, log, hasAdvanced }: RetryOptions): Promise<T> {
  const most: Readonly<Record<RetryRule, number>> = { never: 1, few: limits.attemptsWhenUnreachable, many: limits.attempts };
  let inVain = 0;
  let waitedMs = 0;
  for (let tries = 1; ; tries++) {
    try {
      signal.throwIfAborted();
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AttemptFailure)) throw error;
      inVain = hasAdvanced?.() ? 1 : inVain + 1;
      const { failure, rule, retryAfterMs } = error;
      if (rule === 'never') throw failure;
      if (retryAfterMs !== undefined && retryAfterMs > limits.maxRetryAfterMs) throw tryLater(failure, timing.wallMs() + retryAfterMs);
      const jitterMs = timing.random() * Math.min(limits.maxBackOffMs, limits.backOffMs * 2 ** (inVain - 1));
      const waitMs = (retryAfterMs ?? 0) + jitterMs;
      if (inVain >= most[rule] || waitedMs + waitMs > limits.maxWaitMs) throw triedOften(failure, tries);
      waitedMs += waitMs;
      log(`${failure.message}; next try in ${(waitMs / 1_000).toFixed(1)} s`);
      await timing.wait(waitMs, signal);
    }
  }
}

function tryLater(failure: HttpFailure, whenMs: number): HttpFailure {
  // Beyond what a date can hold there is nothing to name.
  const when = whenMs < 8.64e15 ? `${new Date(whenMs).toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'some days';
  return new HttpFailure(failure.kind, failure.message, `Try again after ${when}: the server asks for that.`, failure.status);
}

function triedOften(failure: HttpFailure, tries: number): HttpFailure {
  return tries === 1 ? failure : new HttpFailure(failure.kind, `${failure.message}, ${tries} times`, failure.fix, failure.status);
}
