import { asObject } from '../decode/shape';
import { RecordCutter } from '../decode/recordCutter';
import { FEED_BYTES, feedBytes, FeedFileError } from '../sync/feedFile';
import { ARRIVED_WRONG } from './asArrived';

/** How a page of the API says where it stands. */
export interface NvdPageHead {
  readonly startIndex: number;
  readonly totalResults: number;
  /** Records that are really in it. */
  readonly records: number;
}

/** Reads a page of NVD's API as far as its place among the others, and whether it is whole. Throws FeedFileError when it is no such page. */
export async function readNvdPageHead(file: string): Promise<NvdPageHead> {
  const cutter = new RecordCutter('vulnerabilities', () => undefined);
  for await (const chunk of feedBytes(file, FEED_BYTES.nvd)) if (!cutter.write(chunk)) break;
  const result = cutter.end();
  if ('reason' in result) throw new FeedFileError('feed-unreadable', result.reason, ARRIVED_WRONG);
  const head = asObject(result.header);
  const startIndex = head?.startIndex;
  const totalResults = head?.totalResults;
  if (typeof startIndex !== 'number' || typeof totalResults !== 'number' || !Number.isSafeInteger(totalResults) || totalResults < 0) {
    throw new FeedFileError('feed-unreadable', 'it does not say which part of how many results it is', ARRIVED_WRONG);
  }
  return { startIndex, totalResults, records: result.records };
}
