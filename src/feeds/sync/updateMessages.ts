import type { Problem } from '../../core/inventory/problem';
import type { FeedState } from '../../core/match/knowledge';
import { HttpFailure } from '../net/http';
import { ARRIVED_WRONG } from '../sources/asArrived';
import { FeedPartFailure } from '../sources/feedPartFailure';
import type { LockHolder } from '../store/lock';
import { FeedFileError } from './feedFile';
import { storeError } from './feedProblems';
import type { NetworkFeed } from './update';

export const FEED_LABELS: Readonly<Record<NetworkFeed, string>> = { nvd: 'NVD', endoflife: 'endoflife.date', kev: 'KEV', epss: 'EPSS', osv: 'OSV' };

/** Why a feed was not refreshed. */
export interface UpdateFailure {
  /** A sentence or two: what happened to which feed, and which data is in use. */
  readonly message: string;
  /** The next step, '' when there is none. */
  readonly fix: string;
}

const TRY_AGAIN = 'Try again later; the log has the details.';

/** What failed of a feed. */
export interface PartFailure {
  /** For people: a file, a distribution; '' when it is the feed as a whole. */
  readonly part: string;
  /** Without a full stop. */
  readonly reason: string;
  /** '' when there is no next step. */
  readonly fix: string;
}

export function partFailure(error: unknown): PartFailure {
  return error instanceof FeedPartFailure ? { part: error.part, ...reasonOf(error.reason) } : { part: '', ...reasonOf(error) };
}

/** A file that arrived whole could not be imported, or nothing could. @param part the file, for people; '' when it is not a file's fault */
export function importFailure(part: string, problem: Problem | undefined): PartFailure {
  const reason = (problem?.message ?? 'it could not be saved').replace(IMPORT_FRAME, '$1').replace(/\.$/, '');
  return { part, reason, fix: part === '' ? problem?.fix ?? TRY_AGAIN : ARRIVED_WRONG };
}

/** The failures of a feed's parts as one: parts that failed for the same reason are named together. @param state the feed in the cache, undefined when it has none */
export function joinFailures(name: NetworkFeed, failures: readonly PartFailure[], state: FeedState | undefined): UpdateFailure {
  const partsOf = new Map<string, string[]>();
  for (const { part, reason } of failures) partsOf.set(reason, [...partsOf.get(reason) ?? [], part]);
  const sentences = [...partsOf].map(([reason, parts]) => {
    const named = [...new Set(parts)].filter(Boolean).join(', ');
    return `${FEED_LABELS[name]}${named === '' ? '' : ` (${named})`} was not refreshed: ${reason}.`;
  });
  return { message: [...sentences, inUse(state)].join(' '), fix: failures.find(({ fix }) => fix !== '')?.fix ?? '' };
}

/** @param state the feed in the cache, undefined when it has none */
export function toUpdateFailure(name: NetworkFeed, error: unknown, state: FeedState | undefined): UpdateFailure {
  return joinFailures(name, [partFailure(error)], state);
}

/** What the import says around its reason speaks of files that people picked; see `feedProblem`. */
const IMPORT_FRAME = /^This was not imported: (.*)\. The feeds are as they were\.$/s;

export function lockedFailure(name: NetworkFeed, { pid, host }: LockHolder, state: FeedState | undefined): UpdateFailure {
  const who = pid > 0 ? ` (process ${pid} on ${host})` : '';
  return { message: `${FEED_LABELS[name]} was not refreshed: another Inventory Insights${who} is refreshing the feeds. ${inUse(state)}`, fix: 'Wait until it is done; its feeds are then used here too.' };
}

function reasonOf(error: unknown): { readonly reason: string; readonly fix: string } {
  if (error instanceof HttpFailure) return { reason: error.message, fix: error.fix || TRY_AGAIN };
  const known: FeedFileError = error instanceof FeedFileError ? error : storeError(error);
  return { reason: known.message.replace(/\.$/, ''), fix: known.fix || TRY_AGAIN };
}

function inUse(state: FeedState | undefined): string {
  return state ? `Its data of ${state.fetchedAt.slice(0, 10)} stays in use.` : 'What was there before stays in use.';
}
