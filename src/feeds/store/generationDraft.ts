import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FeedState } from '../../core/match/knowledge';
import { DamagedSource } from './blockWriter';
import { encodeManifest, GENERATION_SCHEMA, MANIFEST_FILE, type FileSeal, type GenerationFile, type GenerationPart } from './manifest';
import { SealedFile } from './sealedFile';
import { sha256 } from './sha256';

const COPY_CHUNK_BYTES = 1024 * 1024;

/**
 * A generation being written. Each file gets its name only when it is whole and on the disk, and the manifest comes last:
 * whoever is killed meanwhile leaves a folder without manifest, which readers ignore and the next writer removes.
 * Methods reject with Node's file errors (disk full, read-only).
 */
export class GenerationDraft {
  private readonly files: Partial<Record<GenerationFile, FileSeal>> = {};
  /** Files that are being put while their owner goes on. */
  private readonly pending: Promise<void>[] = [];

  /** Makes the folder; rejects when it exists, so that two writers never share one. */
  static async create(directory: string): Promise<GenerationDraft> {
    await fs.promises.mkdir(path.dirname(directory), { recursive: true });
    await fs.promises.mkdir(directory);
    return new GenerationDraft(directory);
  }

  private constructor(readonly directory: string) {}

  /** Where a file may be written piece by piece before `adopt`. */
  temporary(file: GenerationFile): string {
    return path.join(this.directory, `${file}.tmp`);
  }

  /** Where a file stands once it is whole. */
  path(file: GenerationFile): string {
    return path.join(this.directory, file);
  }

  async put(file: GenerationFile, bytes: Uint8Array): Promise<void> {
    // Hashed while the disk is at work.
    const [hash] = await Promise.all([sha256(bytes), this.writeSynced(file, bytes)]);
    await this.adopt(file, { size: bytes.length, sha256: hash });
  }

  /** As `put`, while the caller goes on. A failure is met in `settled` or `commit`; nobody may change the bytes meanwhile. */
  putMeanwhile(file: GenerationFile, bytes: Uint8Array): void {
    const put = this.put(file, bytes);
    // Until somebody waits for it, a failure must not count as unhandled.
    put.catch(() => undefined);
    this.pending.push(put);
  }

  /** What is put meanwhile is in place afterwards. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  /** Takes a file in pieces one after another. */
  async putParts(file: GenerationFile, parts: readonly Uint8Array[]): Promise<void> {
    const target = new SealedFile(this.temporary(file));
    try {
      for (const part of parts) await target.writeLarge(part);
      await this.adopt(file, await target.finish());
    } finally {
      target.close();
    }
  }

  private async writeSynced(file: GenerationFile, bytes: Uint8Array): Promise<void> {
    const handle = await fs.promises.open(this.temporary(file), 'w');
    try {
      // In one go, for it should not wait for this thread between pieces.
      for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at, bytes.length - at, at)).bytesWritten;
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Takes a file that was written under its temporary name, and synced. Its seal is made here unless the writer knows it. */
  async adopt(file: GenerationFile, seal?: FileSeal): Promise<void> {
    const made = seal ?? await sealOf(this.temporary(file));
    await fs.promises.rename(this.temporary(file), path.join(this.directory, file));
    this.files[file] = made;
  }

  /** Takes a file of another generation as it is. Rejects with `DamagedSource` when it is not the one that was sealed there. */
  async copy(file: GenerationFile, from: string, seal: FileSeal): Promise<void> {
    const source = path.join(from, file);
    const copy = new SealedFile(this.temporary(file));
    try {
      if (!await copy.copyFrom(source, seal)) throw new DamagedSource(source);
      await this.adopt(file, await copy.finish());
    } finally {
      copy.close();
    }
  }

  /** Sizes so far, for the feeds' own figures. */
  size(file: GenerationFile): number {
    return this.files[file]?.size ?? 0;
  }

  /** The generation exists from here on. */
  async commit(parts: readonly GenerationPart[], feeds: readonly FeedState[]): Promise<void> {
    await this.settled();
    const target = path.join(this.directory, MANIFEST_FILE);
    // By name, because files are finished in any order.
    const files = Object.fromEntries(Object.entries(this.files).sort(([a], [b]) => (a < b ? -1 : 1)));
    const handle = await fs.promises.open(`${target}.tmp`, 'w');
    try {
      await handle.writeFile(encodeManifest({ schema: GENERATION_SCHEMA, parts, files, feeds }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(this.directory);
    await fs.promises.rename(`${target}.tmp`, target);
    await syncFolder(this.directory);
    await syncFolder(path.dirname(this.directory));
  }

  /** Removes everything written. Never rejects: what stays is an incomplete generation. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.pending);
    await fs.promises.rm(this.directory, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Size and SHA-256 of a file, read in pieces. */
export async function sealOf(file: string): Promise<FileSeal> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(fs.createReadStream(file, { highWaterMark: COPY_CHUNK_BYTES }), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      size += chunk.length;
      hash.update(chunk);
    }
  });
  return { size, sha256: hash.digest('hex') };
}

/** Makes renames durable. Windows cannot open a folder for this, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await fs.promises.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Some file systems refuse; the rename itself is still atomic.
  }
}
