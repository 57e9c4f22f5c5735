import { parsePlainDate, dateOfTimestamp } from '../../src/core/inventory/plainDate';
import type { Configuration, ConfigurationNode, CpeMatch, CveRating, CveRecord } from '../../src/core/match/cveRecord';
import type { MatchIndex } from '../../src/core/match/matchIndex';
import { MatchIndexBuilder, openMatchIndex } from '../../src/core/match/matchIndexBuilder';

/**
 * A match row from text: a CPE, short (`a:apache:tomcat`, missing fields ANY) or with its `cpe:2.3:` prefix, then its bounds.
 * `a:apache:tomcat >=9.0.0 <9.0.31`; a `?` in front makes it a platform row.
 */
export function row(text: string): CpeMatch {
  const [name, ...bounds] = text.replace(/^\?/, '').split(' ');
  const bound = (sign: string) => bounds.find((part) => /^[<>]=?/.exec(part)![0] === sign)?.slice(sign.length) ?? '';
  return {
    vulnerable: !text.startsWith('?'),
    criteria: name!.startsWith('cpe:') ? name! : fullName(name!),
    versionStartIncluding: bound('>='),
    versionStartExcluding: bound('>'),
    versionEndIncluding: bound('<='),
    versionEndExcluding: bound('<'),
  };
}

/** `a:v:p:1` with its missing fields as ANY. */
export function fullName(short: string): string {
  const fields = short.split(/(?<!\\):/);
  return `cpe:2.3:${[...fields, ...Array.from({ length: 11 - fields.length }, () => '*')].join(':')}`;
}

/** A node from rows: `OR`, `AND`, with `not` in front when negated. */
export function node(operator: 'AND' | 'OR' | 'not AND' | 'not OR', ...rows: string[]): ConfigurationNode {
  return { operator: operator.endsWith('AND') ? 'AND' : 'OR', negate: operator.startsWith('not'), cpeMatch: rows.map(row) };
}

export function configuration(operator: 'AND' | 'OR' | 'not AND' | 'not OR', ...nodes: ConfigurationNode[]): Configuration {
  return { operator: operator.endsWith('AND') ? 'AND' : 'OR', negate: operator.startsWith('not'), nodes };
}

/** The common case: one configuration with one OR node. */
export function anyOf(...rows: string[]): Configuration {
  return configuration('OR', node('OR', ...rows));
}

/** The other common case: one of the rows, running on one of the platforms. */
export function runningOn(rows: string[], platforms: string[]): Configuration {
  return configuration('AND', node('OR', ...rows), node('OR', ...platforms));
}

export function cve(id: string, published: string, ...configurations: Configuration[]): CveRecord {
  return {
    id,
    published: `${published}T10:00:00.000`,
    lastModified: `${published}T12:00:00.000`,
    vulnStatus: 'Analyzed',
    description: '',
    references: [],
    cwes: [],
    metrics: [{ version: '3.1', vector: '', score: 7.5, severity: 'high', source: 'nvd@nist.gov', type: 'Primary' }],
    configurations,
  };
}

export function ratingOf(record: CveRecord): CveRating {
  return { publishedOn: dateOfTimestamp(record.published) ?? parsePlainDate('1970-01-01')!, kev: 0, epss: null };
}

export function buildIndex(records: readonly CveRecord[]): Uint8Array {
  const builder = new MatchIndexBuilder();
  for (const record of records) builder.add(record, ratingOf(record));
  return builder.build();
}

export function indexOf(records: readonly CveRecord[]): MatchIndex {
  const opened = openMatchIndex(buildIndex(records));
  if ('error' in opened) throw new Error(opened.error);
  return opened.index;
}
