import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { CONFIGURATION_SOURCES } from '../../../../src/core/match/cveRecord';
import { feedTotals } from '../../../../src/feeds/store/feedTotals';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import { fromData } from '../dataFiles';
import { wasmPath } from '../sampleFeeds';

interface RawNode { readonly cpeMatch: readonly { readonly criteria: string }[] }
interface RawCve { readonly id: string; readonly lastModified: string; readonly vulnStatus: string; readonly configurations?: readonly { readonly nodes: readonly RawNode[] }[] }

/** What of a record counts, read by nothing of ours. */
interface Counted { readonly lastModified: string; readonly rejected: boolean; readonly configured: boolean; readonly rows: number }

function readJson(file: string): unknown {
  return JSON.parse(zlib.gunzipSync(fs.readFileSync(file)).toString('utf8'));
}

/** A criteria for every vendor or product, as a few have, is not matched; nor is the overlay's `null`. */
function isMatched(criteria: string): boolean {
  const [, , , vendor, product, ...rest] = criteria.split(/(?<!\\):/);
  return rest.length === 8 && [vendor, product].every((field) => field !== '*' && field !== '-' && !/(?<!\\)[*?]/.test(field)) && `${vendor}:${product}` !== 'null:null';
}

const rowsOf = ({ configurations }: Pick<RawCve, 'configurations'>): number =>
  (configurations ?? []).flatMap(({ nodes }) => nodes).reduce((sum, { cpeMatch }) => sum + cpeMatch.filter(({ criteria }) => isMatched(criteria)).length, 0);

suite('the whole feeds, counted twice', () => {
  let root: string;
  setup(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'whole-'))));
  teardown(() => fs.rmSync(root, { recursive: true, force: true }));

  test('CVEs, rejected ones, rows, products, releases; then the overlay', async function () {
    this.timeout(600_000);
    const [nvd, life, kev, overlay] = ['feeds/nvd', 'feeds/endoflife', 'feeds/kev/known_exploited_vulnerabilities.json.gz', 'feeds/nvd-overrides'].map(fromData);
    if (!nvd || !life || !kev || !overlay) return this.skip();

    const counted = new Map<string, Counted>();
    for (const name of fs.readdirSync(nvd).filter((one) => one.endsWith('.json.gz')).sort()) {
      const { vulnerabilities } = readJson(path.join(nvd, name)) as { vulnerabilities: { cve: RawCve }[] };
      for (const { cve } of vulnerabilities) {
        const known = counted.get(cve.id);
        if (!known || known.lastModified < cve.lastModified) counted.set(cve.id, { lastModified: cve.lastModified, rejected: cve.vulnStatus === 'Rejected', configured: (cve.configurations ?? []).length > 0, rows: rowsOf(cve) });
      }
    }
    const kept = [...counted.values()].filter(({ rejected }) => !rejected);
    const rejected = counted.size - kept.length;
    const rows = kept.reduce((sum, one) => sum + one.rows, 0);
    assert.deepEqual([counted.size, rejected], [185_966, 9_399]);

    const options = { cacheDir: path.join(root, 'cache'), starterDir: path.join(root, 'no-starter'), wasmPath, now: '2026-11-21T00:00:00.000Z' };
    const open = async () => {
      const { knowledge, problems } = await openKnowledge({ ...options, verify: true });
      assert.deepEqual(problems, []);
      return knowledge;
    };
    assert.deepEqual((await importFeeds([nvd, life, kev], options)).problems, []);
    const before = await open();
    const { result } = readJson(path.join(life, 'products-full.json.gz')) as { result: { releases: unknown[] }[] };
    assert.deepEqual(feedTotals(before), { cves: kept.length, matchRows: rows, products: result.length, releases: result.reduce((sum, { releases }) => sum + releases.length, 0), advisories: 0 });
    assert.deepEqual(feedTotals(before), { ...feedTotals(before), products: 464, releases: 8_351 });
    const state = before.feeds.find(({ name }) => name === 'nvd');
    assert.deepEqual([state?.records, state?.rejected, state?.skipped], [kept.length, rejected, 0]);
    const { vulnerabilities } = readJson(kev) as { vulnerabilities: { cveID: string }[] };
    assert.equal(before.index.kev.filter((code) => code > 0).length, vulnerabilities.filter(({ cveID }) => counted.get(cveID)?.rejected === false).length);

    assert.deepEqual((await importFeeds([overlay], options)).problems, []);
    const lines = zlib.gunzipSync(fs.readFileSync(path.join(overlay, 'anchore-nvd-data-overrides.jsonl.gz'))).toString('utf8').split('\n').filter((line) => line !== '');
    let only = 0;
    let filled = 0;
    let added = 0;
    for (const line of lines) {
      const { _annotation: { cve_id }, cve } = JSON.parse(line) as { _annotation: { cve_id: string }; cve: RawCve };
      const known = counted.get(cve_id);
      if (!known) only++;
      if (known?.rejected || known?.configured) continue;
      if (cve.configurations?.length) filled++;
      added += rowsOf(cve);
    }
    assert.equal(counted.size + only, 214_364);
    const after = await open();
    assert.deepEqual(feedTotals(after), { ...feedTotals(before), cves: kept.length + only, matchRows: rows + added });
    assert.equal(after.index.source.filter((code) => CONFIGURATION_SOURCES[code] === 'overlay').length, filled);
    assert.equal(after.feeds.find(({ name }) => name === 'overlay')?.records, lines.length);
    console.log(`      ${counted.size} CVEs of NVD, ${rejected} rejected, ${rows} rows; with the overlay ${counted.size + only} CVEs, ${rows + added} rows`);
  });
});
