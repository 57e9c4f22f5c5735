import type { Readable } from 'node:stream';
import { abortable } from './abortable';
import { isLoopback, parseHttpUrl, type AllowList } from './allowList';
import { AttemptFailure } from './attemptFailure';
import { chooseProxy, type ProxyOptions } from './chooseProxy';
import { connectionFailure, proxyRefusal } from './connectionFailure';
import type { Dispatchers } from './dispatchers';
import type { HostRule } from './hostRule';
import { HttpFailure } from './http';
import type { HttpLimits } from './httpLimits';
import type { HttpTiming } from './httpTiming';
import { RateGate } from './rateGate';
import { statusFailure } from './statusFailure';

/** Names in lower case; of a header that came more than once the first. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>;

export interface OpenAnswer {
  /** After redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** To be read or destroyed. */
  readonly body: Readable;
  /** What an error while reading the body means. */
  bodyFailure(error: unknown): AttemptFailure;
  /** What the status means, where it is neither content nor "not modified". The body is given up. */
  refused(): AttemptFailure;
}

export interface ExchangeOptions {
  readonly allowed: AllowList;
  readonly dispatchers: Dispatchers;
  readonly limits: HttpLimits;
  readonly timing: HttpTiming;
  readonly proxy: ProxyOptions | undefined;
  readonly rules: readonly HostRule[];
  readonly userAgent: string;
  readonly log: (line: string) => void;
}

interface Host {
  readonly address: URL;
  readonly rule: HostRule;
  readonly gate: RateGate | undefined;
}

/** One try of one request: from host to host over redirects, each checked, paced and given only what is meant for it. */
export class Exchange {
  private readonly hosts: readonly Host[];

  constructor(private readonly options: ExchangeOptions) {
    this.hosts = options.rules.map((rule) => ({ address: parseHttpUrl(rule.url), rule, gate: rule.rate && new RateGate(rule.rate, options.timing) }));
  }

  /** Resolves when the headers of the last answer are here. Rejects with AttemptFailure, HttpFailure or the signal's reason. */
  async open(address: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<OpenAnswer> {
    let url = parseHttpUrl(address);
    const refusal = this.options.allowed.refusal(url);
    if (refusal !== '') throw new HttpFailure('host-not-allowed', refusal, 'Correct the address in the settings.');
    for (let redirects = 0; ; redirects++) {
      const answer = await this.ask(url, headers, signal);
      if (!isRedirect(answer.status)) return answer;
      answer.body.destroy();
      if (redirects === this.options.limits.redirects) throw new HttpFailure('redirect', `${url.host} redirects more than ${redirects} times`, REDIRECT_FIX, answer.status);
      const next = this.redirectTarget(url, answer);
      this.options.log(`${url.host} redirects to ${next.origin}${next.pathname}`);
      url = next;
    }
  }

  private redirectTarget(from: URL, { status, headers }: OpenAnswer): URL {
    const location = headers.location ?? '';
    if (location === '' || !URL.canParse(location, from.href)) throw new HttpFailure('redirect', `${from.host} redirects without saying where to`, REDIRECT_FIX, status);
    const to = new URL(location, from);
    // A fragment is the browser's.
    to.hash = '';
    if (from.protocol === 'https:' && to.protocol !== 'https:') throw new HttpFailure('redirect', `${from.host} redirects from https to ${to.protocol.slice(0, -1)}`, REDIRECT_FIX, status);
    const refusal = this.options.allowed.refusal(to);
    if (refusal !== '') throw new HttpFailure('redirect', `${from.host} redirects elsewhere: ${refusal}`, REDIRECT_FIX, status);
    return to;
  }

  private async ask(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<OpenAnswer> {
    const { dispatchers, timing, userAgent } = this.options;
    const host = this.hosts.find(({ address }) => isBelow(url, address));
    const proxy = chooseProxy(url, this.options.proxy);
    const dispatcher = await dispatchers.for(proxy);
    const leave = await host?.gate?.enter(signal);
    try {
      const { statusCode, headers: answered, body } = await abortable(dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { accept: '*/*', 'user-agent': userAgent, ...headers, ...keyHeader(url, host?.rule) },
        signal,
      }), signal);
      // Destroyed without being read it tells so to nobody in particular.
      body.on('error', () => undefined);
      const flat = firstValues(answered);
      if (statusCode === 407 && proxy) {
        body.destroy();
        throw proxyRefusal(proxy, statusCode, url.host);
      }
      return {
        url, status: statusCode, headers: flat, body,
        bodyFailure: (error) => (error instanceof AttemptFailure ? error : connectionFailure(error, { url, proxy, inBody: true })),
        refused: () => {
          body.destroy();
          return statusFailure({ url, status: statusCode, headers: flat, rule: host?.rule, wallMs: timing.wallMs() });
        },
      };
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof AttemptFailure || error instanceof HttpFailure ? error : connectionFailure(error, { url, proxy, inBody: false });
    } finally {
      leave?.();
    }
  }
}

const REDIRECT_FIX = 'A sign-in page or proxy may stand in between. If the feed has moved, set its new address in the settings.';

/** A mirror can have NVD's API and all files on one host; what is particular to the API is then its own alone. */
function isBelow(url: URL, address: URL): boolean {
  const folder = address.pathname.replace(/\/+$/, '');
  return url.origin === address.origin && (url.pathname === folder || url.pathname.startsWith(`${folder}/`));
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** The key goes to the address that it is for, and there not in the clear; every step of a redirect asks again. */
function keyHeader(url: URL, rule: HostRule | undefined): Record<string, string> {
  if (!rule?.apiKey) return {};
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) return {};
  if (!/^[\x21-\x7e]{1,256}$/.test(rule.apiKey)) throw new HttpFailure('invalid-key', 'the API key holds characters that no key has', 'Set the NVD API key anew.');
  return { apiKey: rule.apiKey };
}

function firstValues(headers: Readonly<Record<string, string | string[] | undefined>>): AnswerHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}
