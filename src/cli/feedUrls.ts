import { DEFAULT_FEED_URLS, type FeedUrls } from '../feeds/sync/update';
import { UsageError } from './usage';

/** Addresses in the environment, as `--mirror` takes them, separated by white space; an option goes before them. */
export const URLS_VARIABLE = 'INVENTORY_INSIGHTS_FEED_URLS';

export const FEED_URL_NAMES = Object.keys(DEFAULT_FEED_URLS) as readonly (keyof FeedUrls)[];

/** The mirrors out of `name=url` texts, later ones first. Throws UsageError for what is none: a mirror mistyped must not become a request to the public source. */
export function feedUrls(given: readonly string[], environment: string | undefined): Partial<FeedUrls> {
  const urls: { -readonly [name in keyof FeedUrls]?: string } = {};
  for (const [texts, where] of [[(environment ?? '').split(/\s+/).filter((text) => text !== ''), URLS_VARIABLE], [given, '--mirror']] as const) {
    for (const text of texts) {
      const [name, url] = splitAtFirst(text, '=');
      const known = FEED_URL_NAMES.find((one) => one === name);
      if (known === undefined) throw new UsageError(`${where} takes <name>=<address> with a name of ${FEED_URL_NAMES.join(', ')}, not "${text}".`);
      urls[known] = addressOf(url, where);
    }
  }
  return urls;
}

function addressOf(text: string, where: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') throw new UsageError(`${where} needs an address that begins with https:// or http://, not "${text}".`);
  // It would stand in messages and in the journal.
  if (url.username !== '' || url.password !== '') throw new UsageError(`${where} takes no user name or password in the address.`);
  if (url.search !== '' || url.hash !== '') throw new UsageError(`${where} takes the address without ? and #, not "${text}".`);
  return text.replace(/\/+$/, '');
}

function splitAtFirst(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
