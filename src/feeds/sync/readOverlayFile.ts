import { decodeOverlayRecord, type OverlayRecord } from '../decode/decodeOverlay';
import { LineCutter } from '../decode/lineCutter';
import type { Skips } from '../decode/skips';
import { FEED_BYTES, feedBytes, FeedFileError } from './feedFile';

/** One record. The largest real one has 50 KB. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

export interface OverlayTarget {
  addOverlay(record: OverlayRecord): void;
  /** Awaited after each chunk. */
  drain(): Promise<void>;
}

export interface OverlayFileResult {
  readonly read: number;
  /** The newest `modified` of its records; '' when none has one. */
  readonly revision: string;
}

/**
 * Streams an overlay: JSON lines, one record a line, or a file with one record over several lines.
 * Throws FeedFileError when the file is not whole; a record that is not readable is counted in `skips`.
 */
export async function readOverlayFile(file: string, target: OverlayTarget, skips: Skips, onRead: (bytes: number) => void, signal: AbortSignal | undefined): Promise<OverlayFileResult> {
  let read = 0;
  let revision = '';
  const take = (value: unknown): void => {
    const decoded = decodeOverlayRecord(value);
    if (decoded.kind === 'unreadable') {
      skips.add(decoded.reason, decoded.id);
      return;
    }
    read++;
    if (decoded.record.modified > revision) revision = decoded.record.modified;
    target.addOverlay(decoded.record);
  };
  // Of a record over several lines the first line alone is no JSON; only then are the lines kept.
  let document: string[] | undefined;
  let documentBytes = 0;
  let lines = 0;
  const cutter = new LineCutter(MAX_RECORD_BYTES, (bytes) => {
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    lines++;
    if (document) {
      documentBytes += bytes.length;
      if (documentBytes <= MAX_RECORD_BYTES) document.push(text);
      return;
    }
    const parsed = parse(text);
    if (parsed) take(parsed.value);
    else if (lines === 1) document = [text];
    else if (text.trim() !== '') skips.add('it is not valid JSON', '');
  });
  for await (const chunk of feedBytes(file, FEED_BYTES.overlay, onRead)) {
    signal?.throwIfAborted();
    cutter.write(chunk);
    await target.drain();
  }
  cutter.end();
  for (let i = 0; i < cutter.tooLong; i++) skips.add('it is longer than any real record', '');
  if (document) {
    const parsed = documentBytes <= MAX_RECORD_BYTES ? parse(document.join('\n')) : undefined;
    if (!parsed) throw new FeedFileError('feed-unreadable', 'it is not valid JSON', 'Download the file again.');
    take(parsed.value);
  }
  return { read, revision };
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
