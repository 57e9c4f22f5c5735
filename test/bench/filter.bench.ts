import path from 'node:path';
import type { Category } from '../../src/core/identify/identity';
import { assess } from '../../src/core/insights/assess';
import type { ServerFilter, SoftwareFilter } from '../../src/core/insights/filter';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../../src/core/insights/filter';
import type { Server } from '../../src/core/inventory/model';
import type { PlainDate } from '../../src/core/inventory/plainDate';
import { parsePlainDate, plainDateOfEpochDays, epochDays } from '../../src/core/inventory/plainDate';
import { createMatcher } from '../../src/core/match/matcher';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import { presentServers, presentSoftware } from '../../src/worker/present/lists';
import { createView } from '../../src/worker/present/view';
import { fullFeedCache, nvdFolder } from './fullFeeds';
import { median, printRow, RUNS } from './measure';
import { scaleEstate } from './scaleEstate';

// A change of filter to new counts, facets and first page (issue "Find, decide, act": 100 ms): 35,000 servers × 200 rows, 80,000 software, the full feed.
// `npm run bench -- filter -- <servers>` takes another number.
const servers = Number(process.argv[2] ?? 35_000);
const BUDGET_MS = 100;
const TODAY = parsePlainDate('2026-11-21')!;
const ENVIRONMENTS = ['Production', 'Production', 'Production', 'Staging', 'Test', 'Development', ''];
const CATEGORIES: readonly Category[] = ['Databases and data platforms', 'Web hosting', 'Business applications', 'Containers and virtualization', 'Others', 'Security & compliance'];

/** Each filter is asked for with nothing kept of it, and then again in another combination. */
const SERVER_FILTERS: readonly (readonly [string, ServerFilter])[] = [
  ['none', {}],
  ['environment and level', { environments: ['production'], levels: ['critical'] }],
  ['… and exploited, and support that ends', { environments: ['production'], levels: ['critical'], exploited: true, supportEnds: { to: parsePlainDate('2027-03-01')! } }],
  ['a tag of 2,000', { tags: ['owner=team 7'] }],
  ['a search word', { text: 'software 77' }],
  ['an application pattern', { apps: ['software 12*'] }],
  ['a finding text', { findings: ['software 123'] }],
  ['the CVEs of a year', { findings: ['CVE-2021-'] }],
  ['all but an environment', { except: { environments: ['test'] }, workloads: ['web'] }],
];
const SOFTWARE_FILTERS: readonly (readonly [string, SoftwareFilter])[] = [
  ['none', {}],
  ['level', { levels: ['critical'] }],
  ['a search word', { text: 'software 77' }],
  ['of filtered servers', { servers: { environments: ['production'], exploited: true } }],
];

async function main(): Promise<void> {
  if (nvdFolder() === undefined) return;
  const { knowledge } = await openKnowledge({ cacheDir: fullFeedCache(), starterDir: path.resolve('media/feeds/generation'), wasmPath: path.resolve('dist/sql-wasm.wasm') });
  const made = scaleEstate(knowledge.index, { servers, rowsPerServer: 200, software: 80_000 });
  const estate = { ...made.estate, servers: made.estate.servers.map(described) };
  const identities = { ...made.identities, software: made.identities.software.map((identity, at) => ({ ...identity, category: CATEGORIES[(at * 7) % CATEGORIES.length]! })) };
  const assessment = assess({ estate, identities, knowledge, matcher: createMatcher(knowledge.index), asOf: TODAY, today: TODAY, staleAfterDays: 30 });

  const first: number[] = [];
  const times = new Map<string, number[]>();
  for (let run = 0; run < RUNS; run++) {
    const view = createView(assessment, { revision: run, plannedDate: null, title: 'bench', feedsMaximumAgeDays: 7 });
    const timed = (what: string, work: () => { readonly total: number }): void => {
      const started = performance.now();
      work();
      times.set(what, [...(times.get(what) ?? []), performance.now() - started]);
    };
    const started = performance.now();
    presentServers(view, {}, DEFAULT_SERVER_SORT, null);
    first.push(performance.now() - started);
    for (const [what, filter] of SERVER_FILTERS) timed(`servers: ${what}`, () => presentServers(view, filter, DEFAULT_SERVER_SORT, null));
    timed('servers: one more limit on what was asked for', () => presentServers(view, { text: 'software 77', apps: ['software 12*'], environments: ['test'] }, DEFAULT_SERVER_SORT, null));
    timed('servers: by name, first time', () => presentServers(view, {}, { key: 'name', direction: 'ascending' }, null));
    timed('servers: by support, first time', () => presentServers(view, { environments: ['test'] }, { key: 'support', direction: 'ascending' }, null));
    presentSoftware(view, {}, DEFAULT_SOFTWARE_SORT, null);
    for (const [what, filter] of SOFTWARE_FILTERS) timed(`software: ${what}`, () => presentSoftware(view, filter, DEFAULT_SOFTWARE_SORT, null));
  }
  console.log(`the first list of an assessment, columns and orders made: ${median(first).toFixed(0)} ms`);
  for (const [what, ms] of times) printRow(what, median(ms), 'ms', BUDGET_MS);
}

function described(server: Server, at: number): Server {
  const seen = plainDateOfEpochDays(epochDays(TODAY) - (at % 60)) as PlainDate;
  return {
    ...server, environment: ENVIRONMENTS[at % ENVIRONMENTS.length]!, site: `Site ${at % 40}`, criticality: (['critical', 'high', 'medium', 'low', ''] as const)[at % 5]!,
    tags: { owner: `team ${at % 2_000}`, wave: String(at % 12), ...(at % 3 === 0 && { dmz: '' }) }, lastSeen: seen,
    os: { ...server.os, name: `System ${at % 25}` },
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
