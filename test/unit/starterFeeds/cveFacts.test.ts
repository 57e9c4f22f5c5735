import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { allCves } from '../../../scripts/starterFeeds/facts/cves/all';
import type { Configuration, CveFact } from '../../../scripts/starterFeeds/facts/cves/types';
import { kevCatalog } from '../../../scripts/starterFeeds/kevRecords';
import { nvdFeed } from '../../../scripts/starterFeeds/nvdRecords';
import { decodeKev } from '../../../src/feeds/decode/decodeKev';
import { decodeNvdPage } from '../../../src/feeds/decode/decodeNvd';
import { baseScore } from '../../support/cvss';

const data = path.resolve(process.cwd(), '../shared/data/feeds');

interface NvdMetric {
  readonly type: string;
  readonly cvssData: { readonly version: string; readonly vectorString: string; readonly baseScore: number };
}
interface NvdRow {
  readonly vulnerable: boolean;
  readonly criteria: string;
  readonly [bound: string]: unknown;
}
interface NvdConfiguration {
  readonly operator?: string;
  readonly negate?: boolean;
  readonly nodes: readonly { readonly operator: string; readonly negate: boolean; readonly cpeMatch: readonly NvdRow[] }[];
}
interface NvdCve {
  readonly id: string;
  readonly published: string;
  readonly lastModified: string;
  readonly metrics?: Readonly<Record<string, readonly NvdMetric[]>>;
  readonly weaknesses?: readonly { readonly description: readonly { readonly value: string }[] }[];
  readonly configurations?: readonly NvdConfiguration[];
}
interface NvdFeed {
  readonly resultsPerPage: number;
  readonly totalResults: number;
  readonly timestamp: string;
  readonly vulnerabilities: readonly { readonly cve: NvdCve }[];
}
interface KevEntry {
  readonly cveID: string;
  readonly [field: string]: unknown;
}

const BOUNDS = ['versionStartIncluding', 'versionStartExcluding', 'versionEndIncluding', 'versionEndExcluding'];

/** Configurations as text, in an order of their own, so that two lists compare as sets. */
function configurationTexts(configurations: readonly (NvdConfiguration | Configuration)[]): string[] {
  return (configurations as readonly NvdConfiguration[])
    .map((configuration) => {
      const nodes = configuration.nodes.map((node) => {
        const rows = node.cpeMatch.map((row) => [row.vulnerable ? '' : 'on', row.criteria, ...BOUNDS.map((bound) => (row[bound] === undefined ? '' : `${bound} ${String(row[bound])}`))].filter(Boolean).join(' '));
        return `${node.negate ? 'not ' : ''}${node.operator}(\n  ${rows.sort().join('\n  ')})`;
      });
      return `${configuration.negate === true ? 'not ' : ''}${configuration.operator ?? 'OR'} ${nodes.sort().join(' ')}`;
    })
    .sort();
}

/** NVD's own scores only: the converted feeds of the test data hold no others. */
function primaryMetrics(cve: NvdCve): string[] {
  return Object.values(cve.metrics ?? {})
    .flat()
    .filter((metric) => metric.type === 'Primary' && metric.cvssData !== undefined)
    .map((metric) => `${metric.cvssData.version} ${metric.cvssData.vectorString} ${metric.cvssData.baseScore.toFixed(1)}`)
    .sort();
}

const weaknesses = (cve: NvdCve): string[] => [...new Set((cve.weaknesses ?? []).flatMap((weakness) => weakness.description.map(({ value }) => value)))].sort();

const isOperatingSystem = (fact: CveFact): boolean =>
  fact.where.some(({ nodes }) => nodes.some(({ cpeMatch }) => cpeMatch.some(({ vulnerable, criteria }) => vulnerable && /^cpe:2\.3:o:(microsoft:windows|linux:linux_kernel)/.test(criteria))));

const isConditioned = (fact: CveFact): boolean => fact.where.some(({ operator, nodes }) => operator === 'AND' && nodes.some(({ cpeMatch }) => cpeMatch.every(({ vulnerable }) => !vulnerable)));

