import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** NVD, KEV and endoflife.date of the shared data. */
const SOURCES = ['feeds/nvd', 'feeds/kev/known_exploited_vulnerabilities.json.gz', 'feeds/endoflife/products-full.json.gz'];
/** CVEs that the 24 NVD files have at least, rejected ones aside. */
const LEAST_CVES = 170_000;

/** The shared data's folder of NVD files; undefined (and a printed line) when it is not there. */
export function nvdFolder(): string | undefined {
  const folder = path.resolve(process.cwd(), '../shared/data/feeds/nvd');
  if (existsSync(folder)) return folder;
  console.log('skipped: ../shared/data is not here');
  return undefined;
}

/** A cache with the full feeds, built by the CLI once and kept in the temporary folder from one run to the next. */
export function fullFeedCache(): string {
  const folder = path.join(tmpdir(), 'inventory-insights-bench-feeds');
  if (isWhole(folder)) return folder;
  mkdirSync(folder, { recursive: true });
  const files = SOURCES.map((source) => path.resolve(process.cwd(), '../shared/data', source));
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'feeds', 'import', ...files, '--feeds', folder, '--quiet'], { encoding: 'utf8' });
  if (!isWhole(folder)) throw new Error(`the full feeds were not imported (exit ${status}): ${stderr}`);
  console.log(`built the cache of the full feeds in ${((performance.now() - started) / 1_000).toFixed(1)} s: ${folder}`);
  return folder;
}

function isWhole(folder: string): boolean {
  const { status, stdout } = spawnSync(process.execPath, ['dist/cli.js', 'feeds', 'status', '--feeds', folder, '--format', 'json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) return false;
  const { cves, problems } = JSON.parse(stdout) as { cves: number; problems: unknown[] };
  return problems.length === 0 && cves >= LEAST_CVES;
}
