import type { Problem } from '../../core/inventory/problem';
import type { Skip } from '../decode/skips';
import { FeedFileError } from './feedFile';

/** One problem for each reason why records were left out. */
export function skipProblems(file: string, skips: readonly Skip[]): Problem[] {
  return skips.map(({ reason, count, example }) => ({
    file, line: 0, column: 0, severity: 'warning', code: 'feed-record-skipped',
    message: `${count === 1 ? 'A record was' : `${count} records were`} left out: ${reason}${example === '' ? '' : ` (first: ${example})`}.`,
  }));
}

export function feedProblem(file: string, error: FeedFileError, severity: Problem['severity'] = 'error'): Problem {
  return {
    file, line: 0, column: 0, severity, code: error.code,
    message: severity === 'error' ? `This was not imported: ${error.message}. The feeds are as they were.` : `This was passed over: ${error.message}.`,
    ...(error.fix === '' ? {} : { fix: error.fix }),
  };
}

const CHOOSE_FOLDER = 'Choose another folder for the feeds.';

/** Errors of the cache's disk, in words. */
export function storeError(error: unknown): FeedFileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new FeedFileError('feed-unreadable', 'the disk is full', 'Free some space, or choose another folder for the feeds.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new FeedFileError('feed-unreadable', 'the folder of the feeds may not be written to', CHOOSE_FOLDER);
  if (error instanceof FeedFileError) return error;
  // A folder that cannot be made: Node says ENOENT for it on a read-only file system, and the others where a file stands in its place.
  if (['ENOENT', 'ENOTDIR', 'EEXIST'].includes(code) && (error as NodeJS.ErrnoException).syscall === 'mkdir') {
    return new FeedFileError('feed-unreadable', code === 'ENOENT' ? 'the folder of the feeds may not be written to' : 'a file stands where the folder of the feeds should be', CHOOSE_FOLDER);
  }
  return new FeedFileError('feed-unreadable', error instanceof Error ? error.message : String(error));
}
