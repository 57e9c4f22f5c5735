import type { Problem } from '../../core/inventory/problem';
import type { FeedName } from '../../core/match/knowledge';
import type { ImportOptions } from './importFiles';

/** Base addresses of the sources; a mirror has the same files below its own. No trailing slash. */
export interface FeedUrls {
  /** `<base>/api/v1/products/full` is read. */
  readonly endoflife: string;
  /** `<base>/nvdcve-2.0-<year>.json.gz` and `.meta`. */
  readonly nvdFeeds: string;
  /** The API itself, `…/rest/json/cves/2.0`. */
  readonly nvdApi: string;
  /** The catalogue's file itself. */
  readonly kev: string;
  /** The scores' file itself. */
  readonly epss: string;
  /** `<base>/<ecosystem>/all.zip`. */
  readonly osv: string;
}

export const DEFAULT_FEED_URLS: FeedUrls = {
  endoflife: 'https://endoflife.date',
  nvdFeeds: 'https://nvd.nist.gov/feeds/json/cve/2.0',
  nvdApi: 'https://services.nvd.nist.gov/rest/json/cves/2.0',
  kev: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  epss: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  osv: 'https://osv-vulnerabilities.storage.googleapis.com',
};

/** The addresses to use: the public ones, but for those that are set. Whatever was written in a setting, no trailing slash stays. */
export function resolveFeedUrls(urls: Partial<FeedUrls> = {}): FeedUrls {
  const set = Object.entries(urls).filter((entry): entry is [keyof FeedUrls, string] => typeof entry[1] === 'string' && entry[1].trim() !== '');
  return { ...DEFAULT_FEED_URLS, ...Object.fromEntries(set.map(([source, url]) => [source, url.trim().replace(/\/+$/, '')])) };
}

/**
 * Whether NVD's API may be asked. Who sets a mirror for NVD's files and none for its API has no way to the public one, or does not want it
 * taken; longer gaps are then closed by loading all years.
 */
export function usesNvdApi({ nvdFeeds = '', nvdApi = '' }: Partial<FeedUrls> = {}): boolean {
  return nvdApi.trim() !== '' || nvdFeeds.trim() === '';
}

/** Feeds that come over the network; the overlay is a folder of the user's. */
export type NetworkFeed = Exclude<FeedName, 'overlay'>;
export const NETWORK_FEEDS: readonly NetworkFeed[] = ['endoflife', 'nvd', 'kev', 'epss', 'osv'];

/** A feed is refreshed when it is older than this, days. */
export const DEFAULT_MAX_AGE_DAYS = 7;

export interface ProxySettings {
  /** `http://user:password@proxy:3128`; '' for none. */
  readonly url: string;
  /** Hosts that are reached directly: `host`, `.domain`, `*`. */
  readonly noProxy: readonly string[];
}

export interface UpdateOptions extends Pick<ImportOptions, 'cacheDir' | 'starterDir' | 'wasmPath' | 'now' | 'signal'> {
  /** The feeds to refresh; absent: all. */
  readonly feeds?: readonly NetworkFeed[];
  /** Feeds younger than this are left alone; 0 refreshes all. */
  readonly maxAgeDays: number;
  /** Addresses that differ from `DEFAULT_FEED_URLS`; their hosts are allowed too. */
  readonly urls?: Partial<FeedUrls>;
  /** Sent to NVD's API host alone; '' for none. */
  readonly nvdApiKey?: string;
  readonly proxy?: ProxySettings;
  /** OSV's ecosystems without a release (`Debian`, `AlmaLinux`): those that the estate holds. */
  readonly ecosystems: readonly string[];
  /** The product's version, told to the servers; absent: 0. */
  readonly productVersion?: string;
  /** Hears of retries and redirects, without credentials. */
  readonly log?: (line: string) => void;
  readonly progress?: (progress: UpdateProgress) => void;
}

export interface UpdateProgress {
  readonly feed: NetworkFeed | null;
  /** For people: "NVD 2022: 3.1 of 5.0 MB", "Saving". */
  readonly text: string;
  /** 0 to 1 over everything that is to be done. */
  readonly share: number;
  /** CVE records read so far. */
  readonly records: number;
}

/** How a refresh ended. What it brought stands in the cache's newest generation; `journal.json` keeps the errors until the next success. */
export interface UpdateResult {
  /** One for each feed asked for, in the order of `NETWORK_FEEDS`. */
  readonly outcomes: readonly FeedOutcome[];
  /** What the outcomes do not say: records left out. `file` is the address that it came from. */
  readonly problems: readonly Problem[];
  /** The signal was given. What is whole stays in the staging folder for the next time. */
  readonly cancelled: boolean;
}

/** How the refresh of one feed ended. `failed` also when only a part of it came: the rest is in use then. Whatever the outcome, the last good data of each feed is in use. */
export interface FeedOutcome {
  readonly name: NetworkFeed;
  readonly outcome: 'updated' | 'unchanged' | 'fresh' | 'failed' | 'cancelled';
  readonly revision: string;
  readonly records: number;
  /** Why it failed, as a sentence; '' otherwise. */
  readonly error: string;
  /** What to do next; '' when there is nothing. */
  readonly fix: string;
  /** What else is worth saying ("No distribution of OSV's is asked for."), as a sentence; absent when nothing is. */
  readonly note?: string;
}
