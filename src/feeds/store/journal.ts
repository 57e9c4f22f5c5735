import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FEED_NAMES, type FeedName, type FeedState } from '../../core/match/knowledge';
import { asObject, asText, cutText } from '../decode/shape';

/** Below the cache. */
export const JOURNAL_FILE = 'journal.json';
/** The format of the journal; another one is read as an empty journal. */
const SCHEMA = 1;
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_TEXT = 2_048;
/** Addresses remembered for one feed; OSV has one for each distribution. */
const MAX_VERSIONS = 256;

/** What the last attempt to refresh a feed ended with. */
export interface JournalError {
  /** What happened, as a sentence. */
  readonly message: string;
  /** What to do next, as a sentence; '' when there is nothing. */
  readonly fix: string;
  /** ISO 8601 date-time. */
  readonly at: string;
}

/** The version of one address whose content is in the cache. '' for what the server did not say. */
export interface ResourceVersion {
  readonly etag: string;
  /** HTTP's `Last-Modified`, as the server wrote it. */
  readonly lastModified: string;
  /** Lower-case hex, of the content unpacked, where the feed publishes one. */
  readonly sha256: string;
  /** `fetchedAt` of the data in the cache that came of it. Data of another time did not, and the version says nothing of it. */
  readonly fetchedAt: string;
}

/** What is remembered of a feed from one update to the next, beside the data itself. */
export interface JournalEntry {
  /** ISO 8601 date-time when its server last answered that all is current or gave what was new; '' when it never did. */
  readonly checkedAt: string;
  /** `fetchedAt` and revision of the data that was current then. */
  readonly fetchedAt: string;
  readonly revision: string;
  /** Null when the last attempt went well. */
  readonly lastError: JournalError | null;
  /** By address. */
  readonly versions: Readonly<Record<string, ResourceVersion>>;
}

/** `journal.json` of a feed cache: the state of the updates, as machines read it. What the feeds hold is in the generations' manifests. */
export interface Journal {
  readonly feeds: Readonly<Partial<Record<FeedName, JournalEntry>>>;
}

export const NO_ENTRY: JournalEntry = { checkedAt: '', fetchedAt: '', revision: '', lastError: null, versions: {} };

/** The journal of a cache; empty when there is none or it cannot be read: it saves downloads and explains failures, no data depends on it. Never throws. */
export function readJournal(cacheDir: string): Journal {
  const file = path.join(cacheDir, JOURNAL_FILE);
  try {
    return fs.statSync(file).size > MAX_BYTES ? { feeds: {} } : decodeJournal(fs.readFileSync(file, 'utf8'));
  } catch {
    return { feeds: {} };
  }
}

/** Replaces the journal as a whole. Throws Node's file errors; the journal is then as it was. */
export function writeJournal(cacheDir: string, journal: Journal): void {
  fs.mkdirSync(cacheDir, { recursive: true });
  const file = path.join(cacheDir, JOURNAL_FILE);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    fs.writeFileSync(temporary, `${JSON.stringify({ schema: SCHEMA, ...journal }, null, 2)}\n`, { flush: true });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * A feed's state as its manifest has it, with what the updates met since: the error of the last attempt, unless an import came after it,
 * and the time of the last check, when that was of this data.
 */
export function withJournal(feed: FeedState, entry: JournalEntry | undefined): FeedState {
  if (!entry) return feed;
  const { lastError, checkedAt, fetchedAt } = entry;
  const isOver = lastError === null || (!feed.starter && Date.parse(feed.fetchedAt) > Date.parse(lastError.at));
  return {
    ...feed,
    ...(checkedAt !== '' && !feed.starter && fetchedAt === feed.fetchedAt ? { checkedAt } : {}),
    error: isOver ? feed.error : [lastError.message, lastError.fix].filter((part) => part !== '').join(' '),
  };
}

/** Every part that has the wrong shape is left out. */
export function decodeJournal(text: string): Journal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { feeds: {} };
  }
  const journal = asObject(value);
  const feeds: Partial<Record<FeedName, JournalEntry>> = {};
  if (journal?.schema !== SCHEMA) return { feeds };
  for (const name of FEED_NAMES) {
    const entry = asObject(asObject(journal.feeds)?.[name]);
    if (entry) feeds[name] = decodeEntry(entry);
  }
  return { feeds };
}

function decodeEntry(entry: Readonly<Record<string, unknown>>): JournalEntry {
  const error = asObject(entry.lastError);
  const message = cutText(error?.message, MAX_TEXT);
  const versions: Record<string, ResourceVersion> = {};
  for (const [address, value] of Object.entries(asObject(entry.versions) ?? {}).slice(0, MAX_VERSIONS)) {
    const version = asObject(value);
    if (version && address.length <= MAX_TEXT && address !== '__proto__') {
      versions[address] = { etag: text(version.etag), lastModified: text(version.lastModified), sha256: text(version.sha256), fetchedAt: text(version.fetchedAt) };
    }
  }
  return {
    checkedAt: dateTime(entry.checkedAt),
    fetchedAt: text(entry.fetchedAt),
    revision: text(entry.revision),
    lastError: message === '' ? null : { message, fix: cutText(error?.fix, MAX_TEXT), at: dateTime(error?.at) },
    versions,
  };
}

function text(value: unknown): string {
  return asText(value, MAX_TEXT) ?? '';
}

function dateTime(value: unknown): string {
  const found = text(value);
  return Number.isNaN(Date.parse(found)) ? '' : found;
}
