import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fullFeedCache, nvdFolder } from './fullFeeds';
import { RUNS, median, printRow } from './measure';

// Hosts with 61 names each against the full feed, process start to exit (issue "Matching that can be trusted", speed and size):
// 100 hosts 0.6 s and 300 MB, 1,000 hosts 2 s. The names are the feed's own, so that nearly each has findings.
const PER_HOST = 61;
const CASES = [
  { hosts: 100, seconds: 0.6, megabytes: 300 },
  { hosts: 1_000, seconds: 2, megabytes: 600 },
] as const;

const nvd = nvdFolder();
if (nvd !== undefined) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
  try {
    const feeds = fullFeedCache();
    const fileOf = (hosts: number): string => path.join(folder, `${hosts}.inventory.json`);
    const written = spawnSync(process.execPath, [path.join(__dirname, 'writeHosts.js'), nvd, String(PER_HOST), ...CASES.map(({ hosts }) => `${hosts}=${fileOf(hosts)}`)], { encoding: 'utf8' });
    if (written.status !== 0) throw new Error(`the inventories were not written: ${written.stderr}`);
    for (const { hosts, seconds, megabytes } of CASES) {
      const file = fileOf(hosts);
      const walls: number[] = [];
      const peaks: number[] = [];
      let stats = '';
      for (let run = 0; run < RUNS; run++) {
        const started = performance.now();
        const result = spawnSync(process.execPath, ['dist/cli.js', 'assess', file, '--feeds', feeds, '--format', 'summary', '--stats'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
        walls.push((performance.now() - started) / 1_000);
        if (result.status !== 0) throw new Error(`assess exited with ${result.status}: ${result.stderr}`);
        stats = result.stderr.split('\n').find((line) => line.startsWith('{')) ?? '{}';
        peaks.push((JSON.parse(stats) as { peakMemoryMB: number }).peakMemoryMB);
      }
      printRow(`assess ${hosts.toLocaleString('en-US')} hosts × ${PER_HOST} names, full feed, start to exit`, median(walls), 's', seconds);
      printRow('… peak memory', median(peaks), 'MB', megabytes);
      console.log(stats);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
