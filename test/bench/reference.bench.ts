import path from 'node:path';
import { compareWithReference } from '../support/compareWithReference';
import { readFullFeed } from '../support/fullFeed';

// The matcher against the plain reference on the full feed: 2,000 servers, or as many as the first argument says; the second is the seed.
const servers = Number(process.argv[2] ?? 2_000);
const seed = Number(process.argv[3] ?? 20_261_121);
const started = performance.now();
const feed = readFullFeed(path.resolve(process.cwd(), '../shared/data/feeds/nvd'));
console.log(`seed ${seed}: ${feed.index.cveCount} CVEs, ${feed.index.rowCount} rows, read in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
const { findings, software, byVerdict, differences, referenceSeconds, matcherSeconds } = compareWithReference(feed, servers, seed);
console.log(`${servers} servers, ${software} software, ${findings} findings ${JSON.stringify(byVerdict)}`);
console.log(`reference ${referenceSeconds.toFixed(1)} s, matcher (twice) ${matcherSeconds.toFixed(1)} s; differences: ${differences.length}`);
for (const line of differences) console.log(line);
if (differences.length > 0) process.exitCode = 1;
