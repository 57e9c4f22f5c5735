import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateInventory } from './generateInventory';
import { RUNS, median, printRow } from './measure';

// 2,000 servers × 100 rows from CSV through the CLI, process start to exit (issue "The main job"): 0.8 s, 250 MB.
const folder = mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
try {
  const file = path.join(folder, 'estate.inventory.csv');
  generateInventory(file, 2_000, 100, 20_000);
  const seconds: number[] = [];
  const megabytes: number[] = [];
  let phases = '';
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const result = spawnSync(process.execPath, ['dist/cli.js', 'assess', file, '--feeds', path.join(folder, 'no-cache'), '--format', 'summary', '--stats'], { encoding: 'utf8' });
    seconds.push((performance.now() - started) / 1000);
    if (result.status !== 0) throw new Error(`assess exited with ${result.status}: ${result.stderr}`);
    const stats = result.stderr.split('\n').find((line) => line.startsWith('{'));
    const peak = /"peakMemoryMB":\s*([\d.]+)/.exec(stats ?? '')?.[1];
    megabytes.push(Number(peak ?? Number.NaN));
    phases = stats ?? '';
  }
  printRow('assess 2,000 servers × 100 rows CSV, start to exit', median(seconds), 's', 0.8);
  printRow('… peak memory', median(megabytes), 'MB', 250);
  console.log(phases);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
