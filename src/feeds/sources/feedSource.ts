import type { FeedState } from '../../core/match/knowledge';
import type { FeedHttp } from '../net/http';
import type { JournalEntry, ResourceVersion } from '../store/journal';
import type { NvdSpan } from '../sync/importFiles';
import type { FeedUrls, NetworkFeed } from '../sync/update';
import type { Staging } from './staging';

/** What a source is given. */
export interface SourceContext {
  readonly http: FeedHttp;
  readonly urls: FeedUrls;
  /** NVD's API may be asked. Not when a mirror is set for its feeds alone: then the API's own host is not meant to be reached. */
  readonly usesNvdApi: boolean;
  /** Where this source's files arrive, and wait for the next time when they are not applied. */
  readonly staging: Staging;
  /** The feed as it stands in the cache; undefined when it has none or the starter's alone. */
  readonly state: FeedState | undefined;
  readonly entry: JournalEntry;
  /** ISO 8601 date-time. A hint only: clocks are set back. */
  readonly now: string;
  readonly ecosystems: readonly string[];
  readonly signal: AbortSignal | undefined;
  /** What is being done, for people, and how much of it is done, 0 to 1. */
  readonly report: (text: string, share: number) => void;
}

/** A whole file in the staging folder. */
export interface StagedFile {
  readonly path: string;
  /** Where it came from, without credentials. */
  readonly address: string;
}

/** What a source brought. */
export interface Arrival {
  /** Whole and verified; empty when the server has nothing newer than the cache. */
  readonly files: readonly StagedFile[];
  /** By address: what to remember of each once its content is in the cache. */
  readonly versions: Readonly<Record<string, Omit<ResourceVersion, 'fetchedAt'>>>;
  /** Parts that could not be had while others came; in words by the one that reports. */
  readonly failures: readonly unknown[];
  readonly nvdSpan?: NvdSpan;
  /** A sentence for people when there is something to say. */
  readonly note?: string;
}

export const NOTHING_NEW: Arrival = { files: [], versions: {}, failures: [] };

/** One feed's way in. Plans what is needed from the state of the cache, and fetches that into the staging folder. */
export interface FeedSource {
  readonly name: NetworkFeed;
  /**
   * Rejects with `HttpFailure`, `FeedFileError`, Node's file errors, or the signal's reason.
   * What is whole until then stays in the staging folder, and the next call goes on from there.
   */
  fetch(context: SourceContext): Promise<Arrival>;
}
