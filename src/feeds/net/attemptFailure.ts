import type { HttpFailure } from './http';

/** How often a failure is tried again: not at all; as something that seldom passes by itself; as something that often does. */
export type RetryRule = 'never' | 'few' | 'many';

/** Why one try failed. Never leaves the folder: `withRetries` tries again or throws the `failure`. */
export class AttemptFailure extends Error {
  constructor(
    readonly failure: HttpFailure,
    readonly rule: RetryRule = 'never',
    /** What the server asks to wait, ms; undefined when it does not say. */
    readonly retryAfterMs?: number,
  ) {
    super(failure.message);
  }
}
