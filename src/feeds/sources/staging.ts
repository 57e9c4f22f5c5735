import fs from 'node:fs';
import path from 'node:path';
import { asObject, asText } from '../decode/shape';
import { FeedFileError } from '../sync/feedFile';
import type { StagedFile } from './feedSource';

const RECORD_FILE = 'staged.json';
const MAX_RECORD_BYTES = 1024 * 1024;
const MAX_TEXT = 2_048;
const GB = 1024 * 1024 * 1024;

/** What one feed may have in its staging folder, bytes. All of NVD is 0.3 GB packed; OSV's largest distributions have 0.3 GB each. */
export const STAGING_BYTES = 3 * GB;

/** A whole file that waits, and which version of which address it is. '' for what is not known. */
export interface StagedVersion {
  readonly address: string;
  readonly etag: string;
  readonly lastModified: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * One feed's folder for what arrives. A file counts only once it is recorded, which happens when it is whole and verified:
 * whoever is stopped meanwhile leaves at most one download to do again. For one process at a time; the update's lock sees to that.
 * Methods throw Node's file errors.
 */
export class Staging {
  private readonly records: Map<string, StagedVersion>;

  private constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
  ) {
    this.records = readRecords(path.join(folder, RECORD_FILE));
  }

  static open(folder: string, maxBytes = STAGING_BYTES): Staging {
    fs.mkdirSync(folder, { recursive: true });
    return new Staging(folder, maxBytes);
  }

  /** Where the file of a name is, or will be. */
  path(name: string): string {
    return path.join(this.folder, name);
  }

  /** The file of a name when it waits there whole. */
  find(name: string): StagedVersion | undefined {
    const record = this.records.get(name);
    return record && sizeOf(this.path(name)) === record.bytes ? record : undefined;
  }

  /** Records that the file of a name is there, whole and verified. */
  keep(name: string, version: Omit<StagedVersion, 'bytes'>): StagedFile {
    this.records.set(name, { ...version, bytes: sizeOf(this.path(name)) });
    this.writeRecords();
    return { path: this.path(name), address: version.address };
  }

  /** Puts a whole text in place; `keep` makes it count. */
  write(name: string, text: string): void {
    replaceFile(this.path(name), text);
  }

  /** Removes a file that turned out to be useless, with what was begun of it. */
  discard(name: string): void {
    if (this.records.delete(name)) this.writeRecords();
    for (const entry of fs.readdirSync(this.folder)) {
      if (entry === name || entry.startsWith(`${name}.`)) fs.rmSync(path.join(this.folder, entry), { recursive: true, force: true });
    }
  }

  /** Bytes that a file of this name may take: its own limit, or what the others leave. Throws FeedFileError when that is nothing. */
  room(name: string, limit: number): number {
    let others = 0;
    for (const entry of fs.readdirSync(this.folder)) if (!entry.startsWith(name)) others += sizeOf(path.join(this.folder, entry));
    if (others >= this.maxBytes) throw new FeedFileError('file-too-large', `its downloads take more than ${Math.round(this.maxBytes / GB)} GB`, 'Clear the feeds, then update again.');
    return Math.min(limit, this.maxBytes - others);
  }

  /** Removes everything: it is applied, or of no use. */
  clear(): void {
    this.records.clear();
    fs.rmSync(this.folder, { recursive: true, force: true });
    fs.mkdirSync(this.folder, { recursive: true });
  }

  private writeRecords(): void {
    replaceFile(path.join(this.folder, RECORD_FILE), JSON.stringify(Object.fromEntries(this.records)));
  }
}

/** The file has the new text or the old, whatever happens on the way; and the new is on the disk. */
function replaceFile(file: string, text: string): void {
  fs.writeFileSync(`${file}.tmp`, text, { flush: true });
  fs.renameSync(`${file}.tmp`, file);
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function readRecords(file: string): Map<string, StagedVersion> {
  const records = new Map<string, StagedVersion>();
  try {
    if (fs.statSync(file).size > MAX_RECORD_BYTES) return records;
    for (const [name, value] of Object.entries(asObject(JSON.parse(fs.readFileSync(file, 'utf8'))) ?? {})) {
      const record = asObject(value);
      const text = (one: unknown): string => asText(one, MAX_TEXT) ?? '';
      if (record && typeof record.bytes === 'number') {
        records.set(name, { address: text(record.address), etag: text(record.etag), lastModified: text(record.lastModified), sha256: text(record.sha256), bytes: record.bytes });
      }
    }
  } catch {
    // Absent, or cut off by a crash: what lies there is downloaded again.
  }
  return records;
}
