import type { SqlJsStatic } from 'sql.js';
import { createLifecycleCatalog } from '../../core/identify/lifecycle';
import type { Problem } from '../../core/inventory/problem';
import { NO_ADVISORIES } from '../../core/match/advisories/advisoryIndex';
import { FEED_NAMES, type CveDetails, type CveText, type Knowledge } from '../../core/match/knowledge';
import { MatchIndexBuilder, openMatchIndex } from '../../core/match/matchIndexBuilder';
import { plainDateOfEpochDays } from '../../core/inventory/plainDate';
import type { MatchIndex } from '../../core/match/matchIndex';
import { cveKey } from '../decode/cveId';
import type { CatalogFile } from './catalogFile';
import { hasIncompleteGeneration, listGenerations } from './generations';
import { readJournal, withJournal, type Journal } from './journal';
import { isWriterActive } from './lock';
import type { GenerationPart } from './manifest';
import { openGeneration, type OpenGeneration } from './openGeneration';
import { loadSqlite } from './sqlite';

export interface OpenKnowledgeOptions {
  /** The feed cache; it need not exist. */
  readonly cacheDir: string;
  /** The generation that ships with the product, `media/feeds/generation`. */
  readonly starterDir: string;
  /** `sql-wasm.wasm`. */
  readonly wasmPath: string;
  /** Check every file's SHA-256, not only its size. Happens by itself after a writer was stopped in the middle. */
  readonly verify?: boolean;
  /** Opens the generation of this number and no other; what it lacks still comes from the starter feeds. */
  readonly generation?: number;
}

/** Times that the generations are listed anew because a writer removed what was listed. */
const MAX_ROUNDS = 8;
/** Details of CVEs kept; a server's panel asks for the same ones again. */
const KEPT_DETAILS = 4_096;

/**
 * Opens the newest generation of the cache that is whole; the parts that it lacks, or all of them, come from the starter feeds.
 * A damaged or newer generation is passed over with a problem that names its folder, the reason and the next step. Never rejects:
 * when nothing opens the knowledge is empty and the problems say why.
 */
