import path from 'node:path';
import { Identifier } from '../../src/core/insights/identifyEstate';
import type { Estate } from '../../src/core/inventory/model';
import { KeptIdentities } from '../../src/feeds/identities/keptIdentities';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import { identifyRows } from './identifyRows';

// One run of identify.bench.ts, in a process of its own: <feed cache> <names>. Prints the seconds and megabytes that identification took.
// What was decided is kept in the cache afterwards, for the run that shall find it.
async function main([cacheDir = '', count = '']: readonly string[]): Promise<void> {
  const root = process.cwd();
  const { knowledge } = await openKnowledge({ cacheDir, starterDir: path.join(root, 'media/feeds/generation'), wasmPath: path.join(root, 'dist/sql-wasm.wasm') });
  const software = identifyRows(knowledge.index, Number(count));
  const estate = { servers: [], software } as unknown as Estate;
  global.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  const kept = new KeptIdentities(cacheDir, knowledge.revision);
  const identifier = new Identifier(knowledge.lifecycle, knowledge.index, kept);
  const identities = identifier.identify(estate);
  const seconds = (performance.now() - started) / 1_000;
  global.gc?.();
  const after = process.memoryUsage();
  const megabytes = (after.heapUsed - before.heapUsed + after.external - before.external) / 1e6;
  await kept.keep(identifier.decided);
  if (identities.software.length !== software.length) throw new Error('not every name was identified');
  process.stdout.write(JSON.stringify({ seconds, megabytes, rss: (after.rss - before.rss) / 1e6 }));
}

void main(process.argv.slice(2));
