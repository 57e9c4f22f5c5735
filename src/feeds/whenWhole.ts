import { setTimeout as wait } from 'node:timers/promises';
import { diskState } from './diskState';

/** A file that somebody may still be writing is taken for whole once it stayed the same for so long, ms; and after so many looks in any case. */
const WHOLE_AFTER_MS = 400;
const MOST_LOOKS = 25;

/**
 * Waits while somebody writes the file, 10 s at most. Rejects only when the signal is aborted.
 * @param stamp the file's `DiskState.stamp` before
 * @returns the stamp that it has then
 */
export async function whenWhole(file: string, stamp: string, signal?: AbortSignal): Promise<string> {
  let before = stamp;
  for (let look = 0; look < MOST_LOOKS; look++) {
    await wait(WHOLE_AFTER_MS, undefined, { signal });
    const now = (await diskState(file))?.stamp ?? '';
    if (now === before) break;
    before = now;
  }
  return before;
}
