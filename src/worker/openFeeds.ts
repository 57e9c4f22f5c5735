import { statSync } from 'node:fs';
import path from 'node:path';
import type { Knowledge } from '../core/match/knowledge';
import { listGenerations } from '../feeds/store/generations';
import { JOURNAL_FILE, readJournal } from '../feeds/store/journal';
import { openKnowledge } from '../feeds/store/openKnowledge';
import type { FeedsAround } from './present/feedsStatus';

/** Feeds that were opened, with the folder that they came from. */
export interface OpenFeeds {
  readonly knowledge: Knowledge;
  readonly around: FeedsAround;
  /** What the cache had when they were opened; another stamp means that somebody wrote into it. */
  readonly stamp: string;
}

/** Where feeds are, and where what is wrong with them is noted. */
export interface FeedPorts {
  readonly starterFeeds: string;
  readonly sqlWasm: string;
  readonly log: (message: string) => void;
}

/** Opens the feeds of a cache folder; the starter feeds stand in for what it lacks. */
export async function openFeeds(directory: string, { starterFeeds, sqlWasm, log }: FeedPorts): Promise<OpenFeeds> {
  // Looked at before: what is written meanwhile is seen as new the next time.
  const stamp = cacheStamp(directory);
  const { knowledge, problems } = await openKnowledge({ cacheDir: directory, starterDir: starterFeeds, wasmPath: sqlWasm });
  for (const problem of problems) log(`${problem.file}: ${problem.message}`);
  return { knowledge, around: { problems, journal: readJournal(directory), directory }, stamp };
}

/** Tells whether a cache may hold something else: its newest generation, and when an update last noted how it ended. */
export function cacheStamp(directory: string): string {
  const generation = listGenerations(directory).find(({ complete }) => complete)?.directory ?? '';
  try {
    return `${generation} ${statSync(path.join(directory, JOURNAL_FILE)).mtimeMs}`;
  } catch {
    return generation;
  }
}
