import { AttemptFailure } from './attemptFailure';
import { HttpFailure } from './http';

/** Awaits work on a file; what goes wrong there ends the download, and no further try does better. */
export async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new AttemptFailure(diskFailure(error));
  }
}

function diskFailure(error: unknown): HttpFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new HttpFailure('disk', 'the disk is full', 'Free some space, or choose another folder for the feeds.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new HttpFailure('disk', 'the folder of the feeds may not be written to', 'Choose another folder for the feeds.');
  return new HttpFailure('disk', `the file cannot be written (${code || String(error)})`, 'Check the folder of the feeds.');
}
