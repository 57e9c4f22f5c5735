import fs from 'node:fs/promises';
import { HTML_SNIFF_BYTES, looksLikeHtml } from '../net/looksLikeHtml';
import { recogniseFeed, FeedFileError, type FeedKind } from '../sync/feedFile';
import type { Validators } from '../net/http';
import { ARRIVED_WRONG, asArrived } from './asArrived';
import { displayUrl } from './displayUrl';
import type { SourceContext, StagedFile } from './feedSource';
import type { StagedVersion } from './staging';

export interface WantedFile {
  readonly url: string;
  /** In the staging folder. */
  readonly name: string;
  /** For people: `NVD 2022`. */
  readonly label: string;
  /** As sent, bytes. */
  readonly maxBytes: number;
  /** Rejects with FeedFileError when the file is not what it should be. */
  readonly check: (file: string) => Promise<void>;
  /** `fetchedAt` of the data in the cache that this file would replace; '' when there is none. */
  readonly dataFetchedAt: string;
  /** Where this file stands among those that are fetched in turn, 0 to 1, and its part of the whole. */
  readonly from: number;
  readonly part: number;
}

export interface FetchedFile {
  readonly file: StagedFile;
  readonly version: StagedVersion;
}

/**
 * Fetches a file that is published whole, unless the cache has its present version: undefined then.
 * A file that waits from an earlier attempt is taken when the server still has that version.
 */
export async function fetchFile(context: SourceContext, wanted: WantedFile): Promise<FetchedFile | undefined> {
  const { staging, signal } = context;
  const address = displayUrl(wanted.url);
  const waiting = staging.find(wanted.name);
  const staged = waiting?.address === address && hasValidators(waiting) ? waiting : undefined;
  const validators = staged ?? cachedVersion(context, address, wanted.dataFetchedAt);
  const answer = await context.http.download(wanted.url, staging.path(wanted.name), {
    maxBytes: staging.room(wanted.name, wanted.maxBytes),
    ...(validators ? { validators: { etag: validators.etag, lastModified: validators.lastModified } } : {}),
    ...(signal ? { signal } : {}),
    progress: (received, total) => context.report(`${wanted.label}: ${amount(received, total)}`, wanted.from + wanted.part * (total > 0 ? Math.min(1, received / total) : 0)),
  });
  if (answer.kind === 'not-modified') return staged && { file: { path: staging.path(wanted.name), address }, version: staged };
  try {
    await wanted.check(staging.path(wanted.name));
  } catch (error) {
    staging.discard(wanted.name);
    throw error;
  }
  const file = staging.keep(wanted.name, { address, ...answer.validators, sha256: '' });
  return { file, version: staging.find(wanted.name) ?? { address, ...answer.validators, sha256: '', bytes: answer.bytes } };
}

/** What the journal knows of an address, when the data in the cache is what came of it. */
export function cachedVersion({ entry }: Pick<SourceContext, 'entry'>, address: string, dataFetchedAt: string): { readonly etag: string; readonly lastModified: string; readonly sha256: string } | undefined {
  const version = entry.versions[address];
  return version && dataFetchedAt !== '' && version.fetchedAt === dataFetchedAt ? version : undefined;
}

/** Of an archive's first entry; of the record of its end, when it has none. */
const ZIP_STARTS = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('PK\x05\x06', 'latin1')];

/** Throws FeedFileError when a file is no zip archive. */
export async function expectZip(file: string): Promise<void> {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HTML_SNIFF_BYTES), 0, HTML_SNIFF_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    if (ZIP_STARTS.some((one) => start.subarray(0, one.length).equals(one))) return;
    throw new FeedFileError('feed-unreadable', looksLikeHtml(start) ? 'it is a web page, not an archive' : 'it is no zip archive', ARRIVED_WRONG);
  } finally {
    await handle.close();
  }
}

function hasValidators({ etag, lastModified }: Validators): boolean {
  return etag !== '' || lastModified !== '';
}

/** Throws FeedFileError when a file is another feed than the one whose address it came from, or none. */
export async function expectKind(file: string, kind: FeedKind): Promise<void> {
  const found = await asArrived(() => recogniseFeed(file));
  if (found !== kind) throw new FeedFileError('feed-unreadable', `the address gives another feed (${found})`, 'Check the address of the feed in the settings.');
}

const MB = 1_000_000;

/** "3.1 of 5.0 MB". */
function amount(received: number, total: number): string {
  const megabytes = (bytes: number): string => (bytes / MB).toFixed(1);
  return total > 0 ? `${megabytes(received)} of ${megabytes(total)} MB` : `${megabytes(received)} MB`;
}
