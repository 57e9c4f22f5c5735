import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { decodeEndoflife } from '../../../../src/feeds/decode/decodeEndoflife';
import { decodeKev } from '../../../../src/feeds/decode/decodeKev';
import { decodeNvdPage } from '../../../../src/feeds/decode/decodeNvd';
import { exportBundle, type ExportBundleOptions } from '../../../../src/feeds/bundle/exportBundle';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { writeStarterGeneration } from '../../../../src/feeds/store/writeStarterGeneration';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import { endoflife, kevCatalog, nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';

/** Machines with feeds of their own, each a folder below `root`, that share one starter set. */
export class BundleCase {
  readonly starterDir: string;
  private machines = 0;

  constructor(readonly root: string) {
    this.starterDir = path.join(root, 'starter');
  }

  async writeStarter(): Promise<void> {
    const nvd = decodeNvdPage(nvdFeed([nvdCve('CVE-2020-0001')]));
    const kev = decodeKev(kevCatalog(['CVE-2020-0001']));
    const life = decodeEndoflife(endoflife(['starteros']));
    assert.ok('page' in nvd && 'feed' in kev && 'feed' in life);
    await writeStarterGeneration(this.starterDir, { nvd: nvd.page, kev: kev.feed, endoflife: life.feed, fetchedAt: '2026-11-20T00:00:00.000Z', wasmPath });
  }

  /** A cache that does not exist yet. */
  machine(): string {
    return path.join(this.root, `machine-${++this.machines}`, 'feeds');
  }

  /** Imports the values as feed files. */
  async give(cacheDir: string, files: Record<string, unknown>, now = '2026-11-21T00:00:00.000Z'): Promise<void> {
    const folder = fs.mkdtempSync(path.join(this.root, 'files-'));
    for (const [name, value] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    const { problems } = await importFeeds([folder], this.options(cacheDir, now));
    assert.deepEqual(problems, []);
  }

  options(cacheDir: string, now = '2026-11-21T00:00:00.000Z') {
    return { cacheDir, starterDir: this.starterDir, wasmPath, now };
  }

  /** The bundle of a cache; fails when there is none. */
  async export(cacheDir: string, more: Partial<ExportBundleOptions> = {}): Promise<string> {
    const file = path.join(this.root, `bundle-${++this.machines}.inventory-feeds.zip`);
    const { bundle, problems } = await exportBundle({ cacheDir, file, productVersion: '1.2.3', ...more });
    assert.deepEqual(problems, []);
    assert.ok(bundle);
    return bundle.file;
  }

  /** `revision | feeds | products | CVEs` of what an open would use, `*` for the starter's. */
  async state(cacheDir: string): Promise<string> {
    const { knowledge, problems } = await openKnowledge({ cacheDir, starterDir: this.starterDir, wasmPath, verify: true });
    assert.deepEqual(problems, []);
    const cves = Array.from({ length: knowledge.index.cveCount }, (_, cve) => knowledge.index.cveId(cve).slice(4));
    return [knowledge.revision, knowledge.feeds.map((feed) => `${feed.name}${feed.starter ? '*' : ''} ${feed.fetchedAt.slice(0, 10)}`).join(', '), knowledge.lifecycle.products.map(({ name }) => name).join(' '), cves.join(' ')].join(' | ');
  }
}
