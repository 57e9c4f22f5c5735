import { HttpFailure } from './http';

/** The hosts that may be asked, and nothing else. */
export class AllowList {
  private readonly origins = new Set<string>();

  /** @param addresses as `FeedHttpOptions.allowed`. Throws HttpFailure for one that is no http or https address. */
  constructor(addresses: readonly string[]) {
    for (const address of addresses) {
      const url = parseHttpUrl(address);
      this.origins.add(url.origin);
      // A listed host may be asked with TLS at its ordinary port too: a mirror that is upgraded redirects there.
      this.origins.add(`https://${url.hostname}`);
    }
  }

  /** Why the address may not be asked, as a clause; '' when it may. */
  refusal(url: URL): string {
    if (url.username !== '' || url.password !== '') return `the address of ${url.host} holds a user name or password`;
    if (!this.origins.has(url.origin)) return `${url.protocol}//${url.host} is neither a feed nor a mirror of the settings`;
    return '';
  }
}

/** Throws HttpFailure. */
export function parseHttpUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new HttpFailure('host-not-allowed', 'the address is not an http or https address', 'Correct the address in the settings.');
}

/** The machine itself: `localhost` and its subdomains, 127.0.0.0/8, ::1. */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
