import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FeedState } from '../../core/match/knowledge';
import { encodeManifest, GENERATION_SCHEMA, MANIFEST_FILE, type FileSeal, type GenerationFile, type GenerationPart } from './manifest';

const COPY_CHUNK_BYTES = 1024 * 1024;

/**
 * A generation being written. Each file gets its name only when it is whole and on the disk, and the manifest comes last:
 * whoever is killed meanwhile leaves a folder without manifest, which readers ignore and the next writer removes.
 * Methods reject with Node's file errors (disk full, read-only).
 */
export class GenerationDraft {
  private readonly files: Partial<Record<GenerationFile, FileSeal>> = {};

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

  async put(file: GenerationFile, bytes: Uint8Array): Promise<void> {
    const handle = await fs.promises.open(this.temporary(file), 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await this.seal(file, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }

  /** Takes a file that was written under its temporary name, and synced. */
  async adopt(file: GenerationFile): Promise<void> {
    await this.seal(file, await sealOf(this.temporary(file)));
  }

  /** Takes a file of another generation as it is. */
  async copy(file: GenerationFile, from: string): Promise<void> {
    await fs.promises.copyFile(path.join(from, file), this.temporary(file), fs.constants.COPYFILE_FICLONE);
    const handle = await fs.promises.open(this.temporary(file), 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await this.adopt(file);
  }

  /** Sizes so far, for the feeds' own figures. */
  size(file: GenerationFile): number {
    return this.files[file]?.size ?? 0;
  }

  /** The generation exists from here on. */
  async commit(parts: readonly GenerationPart[], feeds: readonly FeedState[]): Promise<void> {
    const target = path.join(this.directory, MANIFEST_FILE);
    const handle = await fs.promises.open(`${target}.tmp`, 'w');
    try {
      await handle.writeFile(encodeManifest({ schema: GENERATION_SCHEMA, parts, files: this.files, feeds }));
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
    await fs.promises.rm(this.directory, { recursive: true, force: true }).catch(() => undefined);
  }

  private async seal(file: GenerationFile, seal: FileSeal): Promise<void> {
    await fs.promises.rename(this.temporary(file), path.join(this.directory, file));
    this.files[file] = seal;
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
