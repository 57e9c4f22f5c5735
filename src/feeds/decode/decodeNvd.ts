import type { Configuration, ConfigurationNode, CpeMatch, CveRecord } from '../../core/match/cveRecord';
import { dateOfTimestamp } from '../../core/inventory/plainDate';
import { chooseMetrics } from './chooseMetrics';
import { cveKey } from './cveId';
import { asArray, asObject, asText, cutText, shapeName } from './shape';
import { Skips, type Skip } from './skips';

/** Bounds of one record. Beyond the first group text is cut; beyond the second the record is left out, because cutting it would change what it matches. */
const LIMITS = {
  descriptionLength: 16_384,
  references: 500,
  referenceLength: 2_048,
  cwes: 64,
  cweLength: 32,
  statusLength: 64,

  criteriaLength: 1_024,
  versionLength: 256,
  configurations: 4_096,
  nodes: 16_384,
  /** The largest record known has 4,891. */
  matchRows: 65_536,
  timestampLength: 40,
} as const;

/** One element of a feed's `vulnerabilities`. */
export type DecodedCve =
  | { readonly kind: 'cve'; readonly record: CveRecord }
  /** NVD or the CNA withdrew it; not counted as unreadable. `lastModified` is '' when it is not readable. */
  | { readonly kind: 'rejected'; readonly id: string; readonly lastModified: string }
  /** `id` is '' when that was not readable either. */
  | { readonly kind: 'unreadable'; readonly id: string; readonly reason: string };

/** A page of the NVD API 2.0 or a whole small feed. */
export interface NvdPage {
  /** The feed's `timestamp`, '' when absent. */
  readonly revision: string;
  readonly records: readonly CveRecord[];
  readonly rejected: number;
  readonly skips: readonly Skip[];
}

/** Thrown inside this file only; the public functions turn it into a reason. */
class WrongShape extends Error {}

/** The page, or why it is none. Shape: NVD API 2.0, `{format, timestamp, vulnerabilities: [{cve}]}`. */
export function decodeNvdPage(value: unknown): { readonly page: NvdPage } | { readonly reason: string } {
  const vulnerabilities = asArray(asObject(value)?.vulnerabilities);
  if (!vulnerabilities) return { reason: 'it has no list `vulnerabilities`' };
  const skips = new Skips();
  const records: CveRecord[] = [];
  let rejected = 0;
  for (const entry of vulnerabilities) {
    const decoded = decodeNvdVulnerability(entry);
    if (decoded.kind === 'cve') records.push(decoded.record);
    else if (decoded.kind === 'rejected') rejected++;
    else skips.add(decoded.reason, decoded.id);
  }
  return { page: { revision: nvdRevision(value), records, rejected, skips: skips.list() } };
}

/** The `timestamp` of a page or feed (UTC, no zone written); '' when it has none. */
export function nvdRevision(header: unknown): string {
  return asText(asObject(header)?.timestamp, LIMITS.timestampLength) ?? '';
}

/** One element of `vulnerabilities`: `{cve: …}`. */
export function decodeNvdVulnerability(value: unknown): DecodedCve {
  const entry = asObject(value);
  return entry ? decodeNvdCve(entry.cve) : unreadable('', `it is ${shapeName(value)}, not an object`);
}

/**
 * An NVD 2.0 `cve`. Unknown fields and statuses pass. A malformed metric, reference or weakness is left out;
 * a malformed configuration makes the record unreadable, since the rest of it could say something else.
 */
export function decodeNvdCve(value: unknown): DecodedCve {
  const cve = asObject(value);
  if (!cve) return unreadable('', `its \`cve\` is ${shapeName(value)}, not an object`);
  const id = typeof cve.id === 'string' ? cve.id : '';
  if (cveKey(id) === undefined) return unreadable(cutText(id, 32), 'its id is not a CVE id');
  const vulnStatus = cutText(cve.vulnStatus, LIMITS.statusLength);
  if (vulnStatus.toLowerCase() === 'rejected') return { kind: 'rejected', id, lastModified: timestamp(cve.lastModified) ?? '' };
  const published = timestamp(cve.published);
  if (published === undefined) return unreadable(id, 'its `published` is not a date');
  try {
    return {
      kind: 'cve',
      record: {
        id,
        published,
        lastModified: timestamp(cve.lastModified) ?? published,
        vulnStatus,
        description: description(cve.descriptions),
        references: references(cve.references),
        cwes: weaknesses(cve.weaknesses),
        metrics: chooseMetrics(cve.metrics),
        configurations: configurations(cve.configurations),
      },
    };
  } catch (error) {
    if (error instanceof WrongShape) return unreadable(id, error.message);
    throw error;
  }
}

