import { AllowList } from './allowList';
import type { ProxyOptions } from './chooseProxy';
import { Dispatchers } from './dispatchers';
import { downloadFile } from './downloadFile';
import { Exchange } from './exchange';
import type { HostRule } from './hostRule';
import { HttpFailure, type FeedHttp, type HttpFailureKind } from './http';
import { HTTP_LIMITS, type HttpLimits } from './httpLimits';
import { REAL_TIMING, type HttpTiming } from './httpTiming';
import { PartFile } from './partFile';
import { readText } from './readText';
import { withRetries } from './withRetries';

/** A try of a download that brought at least this much more is no failed one, bytes. */
const ADVANCE_BYTES = 1024 * 1024;

/** After these the next download may go on from what is there; the others would meet the same end. */
const PASSING: ReadonlySet<HttpFailureKind> = new Set(['dns', 'refused', 'reset', 'timeout', 'proxy', 'throttled', 'server-error', 'truncated']);

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

/**
 * Makes the product's only way out. It opens no connection before it is asked; close it after use.
 * Throws HttpFailure when an address of `allowed` or `rules` is none.
 */
export function createFeedHttp(options: FeedHttpOptions): FeedHttp {
  const limits: HttpLimits = { ...HTTP_LIMITS, ...options.limits };
  const timing = options.timing ?? REAL_TIMING;
  const log = options.log ?? (() => undefined);
  const dispatchers = new Dispatchers(limits, options.ca ?? []);
  const exchange = new Exchange({
    allowed: new AllowList(options.allowed), dispatchers, limits, timing, log,
    proxy: options.proxy, rules: options.rules ?? [],
    userAgent: `Inventory-Insights/${/^[\w.+-]{1,40}$/.test(options.version) ? options.version : '0'}`,
  });
  const closing = new AbortController();
  const signalOf = (signal: AbortSignal | undefined): AbortSignal => (signal ? AbortSignal.any([signal, closing.signal]) : closing.signal);

  return {
    async text(url, fetchOptions) {
      const signal = signalOf(fetchOptions.signal);
      return withRetries(() => readText(exchange, url, fetchOptions, signal), { limits, timing, signal, log });
    },
    async download(url, file, fetchOptions) {
      const signal = signalOf(fetchOptions.signal);
      const part = new PartFile(file);
      let furthest = 0;
      const hasAdvanced = (): boolean => {
        if (part.size < furthest + ADVANCE_BYTES) return false;
        furthest = part.size;
        return true;
      };
      try {
        return await withRetries(() => downloadFile(exchange, { url, options: fetchOptions, signal, part }), { limits, timing, signal, log, hasAdvanced });
      } catch (error) {
        await part.keepOrRemove(signal.aborted || (error instanceof HttpFailure && PASSING.has(error.kind)));
        throw error;
      }
    },
    async close() {
      closing.abort(new HttpFailure('reset', 'the connections were closed'));
      await dispatchers.destroy();
    },
  };
}
