const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The longest span that NVD's API answers (NVD developers' page, `lastModStartDate`). */
export const MAX_WINDOW_MS = 120 * DAY_MS;
/** Each span begins a little before the one before it ended: NVD writes a record's time before it shows the record. */
export const OVERLAP_MS = 60 * MINUTE_MS;
/** A longer gap is quicker to close by loading all years. */
export const MAX_WINDOWS = 3;

/** A span of `lastModified`, ISO 8601, UTC. */
export interface NvdWindow {
  readonly start: string;
  readonly end: string;
}

/** The spans that cover everything modified after `since` up to `until`, oldest first, each as long as the API allows. None when `until` is not after `since`. */
export function planWindows(since: string, until: string): NvdWindow[] {
  const last = Date.parse(until);
  const windows: NvdWindow[] = [];
  for (let reached = Date.parse(since); reached < last;) {
    const start = reached - OVERLAP_MS;
    reached = Math.min(start + MAX_WINDOW_MS, last);
    windows.push({ start: new Date(start).toISOString(), end: new Date(reached).toISOString() });
  }
  return windows;
}