function unreadable(id: string, reason: string): DecodedCve {
  return { kind: 'unreadable', id, reason };
}

function timestamp(value: unknown): string | undefined {
  const text = asText(value, LIMITS.timestampLength);
  return text !== undefined && dateOfTimestamp(text) !== undefined ? text : undefined;
}

/** English, else the first language there is. */
function description(value: unknown): string {
  let first: string | undefined;
  for (const entry of asArray(value) ?? []) {
    const one = asObject(entry);
    if (typeof one?.value !== 'string') continue;
    const lang = typeof one.lang === 'string' ? one.lang.toLowerCase() : '';
    if (lang === 'en' || lang.startsWith('en-')) return cutText(one.value, LIMITS.descriptionLength);
    first ??= one.value;
  }
  return cutText(first, LIMITS.descriptionLength);
}

/** Distinct links that a browser may open; other schemes are left out. */
function references(value: unknown): string[] {
  const urls = new Set<string>();
  for (const entry of asArray(value) ?? []) {
    const url = asText(asObject(entry)?.url, LIMITS.referenceLength);
    if (url !== undefined && /^(?:https?|ftp):\/\//i.test(url)) urls.add(url);
    if (urls.size === LIMITS.references) break;
  }
  return [...urls];
}

function weaknesses(value: unknown): string[] {
  const names = new Set<string>();
  for (const entry of asArray(value) ?? []) {
    for (const one of asArray(asObject(entry)?.description) ?? []) {
      const name = asText(asObject(one)?.value, LIMITS.cweLength);
      if (name !== undefined && /^(?:NVD-)?CWE-[\w-]+$/.test(name)) names.add(name);
      if (names.size === LIMITS.cwes) return [...names];
    }
  }
  return [...names];
}

function configurations(value: unknown): Configuration[] {
  if (value === undefined || value === null) return [];
  const budget = { nodes: LIMITS.nodes as number, rows: LIMITS.matchRows as number };
  return list(value, 'configurations', LIMITS.configurations).map((entry) => {
    const configuration = object(entry, 'a configuration');
    const nodes = list(configuration.nodes, 'nodes', budget.nodes);
    budget.nodes -= nodes.length;
    return {
      operator: operator(configuration.operator),
      negate: flag(configuration.negate, 'negate'),
      nodes: nodes.map((node) => decodeNode(node, budget)),
    };
  });
}

function decodeNode(value: unknown, budget: { rows: number }): ConfigurationNode {
  const node = object(value, 'a node');
  const rows = list(node.cpeMatch, 'cpeMatch', budget.rows);
  budget.rows -= rows.length;
  return { operator: operator(node.operator), negate: flag(node.negate, 'negate'), cpeMatch: rows.map(decodeCpeMatch) };
}

function decodeCpeMatch(value: unknown): CpeMatch {
  const row = object(value, 'a match row');
  const criteria = asText(row.criteria, LIMITS.criteriaLength);
  if (criteria === undefined) throw new WrongShape('a match row has no `criteria`');
  if (typeof row.vulnerable !== 'boolean') throw new WrongShape('a match row does not say whether it is `vulnerable`');
  return {
    vulnerable: row.vulnerable,
    criteria,
    versionStartIncluding: bound(row, 'versionStartIncluding'),
    versionStartExcluding: bound(row, 'versionStartExcluding'),
    versionEndIncluding: bound(row, 'versionEndIncluding'),
    versionEndExcluding: bound(row, 'versionEndExcluding'),
  };
}

function bound(row: Readonly<Record<string, unknown>>, key: string): string {
  const value = row[key];
  if (value === undefined || value === null) return '';
  const text = asText(value, LIMITS.versionLength);
  if (text === undefined) throw new WrongShape(`\`${key}\` of a match row is not a version`);
  return text;
}

function operator(value: unknown): 'AND' | 'OR' {
  if (value === undefined || value === null) return 'OR';
  const name = typeof value === 'string' ? value.toUpperCase() : '';
  if (name === 'AND' || name === 'OR') return name;
  throw new WrongShape('an `operator` is neither AND nor OR');
}

function flag(value: unknown, name: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new WrongShape(`\`${name}\` is neither true nor false`);
}

function object(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const found = asObject(value);
  if (!found) throw new WrongShape(`${name} is ${shapeName(value)}, not an object`);
  return found;
}

function list(value: unknown, name: string, max: number): readonly unknown[] {
  const found = asArray(value);
  if (!found) throw new WrongShape(`\`${name}\` is ${shapeName(value)}, not a list`);
  if (found.length > max) throw new WrongShape(`\`${name}\` is longer than any real record's`);
  return found;
}
