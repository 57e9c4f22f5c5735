import type { EndoflifeFeed } from '../decode/decodeEndoflife';
import type { EpssFeed } from '../decode/decodeEpss';
import type { KevFeed } from '../decode/decodeKev';
import type { Skip } from '../decode/skips';
import type { OsvResult } from './readOsvZip';

/** One distribution's advisories, as an index of their own. */
export interface OsvRead extends OsvResult {
  readonly bytes: Uint8Array;
  readonly skips: readonly Skip[];
}

/** What the small feeds' files gave; the newest of each kind. */
export interface FeedsRead {
  endoflife?: EndoflifeFeed;
  kev?: KevFeed;
  epss?: EpssFeed;
  /** By ecosystem. */
  osv: Map<string, OsvRead>;
  /** Streamed while they are written. */
  nvdFiles: string[];
  overlayFiles: string[];
}

/** True when there is no feed to write. */
export function isNothing(read: FeedsRead): boolean {
  return !read.endoflife && !read.kev && !read.epss && read.osv.size === 0 && read.nvdFiles.length === 0 && read.overlayFiles.length === 0;
}
