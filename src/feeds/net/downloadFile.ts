import fs from 'node:fs';
import zlib from 'node:zlib';
import { AttemptFailure } from './attemptFailure';
import { bodyBytes, contentLength, gunzipped, tooLarge, transferCoding } from './bodyBytes';
import { onDisk } from './diskFailure';
import type { Exchange, OpenAnswer } from './exchange';
import { HttpFailure, type FetchOptions, type FileAnswer } from './http';
import type { PartFile } from './partFile';
import { conditionalHeaders, rangeValidator, validatorsOf } from './validators';

export interface DownloadRequest {
  readonly url: string;
  readonly options: FetchOptions;
  readonly signal: AbortSignal;
  readonly part: PartFile;
}

/** One try of a download, from where the part ends. Rejects with AttemptFailure, HttpFailure or the signal's reason. */
export async function downloadFile(exchange: Exchange, request: DownloadRequest): Promise<FileAnswer> {
  const { url, options, signal, part } = request;
  await part.find(url);
  const { size, note } = part;
  const answer = await exchange.open(url, {
    // Files are packed already; and ranges of what a server packs on the way are not to be relied on.
    'accept-encoding': 'identity',
    ...conditionalHeaders(options.validators),
    ...(note ? { range: `bytes=${size}-`, 'if-range': rangeValidator(note) } : {}),
  }, signal);
  try {
    switch (answer.status) {
      case 304:
        if (!options.validators) throw answer.refused();
        await part.remove();
        return { kind: 'not-modified' };
      case 200:
        await part.begin({ url, ...validatorsOf(answer.headers), coding: transferCoding(answer), total: contentLength(answer) });
        break;
      case 206:
      case 416:
        if (note && answer.status === 206 && continues(answer, part)) {
          await part.resume();
          break;
        }
        if (!note) throw answer.refused();
        // Another version, or a server that does not understand: the whole file is asked for instead.
        answer.body.destroy();
        await part.remove();
        return await downloadFile(exchange, request);
      default:
        throw answer.refused();
    }
    await receive(answer, request);
  } finally {
    answer.body.destroy();
    await part.close().catch(() => undefined);
  }
  return finish(answer, request);
}

/** Whether a 206 goes on exactly where the part ends, in the same version. */
function continues(answer: OpenAnswer, { size, note }: PartFile): boolean {
  const range = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(answer.headers['content-range'] ?? '');
  if (!range || !note || Number(range[1]) !== size) return false;
  if (note.total > 0 && range[2] !== '*' && Number(range[2]) !== note.total) return false;
  const { etag } = validatorsOf(answer.headers);
  return (etag === '' || etag === note.etag) && transferCoding(answer) === note.coding;
}

async function receive(answer: OpenAnswer, { options, part }: DownloadRequest): Promise<void> {
  const { size: before } = part;
  const total = part.note?.total ?? 0;
  if (total > options.maxBytes || before > options.maxBytes) throw tooLarge(answer.url, options.maxBytes);
  for await (const chunk of bodyBytes(answer, options.maxBytes - before, () => undefined)) {
    await part.append(chunk);
    options.progress?.(part.size, total);
  }
  if (total > 0 && part.size !== total) {
    throw new AttemptFailure(new HttpFailure('truncated', `${answer.url.host} sent ${part.size} of ${total} bytes`, 'Try again later.'), 'many');
  }
  await part.sync();
}

async function finish(answer: OpenAnswer, { url, options, part }: DownloadRequest): Promise<FileAnswer> {
  const { note, size } = part;
  const validators = { etag: note?.etag ?? '', lastModified: note?.lastModified ?? '' };
  if (note?.coding === 'gzip' && !(await isLabelOfFile(part.path, new URL(url).pathname))) {
    const unpacked = `${part.path}.unpacked`;
    try {
      const bytes = await unpack(part.path, unpacked, answer.url, options.maxBytes);
      await part.finish(unpacked);
      return { kind: 'file', bytes, validators };
    } finally {
      await fs.promises.rm(unpacked, { force: true }).catch(() => undefined);
    }
  }
  await part.finish();
  return { kind: 'file', bytes: size, validators };
}

/** Some servers call a `.gz` file itself "Content-Encoding: gzip". It is the file's own packing unless a second one lies inside. */
async function isLabelOfFile(file: string, pathname: string): Promise<boolean> {
  if (!/\.t?gz$/i.test(pathname)) return false;
  const source = fs.createReadStream(file);
  try {
    for await (const chunk of source.pipe(zlib.createGunzip()) as AsyncIterable<Buffer>) return !(chunk[0] === 0x1f && chunk[1] === 0x8b);
  } catch {
    // Not gzip at all, or damaged: as it is, its reader will say so.
  } finally {
    source.destroy();
  }
  return true;
}

/** Bytes written. */
async function unpack(from: string, to: string, url: URL, maxBytes: number): Promise<number> {
  let bytes = 0;
  const handle = await onDisk(fs.promises.open(to, 'w'));
  try {
    for await (const chunk of gunzipped(fs.createReadStream(from), url, maxBytes)) {
      bytes += chunk.length;
      await onDisk(handle.writeFile(chunk));
    }
    await onDisk(handle.sync());
  } finally {
    await handle.close();
  }
  return bytes;
}
