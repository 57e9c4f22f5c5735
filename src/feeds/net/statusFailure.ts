import { AttemptFailure } from './attemptFailure';
import type { AnswerHeaders } from './exchange';
import type { HostRule } from './hostRule';
import { HttpFailure } from './http';
import { retryAfterMs } from './retryAfter';

/** Servers may tell a reason in this header, as NVD does. Bounded: it is shown. */
const MAX_REASON = 200;

export interface RefusedAnswer {
  readonly url: URL;
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly rule: HostRule | undefined;
  readonly wallMs: number;
}

/** What an answer means that is neither the content nor "not modified". */
export function statusFailure({ url, status, headers, rule, wallMs }: RefusedAnswer): AttemptFailure {
  const { host } = url;
  const fail = (kind: HttpFailure['kind'], message: string, fix: string): HttpFailure => new HttpFailure(kind, message, fix, status);
  const waitMs = retryAfterMs(headers['retry-after'], headers.date, wallMs);

  if (status === 429 || (status === 403 && rule?.throttlesWith403)) {
    const fix = rule?.throttlesWith403 && !rule.apiKey ? 'Wait some minutes and try again, or set an NVD API key, which allows ten times as many requests.' : 'Wait some minutes and try again.';
    // The window has to pass: another request of this machine, or of another one behind the same address, has used it up.
    return new AttemptFailure(fail('throttled', `${host} takes no more requests for now (${status})`, fix), 'many', waitMs ?? rule?.rate?.perMs);
  }
  if (status >= 500) {
    // 501 and 505 say what the server can not do, not how it is.
    const isPassing = status !== 501 && status !== 505;
    return new AttemptFailure(fail('server-error', `${host} has an error of its own (${status})`, 'Try again later.'), isPassing ? 'many' : 'never', waitMs);
  }
  if (status === 408) return new AttemptFailure(fail('timeout', `${host} waited too long for the request (408)`, 'Try again later.'), 'many', waitMs);
  const reason = reasonOf(headers);
  if (status === 404 || status === 410) {
    if (rule?.apiKey && /api ?key/i.test(reason)) return new AttemptFailure(fail('invalid-key', `${host} does not know the API key (${status})`, 'Set the NVD API key anew, or remove it to go on more slowly without one.'));
    return new AttemptFailure(fail('not-found', `${host} has no ${url.pathname} (${status}${reason === '' ? '' : `: ${reason}`})`, 'Check the address of the feed or mirror in the settings.'));
  }
  if (status === 401 || status === 403) return new AttemptFailure(fail('unexpected-status', `${host} refuses access (${status})`, 'Check whether a proxy or firewall blocks it, or whether the mirror asks for a sign-in.'));
  return new AttemptFailure(fail('unexpected-status', `${host} answered with the unexpected status ${status}`, 'Check the address of the feed or mirror in the settings.'));
}

function reasonOf(headers: AnswerHeaders): string {
  return (headers.message ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, MAX_REASON).replace(/\.$/, '');
}
