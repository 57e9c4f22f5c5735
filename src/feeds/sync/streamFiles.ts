import fs from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../core/inventory/problem';
import { Skips, type Skip } from '../decode/skips';
import type { CvePartWriter } from '../store/cvePartWriter';
import { FeedFileError } from './feedFile';
import { skipProblems } from './feedProblems';
import type { FeedsRead } from './feedsRead';
import type { ImportOptions } from './importFiles';
import { readNvdFile } from './readNvdFile';
import { readOverlayFile } from './readOverlayFile';

type StreamedFiles = Extract<keyof FeedsRead, 'nvdFiles' | 'overlayFiles'>;

/** A file of a feed failed while it was streamed; the other feeds are then written without any of this one's. */
export class SourceFailure extends Error {
  constructor(
    readonly files: StreamedFiles,
    readonly file: string,
    readonly reason: FeedFileError,
  ) {
    super(reason.message);
  }
}

/** How much of all files has been read: NVD's and the overlay's are one piece of work. */
export class ReadingWork {
  /** Bytes of the files that are read. */
  done = 0;

  /** `total`: bytes of all files. */
  constructor(private readonly total: number) {}

  /** 0 to 1, with so many bytes of the next file. */
  share(bytes: number): number {
    return Math.min(1, (this.done + bytes) / Math.max(1, this.total));
  }
}

/** Size of the files on disk; one that is not there has none. */
export async function bytesOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => fs.stat(file).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Streams a feed's files into the writer, one after another. Rejects with `SourceFailure` when one of them cannot be used, or none has a record. */
export async function streamFiles(kind: StreamedFiles, files: readonly string[], writer: CvePartWriter, work: ReadingWork, options: ImportOptions, problems: Problem[]): Promise<{ readonly revision: string; readonly skips: readonly Skip[] }> {
  const skips = new Skips();
  let read = 0;
  let revision = '';
  for (const file of files) {
    const report = (bytes: number): void => options.progress?.({ text: `Reading ${path.basename(file)}`, share: work.share(bytes), records: writer.count });
    try {
      const result = await (kind === 'nvdFiles' ? readNvdFile(file, writer, skips, report, options.signal) : readOverlayFile(file, writer, skips, report, options.signal));
      read += result.read;
      if (result.revision > revision) revision = result.revision;
    } catch (error) {
      throw error instanceof FeedFileError ? new SourceFailure(kind, file, error) : error;
    }
    work.done += await bytesOf([file]);
  }
  const list = skips.list();
  if (read === 0) throw new SourceFailure(kind, files[0], new FeedFileError('feed-unreadable', `it has no record that can be read${list.length === 0 ? '' : ` (${list[0].reason})`}`, 'Download the file again.'));
  problems.push(...skipProblems(files.length === 1 ? files[0] : path.dirname(files[0]), list));
  return { revision, skips: list };
}
