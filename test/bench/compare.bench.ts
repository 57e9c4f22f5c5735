import path from 'node:path';
import { assess } from '../../src/core/insights/assess';
import { compareAssessments } from '../../src/core/insights/compare/compareAssessments';
import type { EstateIdentities } from '../../src/core/insights/identifyEstate';
import type { Estate } from '../../src/core/inventory/model';
import { parsePlainDate } from '../../src/core/inventory/plainDate';
import { createMatcher } from '../../src/core/match/matcher';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import { fullFeedCache, nvdFolder } from './fullFeeds';
import { median, printRow, RUNS } from './measure';
import { scaleEstate } from './scaleEstate';

// Two states of a big estate side by side with the full feed (issue "Find, decide, act", speed): 35,000 servers × 200 rows, 80,000 software, 5 s.
// `npm run bench -- compare -- <servers>` takes another number.
const servers = Number(process.argv[2] ?? 35_000);
const TODAY = parsePlainDate('2026-11-21')!;
/** Every so many installs another software took the place of the one before; every so many servers is new, and as many are gone. */
const INSTALLS_TO_A_CHANGE = 40;
const SERVERS_TO_A_NEW_ONE = 100;

/** The estate some weeks later. */
function later({ estate, identities }: { readonly estate: Estate; readonly identities: EstateIdentities }): Estate {
  const ids = estate.installs.software.slice();
  for (let at = 0; at < ids.length; at += INSTALLS_TO_A_CHANGE) ids[at] = (ids[at]! + 1) % identities.software.length;
  return {
    ...estate,
    servers: estate.servers.map((server) => (server.index % SERVERS_TO_A_NEW_ONE === 0 ? { ...server, key: `${server.key}-new`, name: `${server.name}-new` } : server)),
    installs: { ...estate.installs, software: ids },
  };
}

async function main(): Promise<void> {
  if (nvdFolder() === undefined) return;
  const { knowledge } = await openKnowledge({ cacheDir: fullFeedCache(), starterDir: path.resolve('media/feeds/generation'), wasmPath: path.resolve('dist/sql-wasm.wasm') });
  const old = scaleEstate(knowledge.index, { servers, rowsPerServer: 200, software: 80_000 });
  const recent = later(old);
  const wall: number[] = [];
  const compared: number[] = [];
  let text = '';
  for (let run = 0; run < RUNS; run++) {
    // Another matcher each time: what one run has judged is not there in the next.
    const matcher = createMatcher(knowledge.index);
    const judge = (estate: Estate) => assess({ estate, identities: old.identities, knowledge, matcher, asOf: TODAY, today: TODAY, staleAfterDays: 30 });
    const begun = performance.now();
    const before = judge(old.estate);
    const assessment = judge(recent);
    const started = performance.now();
    const { findings, kinds } = compareAssessments(before, [{ cause: 'inventory', assessment }]);
    const ended = performance.now();
    wall.push((ended - begun) / 1_000);
    compared.push((ended - started) / 1_000);
    text = `${findings.added} new findings, ${findings.fixed} fixed, ${findings.unchanged} unchanged; servers ${JSON.stringify(kinds)}`;
  }
  printRow(`two estates of ${servers} servers × 200 rows, assessed and compared`, median(wall), 's', 5);
  printRow('… compared alone', median(compared), 's', 5);
  console.log(`${text}; peak memory ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
