import fs from 'node:fs/promises';
import path from 'node:path';
import zlib from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { AdvisoryRecord } from '../../core/match/advisories/advisoryIndex';
import { decodeOsv } from '../decode/decodeOsv';
import type { Skips } from '../decode/skips';
import { feedBytes, FeedFileError } from './feedFile';

const MB = 1024 * 1024;
/** Files of one archive. The largest real one, Ubuntu's, has about 70,000. */
const MAX_ENTRIES = 500_000;
/** One record. Real ones reach about 3 MB. */
const MAX_ENTRY_BYTES = 32 * MB;
/** All records of an archive. Real ones reach about 1 GB. */
const MAX_TOTAL_BYTES = 4_096 * MB;
/** Records looked at before it is said whose archive it is. */
const LOOKED_AT = 200;
/** Entries between two looks at what else the process has to do. */
const YIELD_EVERY = 256;

export interface OsvTarget {
  add(record: AdvisoryRecord): void;
}

export interface OsvOptions {
  readonly signal?: AbortSignal;
  /** Bytes of the archive that have been read. */
  readonly progress?: (bytes: number) => void;
}

export interface OsvResult {
  /** OSV's ecosystem without a release: `Debian`, `AlmaLinux`. */
  readonly ecosystem: string;
  /** The newest `modified` of its records. */
  readonly revision: string;
  /** Advisories taken over. */
  readonly records: number;
  readonly withdrawn: number;
}

/**
 * Reads OSV's archive of one distribution (`<ecosystem>/all.zip`: one JSON file a record), or a plain JSON file with one record.
 *
 * A record may speak of other distributions too (SUSE's of openSUSE); only what it says of the archive's own is taken, because of the
 * others the archive is not complete. A record that cannot be read is counted in `skips` and the rest is kept.
 * Throws FeedFileError when the file as a whole cannot be used, and on abort.
 */
export async function readOsvZip(file: string, target: OsvTarget, skips: Skips, options: OsvOptions = {}): Promise<OsvResult> {
  const intake = new Intake(file, target);
  if (await isZip(file)) await readArchive(file, skips, options, (value) => take(value, intake, skips));
  else take(await readPlain(file), intake, skips);
  const result = intake.end();
  if (result.ecosystem === '') throw new FeedFileError('feed-unreadable', 'it has no advisory of a distribution', 'Download the distribution\'s all.zip again.');
  return result;
}

function take(value: unknown, intake: Intake, skips: Skips): void {
  const decoded = decodeOsv(value);
  if (decoded.kind === 'advisory') intake.add(decoded.record);
  else skips.add(decoded.reason, decoded.id);
}

/** Finds out whose archive it is, then passes on what is said of that distribution. */
class Intake {
  private waiting: AdvisoryRecord[] | undefined = [];
  private ecosystem = '';
  private revision = '';
  private records = 0;
  private withdrawn = 0;

  constructor(
    private readonly file: string,
    private readonly target: OsvTarget,
  ) {}

  add(record: AdvisoryRecord): void {
    if (!this.waiting) this.pass(record);
    else if (this.waiting.push(record) >= LOOKED_AT) this.decide(this.waiting);
  }

  end(): OsvResult {
    if (this.waiting) this.decide(this.waiting);
    const { ecosystem, revision, records, withdrawn } = this;
    return { ecosystem, revision, records, withdrawn };
  }

