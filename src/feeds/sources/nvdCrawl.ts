import fs from 'node:fs';
import { asArray, asObject } from '../decode/shape';
import { FeedFileError } from '../sync/feedFile';
import { displayUrl } from './displayUrl';
import type { SourceContext, StagedFile } from './feedSource';
import { asPart } from './feedPartFailure';
import { readNvdPageHead, type NvdPageHead } from './nvdPage';
import { OVERLAP_MS, planWindows, type NvdWindow } from './nvdWindows';

/** The API's maximum and default. */
const PAGE_RECORDS = 2_000;
/** A full page has about 10 MB, a tenth of that on the way. */
const PAGE_BYTES = 64 * 1024 * 1024;
/** More changed records than this come quicker, and smaller, as whole years: 50 pages take five minutes without a key. */
const MAX_RESULTS = 100_000;
/** Pages asked for again because the results moved, in one window. */
const MAX_EXTRA_PAGES = 20;
/** What the crawl is of; see `Crawl`. In the staging folder, so that it goes with the pages. */
const CRAWL_FILE = 'crawl.json';

/** A crawl that goes on over several updates: its windows stay, so that pages fetched earlier still fit. */
interface Crawl {
  readonly since: string;
  readonly windows: readonly NvdWindow[];
}

/**
 * Fetches everything that NVD modified after `since` up to `until` through its API, in windows and pages; pages that wait whole from an
 * earlier attempt are not asked for again. Undefined when so much changed that all years are quicker to load.
 */
export async function crawlNvd(context: SourceContext, since: string, until: string): Promise<readonly StagedFile[] | undefined> {
  const { staging } = context;
  const windows = continueCrawl(readCrawl(staging.path(CRAWL_FILE)), since, until);
  staging.write(CRAWL_FILE, JSON.stringify({ since, windows } satisfies Crawl));
  const files: StagedFile[] = [];
  let results = 0;
  for (const [i, window] of windows.entries()) {
    const pages = await asPart(`changes from ${window.start.slice(0, 10)} to ${window.end.slice(0, 10)}`, context.signal, () => crawlWindow(context, window, i, windows.length, MAX_RESULTS - results));
    if (!pages) return undefined;
    files.push(...pages.files);
    results += pages.results;
  }
  return files;
}

/** An interrupted crawl of the same state keeps its windows; what happened since then comes behind them. */
function continueCrawl(begun: Crawl | undefined, since: string, until: string): readonly NvdWindow[] {
  const last = begun?.windows.at(-1);
  if (!begun || begun.since !== since || !last) return planWindows(since, until);
  return Date.parse(until) - Date.parse(last.end) > OVERLAP_MS ? [...begun.windows, ...planWindows(last.end, until)] : begun.windows;
}

/** Where a crawl of these windows ends: `until`, or a little before it when an earlier crawl is finished. */
export function crawlEnd(context: Pick<SourceContext, 'staging'>): string {
  return readCrawl(context.staging.path(CRAWL_FILE))?.windows.at(-1)?.end ?? '';
}

/**
 * The API's results move while they are read. They can only become fewer, since whatever is modified now leaves a window that ended before:
 * then the rest moves up over the page boundary, and the page is asked for again from where the boundary is now.
 */
async function crawlWindow(context: SourceContext, window: NvdWindow, index: number, count: number, maxResults: number): Promise<{ readonly files: readonly StagedFile[]; readonly results: number } | undefined> {
  const files: StagedFile[] = [];
  let startIndex = 0;
  let total: number | undefined;
  let extra = 0;
  for (let number = 0; ; number++) {
    const share = (done: number): number => (index + Math.min(1, done / Math.max(1, total ?? PAGE_RECORDS))) / count;
    context.report(`NVD changes until ${window.end.slice(0, 10)}${total === undefined ? '' : `: ${startIndex.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`}`, share(startIndex));
    const { file, head } = await fetchPage(context, window, startIndex, `window-${index}-page-${number}.json`);
    files.push(file);
    if (head.totalResults > maxResults) return undefined;
    const missed = total === undefined ? 0 : Math.max(0, total - head.totalResults);
    total = head.totalResults;
    if (missed > 0 && startIndex > 0) {
      if (++extra > MAX_EXTRA_PAGES) throw new FeedFileError('feed-unreadable', 'its results change faster than they can be read', 'Try again later.');
      startIndex = Math.max(0, startIndex - missed);
      continue;
    }
    startIndex += head.records;
    if (startIndex >= total) return { files, results: total };
    if (head.records === 0) throw new FeedFileError('feed-unreadable', `it gives ${startIndex} of the ${total} results that it names`, 'Try again later.');
  }
}

async function fetchPage(context: SourceContext, window: NvdWindow, startIndex: number, name: string): Promise<{ readonly file: StagedFile; readonly head: NvdPageHead }> {
  const { http, staging, signal } = context;
  const url = nvdPageUrl(context.urls.nvdApi, window, startIndex);
  const address = displayUrl(url);
  const path = staging.path(name);
  if (staging.find(name)?.address === address) return { file: { path, address }, head: await readNvdPageHead(path) };
  // As text, which servers pack; a page has no version by which half of one could be continued.
  const answer = await http.text(url, { maxBytes: staging.room(name, PAGE_BYTES), ...(signal ? { signal } : {}) });
  staging.write(name, answer.kind === 'text' ? answer.text : '');
  try {
    const head = await readNvdPageHead(path);
    if (head.startIndex !== startIndex) throw new FeedFileError('feed-unreadable', `it answers from result ${head.startIndex} instead of ${startIndex}`, 'Try again later.');
    return { file: staging.keep(name, { address, etag: '', lastModified: '', sha256: '' }), head };
  } catch (error) {
    staging.discard(name);
    throw error;
  }
}

/** Both dates with an offset whose `+` is encoded, as NVD asks for. @param base the API's address, with a query of the mirror's own if it has one */
export function nvdPageUrl(base: string, { start, end }: NvdWindow, startIndex: number): string {
  const url = new URL(base);
  url.searchParams.set('lastModStartDate', start.replace('Z', '+00:00'));
  url.searchParams.set('lastModEndDate', end.replace('Z', '+00:00'));
  url.searchParams.set('resultsPerPage', String(PAGE_RECORDS));
  url.searchParams.set('startIndex', String(startIndex));
  return url.href;
}

function readCrawl(file: string): Crawl | undefined {
  try {
    const crawl = asObject(JSON.parse(fs.readFileSync(file, 'utf8')));
    const windows = asArray(crawl?.windows)?.map((one) => asObject(one)) ?? [];
    const isDate = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));
    if (typeof crawl?.since !== 'string' || !windows.every((window) => window && isDate(window.start) && isDate(window.end))) return undefined;
    return { since: crawl.since, windows: windows as unknown as NvdWindow[] };
  } catch {
    return undefined;
  }
}
