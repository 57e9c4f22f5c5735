import { hasBounds, isWithin } from './dateBounds';
import type { SoftwareFilter } from './filter';
import { SOFTWARE_FACETS } from './filter';
import { has } from './findings';
import { followsProduct, isSoftware } from './namedSoftware';
import { patternTest } from './pattern';
import type { Limit } from './query';
import { searchWords } from './query';
import { RowSet } from './rowSet';
import { queryServers } from './serverQuery';
import type { SoftwareFields } from './softwareQuery';
import { softwareOfServers } from './summary';

/** A limit of a filter before its rows are known. */
interface Wanted {
  readonly field: keyof SoftwareFilter;
  /** All that the rows depend on besides the assessment and the field. */
  readonly by: unknown;
  readonly rows: () => RowSet;
}

/** What a filter limits, field by field; limits asked for before are not worked out again. */
export function softwareLimits(fields: SoftwareFields, filter: SoftwareFilter): Limit[] {
  return [...plainLimits(fields, filter), ...namedLimits(fields, filter), ...nestedLimits(fields, filter)].map(({ field, by, rows }) => ({
    field,
    rows: fields.kept.rows(JSON.stringify([field, by]), rows),
  }));
}

/** Facets, flags, risks and dates. */
function* plainLimits(fields: SoftwareFields, filter: SoftwareFilter): Generator<Wanted> {
  const { software, asOf } = fields.assessment;
  const where = (test: (row: number) => boolean) => (): RowSet => RowSet.where(fields.count, test);
  for (const field of SOFTWARE_FACETS) {
    const values: readonly string[] | undefined = filter[field];
    if (values?.length) yield { field, by: values, rows: () => fields.column(field).rowsWith(values) };
  }
  const flags = {
    atRisk: (row: number) => fields.isAtRisk(row),
    exploited: (row: number) => software.exploited[row] > 0,
    identified: (row: number) => (fields.isIgnored(row) ? undefined : fields.isIdentified(row)),
    versionKnown: (row: number) => fields.isVersionKnown(row),
  } as const;
  for (const field of ['atRisk', 'exploited', 'identified', 'versionKnown'] as const) {
    const wanted = filter[field];
    if (wanted !== undefined) yield { field, by: wanted, rows: where((row) => flags[field](row) === wanted) };
  }
  const { risks, supportEnds } = filter;
  if (risks?.length) yield { field: 'risks', by: risks, rows: where((row) => risks.some((risk) => fields.hasRisk(row, risk))) };
  if (hasBounds(supportEnds)) yield { field: 'supportEnds', by: supportEnds, rows: where((row) => isWithin(software.support[row].endsOn, supportEnds, asOf)) };
}

/** Names, products and findings. */
function* namedLimits(fields: SoftwareFields, filter: SoftwareFilter): Generator<Wanted> {
  const { estate, identities, matcher, software } = fields.assessment;
  const where = (test: (row: number) => boolean) => (): RowSet => RowSet.where(fields.count, test);
  const { cve, name, apps, software: wanted, product } = filter;
  if (cve) {
    const index = matcher.index.cveIndex(cve.toUpperCase());
    yield { field: 'cve', by: cve, rows: where((row) => index !== -1 && has(software.affected[row], index)) };
  }
  if (name !== undefined) yield { field: 'name', by: name, rows: where((row) => estate.software[row].name === name) };
  if (apps?.length) {
    const tests = apps.map(patternTest);
    yield { field: 'apps', by: apps, rows: where((row) => tests.some((test) => test(estate.software[row].name) || test(`${estate.software[row].name} ${estate.software[row].version}`))) };
  }
  if (wanted) yield { field: 'software', by: wanted, rows: where((row) => isSoftware(estate.software[row], wanted)) };
  if (product) yield { field: 'product', by: product, rows: where((row) => followsProduct(identities.software[row], product)) };
  for (const word of searchWords(filter.text)) {
    const index = word.startsWith('cve-') ? matcher.index.cveIndex(word.toUpperCase()) : -1;
    yield {
      field: 'text', by: word,
      rows: where((row) => {
        const { name: own, publisher, version } = estate.software[row];
        const { category, subcategory } = identities.software[row];
        return `${own}\n${publisher}\n${version}\n${category}\n${subcategory}`.toLowerCase().includes(word) || (index !== -1 && has(software.affected[row], index));
      }),
    };
  }
}

/** Where it is installed, and what is left out. */
function* nestedLimits(fields: SoftwareFields, { server, servers, except }: SoftwareFilter): Generator<Wanted> {
  const { estate } = fields.assessment;
  if (server !== undefined) {
    yield {
      field: 'server', by: server,
      rows: () => {
        const index = estate.servers.findIndex((candidate) => candidate.key === server);
        const { offsets, software: ids } = estate.installs;
        return RowSet.of(fields.count, index === -1 ? [] : ids.subarray(offsets[index], offsets[index + 1]));
      },
    };
  }
  if (servers) {
    yield { field: 'servers', by: servers, rows: () => RowSet.of(fields.count, softwareOfServers(fields.assessment, queryServers(fields.serverFields, servers, false).rows)) };
  }
  if (except) {
    yield { field: 'except', by: except, rows: () => softwareLimits(fields, except).reduce((left, limit) => left.and(limit.rows.inverse()), RowSet.all(fields.count)) };
  }
}
