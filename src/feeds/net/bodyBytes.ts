import { pipeline } from 'node:stream';
import zlib from 'node:zlib';
import { AttemptFailure } from './attemptFailure';
import type { OpenAnswer } from './exchange';
import { HttpFailure } from './http';

const MB = 1024 * 1024;
const GUNZIP_CHUNK_BYTES = 64 * 1024;

/** The number that `Content-Length` names; 0 when it names none. */
export function contentLength({ headers }: OpenAnswer): number {
  const value = headers['content-length'] ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : 0;
}

/** How the answer is packed for the way; throws AttemptFailure for what was not asked for. */
export function transferCoding({ url, headers }: OpenAnswer): '' | 'gzip' {
  const coding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return '';
  if (coding === 'gzip' || coding === 'x-gzip') return 'gzip';
  throw new AttemptFailure(new HttpFailure('bad-encoding', `${url.host} packs its answer in a way that was not asked for (${coding.slice(0, 40)})`, 'Check the proxy or mirror in between.'));
}

/**
 * The body as sent, in pieces. Ends with AttemptFailure when the connection breaks, or before a byte beyond `maxBytes` is kept.
 * Leaving the loop early gives the connection up.
 */
export async function* bodyBytes(answer: OpenAnswer, maxBytes: number, onBytes: (received: number) => void): AsyncGenerator<Buffer> {
  let received = 0;
  try {
    if (contentLength(answer) > maxBytes) throw tooLarge(answer.url, maxBytes);
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > maxBytes) throw tooLarge(answer.url, maxBytes);
      onBytes(received);
      yield chunk;
    }
  } catch (error) {
    throw answer.bodyFailure(error);
  } finally {
    answer.body.destroy();
  }
}

/** The same without the transfer's gzip. What is packed is never held whole. */
export async function* unpackedBytes(answer: OpenAnswer, maxBytes: number, onBytes: (received: number) => void): AsyncGenerator<Buffer> {
  const packed = bodyBytes(answer, maxBytes, onBytes);
  if (transferCoding(answer) === '') yield* packed;
  else yield* gunzipped(packed, answer.url, maxBytes);
}

/** The bytes without their gzip. Ends with AttemptFailure when that is damaged or cut off, before a byte beyond `maxBytes` is kept, or with the source's own error. */
export async function* gunzipped(packed: AsyncIterable<Buffer>, url: URL, maxBytes: number): AsyncGenerator<Buffer> {
  let unpacked = 0;
  const gunzip = zlib.createGunzip({ chunkSize: GUNZIP_CHUNK_BYTES });
  try {
    for await (const chunk of pipeline(packed, gunzip, () => undefined) as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > maxBytes) throw tooLarge(url, maxBytes);
      yield chunk;
    }
  } catch (error) {
    throw gzipFailure(error, url) ?? error;
  } finally {
    gunzip.destroy();
  }
}

/** Undefined for an error that is not of gzip. */
function gzipFailure(error: unknown, url: URL): AttemptFailure | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new AttemptFailure(new HttpFailure('truncated', `the answer of ${url.host} is cut off (its gzip has no end)`, 'Try again later.'), 'many');
  if (code.startsWith('Z_')) return new AttemptFailure(new HttpFailure('bad-encoding', `the answer of ${url.host} is damaged (its gzip cannot be unpacked)`, 'Try again later, or check the proxy or mirror in between.'));
  return undefined;
}

export function tooLarge(url: URL, maxBytes: number): AttemptFailure {
  const size = maxBytes >= MB ? `${Math.round(maxBytes / MB)} MB` : `${maxBytes} bytes`;
  return new AttemptFailure(new HttpFailure('too-large', `the answer of ${url.host} is larger than ${size}, as this feed never is`, 'Check the address of the feed or mirror in the settings.'));
}
