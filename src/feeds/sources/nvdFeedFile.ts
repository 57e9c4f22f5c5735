import { createHash } from 'node:crypto';
import { FEED_BYTES, feedBytes, FeedFileError } from '../sync/feedFile';
import { asArrived } from './asArrived';
import { displayUrl } from './displayUrl';
import { asPart } from './feedPartFailure';
import type { SourceContext, StagedFile } from './feedSource';
import { expectKind } from './fetchFile';
import { parseNvdMeta, type NvdMeta } from './nvdMeta';

const META_BYTES = 16 * 1024;
/** As sent. The largest year has about 30 MB. */
const PACKED_BYTES = 512 * 1024 * 1024;
/** NVD may write a feed anew between its `.meta` and the feed itself; then both are asked for again. */
const TRIES = 2;

/** The address of `nvdcve-2.0-<feed>` with an ending, `.meta` or `.json.gz`. */
export function nvdFeedUrl(base: string, feed: string, ending: '.meta' | '.json.gz'): string {
  return `${base}/nvdcve-2.0-${feed}${ending}`;
}

export async function fetchNvdMeta({ http, urls, signal }: SourceContext, feed: string): Promise<NvdMeta> {
  return asPart(`nvdcve-2.0-${feed}.meta`, signal, async () => {
    const answer = await http.text(nvdFeedUrl(urls.nvdFeeds, feed, '.meta'), { maxBytes: META_BYTES, ...(signal ? { signal } : {}) });
    return parseNvdMeta(answer.kind === 'text' ? answer.text : '');
  });
}

export interface NvdFeedFile {
  readonly file: StagedFile;
  readonly meta: NvdMeta;
}

/**
 * Fetches `nvdcve-2.0-<feed>.json.gz`: its `.meta` first, and the file unless the very same waits whole from an earlier attempt.
 * Size and SHA-256 of the unpacked JSON are those of the `.meta`, or it rejects with FeedFileError.
 * @param from how much of the source's work is done before, 0 to 1. @param part this file's part of it
 */
export async function fetchNvdFeed(context: SourceContext, feed: string, from: number, part: number): Promise<NvdFeedFile> {
  return asPart(`nvdcve-2.0-${feed}.json.gz`, context.signal, () => fetchVerified(context, feed, from, part));
}

async function fetchVerified(context: SourceContext, feed: string, from: number, part: number): Promise<NvdFeedFile> {
  const { http, staging, signal } = context;
  const url = nvdFeedUrl(context.urls.nvdFeeds, feed, '.json.gz');
  const name = `nvdcve-2.0-${feed}.json.gz`;
  const address = displayUrl(url);
  for (let attempt = 1; ; attempt++) {
    const meta = await fetchNvdMeta(context, feed);
    const waiting = staging.find(name);
    if (waiting?.sha256 === meta.sha256 && waiting.address === address) return { file: { path: staging.path(name), address }, meta };
    const progress = (received: number, total: number): void => {
      const whole = total || meta.gzSize;
      context.report(`NVD ${feed}: ${megabytes(received)}${whole > 0 ? ` of ${megabytes(whole)}` : ''} MB`, from + part * (whole > 0 ? Math.min(1, received / whole) : 0));
    };
    await http.download(url, staging.path(name), { maxBytes: staging.room(name, PACKED_BYTES), progress, ...(signal ? { signal } : {}) });
    try {
      await asArrived(() => verify(staging.path(name), meta, signal));
      return { file: staging.keep(name, { address, etag: '', lastModified: '', sha256: meta.sha256 }), meta };
    } catch (error) {
      signal?.throwIfAborted();
      staging.discard(name);
      if (attempt >= TRIES || !(error instanceof FeedFileError)) throw error;
    }
  }
}

async function verify(file: string, meta: NvdMeta, signal: AbortSignal | undefined): Promise<void> {
  await expectKind(file, 'nvd');
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of feedBytes(file, FEED_BYTES.nvd)) {
    signal?.throwIfAborted();
    size += chunk.length;
    hash.update(chunk);
  }
  if (size !== meta.size) throw new FeedFileError('feed-unreadable', `it has ${size} bytes unpacked instead of the ${meta.size} that its .meta file names`);
  if (hash.digest('hex') !== meta.sha256) throw new FeedFileError('feed-unreadable', 'its SHA-256 is not the one that its .meta file names');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
