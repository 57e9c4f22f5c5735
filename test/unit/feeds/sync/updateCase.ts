import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { decodeEndoflife } from '../../../../src/feeds/decode/decodeEndoflife';
import { decodeKev } from '../../../../src/feeds/decode/decodeKev';
import { decodeNvdPage } from '../../../../src/feeds/decode/decodeNvd';
import type { FeedHttpOptions } from '../../../../src/feeds/net/createFeedHttp';
import { readJournal } from '../../../../src/feeds/store/journal';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { writeStarterGeneration } from '../../../../src/feeds/store/writeStarterGeneration';
import type { FeedUrls, UpdateOptions, UpdateResult } from '../../../../src/feeds/sync/update';
import { updateFeeds } from '../../../../src/feeds/sync/updateFeeds';
import type { NvdRecord } from '../../../support/feedServer/feedContent';
import { feedWorld, type FeedFacts, type FeedWorld } from '../../../support/feedServer/feedWorld';
import { nvdRecord, type NvdRecordFacts } from '../../../support/feedServer/nvdRecord';
import { startFeedServer, type FeedServer, type FeedServerOptions } from '../../../support/feedServer/startFeedServer';
import { endoflife, kevCatalog, nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';
import { impatientHttp } from '../sources/sourceCase';

/** The servers' time when a case begins. */
export const START = '2026-11-20T12:00:00.000Z';

/** A record that matches `acme:app` below 2.0 and says when it was changed. */
export function acme(id: string, lastModified: string, more: NvdRecordFacts = {}): NvdRecord {
  return nvdRecord(id, { lastModified, description: `${id} of ${lastModified}`, criteria: ['cpe:2.3:a:acme:app:*:*:*:*:*:*:*:* < 2.0'], ...more });
}

/** Feeds of a few records, all known: two years, one of them with a change of the day before. */
export function smallFacts(): Partial<FeedFacts> {
  return {
    now: new Date(START),
    cves: [acme('CVE-2021-0001', '2022-01-01T00:00:00.000'), acme('CVE-2022-0002', '2023-01-01T00:00:00.000'), acme('CVE-2026-0003', '2026-11-19T00:00:00.000')],
    products: (endoflife(['debian', 'ubuntu']) as { result: unknown[] }).result,
    kev: (kevCatalog(['CVE-2021-0001']) as { vulnerabilities: unknown[] }).vulnerabilities,
    epss: [{ cve: 'CVE-2022-0002', epss: 0.5, percentile: 0.9 }],
    advisories: {
      Debian: [{ id: 'DSA-1', modified: '2026-11-01T00:00:00Z', aliases: ['CVE-2021-0001'], affected: [{ package: { ecosystem: 'Debian:12', name: 'app' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2-3' }] }] }] }],
    },
  };
}

/** A cache and the servers of its feeds. */
export class UpdateCase {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'update-'));
  readonly cacheDir = path.join(this.root, 'cache');
  readonly starterDir = path.join(this.root, 'starter');
  /** This machine's time. */
  now = START;

  private constructor(
    readonly world: FeedWorld,
    readonly server: FeedServer,
  ) {}

  static async start(facts: Partial<FeedFacts> = smallFacts(), more: Partial<FeedServerOptions> = {}): Promise<UpdateCase> {
    const world = feedWorld(facts);
    const one = new UpdateCase(world, await startFeedServer({ content: world, ...more }));
    const nvd = decodeNvdPage(nvdFeed([nvdCve('CVE-2020-9999')]));
    const kev = decodeKev(kevCatalog(['CVE-2020-9999']));
    const life = decodeEndoflife(endoflife(['starteros']));
    assert.ok('page' in nvd && 'feed' in kev && 'feed' in life);
    await writeStarterGeneration(one.starterDir, { nvd: nvd.page, kev: kev.feed, endoflife: life.feed, fetchedAt: '2026-10-01T00:00:00.000Z', wasmPath });
    return one;
  }

  async close(): Promise<void> {
    await this.server.close();
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  options(more: Partial<UpdateOptions> = {}): UpdateOptions {
    return { cacheDir: this.cacheDir, starterDir: this.starterDir, wasmPath, now: this.now, maxAgeDays: 0, urls: this.server.urls, ecosystems: ['Debian'], ...more };
  }

  update(more: Partial<UpdateOptions> = {}, network: Partial<FeedHttpOptions> = {}): Promise<UpdateResult> {
    return updateFeeds(this.options(more), (urls: FeedUrls) => impatientHttp(urls, network));
  }

  /** An update and how each feed ended: `nvd updated 3, kev unchanged`. */
  async outcomes(more: Partial<UpdateOptions> = {}): Promise<string> {
    return told(await this.update(more));
  }

  /** Moves the servers' and this machine's time. */
  pass(days: number): void {
    this.world.clock = new Date(this.world.clock.getTime() + days * 86_400_000);
    this.now = new Date(Date.parse(this.now) + days * 86_400_000).toISOString();
  }

  /** The cache as a reader sees it: every checksum right; `*` for the starter's, `!` exploited, `%` with EPSS, the day of the last change behind each CVE. */
  async state(): Promise<string> {
    const { knowledge, problems } = await openKnowledge({ cacheDir: this.cacheDir, starterDir: this.starterDir, wasmPath, verify: true });
    assert.deepEqual(problems, []);
    const { index } = knowledge;
    const cves = Array.from({ length: index.cveCount }, (_, cve) => `${index.cveId(cve).slice(4)}@${knowledge.details(cve).lastModified.slice(2, 10)}${index.kev[cve] ? '!' : ''}${knowledge.details(cve).epss ? '%' : ''}`);
    const feeds = knowledge.feeds.map(({ name, records, starter }) => `${name}${starter ? '*' : ''} ${records}`);
    return `${feeds.join(', ')} | ${knowledge.lifecycle.products.map(({ name }) => name).join(' ')} | ${cves.join(' ')}`;
  }

  async revision(): Promise<string> {
    const { knowledge, problems } = await openKnowledge({ cacheDir: this.cacheDir, starterDir: this.starterDir, wasmPath, verify: true });
    assert.deepEqual(problems, []);
    return knowledge.revision;
  }

  /** What a reader is told of each feed's last failure. */
  async errors(): Promise<string[]> {
    const { knowledge } = await openKnowledge({ cacheDir: this.cacheDir, starterDir: this.starterDir, wasmPath });
    return knowledge.feeds.flatMap(({ name, error }) => (error === null ? [] : [`${name}: ${error}`]));
  }

  journal(): ReturnType<typeof readJournal> {
    return readJournal(this.cacheDir);
  }

  /** Requests since the last call, in short; `.meta` and `.gz` of NVD's feeds without their common name. */
  requests(): string[] {
    return this.server.requests.splice(0).map(({ path: asked, status }) => {
      const url = new URL(asked, 'http://server');
      const name = url.pathname.split('/').slice(-2).join('/').replace(/^feeds\/nvdcve-2\.0-(\w+)(?:\.json)?/, '$1').replace(/^cves\/2\.0$/, 'api');
      return `${name}${url.searchParams.has('startIndex') ? `@${url.searchParams.get('startIndex')}` : ''}${status === 200 ? '' : ` ${status}`}`;
    });
  }

  /** Files in the staging folder, without the notes beside them. */
  staged(): string[] {
    const folder = path.join(this.cacheDir, 'downloads');
    const names = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
    return names.filter((name) => fs.statSync(path.join(folder, name)).isFile() && !/(?:staged|crawl|\.part)\.json$/.test(name)).sort();
  }
}

export function told({ outcomes }: UpdateResult): string {
  return outcomes.map(({ name, outcome, records }) => `${name} ${outcome}${outcome === 'updated' ? ` ${records}` : ''}`).join(', ');
}
