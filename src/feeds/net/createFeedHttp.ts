import type { FeedHttp } from './http';
import { HttpFailure } from './http';
import type { HttpLimits } from './httpLimits';
import type { HttpTiming } from './httpTiming';
import type { HostRule } from './hostRule';
import type { ProxyOptions } from './chooseProxy';

export interface FeedHttpOptions {
  /**
   * Addresses of the feeds and of the user's mirrors; any path of them. Nothing else is ever asked, also after a redirect.
   * `https://host` allows that host with TLS, `http://host:8080` also that port without.
   */
  readonly allowed: readonly string[];
  /** The product's version, for the user agent. */
  readonly version: string;
  /** Rates, keys and manners of single hosts; `nvdApiRule` makes the one of NVD's API. */
  readonly rules?: readonly HostRule[];
  /** Absent: the environment's proxy. */
  readonly proxy?: ProxyOptions;
  /** Certificate authorities besides Node's own, PEM. */
  readonly ca?: readonly string[];
  /** Numbers that differ from `HTTP_LIMITS`. */
  readonly limits?: Partial<HttpLimits>;
  /** Clock, randomness and waiting; absent: the real ones. */
  readonly timing?: HttpTiming;
  /** Hears of retries and redirects, without credentials. */
  readonly log?: (line: string) => void;
}

/** Makes the product's only way out. It opens no connection before it is asked. Close it after use. */
export function createFeedHttp(_options: FeedHttpOptions): FeedHttp {
  const unavailable = (): Promise<never> => Promise.reject(new HttpFailure('unexpected-status', 'the network is being built'));
  return { text: unavailable, download: unavailable, close: () => Promise.resolve() };
}
