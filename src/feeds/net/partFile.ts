import fs, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { asObject, asText } from '../decode/shape';
import { onDisk } from './diskFailure';
import type { Validators } from './http';
import { rangeValidator } from './validators';

const MAX_TEXT = 4_096;
const MAX_NOTE_BYTES = 16 * 1024;

/** Which version of what the bytes are of. */
export interface PartNote extends Validators {
  /** As asked for, before redirects. */
  readonly url: string;
  /** How the bytes are packed for the way, beyond what the file is: '' or `gzip`. */
  readonly coding: string;
  /** Bytes of the whole; 0 when the server did not say. */
  readonly total: number;
}

/**
 * What there is so far of a download: `<file>.part`, and beside it `<file>.part.json`, which says of which version it is.
 * The bytes are emptied before the note changes, so that after a crash a note never stands beside bytes of another version.
 */
export class PartFile {
  readonly path: string;
  private readonly notePath: string;
  private handle: FileHandle | undefined;
  /** Bytes that are there. */
  size = 0;
  note: PartNote | undefined;

  constructor(private readonly file: string) {
    this.path = `${file}.part`;
    this.notePath = `${file}.part.json`;
  }

  /** Finds what an earlier download of the same address left; only what can be proven to be of one version counts. */
  async find(url: string): Promise<void> {
    this.note = await readNote(this.notePath);
    const stats = await fs.stat(this.path).catch(() => undefined);
    this.size = this.note?.url === url && rangeValidator(this.note) !== '' && stats?.isFile() ? stats.size : 0;
    if (this.size === 0) this.note = undefined;
    // Whole already, only not yet in its place: the last byte is asked for again, and with it whether the version is still the same.
    else if (this.note !== undefined && this.note.total > 0) this.size = Math.min(this.size, this.note.total - 1);
  }

  /** Begins anew. */
  async begin(note: PartNote): Promise<void> {
    await onDisk((async () => {
      await this.close();
      await fs.mkdir(path.dirname(this.file), { recursive: true });
      this.handle = await fs.open(this.path, 'w');
      this.size = 0;
      await fs.writeFile(this.notePath, JSON.stringify(note));
      this.note = note;
    })());
  }

  /** Goes on behind the bytes that are there. */
  async resume(): Promise<void> {
    await onDisk((async () => {
      await this.close();
      this.handle = await fs.open(this.path, 'r+');
      await this.handle.truncate(this.size);
    })());
  }

  async append(bytes: Buffer): Promise<void> {
    const { handle } = this;
    if (!handle) throw new Error('the part is not open');
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await onDisk(handle.write(bytes, at, bytes.length - at, this.size));
      at += bytesWritten;
      this.size += bytesWritten;
    }
  }

  /** What was appended is on the disk, not only with the operating system. */
  async sync(): Promise<void> {
    if (this.handle) await onDisk(this.handle.sync());
  }

  async close(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }

  /** Puts the bytes, or `other` in their stead, in the file's place: it appears whole or not at all. */
  async finish(other?: string): Promise<void> {
    await onDisk(fs.rename(other ?? this.path, this.file));
    await this.remove();
  }

  /** Leaves the bytes for the next download when it can go on from them. */
  async keepOrRemove(keep: boolean): Promise<void> {
    await this.close().catch(() => undefined);
    if (!keep || this.size === 0 || !this.note || rangeValidator(this.note) === '') await this.remove();
  }

  async remove(): Promise<void> {
    await this.close().catch(() => undefined);
    this.size = 0;
    this.note = undefined;
    await Promise.all([this.path, this.notePath].map((one) => fs.rm(one, { force: true }).catch(() => undefined)));
  }
}

async function readNote(file: string): Promise<PartNote | undefined> {
  let value: unknown;
  try {
    if ((await fs.stat(file)).size > MAX_NOTE_BYTES) return undefined;
    value = JSON.parse(await fs.readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
  const fields = asObject(value);
  const text = (name: string): string => asText(fields?.[name], MAX_TEXT) ?? '';
  const total = fields?.total;
  return {
    url: text('url'), etag: text('etag'), lastModified: text('lastModified'), coding: text('coding'),
    total: typeof total === 'number' && Number.isSafeInteger(total) && total > 0 ? total : 0,
  };
}
