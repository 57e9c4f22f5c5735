import { FeedFileError } from '../sync/feedFile';

/** What to do about a file that came and is not what it should be. */
export const ARRIVED_WRONG = 'Update again later. If it stays so, check the address of the feed in the settings, and whether a proxy changes what passes through it.';

/** Reads a file that was downloaded: what is wrong with it gets the next step of an update, where an import says "download it again". */
export async function asArrived<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof FeedFileError ? new FeedFileError(error.code, error.message, ARRIVED_WRONG) : error;
  }
}
