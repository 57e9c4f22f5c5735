import type { Confidence, SoftwareIdentity } from '../identify/identity';
import { isMappingRule } from '../identify/userRules/decisionRule';
import type { Estate } from '../inventory/model';
import type { EstateIdentities } from './identifyEstate';

/** How much of a list of software is identified: has a CPE, or a product of endoflife.date, or is known to be none (an update row). What users ignore is left out. */
export interface Share {
  /** Distinct software. */
  readonly software: number;
  readonly identifiedSoftware: number;
  /** Installs: a software counts once for each server that has it. */
  readonly rows: number;
  readonly identifiedRows: number;
}

/** A software that nothing identified, and how many servers have it. */
export interface UnmappedSoftware {
  /** Index into `Estate.software`. */
  readonly software: number;
  readonly servers: number;
}

/** What of an estate's software could be judged, and what not. */
export interface Coverage extends Share {
  /** By `Software.source`, '' where the inventory does not say; most rows first. */
  readonly bySource: readonly (Share & { readonly source: string })[];
  /** Of the identified. */
  readonly byConfidence: Readonly<Record<Confidence, { readonly software: number; readonly rows: number }>>;
  /** Most servers first, then in the order of the estate. */
  readonly unmapped: readonly UnmappedSoftware[];
  /** What users said does not matter. */
  readonly ignored: { readonly software: number; readonly rows: number };
  /** Servers with a software list, and all. */
  readonly serversWithSoftware: number;
  readonly servers: number;
}

/** The rule of rows that record an update: no software, so nothing is missing. */
const UPDATE_RULE = 'windows-update-row';

/** A rule or a user without a CPE name has said what the software is, and that the feeds have no name for it. What is ignored is not. */
export function isIdentified({ cpes, product, rule, ignored }: Pick<SoftwareIdentity, 'cpes' | 'product' | 'rule' | 'ignored'>): boolean {
  if (ignored) return false;
  return cpes.length > 0 || product !== '' || rule.startsWith('rule:') || rule === UPDATE_RULE || isMappingRule(rule);
}

/** What is counted, when it is not the whole estate. */
export interface CoverageScope {
  /** Indexes of servers. */
  readonly servers: readonly number[];
  /** Per software, 1 where something else than its name tells what to judge: a distribution's advisories. */
  readonly judged: Uint8Array;
}

/** The coverage of an estate's software. One pass over software and installs. */
export function coverageOf(estate: Estate, identities: Pick<EstateIdentities, 'software'>, scope?: CoverageScope): Coverage {
  const isPart = scope !== undefined && scope.servers.length < estate.servers.length;
  const installed = isPart ? installsOn(estate, scope.servers) : installsOn(estate);
  const all = emptyShare();
  const ignored = { software: 0, rows: 0 };
  const sources = new Map<string, Counted>();
  const byConfidence = { high: { software: 0, rows: 0 }, medium: { software: 0, rows: 0 }, low: { software: 0, rows: 0 } };
  const unmapped: UnmappedSoftware[] = [];
  for (const { index, source } of estate.software) {
    const identity = identities.software[index]!;
    const rows = installed[index]!;
    if (isPart && rows === 0) continue;
    if (identity.ignored) {
      ignored.software++;
      ignored.rows += rows;
      continue;
    }
    const identified = isIdentified(identity) || scope?.judged[index] === 1;
    const ofSource = sources.get(source) ?? emptyShare();
    sources.set(source, ofSource);
    for (const share of [all, ofSource]) count(share, rows, identified);
    if (identified) {
      byConfidence[identity.confidence].software++;
      byConfidence[identity.confidence].rows += rows;
    } else unmapped.push({ software: index, servers: rows });
  }
  const servers = scope ? scope.servers.map((row) => estate.servers[row]!) : estate.servers;
  return {
    ...all,
    bySource: [...sources].map(([source, share]) => ({ source, ...share })).sort((a, b) => b.rows - a.rows || compareText(a.source, b.source)),
    byConfidence,
    unmapped: unmapped.sort((a, b) => b.servers - a.servers || a.software - b.software),
    ignored,
    serversWithSoftware: servers.filter(({ softwareKnown }) => softwareKnown).length,
    servers: servers.length,
  };
}

/** How many of the servers, or of all, have each software. */
function installsOn({ software, installs }: Estate, servers?: readonly number[]): Uint32Array {
  const counts = new Uint32Array(software.length);
  if (servers === undefined) for (const id of installs.software) counts[id]!++;
  for (const row of servers ?? []) for (let i = installs.offsets[row]!; i < installs.offsets[row + 1]!; i++) counts[installs.software[i]!]!++;
  return counts;
}

type Counted = { -readonly [Name in keyof Share]: number };

function emptyShare(): Counted {
  return { software: 0, identifiedSoftware: 0, rows: 0, identifiedRows: 0 };
}

function count(share: Counted, rows: number, identified: boolean): void {
  share.software++;
  share.rows += rows;
  if (!identified) return;
  share.identifiedSoftware++;
  share.identifiedRows += rows;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
