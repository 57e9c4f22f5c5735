import type {
  ServerFilter, ServerRisk, ServerSortKey, Severity, SoftwareFilter, SoftwareRisk, SoftwareSortKey, Sort, SupportBucket,
} from '../../protocol/models/frame';
import { decodeCve, decodeDate, decodeFields, decodeFlag, decodeName, decodeNames, decodeText, decodeTexts, decodeWhole, present } from './fields';

type Names<Name extends string> = Readonly<Record<Name, true>>;

const RISKS: Names<ServerRisk> = {
  'os-end-of-support': true, 'software-end-of-support': true, 'vulnerabilities': true, 'pending-updates': true,
  'missing-security-software': true, 'missing-patch-management': true,
};
const SOFTWARE_RISKS: Names<SoftwareRisk> = { 'end-of-support': true, 'vulnerable': true, 'end-of-support-and-vulnerable': true };
const SEVERITIES: Names<Severity> = { critical: true, high: true, medium: true, low: true, none: true, unknown: true };
const SUPPORT: Names<SupportBucket> = { 'ended': true, 'extended-paid': true, 'ending': true, 'supported': true, 'unknown': true };
const CRITICALITY: Names<NonNullable<ServerFilter['criticality']>[number]> = { 'critical': true, 'high': true, 'medium': true, 'low': true, '': true };
const UPDATES: Names<NonNullable<ServerFilter['updates']>[number]> = { critical: true, security: true, other: true };
const DATA: Names<NonNullable<ServerFilter['lacks']>[number]> = { software: true, updates: true, os: true, lastSeen: true };
const WORKLOADS: Names<NonNullable<ServerFilter['workloads']>[number]> = { databases: true, web: true, containers: true, business: true, other: true, unknown: true };
const COVERAGES: Names<NonNullable<ServerFilter['coverage']>[number]> = { protected: true, partial: true, unprotected: true, excluded: true, unknown: true };
const CATEGORIES: Names<NonNullable<SoftwareFilter['categories']>[number]> = {
  'Security & compliance': true, 'Databases and data platforms': true, 'Web hosting': true, 'Business applications': true,
  'Containers and virtualization': true, 'Others': true,
};
const SERVER_SORTS: Names<ServerSortKey> = {
  score: true, name: true, os: true, support: true, critical: true, high: true, medium: true, low: true, vulnerabilities: true, exploited: true,
  updates: true, security: true, patch: true, environment: true, site: true, criticality: true, coverage: true, owner: true, lastSeen: true, software: true,
  recommendations: true,
};
const SOFTWARE_SORTS: Names<SoftwareSortKey> = {
  risk: true, name: true, publisher: true, version: true, category: true, support: true, critical: true, high: true, vulnerabilities: true,
  exploited: true, servers: true,
};

/** Scopes within scopes: a saved view inside a workspace's scope, with one to spare. */
const MAX_DEPTH = 3;

/** A value for every field, so that the compiler names a field that is forgotten here. */
type All<Filter> = { readonly [Field in keyof Required<Filter>]: Filter[Field] | undefined };

/** As the worker orders lists when nothing is said. */
const SERVER_SORT: Sort<ServerSortKey> = { key: 'score', direction: 'descending' };
const SOFTWARE_SORT: Sort<SoftwareSortKey> = { key: 'risk', direction: 'descending' };

/** A filter with what is understood of the value; the rest does not limit. */
export function decodeServerFilter(value: unknown): ServerFilter {
  return serverFilter(value, MAX_DEPTH);
}

/** A filter with what is understood of the value; the rest does not limit. */
export function decodeSoftwareFilter(value: unknown): SoftwareFilter {
  return softwareFilter(value, MAX_DEPTH);
}

