import type { CveRecord } from '../../core/match/cveRecord';
import { chooseMetrics } from './chooseMetrics';
import { cveKey } from './cveId';
import { decodeAffected } from './decodeAffected';
import { decodeConfigurations, WrongShape } from './decodeConfigurations';
import { decodeDescription, decodeReferences, decodeTimestamp, decodeWeaknesses } from './recordFields';
import { asArray, asObject, asText, cutText, shapeName } from './shape';
import { Skips, type Skip } from './skips';

const MAX_STATUS_LENGTH = 64;
const MAX_TIMESTAMP_LENGTH = 40;

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
  return asText(asObject(header)?.timestamp, MAX_TIMESTAMP_LENGTH) ?? '';
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
  const vulnStatus = cutText(cve.vulnStatus, MAX_STATUS_LENGTH);
  if (vulnStatus.toLowerCase() === 'rejected') return { kind: 'rejected', id, lastModified: decodeTimestamp(cve.lastModified) ?? '' };
  const published = decodeTimestamp(cve.published);
  if (published === undefined) return unreadable(id, 'its `published` is not a date');
  try {
    const configurations = decodeConfigurations(cve.configurations);
    // A CNA says less exactly than NVD what it means: its list counts only where NVD says nothing.
    const affected = configurations.length === 0 ? decodeAffected(cve.affected) : [];
    return {
      kind: 'cve',
      record: {
        id,
        published,
        lastModified: decodeTimestamp(cve.lastModified) ?? published,
        vulnStatus,
        description: decodeDescription(cve.descriptions),
        references: decodeReferences(cve.references),
        cwes: decodeWeaknesses(cve.weaknesses),
        metrics: chooseMetrics(cve.metrics),
        configurations: configurations.length > 0 ? configurations : affected,
        ...(affected.length > 0 ? { configurationSource: 'cna' as const } : {}),
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
