import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { ZipFile } from 'yazl';
import type { FeedContent, NvdRecord, Resource } from './feedContent';

/** The modified feed holds the last 8 days (NVD data feeds page). */
const MODIFIED_DAYS = 8;
const DAY_MS = 86_400_000;
const FIRST_YEAR = 2002;

/** Hand-made facts. Change them between requests: feeds, `.meta`, ETags and API pages follow. */
export interface FeedFacts {
  cves: NvdRecord[];
  /** Elements of endoflife.date's `result`. */
  products: unknown[];
  /** Elements of KEV's `vulnerabilities`. */
  kev: unknown[];
  epss: { cve: string; epss: number; percentile: number }[];
  /** OSV records by ecosystem. */
  advisories: Record<string, { id: string; [field: string]: unknown }[]>;
  /** Now, as the servers see it: what the modified feed is made by. */
  now: Date;
  /** First year that has a feed. */
  firstYear: number;
}

export interface FeedWorld extends FeedContent, Omit<FeedFacts, 'now'> {
  clock: Date;
}

/** Feeds made out of a few records. What is left out is empty; the time is 2026-11-01. */
export function feedWorld(facts: Partial<FeedFacts> = {}): FeedWorld {
  const world: FeedWorld = {
    cves: facts.cves ?? [],
    products: facts.products ?? [],
    kev: facts.kev ?? [],
    epss: facts.epss ?? [],
    advisories: facts.advisories ?? {},
    clock: facts.now ?? new Date('2026-11-01T12:00:00Z'),
    firstYear: facts.firstYear ?? FIRST_YEAR,
    now: () => world.clock,
    apiRecords: () => Promise.resolve(world.cves),
    resource: (name) => makeResource(world, name),
  };
  return world;
}

async function makeResource(world: FeedWorld, name: string): Promise<Resource | undefined> {
  if (name === 'endoflife') return json({ schema_version: '1.2.1', generated_at: world.clock.toISOString(), total: world.products.length, result: world.products }, world.clock);
  if (name === 'kev') return json({ title: 'KEV', catalogVersion: day(world.clock).replaceAll('-', '.'), dateReleased: world.clock.toISOString(), count: world.kev.length, vulnerabilities: world.kev }, world.clock);
  if (name === 'epss') return { bytes: zlib.gzipSync(epssText(world)), type: 'application/gzip', modified: world.clock };
  const nvd = /^nvd\/nvdcve-2\.0-(\w+)\.(json\.gz|meta)$/.exec(name);
  if (nvd) return nvdFile(world, nvd[1], nvd[2] === 'meta');
  const osv = /^osv\/([^/]+)\/all\.zip$/.exec(name);
  if (osv && world.advisories[osv[1]]) return { bytes: await zip(world.advisories[osv[1]]), type: 'application/zip', modified: world.clock };
  return undefined;
}

function nvdFile(world: FeedWorld, feed: string, isMeta: boolean): Resource | undefined {
  const records = recordsOf(world, feed);
  if (!records) return undefined;
  const newest = records.reduce((latest, { lastModified }) => (lastModified > latest ? lastModified : latest), '2002-01-01T00:00:00.000');
  const modified = new Date(`${newest}Z`);
  const text = JSON.stringify({
    resultsPerPage: records.length, startIndex: 0, totalResults: records.length,
    format: 'NVD_CVE', version: '2.0', timestamp: newest,
    vulnerabilities: records.map((cve) => ({ cve })),
  });
  const packed = zlib.gzipSync(text);
  if (!isMeta) return { bytes: packed, type: 'application/gzip', modified };
  const size = Buffer.byteLength(text);
  const sha256 = createHash('sha256').update(text).digest('hex').toUpperCase();
  const lines = [`lastModifiedDate:${modified.toISOString().slice(0, 19)}-00:00`, `size:${size}`, `zipSize:${packed.length + 120}`, `gzSize:${packed.length}`, `sha256:${sha256}`];
  return { bytes: Buffer.from(lines.map((line) => `${line}\r\n`).join('')), type: 'application/octet-stream', modified };
}

function recordsOf(world: FeedWorld, feed: string): NvdRecord[] | undefined {
  if (feed === 'modified' || feed === 'recent') {
    const since = world.clock.getTime() - MODIFIED_DAYS * DAY_MS;
    const stamp = feed === 'modified' ? 'lastModified' : 'published';
    return world.cves.filter((record) => Date.parse(`${String(record[stamp])}Z`) >= since);
  }
  const year = Number(feed);
  if (!Number.isInteger(year) || year < world.firstYear || year > world.clock.getUTCFullYear()) return undefined;
  return world.cves.filter(({ id }) => Math.max(Number(id.slice(4, 8)), world.firstYear) === year);
}

function json(value: unknown, modified: Date): Resource {
  return { bytes: Buffer.from(JSON.stringify(value)), type: 'application/json', modified };
}

function epssText(world: FeedWorld): string {
  const rows = world.epss.map(({ cve, epss, percentile }) => `${cve},${epss},${percentile}\n`);
  return `#model_version:v2025.03.14,score_date:${day(world.clock)}T12:00:00Z\ncve,epss,percentile\n${rows.join('')}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

async function zip(records: readonly { id: string }[]): Promise<Buffer> {
  const file = new ZipFile();
  for (const record of records) file.addBuffer(Buffer.from(JSON.stringify(record)), `${record.id}.json`, { mtime: new Date(2026, 0, 1) });
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
