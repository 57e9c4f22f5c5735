import fs from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../core/inventory/problem';
import { Skips, type Skip } from '../decode/skips';
import type { CvePartWriter } from '../store/cvePartWriter';
import { FeedFileError } from './feedFile';
import { skipProblems } from './feedProblems';
import type { FeedsRead, ImportOptions } from './importFiles';
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

/** Streams a feed's files into the writer, one after another. Rejects with `SourceFailure` when one of them cannot be used, or none has a record. */
export async function streamFiles(kind: StreamedFiles, files: readonly string[], writer: CvePartWriter, options: ImportOptions, problems: Problem[]): Promise<{ readonly revision: string; readonly skips: readonly Skip[] }> {
  const skips = new Skips();
  const sizes = await Promise.all(files.map((file) => fs.stat(file).then(({ size }) => size, () => 0)));
  const total = Math.max(1, sizes.reduce((sum, size) => sum + size, 0));
  let done = 0;
  let read = 0;
  let revision = '';
  for (const [i, file] of files.entries()) {
    const report = (bytes: number): void => options.progress?.({ text: `Reading ${path.basename(file)}`, share: Math.min(1, (done + bytes) / total), records: writer.count });
    try {
      const result = await (kind === 'nvdFiles' ? readNvdFile(file, writer, skips, report, options.signal) : readOverlayFile(file, writer, skips, report, options.signal));
      read += result.read;
      if (result.revision > revision) revision = result.revision;
    } catch (error) {
      throw error instanceof FeedFileError ? new SourceFailure(kind, file, error) : error;
    }
    done += sizes[i];
  }
  if (read === 0) throw new SourceFailure(kind, files[0], new FeedFileError('feed-unreadable', 'it has no record that can be read'));
  const list = skips.list();
  problems.push(...skipProblems(files.length === 1 ? files[0] : path.dirname(files[0]), list));
  return { revision, skips: list };
}
