import { createHash } from 'node:crypto';
import type http from 'node:http';
import zlib from 'node:zlib';
import type { Resource } from './feedContent';

/** An answer before anything goes wrong. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function plainAnswer(status: number, body = '', type = 'text/plain', headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': type, ...headers }, body: Buffer.from(body) };
}

/** 200, 206, 304 or 416, as RFC 9110 §13.2.2 orders the conditions. */
export function resourceAnswer(resource: Resource, asked: http.IncomingHttpHeaders): Answer {
  const isText = /json|text/.test(resource.type);
  const isPacked = isText && /\bgzip\b/.test(String(asked['accept-encoding'] ?? ''));
  const body = isPacked ? zlib.gzipSync(resource.bytes) : resource.bytes;
  const etag = `"${createHash('sha256').update(resource.bytes).digest('hex').slice(0, 16)}${isPacked ? '-gz' : ''}"`;
  const lastModified = resource.modified.toUTCString();
  const headers: Record<string, string> = { 'content-type': resource.type, etag, 'last-modified': lastModified, 'accept-ranges': 'bytes' };
  if (isText) headers.vary = 'Accept-Encoding';
  if (isPacked) headers['content-encoding'] = 'gzip';

  const ifNoneMatch = asked['if-none-match'];
  const isUnchanged = ifNoneMatch !== undefined
    ? ifNoneMatch.split(/\s*,\s*/).some((one) => one === '*' || one.replace(/^W\//, '') === etag)
    : Date.parse(asked['if-modified-since'] ?? '') >= Date.parse(lastModified);
  if (isUnchanged) return { status: 304, headers: { etag, 'last-modified': lastModified }, body: Buffer.alloc(0) };

  const range = /^bytes=(\d+)-(\d*)$/.exec(asked.range ?? '');
  const ifRange = asked['if-range'];
  if (!range || (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified)) return { status: 200, headers, body };
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : Infinity, body.length - 1);
  if (start > end) return { status: 416, headers: { 'content-range': `bytes */${body.length}` }, body: Buffer.alloc(0) };
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${start}-${end}/${body.length}` }, body: body.subarray(start, end + 1) };
}
