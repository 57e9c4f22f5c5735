import { SEVERITIES } from '../match/verdict';
import { hasBounds, isWithin } from './dateBounds';
import { serversWithFindingText } from './findingLimit';
import type { ServerFilter } from './filter';
import { SERVER_FACETS } from './filter';
import { installedOn } from './installedOn';
import { followsProduct, isSoftware } from './namedSoftware';
import { patternTest } from './pattern';
import type { Limit } from './query';
import { passing, searchWords } from './query';
import { RowSet } from './rowSet';
import type { ServerFields } from './serverQuery';
import { serversWithCve } from './serversWithCve';

/** A limit of a filter before its rows are known. */
interface Wanted {
  readonly field: keyof ServerFilter;
  /** All that the rows depend on besides the assessment and the field. */
  readonly by: unknown;
  readonly rows: () => RowSet;
}

const UPDATE_CLASSES = ['critical', 'security', 'other'] as const;

/** What a filter limits, field by field; limits asked for before are not worked out again. */
export function serverLimits(fields: ServerFields, filter: ServerFilter): Limit[] {
  return [...plainLimits(fields, filter), ...listLimits(fields, filter), ...namedLimits(fields, filter), ...nestedLimits(fields, filter)].map(({ field, by, rows }) => ({
    field,
    rows: fields.kept.rows(JSON.stringify([field, by]), rows),
  }));
}

/** Facets, flags, risks and dates: columns of the assessment. */
function* plainLimits(fields: ServerFields, filter: ServerFilter): Generator<Wanted> {
  const { assessment } = fields;
  const { servers, os, identities, asOf } = assessment;
  const where = (test: (row: number) => boolean) => (): RowSet => RowSet.where(fields.count, test);
  for (const field of SERVER_FACETS) {
    const values: readonly string[] | undefined = filter[field];
    if (values?.length) yield { field, by: values, rows: () => fields.column(field).rowsWith(values) };
  }
  const flags = {
    atRisk: (row: number) => servers.atRisk[row] === 1,
    exploited: (row: number) => servers.exploited[row] > 0,
    stale: (row: number) => fields.isStale(row),
  } as const;
  for (const field of ['atRisk', 'exploited', 'stale'] as const) {
    const wanted = filter[field];
    if (wanted !== undefined) yield { field, by: wanted, rows: where((row) => flags[field](row) === wanted) };
  }
  const { supportEnds } = filter;
  if (hasBounds(supportEnds)) {
    const ends = os.map(({ support }) => isWithin(support.endsOn, supportEnds, asOf));
    yield { field: 'supportEnds', by: supportEnds, rows: where((row) => ends[identities.osOf[row]]) };
  }
}

/** Fields that list what the assessment says of a server, one or another. */
function* listLimits(fields: ServerFields, filter: ServerFilter): Generator<Wanted> {
  const { estate, servers } = fields.assessment;
  const where = (test: (row: number) => boolean) => (): RowSet => RowSet.where(fields.count, test);
  const { risks, unknownRisks, severities, updates, lacks, knows, keys } = filter;
  if (risks?.length) yield { field: 'risks', by: risks, rows: where((row) => risks.some((risk) => fields.hasRisk(row, risk))) };
  if (unknownRisks?.length) yield { field: 'unknownRisks', by: unknownRisks, rows: where((row) => unknownRisks.some((risk) => fields.riskUnknown(row, risk))) };
  if (severities?.length) {
    const positions = severities.map((severity) => SEVERITIES.indexOf(severity));
    yield { field: 'severities', by: severities, rows: where((row) => positions.some((i) => servers.bySeverity[row * SEVERITIES.length + i] > 0)) };
  }
  if (updates?.length) {
    const positions = updates.map((one) => UPDATE_CLASSES.indexOf(one));
    yield { field: 'updates', by: updates, rows: where((row) => positions.some((i) => servers.updates[row * 3 + i] > 0)) };
  }
  if (lacks?.length) yield { field: 'lacks', by: lacks, rows: where((row) => lacks.some((data) => !fields.knows(row, data))) };
  if (knows?.length) yield { field: 'knows', by: knows, rows: where((row) => knows.some((data) => fields.knows(row, data))) };
  if (keys?.length) {
    const wanted = new Set(keys);
    yield { field: 'keys', by: keys, rows: where((row) => wanted.has(estate.servers[row].key)) };
  }
}

/** Names, software and findings. */
function* namedLimits(fields: ServerFields, filter: ServerFilter): Generator<Wanted> {
  const { assessment } = fields;
  const { estate, identities } = assessment;
  const { names, apps, findings, cve, software, product } = filter;
  if (names?.length) {
    const tests = names.map(patternTest);
    yield { field: 'names', by: names, rows: () => RowSet.where(fields.count, (row) => tests.some((test) => test(estate.servers[row].name) || test(estate.servers[row].fqdn))) };
  }
  if (apps?.length) yield { field: 'apps', by: apps, rows: () => serversWithApps(fields, apps) };
  if (findings?.length) {
    const hasRisk: ServerFields['hasRisk'] = (row, risk) => fields.hasRisk(row, risk);
    yield { field: 'findings', by: findings, rows: () => findings.map((text) => serversWithFindingText(assessment, text, hasRisk)).reduce((all, one) => all.or(one)) };
  }
  if (cve) yield { field: 'cve', by: cve, rows: () => withCve(fields, cve) };
  if (software) yield { field: 'software', by: software, rows: () => installedOn(assessment, Uint8Array.from(estate.software, (entry) => (isSoftware(entry, software) ? 1 : 0))) };
  if (product) yield { field: 'product', by: product, rows: () => installedOn(assessment, Uint8Array.from(identities.software, (identity) => (followsProduct(identity, product) ? 1 : 0))) };
  for (const word of searchWords(filter.text)) yield { field: 'text', by: word, rows: () => withWord(fields, word) };
}

/** Scopes, and what is left out. */
function* nestedLimits(fields: ServerFields, { within, except }: ServerFilter): Generator<Wanted> {
  if (within) yield { field: 'within', by: within, rows: () => passing(fields.count, serverLimits(fields, within)) };
  if (except) {
    yield {
      field: 'except', by: except,
      rows: () => serverLimits(fields, except).reduce((left, limit) => left.and(limit.rows.inverse()), RowSet.all(fields.count)),
    };
  }
}

/** Servers with software that one of the patterns names; '' names those without software data. */
function serversWithApps(fields: ServerFields, apps: readonly string[]): RowSet {
  const tests = apps.filter((pattern) => pattern !== '').map(patternTest);
  const marked = Uint8Array.from(fields.assessment.estate.software, ({ name, version }) => (tests.some((test) => test(name) || test(`${name} ${version}`)) ? 1 : 0));
  const found = installedOn(fields.assessment, marked);
  return apps.includes('') ? found.or(RowSet.where(fields.count, (row) => !fields.knows(row, 'software'))) : found;
}

function withCve({ assessment, count }: ServerFields, cve: string): RowSet {
  const index = assessment.matcher.index.cveIndex(cve.toUpperCase());
  return index === -1 ? new RowSet(count) : RowSet.of(count, serversWithCve(assessment, index));
}

/** A word hits a server by its own fields, by the name of a software, or by a finding's CVE id. */
function withWord(fields: ServerFields, word: string): RowSet {
  if (/^cve-\d{4}-\d{4,}$/.test(word)) return withCve(fields, word);
  const named = installedOn(fields.assessment, Uint8Array.from(fields.softwareNames, (name) => (name.includes(word) ? 1 : 0)));
  return RowSet.where(fields.count, (row) => named.has(row) || fields.haystack(row).includes(word));
}
