import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openKnowledge } from '../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../src/feeds/sync/importFiles';
import { median, printRow, RUNS } from './measure';

// Import of the shared feeds, opening them, 2,000 changed CVEs, and a year file of 300 MB; each in a process of its own (issue "Feeds at full size").
const DATA = path.resolve('../shared/data/feeds');
const PLACES = { starterDir: path.resolve('media/feeds/generation'), wasmPath: path.resolve('dist/sql-wasm.wasm') };
/** An import takes its time; three runs are enough to see it. */
const IMPORT_RUNS = 3;
const CHANGED_CVES = 2_000;
const YEAR_BYTES = 300 * 1024 * 1024;
const MB = 1024 * 1024;

/** What a child process measured of itself: seconds of the work without Node's start, and the most memory it ever had. */
interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMB: number;
  readonly records: number;
}

async function child([work, cacheDir, ...files]: readonly string[]): Promise<void> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  let records = 0;
  if (work === 'open') {
    const { knowledge, problems } = await openKnowledge({ cacheDir, ...PLACES });
    if (problems.length > 0) throw new Error(problems[0].message);
    records = knowledge.index.cveCount;
  } else {
    const { imported, problems } = await importFeeds(files, { cacheDir, ...PLACES, now: new Date().toISOString() });
    const failed = problems.find(({ severity }) => severity === 'error');
    if (failed) throw new Error(failed.message);
    records = imported.find(({ name }) => name === 'nvd')?.records ?? 0;
  }
  const used = process.cpuUsage(cpu);
  const measured: Measured = {
    seconds: (performance.now() - started) / 1000, cpuSeconds: (used.user + used.system) / 1e6, peakMB: process.resourceUsage().maxRSS / 1024, records,
  };
  console.log(JSON.stringify(measured));
}

function measure(...args: string[]): Measured {
  const { status, stdout, stderr } = spawnSync(process.execPath, [__filename, '--child', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}

function print(what: string, runs: readonly Measured[], seconds: number, megabytes: number, unit: 's' | 'ms' = 's'): void {
  const factor = unit === 'ms' ? 1000 : 1;
  printRow(what, median(runs.map((run) => run.seconds)) * factor, unit, seconds);
  printRow('… peak memory', median(runs.map((run) => run.peakMB)), 'MB', megabytes);
  console.log(`  … processor ${(median(runs.map((run) => run.cpuSeconds)) * factor).toFixed(unit === 'ms' ? 0 : 1)} ${unit}, ${runs[0].records} CVEs`);
}

interface RawCve {
  vulnStatus: string;
  lastModified: string;
  descriptions: { value: string }[];
  configurations?: { nodes: { cpeMatch: { versionEndExcluding?: string }[] }[] }[];
}

/** Real records of five years, modified now: a new description for all, another bound for every third. */
function writeChanged(file: string): void {
  const years = [2009, 2013, 2016, 2018, 2021];
  const share = CHANGED_CVES / years.length;
  const vulnerabilities = years.flatMap((year) => {
    const feed = JSON.parse(gunzipSync(readFileSync(path.join(DATA, 'nvd', `nvdcve-2.0-${year}.json.gz`))).toString('utf8')) as { vulnerabilities: { cve: RawCve }[] };
    const usable = feed.vulnerabilities.filter(({ cve }) => cve.vulnStatus !== 'Rejected');
    return Array.from({ length: share }, (_, i) => usable[Math.floor((i * usable.length) / share)]);
  });
  vulnerabilities.forEach(({ cve }, i) => {
    cve.lastModified = '2026-11-01T00:00:00.000';
    cve.descriptions[0].value += ' Updated.';
    if (i % 3 === 0) for (const match of (cve.configurations ?? []).flatMap(({ nodes }) => nodes).flatMap(({ cpeMatch }) => cpeMatch)) if (match.versionEndExcluding) match.versionEndExcluding += '.1';
  });
  writeFileSync(file, JSON.stringify({ format: 'NVD_CVE', version: '2.0', timestamp: '2026-11-01T00:00:00.000', vulnerabilities }));
}

/** A year of made-up records, about 2 KB each. */
function writeYear(file: string): void {
  const handle = openSync(file, 'w');
  try {
    let written = writeSync(handle, '{"format":"NVD_CVE","version":"2.0","timestamp":"2026-11-01T00:00:00.000","vulnerabilities":[');
    for (let i = 0; written < YEAR_BYTES; i++) {
      const cpeMatch = Array.from({ length: 8 }, (_, row) => ({
        vulnerable: true, criteria: `cpe:2.3:a:vendor${i % 997}:product${i % 4_999}:${i % 13}.${row}.${i % 101}:*:*:*:*:*:*:*`, matchCriteriaId: '00000000-0000-4000-8000-000000000000',
      }));
      const cve = {
        id: `CVE-2030-${10_000 + i}`, published: '2026-01-01T00:00:00.000', lastModified: '2026-10-01T00:00:00.000', vulnStatus: 'Analyzed',
        descriptions: [{ lang: 'en', value: `Record ${i}. ${'A flaw in the handling of requests lets a remote attacker run code. '.repeat(8)}` }],
        metrics: { cvssMetricV31: [{ source: 'nvd@nist.gov', type: 'Primary', cvssData: { version: '3.1', vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', baseScore: 9.8 } }] },
        references: [{ url: `https://example.com/advisories/${i}` }], configurations: [{ nodes: [{ operator: 'OR', negate: false, cpeMatch }] }],
      };
      written += writeSync(handle, `${i === 0 ? '' : ','}${JSON.stringify({ cve })}`);
    }
    writeSync(handle, ']}');
  } finally {
    closeSync(handle);
  }
}

function bench(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
  try {
    const cacheDir = path.join(folder, 'cache');
    const feeds = [path.join(DATA, 'nvd'), path.join(DATA, 'endoflife'), path.join(DATA, 'kev/known_exploited_vulnerabilities.json.gz')];
    const imports = Array.from({ length: IMPORT_RUNS }, () => {
      rmSync(cacheDir, { recursive: true, force: true });
      return measure('import', cacheDir, ...feeds);
    });
    print('feeds: import of 24 NVD files, endoflife.date and KEV', imports, 14, 500);

    const generation = path.join(cacheDir, 'generations/000001');
    const bytes = readdirSync(generation).reduce((sum, name) => sum + statSync(path.join(generation, name)).size, 0);
    printRow('… one generation on disk', bytes / MB, 'MB', 200);
    print('feeds: open', Array.from({ length: RUNS }, () => measure('open', cacheDir)), 200, 250, 'ms');

    const changed = path.join(folder, 'changed.json');
    writeChanged(changed);
    const merges = Array.from({ length: RUNS }, () => {
      const copy = path.join(folder, 'copy');
      rmSync(copy, { recursive: true, force: true });
      cpSync(cacheDir, copy, { recursive: true });
      return measure('import', copy, changed);
    });
    print('feeds: 2,000 changed CVEs', merges, 1, 500);

    const year = path.join(folder, 'year.json');
    writeYear(year);
    print('feeds: a year file of 300 MB', [measure('import', path.join(folder, 'year'), year)], 14, 500);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--child') {
  child(process.argv.slice(3)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
} else bench();
