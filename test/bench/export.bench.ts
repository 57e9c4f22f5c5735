import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExportContext } from '../../src/core/export/exportContext';
import { selectAll } from '../../src/core/export/selection';
import { assessmentSheets } from '../../src/core/export/xlsx/assessmentSheets';
import { workbookParts } from '../../src/core/export/xlsx/workbookParts';
import { exportText } from '../../src/core/export/exportText';
import { cyclonedxText } from '../../src/core/export/cyclonedx/cyclonedxText';
import { sarifText } from '../../src/core/export/sarif/sarifText';
import { assess } from '../../src/core/insights/assess';
import type { Estate } from '../../src/core/inventory/model';
import { parsePlainDate } from '../../src/core/inventory/plainDate';
import { createMatcher } from '../../src/core/match/matcher';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../src/feeds/sync/importFiles';
import { writeWorkbook } from '../../src/feeds/workbook/writeWorkbook';
import { printRow } from './measure';
import { scaleEstate } from './scaleEstate';

// Exports of a big estate with the full feed (issue "Find, decide, act"): 35,000 servers × 200 rows, 80,000 software.
// `npm run bench -- export -- <servers> <folder of imported feeds> <formats with a comma>` takes another number, feeds that are there already, and some of the formats.
// JSON with findings is of the 200 worst servers, which have 1.1 million of them: all of 35,000 would be tens of gigabytes of text.
const servers = Number(process.argv[2] ?? 35_000);
const only = process.argv[4]?.toLowerCase().split(',');
const SERVERS_WITH_FINDINGS = 200;
const folder = fs.mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
const cacheDir = process.argv[3] ?? path.join(folder, 'cache');
const starterDir = path.resolve('media/feeds/generation');
const wasmPath = path.resolve('dist/sql-wasm.wasm');
const TODAY = parsePlainDate('2026-11-21')!;
const MB = 1024 * 1024;

async function main(): Promise<void> {
  if (process.argv[3] === undefined) await importFeeds([path.resolve('../shared/data/feeds/nvd')], { cacheDir, starterDir, wasmPath, now: '2026-11-21T06:00:00Z' });
  const { knowledge } = await openKnowledge({ cacheDir, starterDir, wasmPath });
  const { index } = knowledge;
  const { estate: scaled, identities } = scaleEstate(index, { servers, rowsPerServer: 200, software: 80_000 });
  // Findings of JSON name the file of their row.
  const estate: Estate = { ...scaled, files: [{ file: 'bench.inventory.csv', format: 'native-csv', formatLabel: 'bench', bytes: 0, rows: 0, rejected: 0, servers, installs: 0 }] };
  const assessment = assess({ estate, identities, knowledge, matcher: createMatcher(index), asOf: TODAY, today: TODAY, staleAfterDays: 30 });
  const context: ExportContext = { title: 'bench', productVersion: '0', madeAt: '2026-11-21T06:00:00Z', filterText: '', fileUri: (file) => file, problems: [] };
  await write('Excel', 15, (selection) => writeWorkbook(workbookParts(assessmentSheets(selection, context))));
  await write('SARIF', 60, (selection) => sarifText(selection, context));
  await write('CycloneDX', 60, (selection) => cyclonedxText(selection, context));
  for (const format of ['HTML', 'Markdown'] as const) {
    await write(format, 60, (selection) => exportText(selection, format === 'HTML' ? 'html' : 'markdown', context, { table: 'servers', findings: false }));
  }
  await write('JSON', 60, (selection) => exportText(selection, 'json', context, { table: 'servers', findings: false }));
  await write('JSON with findings', 60, (selection) => exportText({ ...selection, serverRows: selection.serverRows.slice(0, SERVERS_WITH_FINDINGS) }, 'json', context, { table: 'findings', findings: true }));

  async function write(what: string, budget: number, chunksOf: (selection: ReturnType<typeof selectAll>) => Iterable<string> | AsyncIterable<Buffer>): Promise<void> {
    if (only !== undefined && !only.includes(what.toLowerCase())) return;
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let peak = before;
    const cpu = process.cpuUsage();
    const started = performance.now();
    const out = path.join(folder, what);
    const file = await fs.promises.open(out, 'w');
    for await (const chunk of chunksOf(selectAll(assessment))) {
      if (typeof chunk === 'string') await file.write(chunk);
      else await file.write(chunk);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    await file.close();
    const { user, system } = process.cpuUsage(cpu);
    const of = what === 'JSON with findings' ? Math.min(SERVERS_WITH_FINDINGS, servers) : servers;
    printRow(`${what} of ${of} servers, 80,000 software`, (performance.now() - started) / 1_000, 's', budget);
    printRow('… what it adds to the memory', (peak - before) / MB, 'MB', 400);
    console.log(`${((user + system) / 1e6).toFixed(1)} s of CPU, ${(fs.statSync(out).size / MB).toFixed(1)} MB written`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
}).finally(() => fs.rmSync(folder, { recursive: true, force: true }));
