import { assess } from '../../src/core/insights/assess';
import { recommend } from '../../src/core/insights/recommend/recommend';
import { recommendationCounts } from '../../src/core/insights/recommend/recommendationCounts';
import { parsePlainDate } from '../../src/core/inventory/plainDate';
import { createMatcher } from '../../src/core/match/matcher';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import path from 'node:path';
import { fullFeedCache, nvdFolder } from './fullFeeds';
import { median, printRow, RUNS } from './measure';
import { scaleEstate } from './scaleEstate';

// Recommendations of a big estate with the full feed (issue "Find, decide, act", speed): 35,000 servers × 200 rows, 80,000 software, 1 s.
// `npm run bench -- recommend -- <servers>` takes another number.
const servers = Number(process.argv[2] ?? 35_000);
const TODAY = parsePlainDate('2026-11-21')!;

async function main(): Promise<void> {
  if (nvdFolder() === undefined) return;
  const { knowledge } = await openKnowledge({ cacheDir: fullFeedCache(), starterDir: path.resolve('media/feeds/generation'), wasmPath: path.resolve('dist/sql-wasm.wasm') });
  const { estate, identities } = scaleEstate(knowledge.index, { servers, rowsPerServer: 200, software: 80_000 });
  const matcher = createMatcher(knowledge.index);
  const wall: number[] = [];
  const counted: number[] = [];
  const assessed: number[] = [];
  let text = '';
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    const assessment = assess({ estate, identities, knowledge, matcher, asOf: TODAY, today: TODAY, staleAfterDays: 30 });
    const started = performance.now();
    const { all, leftOut } = recommend(assessment);
    const first = performance.now();
    recommendationCounts(assessment);
    assessed.push((started - begun) / 1_000);
    wall.push((first - started) / 1_000);
    counted.push(performance.now() - first);
    text = `${all.length} recommendations, ${leftOut} products left out, ${all.filter(({ isEstimate }) => isEstimate).length} estimates, ${all[0]?.points} points first`;
  }
  printRow(`recommendations of ${servers} servers × 200 rows`, median(wall), 's', 1);
  printRow('… the number of recommendations per server', median(counted), 'ms', 100);
  console.log(`${text}; assessing takes ${median(assessed).toFixed(1)} s beside, peak memory ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
