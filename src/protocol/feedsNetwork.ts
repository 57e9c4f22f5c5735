/**
 * How the worker reaches the feeds: read from the user's settings by the extension and sent with each update, so that nothing of it is kept.
 * What may stand where is said in `FeedUrls` of `src/feeds/sync/update.ts`.
 */
export interface FeedsNetwork {
  /** Addresses that differ from the public ones, by source. */
  readonly urls: Readonly<Partial<Record<FeedSource, string>>>;
  readonly proxy: {
    /** '' asks the environment. */
    readonly url: string;
    /** Hosts that are reached directly; empty asks the environment. */
    readonly noProxy: readonly string[];
  };
}

/** The sources whose addresses can be set; `nvdFeeds` has the yearly files, `nvdApi` what changed lately. */
export const FEED_SOURCES = ['endoflife', 'nvdFeeds', 'nvdApi', 'kev', 'epss', 'osv'] as const;
export type FeedSource = (typeof FEED_SOURCES)[number];

/** Characters of an address or of a host; longer ones are no such thing. */
const MAX_TEXT = 2_048;
const MAX_HOSTS = 200;

/** Addresses out of a setting or message, and those that are none: a mirror mistyped must not become a request to the public source. */
export function decodeFeedUrls(value: unknown): { readonly urls: FeedsNetwork['urls']; readonly wrong: readonly string[] } {
  if (value === undefined || value === null) return { urls: {}, wrong: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return { urls: {}, wrong: ['feeds.urls'] };
  const urls: Partial<Record<FeedSource, string>> = {};
  const wrong: string[] = [];
  for (const [source, address] of Object.entries(value as Record<string, unknown>)) {
    if (address === '' || address === null) continue;
    const known = FEED_SOURCES.find((one) => one === source);
    const decoded = decodeAddress(address);
    if (known === undefined || decoded === undefined) wrong.push(source);
    else urls[known] = decoded;
  }
  return { urls, wrong };
}

/** The network part of a message. Addresses that are wrong are told, never replaced. */
export function decodeFeedsNetwork(value: unknown): { readonly network: FeedsNetwork; readonly wrong: readonly string[] } {
  const given = fieldsOf(value);
  const proxy = fieldsOf(given.proxy);
  const { urls, wrong } = decodeFeedUrls(given.urls);
  return { network: { urls, proxy: { url: textOr(proxy.url), noProxy: decodeHosts(proxy.noProxy) } }, wrong };
}

/** Hosts out of a list; what is no host name is left out. */
export function decodeHosts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((host) => typeof host === 'string' && host.trim() !== '' && host.length <= MAX_TEXT).slice(0, MAX_HOSTS);
}

/** A web address without credentials, query and trailing slash. */
function decodeAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_TEXT || !/^https?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/i.test(value.trim())) return undefined;
  return value.trim().replace(/\/+$/, '');
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOr(value: unknown): string {
  return typeof value === 'string' && value.length <= MAX_TEXT ? value.trim() : '';
}
