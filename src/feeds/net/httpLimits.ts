const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Every number that bounds a request. */
export interface HttpLimits {
  /** Until a connection, TLS included, stands, ms. */
  readonly connectMs: number;
  /** From the request to the answer's headers, ms. NVD's API takes up to 30 s for a page. */
  readonly headersMs: number;
  /** Without a byte of the body, ms. */
  readonly idleMs: number;
  /** Tries in a row that bring nothing new, the first included. */
  readonly attempts: number;
  /** Of failures that seldom pass by themselves: a name that does not resolve, a connection that is refused or not taken. The first included. */
  readonly attemptsWhenUnreachable: number;
  /** The wait before the n-th retry is drawn from 0 to backOffMs · 2^(n-1), ms. */
  readonly backOffMs: number;
  /** Longest of these waits, ms. */
  readonly maxBackOffMs: number;
  /** A longer `Retry-After` is not waited for, ms. */
  readonly maxRetryAfterMs: number;
  /** All waits of one call together, ms. */
  readonly maxWaitMs: number;
  readonly redirects: number;
  /** Connections to one host at a time. */
  readonly connectionsPerHost: number;
}

export const HTTP_LIMITS: HttpLimits = {
  connectMs: 20 * SECOND,
  headersMs: 90 * SECOND,
  idleMs: 60 * SECOND,
  attempts: 6,
  attemptsWhenUnreachable: 2,
  backOffMs: 2 * SECOND,
  maxBackOffMs: MINUTE,
  maxRetryAfterMs: 3 * MINUTE,
  maxWaitMs: 10 * MINUTE,
  redirects: 5,
  connectionsPerHost: 4,
};
