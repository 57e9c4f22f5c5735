import { createHash, type Hash } from 'node:crypto';
import fs from 'node:fs';
import { promisify } from 'node:util';
import type { FileSeal } from './manifest';

/** Bytes that are hashed while the disk has them, before others have their turn: a few milliseconds. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** Less is written faster than it is handed to another thread. */
const SMALL_BYTES = 64 * 1024;

const writeLater = promisify(fs.write);

/** A file that is written from its beginning to its end and hashed on the way, so that nobody has to read it again to seal it. Methods throw Node's file errors. */
export class SealedFile {
  private readonly hash: Hash = createHash('sha256');
  private readonly fd: number;
  private size = 0;
  private closed = false;

  /** The file must not exist. */
  constructor(readonly path: string) {
    this.fd = fs.openSync(path, 'wx');
  }

  /** Bytes written so far. */
  get position(): number {
    return this.size;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += fs.writeSync(this.fd, bytes, at, bytes.length - at, this.size + at);
    this.hash.update(bytes);
    this.size += bytes.length;
  }

  /** As `write`, with the disk at work while the bytes are hashed. Until it ends nobody may write, close, or change the bytes. */
  async writeLarge(bytes: Uint8Array): Promise<void> {
    if (bytes.length < SMALL_BYTES) return this.write(bytes);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      const written = writeAt(this.fd, piece, this.size);
      this.hash.update(piece);
      this.size += piece.length;
      await written;
    }
  }

  /**
   * Copies the first `length` bytes of another file, or all of it. The whole of that file is hashed as it goes by and held against its seal:
   * false when it is not the file that was sealed. Until it ends nobody may write or close. A reflink or hard link would be cheaper, and damage to the one file would then damage both.
   */
  async copyFrom(source: string, seal: FileSeal, length: number = seal.size): Promise<boolean> {
    const from = await fs.promises.open(source, 'r');
    try {
      // Up to `length` both hashes see the same bytes, when this file begins with the copy.
      let whole = this.size === 0 ? undefined : createHash('sha256');
      const buffer = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, seal.size + 1));
      let at = 0;
      for (;;) {
        const { bytesRead: got } = await from.read(buffer, 0, buffer.length, at);
        if (got === 0) break;
        const bytes = buffer.subarray(0, got);
        const copied = bytes.subarray(0, Math.max(0, Math.min(got, length - at)));
        if (copied.length > 0) await this.writeLarge(copied);
        if (whole) whole.update(bytes);
        else if (copied.length < got) whole = this.hash.copy().update(bytes.subarray(copied.length));
        at += got;
      }
      whole ??= this.hash.copy();
      return at === seal.size && whole.digest('hex') === seal.sha256;
    } finally {
      await from.close();
    }
  }

  /** The file is on the disk afterwards. */
  async finish(): Promise<FileSeal> {
    await new Promise<void>((resolve, reject) => fs.fsync(this.fd, (error) => (error ? reject(error) : resolve())));
    this.close();
    return { size: this.size, sha256: this.hash.digest('hex') };
  }

  /** Lets go of the file, whatever has been written; it is left for its owner to remove. */
  close(): void {
    if (!this.closed) fs.closeSync(this.fd);
    this.closed = true;
  }
}

async function writeAt(fd: number, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await writeLater(fd, bytes, at, bytes.length - at, position + at)).bytesWritten;
}