export async function openKnowledge(options: OpenKnowledgeOptions): Promise<{ readonly knowledge: Knowledge; readonly problems: readonly Problem[] }> {
  // It compiles while files are read.
  const sqlite = loadSqlite(options.wasmPath);
  sqlite.catch(() => undefined);
  try {
    return await openWith(sqlite, options);
  } catch (error) {
    const reason = `SQLite could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    return { knowledge: combine(undefined, undefined, { feeds: {} }), problems: [problem(options.wasmPath, 'feed-unreadable', reason, REINSTALL)] };
  }
}

/** Rejects only as `sqlite` does. */
async function openWith(sqlite: Promise<SqlJsStatic>, options: OpenKnowledgeOptions): ReturnType<typeof openKnowledge> {
  const problems: Problem[] = [];
  const cache = await openCache(options, sqlite, problems);
  const lacking = !cache?.manifest.parts.includes('cves') || !cache.manifest.parts.includes('lifecycle');
  const starter = lacking ? await openStarter(options.starterDir, sqlite, problems) : undefined;
  await sqlite;
  return { knowledge: combine(cache, starter, readJournal(options.cacheDir)), problems };
}

const REINSTALL = 'Install Inventory Insights again.';

async function openCache(options: OpenKnowledgeOptions, sqlite: Promise<SqlJsStatic>, problems: Problem[]): Promise<OpenGeneration | undefined> {
  const { cacheDir } = options;
  const verify = options.verify ?? (hasIncompleteGeneration(cacheDir) && !isWriterActive(cacheDir));
  const candidates = (): string[] => completeGenerations(cacheDir, options.generation);
  let listed = candidates();
  for (let round = 1; ; round++) {
    const found: Problem[] = [];
    for (const directory of listed) {
      const opened = await openGeneration(directory, sqlite, verify);
      if (opened.kind === 'open') {
        problems.push(...found);
        return opened.generation;
      }
      found.push(opened.kind === 'newer'
        ? problem(directory, 'feed-newer-schema', `These feeds are in format ${opened.schema}, which a newer version of Inventory Insights wrote; older feeds are used instead.`, 'Update Inventory Insights, or import the feeds again with this version.')
        : problem(directory, 'feed-unreadable', `These feeds cannot be read (${opened.reason}); older feeds are used instead.`, 'Update or import the feeds again.'));
    }
    // Writers that save in quick succession remove what a reader has just listed; there are newer ones then.
    const again = candidates();
    if (round === MAX_ROUNDS || again[0] === listed[0]) {
      problems.push(...found);
      return undefined;
    }
    listed = again;
  }
}

/** Newest first; the one of a number where one is given. */
function completeGenerations(cacheDir: string, number?: number): string[] {
  return listGenerations(cacheDir).filter((one) => one.complete && (number === undefined || one.number === number)).map(({ directory }) => directory);
}

async function openStarter(directory: string, sqlite: Promise<SqlJsStatic>, problems: Problem[]): Promise<OpenGeneration | undefined> {
  const opened = await openGeneration(directory, sqlite, false);
  if (opened.kind === 'open') return opened.generation;
  const reason = opened.kind === 'newer' ? `they are in format ${opened.schema}` : opened.reason;
  problems.push(problem(directory, 'feed-unreadable', `The starter feeds cannot be read (${reason}); there is nothing to judge by.`, REINSTALL));
  return undefined;
}

function problem(file: string, code: Problem['code'], message: string, fix: string): Problem {
  return { file, line: 0, column: 0, severity: 'error', code, message, fix };
}

/** SQLite's memory is outside the garbage collector's; an old generation gives it back when nobody holds its knowledge any more. */
const unused = new FinalizationRegistry<CatalogFile>((catalog) => catalog.close());

function combine(cache: OpenGeneration | undefined, starter: OpenGeneration | undefined, journal: Journal): Knowledge {
  const sourceOf = (part: GenerationPart): OpenGeneration | undefined => [cache, starter].find((one) => one?.manifest.parts.includes(part));
  const lifecycle = sourceOf('lifecycle');
  const cves = sourceOf('cves');
  const advisories = sourceOf('advisories');
  const feeds = FEED_NAMES.flatMap((name) => {
    const feed = (name === 'endoflife' ? lifecycle : name === 'osv' ? advisories : cves)?.manifest.feeds.find((one) => one.name === name);
    return feed ? withJournal(feed, journal.feeds[name]) : [];
  });
  const index = cves?.cves?.index ?? emptyIndex();
  const knowledge: Knowledge = {
    feeds,
    starter: feeds.every((feed) => feed.starter),
    revision: [...new Set([lifecycle?.revision ?? 'none', cves?.revision ?? 'none', ...(advisories ? [advisories.revision] : [])])].join('-'),
    lifecycle: createLifecycleCatalog(lifecycle?.products ?? []),
    index,
    advisories: advisories?.advisories ?? NO_ADVISORIES,
    details: keep(KEPT_DETAILS, (cve) => readDetails(cves, index, cve)),
    text: (cve): CveText => cves?.cves?.texts.text(cve) ?? { description: '', references: [] },
  };
  for (const { catalog } of new Set([lifecycle, cves, advisories].filter((one) => one !== undefined))) unused.register(knowledge, catalog);
  return knowledge;
}

/** What the index says of a CVE stands when the catalog lacks it or is damaged: a hover must not fail for it. */
function readDetails(source: OpenGeneration | undefined, index: MatchIndex, cve: number): CveDetails {
  const id = index.cveId(cve);
  try {
    const found = source?.catalog.details(cveKey(id) ?? -1, id);
    if (found) return found;
  } catch {
    // Answered below.
  }
  const published = plainDateOfEpochDays(index.published[cve] ?? 0);
  return { id, published, lastModified: published, vulnStatus: '', metrics: [], cwes: [], kev: null, epss: null };
}

/** Remembers the answers that were asked for last. */
function keep<T>(max: number, make: (key: number) => T): (key: number) => T {
  const kept = new Map<number, T>();
  return (key) => {
    const known = kept.get(key);
    kept.delete(key);
    const value = known ?? make(key);
    kept.set(key, value);
    if (kept.size > max) for (const oldest of kept.keys()) {
      kept.delete(oldest);
      break;
    }
    return value;
  };
}

function emptyIndex(): MatchIndex {
  const opened = openMatchIndex(new MatchIndexBuilder().build());
  if ('error' in opened) throw new Error(`an empty match index does not open: ${opened.error}`);
  return opened.index;
}
