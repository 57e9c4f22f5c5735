import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mergeEstate } from '../../src/core/inventory/estate';
import { parsePlainDate } from '../../src/core/inventory/plainDate';
import type { FileInventory } from '../../src/core/inventory/reader';
import { readInventoryFiles } from '../../src/feeds/inventoryFiles';
import { generateServers, generateSoftwareExport } from './generateInventory';
import { generateWorkbook } from './generateWorkbook';
import { median, printRow } from './measure';

// Reading and indexing of large inventories (issue "Every inventory format"): Azure Migrate's software inventory, some 600 MB for 35,000
// servers, with a small table of the servers and their systems beside it. Each run is a process of its own, because what one has in memory is
// no measure for the next. `npm run bench -- read -- <folder> <servers>` leaves these two files in a folder, for `assess` by hand.
const RUNS = 3;
const DISTINCT = 80_000;
const ROWS_A_SERVER = 200;
const MB = 1024 * 1024;

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
  readonly rows: number;
  readonly firstServersMs: number;
}

/** Reads files as one estate and prints what it took, as one line of JSON. */
async function readAll(files: readonly string[]): Promise<void> {
  let firstServersMs = Number.NaN;
  const started = performance.now();
  const inventories: FileInventory[] = [];
  for (const file of files) {
    inventories.push(...await readInventoryFiles(file, {
      today: parsePlainDate('2026-11-21')!,
      onProgress: ({ serversRead }) => {
        if (serversRead > 0 && Number.isNaN(firstServersMs)) firstServersMs = performance.now() - started;
      },
    }));
  }
  const estate = mergeEstate(inventories);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage();
  const rows = estate.files.reduce((sum, each) => sum + each.rows + each.rejected, 0);
  const run: Run = { seconds, cpuSeconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1_024, rows, firstServersMs };
  console.log(JSON.stringify(run));
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
  const measure = (what: string, files: readonly string[], rows: number, budget: { readonly seconds: number; readonly megabytes: number }): number => {
    const runs = Array.from({ length: RUNS }, (): Run => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [process.argv[1], 'read', ...files], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout) as Run;
    });
    for (const run of runs) if (run.rows !== rows) throw new Error(`${run.rows} rows read, not ${rows}`);
    const of = (read: (run: Run) => number): number => median(runs.map(read));
    const seconds = of((run) => run.seconds);
    printRow(`${what}, ${Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / MB)} MB: read and indexed`, seconds, 's', budget.seconds);
    printRow('… peak memory', of((run) => run.megabytes), 'MB', budget.megabytes);
    console.log(`  CPU ${of((run) => run.cpuSeconds).toFixed(1)} s; the first servers after ${of((run) => run.firstServersMs).toFixed(0)} ms`);
    for (const file of files) rmSync(file);
    return seconds;
  };
  try {
    const half = measure('35,000 servers × 200 rows CSV', exportsOf(folder, 35_000), 7_035_000, { seconds: 4.5, megabytes: 600 });
    const whole = measure('70,000 servers × 200 rows CSV', exportsOf(folder, 70_000), 14_070_000, { seconds: 9.5, megabytes: 1_200 });
    printRow('… times the seconds of half as many', whole / half, 'x', 2.1);
    const workbook = path.join(folder, 'AzureMigrate.xlsx');
    await generateWorkbook(workbook, 5_000, ROWS_A_SERVER, DISTINCT);
    measure('1,000,000 rows xlsx', [workbook], 1_000_000, { seconds: 20, megabytes: 600 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exportsOf(folder: string, servers: number): readonly string[] {
  const software = path.join(folder, `AzureMigrate-${servers}.csv`);
  const list = path.join(folder, `servers-${servers}.inventory.csv`);
  generateSoftwareExport(software, servers, ROWS_A_SERVER, DISTINCT);
  generateServers(list, servers);
  return [software, list];
}

async function run([first, ...others]: readonly string[]): Promise<void> {
  if (first === 'read') return readAll(others);
  if (first === undefined) return main();
  console.log(exportsOf(first, Number(others[0] ?? 35_000)).join('\n'));
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