function softwareFilter(value: unknown, depth: number): SoftwareFilter {
  const given = decodeFields(value) ?? {};
  const all: All<SoftwareFilter> = {
    text: decodeText(given.text),
    atRisk: decodeFlag(given.atRisk),
    risks: decodeNames(given.risks, SOFTWARE_RISKS),
    levels: decodeNames(given.levels, SEVERITIES),
    exploited: decodeFlag(given.exploited),
    support: decodeNames(given.support, SUPPORT),
    supportEnds: decodeBounds(given.supportEnds),
    categories: decodeNames(given.categories, CATEGORIES),
    publishers: decodeTexts(given.publishers),
    sources: decodeTexts(given.sources),
    cve: decodeCve(given.cve),
    identified: decodeFlag(given.identified),
    versionKnown: decodeFlag(given.versionKnown),
    name: decodeText(given.name),
    apps: decodeTexts(given.apps),
    software: decodeSoftware(given.software),
    product: decodeProduct(given.product),
    server: decodeText(given.server),
    servers: decodeFields(given.servers) && serverFilter(given.servers, MAX_DEPTH),
    except: depth === 0 ? undefined : decodeFields(given.except) && softwareFilter(given.except, depth - 1),
  };
  return present(all);
}

function serverFilter(value: unknown, depth: number): ServerFilter {
  const given = decodeFields(value) ?? {};
  const all: All<ServerFilter> = {
    text: decodeText(given.text),
    atRisk: decodeFlag(given.atRisk),
    risks: decodeNames(given.risks, RISKS),
    levels: decodeNames(given.levels, SEVERITIES),
    severities: decodeNames(given.severities, SEVERITIES),
    exploited: decodeFlag(given.exploited),
    support: decodeNames(given.support, SUPPORT),
    supportEnds: decodeBounds(given.supportEnds),
    os: decodeTexts(given.os),
    environments: decodeTexts(given.environments),
    sites: decodeTexts(given.sites),
    workloads: decodeNames(given.workloads, WORKLOADS),
    criticality: decodeNames(given.criticality, CRITICALITY),
    coverage: decodeNames(given.coverage, COVERAGES),
    tags: decodeTexts(given.tags),
    names: decodeTexts(given.names),
    apps: decodeTexts(given.apps),
    findings: decodeTexts(given.findings),
    cve: decodeCve(given.cve),
    software: decodeSoftware(given.software),
    product: decodeProduct(given.product),
    updates: decodeNames(given.updates, UPDATES),
    lacks: decodeNames(given.lacks, DATA),
    knows: decodeNames(given.knows, DATA),
    unknownRisks: decodeNames(given.unknownRisks, RISKS),
    stale: decodeFlag(given.stale),
    keys: decodeTexts(given.keys),
    except: depth === 0 ? undefined : decodeFields(given.except) && serverFilter(given.except, depth - 1),
    within: depth === 0 ? undefined : decodeFields(given.within) && serverFilter(given.within, depth - 1),
  };
  return present(all);
}

export function decodeServerSort(value: unknown): Sort<ServerSortKey> {
  return decodeSort(value, SERVER_SORTS) ?? SERVER_SORT;
}

export function decodeSoftwareSort(value: unknown): Sort<SoftwareSortKey> {
  return decodeSort(value, SOFTWARE_SORTS) ?? SOFTWARE_SORT;
}

function decodeSort<Key extends string>(value: unknown, keys: Names<Key>): Sort<Key> | undefined {
  const given = decodeFields(value);
  const key = decodeName(given?.key, keys);
  const direction = decodeName(given?.direction, { ascending: true, descending: true });
  return key !== undefined && direction !== undefined ? { key, direction } : undefined;
}

function decodeBounds(value: unknown): ServerFilter['supportEnds'] {
  const given = decodeFields(value);
  // The protocol brands dates; they were checked here.
  return given && present({ from: decodeDate(given.from), to: decodeDate(given.to), withinDays: decodeWhole(given.withinDays) }) as ServerFilter['supportEnds'];
}

/** Names a software, or undefined. */
export function decodeSoftware(value: unknown): ServerFilter['software'] {
  const given = decodeFields(value) ?? {};
  const name = decodeText(given.name);
  if (name === undefined) return undefined;
  const all: All<NonNullable<ServerFilter['software']>> = {
    name,
    publisher: decodeText(given.publisher),
    version: decodeText(given.version),
    source: decodeText(given.source),
    cpe: decodeText(given.cpe),
    purl: decodeText(given.purl),
  };
  return { ...present(all), name };
}

function decodeProduct(value: unknown): SoftwareFilter['product'] {
  const given = decodeFields(value);
  const name = decodeText(given?.name);
  return name === undefined ? undefined : { name, ...present({ cycle: decodeText(given?.cycle) }) };
}