  /** The distribution that most records name; of several, the one that the file or its folder is named after. */
  private decide(records: readonly AdvisoryRecord[]): void {
    this.waiting = undefined;
    const counts = new Map<string, number>();
    for (const { affected } of records) {
      for (const base of new Set(affected.map(({ ecosystem }) => baseOf(ecosystem)))) counts.set(base, (counts.get(base) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    const candidates = [...counts].filter(([, count]) => count === most).map(([base]) => base).sort();
    const names = [path.basename(path.dirname(this.file)), path.basename(this.file).replace(/\.(?:zip|json)$/i, '')].map((name) => name.toLowerCase());
    this.ecosystem = candidates.find((base) => names.includes(base.toLowerCase())) ?? candidates[0] ?? '';
    for (const record of records) this.pass(record);
  }

  private pass(record: AdvisoryRecord): void {
    const affected = record.affected.filter(({ ecosystem }) => baseOf(ecosystem) === this.ecosystem);
    if (record.modified > this.revision) this.revision = record.modified;
    if (record.withdrawn) this.withdrawn++;
    else if (affected.length === 0) return;
    else this.records++;
    this.target.add({ ...record, affected });
  }
}

function baseOf(ecosystem: string): string {
  return ecosystem.slice(0, ecosystem.indexOf(':'));
}

async function readArchive(file: string, skips: Skips, { signal, progress }: OsvOptions, onRecord: (value: unknown) => void): Promise<void> {
  const handle = await fs.open(file).catch((error: unknown) => { throw fileError(error); });
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { autoClose: false });
    if (zip.entryCount > MAX_ENTRIES) throw new FeedFileError('file-too-large', `it has ${zip.entryCount} files, more than the ${MAX_ENTRIES} read`);
    let total = 0;
    let packed = 0;
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted();
      if (entry.fileName.endsWith('/')) continue;
      packed += entry.compressedSize;
      if (++count % YIELD_EVERY === 0) {
        progress?.(packed);
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (entry.uncompressedSize > MAX_ENTRY_BYTES || entry.compressedSize > MAX_ENTRY_BYTES) {
        skips.add('it is longer than any real record', entry.fileName.slice(0, 100));
        continue;
      }
      total += entry.uncompressedSize;
      if (total > MAX_TOTAL_BYTES) throw new FeedFileError('file-too-large', `it unpacks to more than ${MAX_TOTAL_BYTES / MB} MB`);
      const read = await readEntry(zip, handle, entry);
      if ('reason' in read) skips.add(read.reason, entry.fileName.slice(0, 100));
      else onRecord(read.value);
    }
    progress?.(packed);
  } catch (error) {
    if (error instanceof FeedFileError || signal?.aborted) throw error;
    // Central directory cut off, entries that overlap, names that lead out of a folder: such an archive was not made by OSV.
    throw new FeedFileError('feed-unreadable', `its zip is damaged (${error instanceof Error ? error.message.slice(0, 200) : ''})`, 'Download the file again.');
  } finally {
    zip?.close();
    await handle.close();
  }
}

/** One file of the archive as JSON, or why it is none. Read in one go: a stream for each of 70,000 small files takes several times as long. */
async function readEntry(zip: ZipFile, handle: fs.FileHandle, entry: Entry): Promise<{ readonly value: unknown } | { readonly reason: string }> {
  if (entry.isEncrypted()) return { reason: 'it is encrypted' };
  const packed = Buffer.allocUnsafe(entry.compressedSize);
  let bytes: Buffer;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const { bytesRead } = await handle.read(packed, 0, packed.length, fileDataStart);
    if (bytesRead < packed.length) return { reason: 'it is cut off' };
    if (entry.compressionMethod === 0) bytes = packed;
    else if (entry.compressionMethod === 8) bytes = zlib.inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    else return { reason: 'it is packed in a way that is not known' };
  } catch {
    return { reason: 'it cannot be unpacked' };
  }
  if (bytes.length !== entry.uncompressedSize || zlib.crc32(bytes) !== entry.crc32) return { reason: 'its size or checksum is not what the archive says' };
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { reason: 'it is not valid JSON' };
  }
}

async function readPlain(file: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of feedBytes(file, MAX_ENTRY_BYTES)) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new FeedFileError('feed-unreadable', 'it is not valid JSON', 'Download the file again.');
  }
}

async function isZip(file: string): Promise<boolean> {
  const handle = await fs.open(file).catch((error: unknown) => { throw fileError(error); });
  try {
    const start = Buffer.alloc(4);
    const { bytesRead } = await handle.read(start, 0, 4, 0);
    // `PK\5\6` begins an archive without any file.
    return bytesRead === 4 && start[0] === 0x50 && start[1] === 0x4b && ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6));
  } catch (error) {
    throw fileError(error);
  } finally {
    await handle.close();
  }
}

function fileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return new FeedFileError('file-unreadable', 'it does not exist');
  if (code === 'EACCES' || code === 'EPERM') return new FeedFileError('file-unreadable', 'it may not be read');
  if (code === 'EISDIR') return new FeedFileError('file-unreadable', 'it is a folder');
  return error;
}
