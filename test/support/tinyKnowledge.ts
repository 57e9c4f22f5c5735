import type { LifecycleProduct, LifecycleRelease } from '../../src/core/identify/lifecycle';
import { createLifecycleCatalog } from '../../src/core/identify/lifecycle';
import type { PlainDate } from '../../src/core/inventory/plainDate';
import { dateOfTimestamp, parsePlainDate } from '../../src/core/inventory/plainDate';
import type { AdvisoryRecord } from '../../src/core/match/advisories/advisoryIndex';
import type { CveRating, CveRecord } from '../../src/core/match/cveRecord';
import type { FeedState, KevRecord, Knowledge } from '../../src/core/match/knowledge';
import { MatchIndexBuilder, openMatchIndex } from '../../src/core/match/matchIndexBuilder';
import type { Severity } from '../../src/core/match/verdict';
import { advisoryIndex } from './advisories';
import { anyOf, cve, runningOn } from './cveRecords';

/** A calendar date that the test knows to be one. */
export function date(text: string): PlainDate {
  const parsed = parsePlainDate(text);
  if (!parsed) throw new Error(`no date: ${text}`);
  return parsed;
}

export interface TinyCve {
  readonly record: CveRecord;
  readonly kev?: 'known' | 'ransomware';
  readonly epss?: number;
}

export interface TinyFacts {
  readonly cves?: readonly TinyCve[];
  readonly products?: readonly LifecycleProduct[];
  readonly feeds?: readonly FeedState[];
  readonly advisories?: readonly AdvisoryRecord[];
}

/** Feeds in memory: a few hand-made CVEs and life cycles, through the real index builder and catalog. */
export function tinyKnowledge({ cves = [], products = [], feeds, advisories = [] }: TinyFacts): Knowledge {
  const builder = new MatchIndexBuilder();
  for (const { record, kev, epss } of cves) {
    const rating: CveRating = {
      publishedOn: dateOfTimestamp(record.published) ?? date('1970-01-01'),
      kev: kev === 'ransomware' ? 2 : kev === 'known' ? 1 : 0,
      epss: epss ?? null,
    };
    builder.add(record, rating);
  }
  const opened = openMatchIndex(builder.build());
  if ('error' in opened) throw new Error(opened.error);
  const { index } = opened;
  const byId = new Map(cves.map((one) => [one.record.id, one]));
  const of = (position: number): TinyCve => byId.get(index.cveId(position))!;
  return {
    feeds: feeds ?? [feed('nvd', cves.length), feed('endoflife', products.length), feed('kev', cves.filter(({ kev }) => kev).length)],
    starter: (feeds ?? []).every(({ starter }) => starter),
    revision: 'tiny',
    lifecycle: createLifecycleCatalog(products),
    index,
    advisories: advisoryIndex(...advisories),
    details: (position) => {
      const { record, kev, epss } = of(position);
      return { ...record, kev: kev ? kevRecord(kev) : null, epss: epss ?? null };
    },
    text: (position) => ({ description: of(position).record.description, references: of(position).record.references }),
  };
}

export function feed(name: FeedState['name'], records: number, more: Partial<FeedState> = {}): FeedState {
  return { name, records, revision: '2026-11-01', fetchedAt: '2026-11-01T06:00:00.000Z', skipped: 0, starter: true, bytes: 0, error: null, ...more };
}

function kevRecord(kind: 'known' | 'ransomware'): KevRecord {
  return { dateAdded: date('2024-01-02'), dueDate: date('2024-01-23'), ransomware: kind === 'ransomware', requiredAction: 'Apply updates.' };
}

const BANDS: Readonly<Record<Severity, number>> = { critical: 9.8, high: 7.5, medium: 5, low: 2, none: 0, unknown: -1 };

/** A CVE of a severity (or with a score), published on a day, about match rows: `a:acme:web <2.0`. */
export function about(id: string, rating: Severity | number, rows: readonly string[], more: Omit<TinyCve, 'record'> & { readonly published?: string; readonly on?: readonly string[] } = {}): TinyCve {
  const { published = '2024-05-06', on, ...rest } = more;
  const record = cve(id, published, on ? runningOn([...rows], [...on]) : anyOf(...rows));
  const score = typeof rating === 'number' ? rating : BANDS[rating];
  const severity = typeof rating === 'string' ? rating : score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : score > 0 ? 'low' : 'none';
  const metrics = score < 0 ? [] : [{ version: '3.1', vector: 'CVSS:3.1/AV:N', score, severity, source: 'nvd@nist.gov', type: 'Primary' as const }];
  return { record: { ...record, metrics, description: `About ${id}.` }, ...rest };
}

/**
 * A product with cycles from text: the cycle's name, then its dates in the words of the schema.
 * `cycle('2.0 eol 2026-11-21 eoas 2025-01-01 eoes 2028-01-01')`; `eol yes` ended on an unknown day.
 */
export function lifecycle(name: string, cpe: string, ...cycles: string[]): LifecycleProduct {
  return {
    name,
    label: name.replace(/(^|-)(\w)/g, (_, dash: string, letter: string) => `${dash && ' '}${letter.toUpperCase()}`),
    category: 'server-app',
    aliases: [],
    identifiers: cpe === '' ? [] : [{ type: 'cpe', id: `cpe:2.3:${cpe}` }],
    eoesLabel: 'Extended Security Updates',
    releases: cycles.map(release),
  };
}

function release(text: string): LifecycleRelease {
  const [name, ...pairs] = text.split(' ');
  const said = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) said.set(pairs[i], pairs[i + 1]);
  const dateOf = (key: string): PlainDate | null => (said.has(key) && said.get(key) !== 'yes' ? date(said.get(key)!) : null);
  return {
    name, label: name, releaseDate: null, isLts: false,
    eoasFrom: dateOf('eoas'), isEoas: said.get('eoas') === 'yes',
    eolFrom: dateOf('eol'), isEol: said.get('eol') === 'yes',
    eoesFrom: dateOf('eoes'), isEoes: null,
    latest: said.get('latest') ?? '', latestDate: null,
  };
}
