import { FeedFileError } from '../sync/feedFile';
import { ARRIVED_WRONG } from './asArrived';

/** What a feed's `.meta` says. */
export interface NvdMeta {
  /** When NVD wrote the feed, ISO 8601, UTC. */
  readonly modifiedAt: string;
  /** Bytes of the JSON, unpacked. */
  readonly size: number;
  /** Bytes of the `.gz`; 0 when it does not say. */
  readonly gzSize: number;
  /** Lower-case hex, of the JSON unpacked. */
  readonly sha256: string;
}

/** Reads a `.meta`: lines `lastModifiedDate:`, `size:`, `zipSize:`, `gzSize:`, `sha256:`, CRLF. Throws FeedFileError when one that counts is missing. */
export function parseNvdMeta(text: string): NvdMeta {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const written = Date.parse(fields.get('lastmodifieddate') ?? '');
  const sha256 = (fields.get('sha256') ?? '').toLowerCase();
  const size = wholeNumber(fields.get('size'));
  if (Number.isNaN(written) || size === undefined || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new FeedFileError('feed-unreadable', 'it is no .meta file', ARRIVED_WRONG);
  }
  return { modifiedAt: new Date(written).toISOString(), size, gzSize: wholeNumber(fields.get('gzsize')) ?? 0, sha256 };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
