import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess } from '../../src/core/insights/assess';
import { serversWithCve } from '../../src/core/insights/serversWithCve';
import { parsePlainDate } from '../../src/core/inventory/plainDate';
import { createMatcher } from '../../src/core/match/matcher';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../src/feeds/sync/importFiles';
import { median, printRow, RUNS } from './measure';
import { scaleEstate } from './scaleEstate';

// Matching and roll-up of a big estate with the full feed (issue "Matching that can be trusted"): 35,000 servers × 200 rows, 80,000 software.
// `npm run bench -- scale -- <servers> <folder of imported feeds>` takes another number, and feeds that are there already.
const servers = Number(process.argv[2] ?? 35_000);
const own = process.argv[3] === undefined ? mkdtempSync(path.join(tmpdir(), 'ii-bench-')) : undefined;
const cacheDir = process.argv[3] ?? own!;
const starterDir = path.resolve('media/feeds/generation');
const wasmPath = path.resolve('dist/sql-wasm.wasm');
const TODAY = parsePlainDate('2026-11-21')!;

async function main(): Promise<void> {
  if (own !== undefined) await importFeeds([path.resolve('../shared/data/feeds/nvd')], { cacheDir, starterDir, wasmPath, now: '2026-11-21T06:00:00Z' });
  const { knowledge } = await openKnowledge({ cacheDir, starterDir, wasmPath });
  const { index } = knowledge;
  console.log(`${index.cveCount} CVEs, ${index.rowCount} rows, ${index.productCount} products`);
  const { estate, identities } = scaleEstate(index, { servers, rowsPerServer: 200, software: 80_000 });

  const judged: number[] = [];
  const rolled: number[] = [];
  let assessment: ReturnType<typeof assess> | undefined;
  for (let run = 0; run < RUNS; run++) {
    // A new matcher each time, as after a refresh of the feeds: nothing is kept from the run before.
    const input = { estate, identities, knowledge, matcher: createMatcher(index), asOf: TODAY, today: TODAY, staleAfterDays: 30 };
    const started = performance.now();
    assessment = assess(input);
    const first = performance.now();
    assessment = assess(input);
    judged.push((first - started) / 1_000);
    rolled.push((performance.now() - first) / 1_000);
  }
  printRow(`${servers} servers × 200 rows, 80,000 software: matching and roll-up`, median(judged), 's', 1.5);
  printRow('… again with the matches kept', median(rolled), 's', 1);

  const affected = Array.from({ length: index.cveCount }, (_, cve) => cve).filter((cve) => index.score[cve]! >= 90 && index.score[cve]! <= 100);
  const times: number[] = [];
  let found = 0;
  for (let at = 0; at < 100; at++) {
    const cve = affected[Math.floor((at * affected.length) / 100)]!;
    const started = performance.now();
    found += serversWithCve(assessment!, cve).length;
    times.push(performance.now() - started);
  }
  printRow('servers of a CVE, median of 100', median(times), 'ms', 50);
  printRow('… the slowest', Math.max(...times), 'ms', 50);
  const distinct = assessment!.servers.vulnerabilities.reduce((sum, count) => sum + count, 0) / servers;
  console.log(`${distinct.toFixed(0)} distinct CVEs a server, ${found} servers found for 100 CVEs, peak memory ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
}).finally(() => {
  if (own !== undefined) rmSync(own, { recursive: true, force: true });
});
