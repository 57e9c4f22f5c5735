import { HttpFailure } from '../net/http';
import { crawlEnd, crawlNvd } from './nvdCrawl';
import { displayUrl } from './displayUrl';
import { NOTHING_NEW, type Arrival, type FeedSource, type SourceContext, type StagedFile } from './feedSource';
import { cachedVersion } from './fetchFile';
import { FeedPartFailure } from './feedPartFailure';
import { fetchNvdFeed, fetchNvdMeta, nvdFeedUrl } from './nvdFeedFile';
import type { NvdMeta } from './nvdMeta';
import { MAX_WINDOWS, OVERLAP_MS, planWindows } from './nvdWindows';

/** The first feed; it holds 1999 to 2002. */
const FIRST_YEAR = 2002;
const JANUARY = 0;
/** The modified feed holds what changed within this time before it was written (NVD data feeds page). */
const MODIFIED_COVERS_MS = 8 * 86_400_000;
/** A `.meta` names whole seconds. */
const META_PRECISION_MS = 1_000;
const MODIFIED = 'modified';

/**
 * NVD: all years and the modified feed the first time; then the modified feed while it reaches back to what the cache has, else the API in
 * windows of `lastModified`, and all years again when those would be too many.
 *
 * How old the cache is, is told by NVD's own times (`through` against the modified feed's `.meta`), never by this machine's clock, which may
 * be wrong or set back. Since every success brings the cache up to the modified feed, the API is asked at most once for each gap: NVD's limit
 * of one poll in two hours is kept by itself.
 */
export const nvdSource: FeedSource = {
  name: 'nvd',
  async fetch(context) {
    context.report('NVD', 0);
    const meta = await fetchNvdMeta(context, MODIFIED);
    const through = context.state?.through ?? '';
    const gapMs = Date.parse(meta.modifiedAt) - Date.parse(through);
    if (Number.isNaN(gapMs)) return loadAllYears(context, meta);
    if (gapMs < MODIFIED_COVERS_MS - OVERLAP_MS) {
      const isApplied = cachedVersion(context, modifiedAddress(context), context.state?.fetchedAt ?? '')?.sha256 === meta.sha256;
      return isApplied ? NOTHING_NEW : loadModified(context, through);
    }
    const isWithinReach = context.usesNvdApi && planWindows(through, meta.modifiedAt).length <= MAX_WINDOWS;
    return (isWithinReach ? await loadChanges(context, through, meta) : undefined) ?? loadAllYears(context, meta);
  },
};

async function loadModified(context: SourceContext, since: string): Promise<Arrival> {
  const { file, meta } = await fetchNvdFeed(context, MODIFIED, 0, 1);
  return arrival(context, [file], since, meta.modifiedAt, meta);
}

async function loadChanges(context: SourceContext, since: string, meta: NvdMeta): Promise<Arrival | undefined> {
  const files = await crawlNvd(context, since, new Date(Date.parse(meta.modifiedAt) + META_PRECISION_MS).toISOString());
  if (!files) return undefined;
  const end = crawlEnd(context);
  // What the modified feed holds is in then too, and need not be fetched for its own sake the next time.
  return end >= meta.modifiedAt ? arrival(context, files, since, end, meta) : { files, versions: {}, failures: [], nvdSpan: { since, through: end, files: files.length } };
}

async function loadAllYears(context: SourceContext, { modifiedAt }: NvdMeta): Promise<Arrival> {
  const written = new Date(modifiedAt);
  const years = yearsToLoad(written, new Date(context.now));
  const files: StagedFile[] = [];
  for (const [i, year] of years.entries()) {
    const file = await fetchYear(context, year, written, i / (years.length + 1), 1 / (years.length + 1));
    if (file) files.push(file);
  }
  // Last, so that it reaches over everything that was written anew meanwhile.
  const { file, meta } = await fetchNvdFeed(context, MODIFIED, years.length / (years.length + 1), 1 / (years.length + 1));
  return arrival(context, [...files, file], '', meta.modifiedAt, meta);
}

/** Up to the year of the modified feed, or of this machine's clock when that is later: a mirror may be behind. */
function yearsToLoad(written: Date, now: Date): number[] {
  const last = Math.max(written.getUTCFullYear(), Number.isNaN(now.getTime()) ? FIRST_YEAR : now.getUTCFullYear());
  return Array.from({ length: Math.max(0, last - FIRST_YEAR + 1) }, (_, i) => FIRST_YEAR + i);
}

/** Undefined when the year has no feed yet: in January, or when only this machine's clock says that it has begun. */
async function fetchYear(context: SourceContext, year: number, written: Date, from: number, part: number): Promise<StagedFile | undefined> {
  try {
    return (await fetchNvdFeed(context, String(year), from, part)).file;
  } catch (error) {
    const mayBeMissing = year > written.getUTCFullYear() || (year === written.getUTCFullYear() && written.getUTCMonth() === JANUARY);
    if (mayBeMissing && error instanceof FeedPartFailure && error.reason instanceof HttpFailure && error.reason.kind === 'not-found') return undefined;
    throw error;
  }
}

function arrival(context: SourceContext, files: readonly StagedFile[], since: string, through: string, { sha256 }: NvdMeta): Arrival {
  return { files, versions: { [modifiedAddress(context)]: { etag: '', lastModified: '', sha256 } }, failures: [], nvdSpan: { since, through, files: files.length } };
}

function modifiedAddress({ urls }: SourceContext): string {
  return displayUrl(nvdFeedUrl(urls.nvdFeeds, MODIFIED, '.json.gz'));
}
