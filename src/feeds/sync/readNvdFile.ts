import type { CveRecord } from '../../core/match/cveRecord';
import { decodeNvdVulnerability, nvdRevision } from '../decode/decodeNvd';
import { RecordCutter } from '../decode/recordCutter';
import type { Skips } from '../decode/skips';
import { FEED_BYTES, feedBytes, FeedFileError } from './feedFile';

export interface NvdFileResult {
  /** The feed's `timestamp`; '' when it has none. */
  readonly revision: string;
  /** Records that could be read, withdrawn ones too. */
  readonly read: number;
}

export interface NvdFileTarget {
  add(record: CveRecord): unknown;
  /** The CVE was withdrawn; `lastModified` as NVD writes it. */
  reject(id: string, lastModified: string): void;
  /** Awaited after each chunk. */
  drain(): Promise<void>;
}

/** Streams one NVD 2.0 file, of any size, record by record. Throws FeedFileError when the file is not whole; a record that is not readable is counted in `skips`. */
export async function readNvdFile(file: string, target: NvdFileTarget, skips: Skips, onRead: (bytes: number) => void, signal: AbortSignal | undefined): Promise<NvdFileResult> {
  let read = 0;
  const cutter = new RecordCutter('vulnerabilities', (bytes) => {
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString('utf8'));
    } catch {
      skips.add('it is not valid JSON', '');
      return;
    }
    const decoded = decodeNvdVulnerability(value);
    if (decoded.kind === 'cve') {
      read++;
      target.add(decoded.record);
    } else if (decoded.kind === 'rejected') {
      read++;
      target.reject(decoded.id, decoded.lastModified);
    } else skips.add(decoded.reason, decoded.id);
  });
  for await (const chunk of feedBytes(file, FEED_BYTES.nvd, onRead)) {
    signal?.throwIfAborted();
    if (!cutter.write(chunk)) break;
    await target.drain();
  }
  const result = cutter.end();
  if ('reason' in result) throw new FeedFileError('feed-unreadable', result.reason, 'Download the file again.');
  for (let i = 0; i < result.tooLong; i++) skips.add('it is longer than any real record', '');
  return { revision: nvdRevision(result.header), read };
}
