import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dateOfTimestamp } from '../../src/core/inventory/plainDate';
import type { MatchIndex } from '../../src/core/match/matchIndex';
import { MatchIndexBuilder, openMatchIndex } from '../../src/core/match/matchIndexBuilder';
import { decodeNvdVulnerability } from '../../src/feeds/decode/decodeNvd';
import { RecordCutter } from '../../src/feeds/decode/recordCutter';
import { criteriaOf, productKey, type RawConfiguration, type RawMatch, type RawRecord } from './referenceRecord';

/** The same feed twice: as the product's index, and as records for the reference, by vendor and product. */
export interface FullFeed {
  readonly index: MatchIndex;
  readonly records: readonly RawRecord[];
  readonly byProduct: ReadonlyMap<string, readonly RawRecord[]>;
}

/** Reads every NVD file of a folder, one record at a time; of the JSON only what says who is affected stays (about 0.5 GB for all years). */
export function readFullFeed(folder: string): FullFeed {
  const builder = new MatchIndexBuilder();
  const records = new Map<string, RawRecord>();
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json.gz')).sort()) {
    const cutter = new RecordCutter('vulnerabilities', (bytes) => {
      const json = JSON.parse(bytes.toString('utf8')) as { cve: RawRecord };
      const decoded = decodeNvdVulnerability(json);
      if (decoded.kind === 'unreadable') throw new Error(`${decoded.id}: ${decoded.reason}`);
      if (decoded.kind === 'cve') builder.add(decoded.record, { publishedOn: dateOfTimestamp(decoded.record.published)!, kev: 0, epss: null });
      const known = records.get(json.cve.id);
      if (!known || (known.lastModified ?? '') <= (json.cve.lastModified ?? '')) {
        records.set(json.cve.id, slim(json.cve, texts));
        if (decoded.kind === 'rejected') builder.remove(json.cve.id);
      }
    });
    cutter.write(gunzipSync(readFileSync(path.join(folder, file))));
    if ('reason' in cutter.end()) throw new Error(`${file} is not whole`);
  }
  const opened = openMatchIndex(builder.build());
  if ('error' in opened) throw new Error(opened.error);
  return { index: opened.index, records: [...records.values()], byProduct: byProduct([...records.values()]) };
}

/** Names and versions come a thousand times over; one copy of each is enough. */
function slim({ id, published, lastModified = '', vulnStatus = '', configurations = [] }: RawRecord, texts: Map<string, string>): RawRecord {
  const one = (text: string): string => {
    let kept = texts.get(text);
    if (kept === undefined) texts.set(text, (kept = text));
    return kept;
  };
  const slimMatch = (match: RawMatch): RawMatch => {
    const { vulnerable, versionStartIncluding = '', versionStartExcluding = '', versionEndIncluding = '', versionEndExcluding = '' } = match;
    const criteria = one(match.criteria);
    if (!versionStartIncluding && !versionStartExcluding && !versionEndIncluding && !versionEndExcluding) return { vulnerable, criteria };
    return {
      vulnerable, criteria,
      versionStartIncluding: one(versionStartIncluding), versionStartExcluding: one(versionStartExcluding),
      versionEndIncluding: one(versionEndIncluding), versionEndExcluding: one(versionEndExcluding),
    };
  };
  const slimConfiguration = ({ operator, negate, nodes }: RawConfiguration): RawConfiguration => ({
    operator, negate, nodes: nodes.map((node) => ({ operator: node.operator, negate: node.negate, cpeMatch: node.cpeMatch.map(slimMatch) })),
  });
  return { id, published, lastModified, vulnStatus, configurations: configurations.map(slimConfiguration) };
}

/** Which records name each product. */
function byProduct(records: readonly RawRecord[]): Map<string, RawRecord[]> {
  const found = new Map<string, RawRecord[]>();
  const keys = new Map<string, string>();
  for (const record of records) for (const { nodes } of record.configurations ?? []) for (const { cpeMatch } of nodes) for (const { criteria } of cpeMatch) {
    let key = keys.get(criteria);
    if (key === undefined) {
      const cpe = criteriaOf(criteria);
      keys.set(criteria, (key = cpe ? productKey(cpe) : ''));
    }
    if (key === '') continue;
    const known = found.get(key);
    if (!known) found.set(key, [record]);
    else if (known.at(-1) !== record) known.push(record);
  }
  return found;
}