function yearFeed(year: number): ReadonlyMap<string, NvdCve> {
  const file = path.join(data, `nvd/nvdcve-2.0-${year}.json.gz`);
  if (!existsSync(file)) return new Map();
  const wanted = new Set(allCves.map(({ id }) => id));
  const feed = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as NvdFeed;
  return new Map(feed.vulnerabilities.filter(({ cve }) => wanted.has(cve.id)).map(({ cve }) => [cve.id, cve]));
}

/** Whole NVD records of CVEs that no year feed holds. */
function sampleRecord(id: string): NvdCve | undefined {
  const file = path.join(data, `nvd-samples/osv.dev/${id}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NvdFeed).vulnerabilities[0]?.cve : undefined;
}

suite('Starter feeds: the CVE table by itself', () => {
  test('it is large enough, of operating systems and of conditions too', () => {
    const counts = { cves: allCves.length, operatingSystems: allCves.filter(isOperatingSystem).length, conditioned: allCves.filter(isConditioned).length };
    console.log(`    ${counts.cves} CVEs, ${counts.operatingSystems} of Windows or the Linux kernel, ${counts.conditioned} with a platform condition`);
    assert.ok(counts.cves >= 150);
    assert.ok(counts.operatingSystems >= 40);
    assert.ok(counts.conditioned >= 12);
  });

  test('each CVE stands once, with a text, an advisory and rows', () => {
    const seen = new Set<string>();
    for (const fact of allCves) {
      assert.match(fact.id, /^CVE-\d{4}-\d{4,}$/);
      assert.ok(!seen.has(fact.id), `${fact.id} stands twice`);
      seen.add(fact.id);
      assert.match(fact.published, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/, fact.id);
      assert.match(fact.modified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/, fact.id);
      assert.ok(fact.modified >= fact.published, fact.id);
      assert.ok(fact.text.length >= 30 && fact.text.endsWith('.'), fact.id);
      assert.match(fact.advisory, /^https:\/\/\S+$/, fact.id);
      assert.ok(fact.where.length > 0, fact.id);
    }
  });

  test('every score follows from its vector', () => {
    for (const fact of allCves) {
      for (const { vector, score } of fact.cvss) assert.equal(score, baseScore(vector), `${fact.id} ${vector}`);
    }
  });

  test('every criteria is a CPE 2.3 name of 13 fields, with a range only on version *', () => {
    for (const { id, where } of allCves) {
      for (const row of where.flatMap(({ nodes }) => nodes.flatMap(({ cpeMatch }) => cpeMatch))) {
        const fields = row.criteria.split(/(?<!\\):/);
        assert.equal(fields.length, 13, `${id} ${row.criteria}`);
        assert.match(row.criteria, /^cpe:2\.3:[aoh]:/, id);
        for (const field of fields.slice(3)) assert.match(field, /^([*-]|([a-z0-9._-]|\\[^a-z0-9\s])+)$/, `${id} ${row.criteria}`);
        assert.ok(fields[5] === '*' || BOUNDS.every((bound) => !(bound in row)), `${id} ${row.criteria}`);
      }
    }
  });

  test('the feed and the catalogue carry the whole table', () => {
    const feed = nvdFeed('2026-11-21T00:00:00.000') as NvdFeed;
    assert.equal(feed.totalResults, allCves.length);
    assert.deepEqual(feed.vulnerabilities.map(({ cve }) => cve.id), allCves.map(({ id }) => id));
    const catalog = kevCatalog('2026-11-21T00:00:00.000Z') as { readonly catalogVersion: string; readonly count: number; readonly vulnerabilities: readonly KevEntry[] };
    assert.equal(catalog.catalogVersion, '2026.11.21');
    assert.equal(catalog.count, catalog.vulnerabilities.length);
    assert.equal(catalog.count, allCves.filter(({ kev }) => kev !== undefined).length);
  });

  test('the product’s own decoders read both without a loss', () => {
    const page = decodeNvdPage(nvdFeed('2026-11-21T00:00:00.000'));
    assert.ok('page' in page);
    assert.deepEqual(page.page.skips, []);
    assert.equal(page.page.records.length, allCves.length);
    const catalog = decodeKev(kevCatalog('2026-11-21T00:00:00.000Z'));
    assert.ok('feed' in catalog);
    assert.deepEqual(catalog.feed.skips, []);
  });
});

suite('Starter feeds: the CVE table held against the public record', function () {
  suiteSetup(function () {
    if (existsSync(data)) return;
    assert.ok(process.env.CI === undefined, `no test data at ${data}`);
    console.log(`    skipped: no test data at ${data}`);
    this.skip();
  });

  test('dates, scores, weaknesses and configurations are those of NVD', () => {
    const feed = nvdFeed('2026-11-21T00:00:00.000') as NvdFeed;
    const ours = new Map(feed.vulnerabilities.map(({ cve }) => [cve.id, cve]));
    const without: string[] = [];
    const wrong: string[] = [];
    const hold = (id: string, mine: readonly string[], record: readonly string[]): void => {
      const [extra, missing] = [mine.filter((each) => !record.includes(each)), record.filter((each) => !mine.includes(each))];
      if (extra.length + missing.length > 0) wrong.push([id, ...extra.map((each) => `ours   ${each}`), ...missing.map((each) => `record ${each}`)].join('\n'));
    };
    const years = new Set(allCves.map(({ id }) => Math.max(2002, Number(id.split('-')[1]))));
    for (const year of [...years].sort()) {
      const records = yearFeed(year);
      for (const fact of allCves.filter(({ id }) => Math.max(2002, Number(id.split('-')[1])) === year)) {
        const record = records.get(fact.id) ?? sampleRecord(fact.id);
        const mine = ours.get(fact.id)!;
        if (record === undefined) {
          without.push(fact.id);
          continue;
        }
        // The record's `sourceIdentifier` is not held: the converted feeds name MITRE for ids that other CNAs assigned.
        if (mine.lastModified > record.lastModified) wrong.push(`${fact.id} modified ${mine.lastModified}, the record ${record.lastModified}`);
        hold(fact.id, [mine.published], [record.published]);
        hold(fact.id, primaryMetrics(mine), primaryMetrics(record));
        hold(fact.id, weaknesses(mine), weaknesses(record));
        hold(fact.id, configurationTexts(mine.configurations ?? []), configurationTexts(record.configurations ?? []));
      }
    }
    console.log(`    ${allCves.length - without.length} CVEs held against the record, ${without.length} without one: ${without.join(' ')}`);
    assert.equal(wrong.join('\n'), '');
  });

  test('the known exploited ones are those of CISA’s catalogue', () => {
    const catalog = JSON.parse(gunzipSync(readFileSync(path.join(data, 'kev/known_exploited_vulnerabilities.json.gz'))).toString('utf8')) as { readonly vulnerabilities: readonly KevEntry[] };
    const ids = new Set(allCves.map(({ id }) => id));
    const ours = (kevCatalog('2026-11-21T00:00:00.000Z') as { readonly vulnerabilities: readonly KevEntry[] }).vulnerabilities;
    const facts = ({ cveID, dateAdded, dueDate, knownRansomwareCampaignUse, vendorProject, product }: KevEntry): unknown[] => [cveID, dateAdded, dueDate, knownRansomwareCampaignUse, vendorProject, String(product).trim()];
    const theirs = new Map(catalog.vulnerabilities.filter(({ cveID }) => ids.has(cveID)).map((entry) => [entry.cveID, facts(entry)]));
    for (const entry of ours) assert.deepEqual(facts(entry), theirs.get(entry.cveID), entry.cveID);
    assert.deepEqual(ours.map(({ cveID }) => cveID).sort(), [...theirs.keys()].sort());
  });
});
