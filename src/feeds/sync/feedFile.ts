import fs from 'node:fs';
import { pipeline } from 'node:stream';
import zlib from 'node:zlib';

const MB = 1024 * 1024;
const READ_BYTES = 256 * 1024;
const HEAD_BYTES = 64 * 1024;
/** Text feeds pack about fifteenfold; what packs beyond this is made to fill memory or disk. */
const MAX_PACKING = 100;
/** Below this size packing does not matter. */
const PACKING_FROM_BYTES = 64 * MB;

export type FeedKind = 'endoflife' | 'nvd' | 'kev' | 'epss' | 'osv' | 'overlay';

/** Largest file of each kind, unpacked. The real ones: endoflife 3 MB, an NVD year 150 MB, KEV 2 MB, EPSS 12 MB, an overlay 50 MB. OSV's archives have limits of their own. */
export const FEED_BYTES: Readonly<Record<FeedKind, number>> = {
  endoflife: 64 * MB,
  nvd: 2_048 * MB,
  kev: 64 * MB,
  epss: 256 * MB,
  osv: 2_048 * MB,
  overlay: 2_048 * MB,
};

/** A feed file that cannot be used; the message is a reason without the file's name. */
export class FeedFileError extends Error {
  constructor(
    readonly code: 'file-unreadable' | 'file-too-large' | 'file-format-unknown' | 'feed-unreadable',
    message: string,
    readonly fix = '',
  ) {
    super(message);
  }
}

/**
 * The file's bytes in pieces, gunzipped when they begin like gzip (whatever the name).
 * Ends with a FeedFileError when the file cannot be read, its gzip is damaged, or it unpacks to more than `maxBytes`.
 * `onRead` hears how many bytes of the file itself have been read.
 */
export async function* feedBytes(file: string, maxBytes: number, onRead: (bytes: number) => void = () => undefined): AsyncGenerator<Buffer> {
  let packed = 0;
  let unpacked = 0;
  try {
    const isPacked = isGzip(file);
    const source = fs.createReadStream(file, { highWaterMark: READ_BYTES });
    source.on('data', (chunk) => onRead((packed += chunk.length)));
    const stream: AsyncIterable<Buffer> = isPacked ? pipeline(source, zlib.createGunzip({ chunkSize: READ_BYTES }), () => undefined) : source;
    for await (const chunk of stream) {
      unpacked += chunk.length;
      if (unpacked > maxBytes) throw new FeedFileError('file-too-large', `it is larger than ${Math.round(maxBytes / MB)} MB${isPacked ? ' unpacked' : ''}`);
      if (isPacked && unpacked > PACKING_FROM_BYTES && unpacked > packed * MAX_PACKING) {
        throw new FeedFileError('file-too-large', `it unpacks to more than ${MAX_PACKING} times its size, as no feed does`);
      }
      yield chunk;
    }
  } catch (error) {
    throw toFeedFileError(error);
  }
}

/** The whole text of a small feed. */
export async function feedText(file: string, kind: FeedKind, onRead?: (bytes: number) => void): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of feedBytes(file, FEED_BYTES[kind], onRead)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** What a file is, by its first bytes. Throws FeedFileError with the reason for everything that cannot be imported. */
export async function recogniseFeed(file: string): Promise<FeedKind> {
  let head = '';
  for await (const chunk of feedBytes(file, FEED_BYTES.nvd)) {
    head += chunk.toString('latin1');
    if (head.length >= HEAD_BYTES) break;
  }
  const text = head.replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  if (text === '') throw new FeedFileError('feed-unreadable', 'it is empty');
  // OSV's archive of a distribution; what is in it, its reader finds out.
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'osv';
  if (/^(?:#model_version|cve,epss|"?cve"?,"?epss)/i.test(text)) return 'epss';
  if (text.startsWith('<')) throw new FeedFileError('feed-unreadable', 'it is a web page, not JSON', 'Download the file itself: a proxy or sign-in page was saved in its place.');
  if (!text.startsWith('{')) throw unknown('it is none of the feeds known');
  if (/^\{\s*"_annotation"\s*:/.test(text) || (/"_annotation"\s*:\s*\{/.test(text) && /"cve"\s*:\s*\{/.test(text) && !/"vulnerabilities"\s*:/.test(text))) return 'overlay';
  if (/"\$schema"\s*:/.test(text.slice(0, 1_024))) throw unknown('it is a JSON schema, not a feed');
  if (/"CVE_Items"\s*:/.test(text)) throw unknown('it is in NVD\'s old format 1.1', 'Download the 2.0 feeds, nvdcve-2.0-<year>.json.gz.');
  if (/"format"\s*:\s*"NVD_CVE"/.test(text) || (/"vulnerabilities"\s*:\s*\[/.test(text) && /"cve"\s*:\s*\{/.test(text))) return 'nvd';
  if (/"catalogVersion"\s*:/.test(text) || (/"vulnerabilities"\s*:\s*\[/.test(text) && /"cveID"\s*:/.test(text))) return 'kev';
  if (/"result"\s*:\s*\[/.test(text) && /"(?:schema_version|generated_at|releases)"\s*:/.test(text)) return 'endoflife';
  throw unknown('it is none of the feeds known');
}

function unknown(reason: string, fix = ''): FeedFileError {
  return new FeedFileError('file-format-unknown', reason, fix || 'Import endoflife.date\'s products-full.json, NVD 2.0 feeds, CISA\'s KEV catalogue, EPSS scores, OSV\'s all.zip or an overlay of NVD records.');
}

function isGzip(file: string): boolean {
  const fd = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(2);
    return fs.readSync(fd, start, 0, 2, 0) === 2 && start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    fs.closeSync(fd);
  }
}

function toFeedFileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('Z_')) return new FeedFileError('feed-unreadable', code === 'Z_BUF_ERROR' ? 'its gzip is cut off' : 'its gzip is damaged', 'Download the file again.');
  if (code === 'ENOENT') return new FeedFileError('file-unreadable', 'it does not exist');
  if (code === 'EACCES' || code === 'EPERM') return new FeedFileError('file-unreadable', 'it may not be read');
  if (code === 'EISDIR') return new FeedFileError('file-unreadable', 'it is a folder');
  return error;
}
