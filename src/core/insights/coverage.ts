import type { Confidence, SoftwareIdentity } from '../identify/identity';
import type { Estate } from '../inventory/model';
import type { EstateIdentities } from './identifyEstate';

/** How much of a list of software is identified: has a CPE, or a product of endoflife.date, or is known to be none (an update row). */
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
  /** Servers with a software list, and all. */
  readonly serversWithSoftware: number;
  readonly servers: number;
}

/** The rule of rows that record an update: no software, so nothing is missing. */
const UPDATE_RULE = 'windows-update-row';

/** A rule without a CPE name has said what the software is, and that the feeds have no name for it. */
export function isIdentified({ cpes, product, rule }: Pick<SoftwareIdentity, 'cpes' | 'product' | 'rule'>): boolean {
  return cpes.length > 0 || product !== '' || rule.startsWith('rule:') || rule === UPDATE_RULE;
}

/** The coverage of an estate's software. One pass over software and installs. */
export function coverageOf(estate: Estate, identities: Pick<EstateIdentities, 'software'>): Coverage {
  const servers = new Uint32Array(estate.software.length);
  for (const software of estate.installs.software) servers[software]!++;
  const all = emptyShare();
  const sources = new Map<string, Counted>();
  const byConfidence = { high: { software: 0, rows: 0 }, medium: { software: 0, rows: 0 }, low: { software: 0, rows: 0 } };
  const unmapped: UnmappedSoftware[] = [];
  for (const { index, source } of estate.software) {
    const identity = identities.software[index]!;
    const rows = servers[index]!;
    const identified = isIdentified(identity);
    const ofSource = sources.get(source) ?? emptyShare();
    sources.set(source, ofSource);
    for (const share of [all, ofSource]) count(share, rows, identified);
    if (identified) {
      byConfidence[identity.confidence].software++;
      byConfidence[identity.confidence].rows += rows;
    } else unmapped.push({ software: index, servers: rows });
  }
  return {
    ...all,
    bySource: [...sources].map(([source, share]) => ({ source, ...share })).sort((a, b) => b.rows - a.rows || compareText(a.source, b.source)),
    byConfidence,
    unmapped: unmapped.sort((a, b) => b.servers - a.servers || a.software - b.software),
    serversWithSoftware: estate.servers.filter(({ softwareKnown }) => softwareKnown).length,
    servers: estate.servers.length,
  };
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
