import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fullFeedCache, nvdFolder } from './fullFeeds';
import { RUNS, median, printRow } from './measure';

// 80,000 distinct names against the full feed's vendors and products: 2 s and 150 MB beyond the open feed, the index of the search among them
// (issue "Identify software as an expert would"), and the same names again at the next start.
const NAMES = 80_000;
const BUDGET = { firstSeconds: 2, megabytes: 150, againSeconds: 0.3 };

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

if (nvdFolder() !== undefined) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
  try {
    // A copy, so that decisions of one run do not help the next benchmark.
    cpSync(path.join(fullFeedCache(), 'generations'), path.join(folder, 'generations'), { recursive: true });
    const measure = (): Measured => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', path.join(__dirname, 'identifyNames.js'), folder, String(NAMES)], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`identifyNames exited with ${status}: ${stderr}`);
      return JSON.parse(stdout) as Measured;
    };
    const first = Array.from({ length: RUNS }, () => {
      rmSync(path.join(folder, 'kept-identities'), { recursive: true, force: true });
      return measure();
    });
    const again = Array.from({ length: RUNS }, measure);
    const of = (runs: readonly Measured[], what: keyof Measured): number => median(runs.map((run) => run[what]));
    printRow(`identify ${NAMES.toLocaleString('en-US')} distinct names, full feed, with its index`, of(first, 'seconds'), 's', BUDGET.firstSeconds);
    printRow('… memory beyond the open feed', of(first, 'megabytes'), 'MB', BUDGET.megabytes);
    printRow('the same names at the next start, the file read', of(again, 'seconds'), 's', BUDGET.againSeconds);
    printRow('… memory beyond the open feed', of(again, 'megabytes'), 'MB', BUDGET.megabytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
