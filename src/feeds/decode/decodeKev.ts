import { parsePlainDate } from '../../core/inventory/plainDate';
import type { KevRecord } from '../../core/match/knowledge';
import { cveKey } from './cveId';
import { asArray, asObject, asText, cutText, shapeName } from './shape';
import { Skips, type Skip } from './skips';

const MAX_RECORDS = 200_000;
const MAX_ACTION_LENGTH = 4_096;

/** CISA's catalogue of known exploited vulnerabilities. */
export interface KevFeed {
  /** `catalogVersion`, else `dateReleased`; '' when both are absent. */
  readonly revision: string;
  /** By `cveKey`. */
  readonly records: ReadonlyMap<number, KevRecord>;
  readonly skips: readonly Skip[];
}

/** The catalogue, or why it is none. Shape: `{catalogVersion, dateReleased, vulnerabilities: [{cveID, dateAdded, …}]}`. */
export function decodeKev(value: unknown): { readonly feed: KevFeed } | { readonly reason: string } {
  const catalog = asObject(value);
  const entries = asArray(catalog?.vulnerabilities);
  if (!catalog || !entries) return { reason: 'it has no list `vulnerabilities`' };
  if (entries.length > MAX_RECORDS) return { reason: `it has ${entries.length} records, more than the ${MAX_RECORDS} read` };
  const skips = new Skips();
  const records = new Map<number, KevRecord>();
  for (const entry of entries) {
    const record = asObject(entry);
    if (!record) {
      skips.add(`it is ${shapeName(entry)}, not an object`, '');
      continue;
    }
    const id = cutText(record.cveID, 32);
    const key = cveKey(id);
    const dateAdded = typeof record.dateAdded === 'string' ? parsePlainDate(record.dateAdded) : undefined;
    if (key === undefined) skips.add('its cveID is not a CVE id', id);
    else if (dateAdded === undefined) skips.add('its `dateAdded` is not a date', id);
    else {
      records.set(key, {
        dateAdded,
        dueDate: (typeof record.dueDate === 'string' ? parsePlainDate(record.dueDate) : undefined) ?? null,
        ransomware: typeof record.knownRansomwareCampaignUse === 'string' && record.knownRansomwareCampaignUse.toLowerCase() === 'known',
        requiredAction: cutText(record.requiredAction, MAX_ACTION_LENGTH),
      });
    }
  }
  const revision = asText(catalog.catalogVersion, 40) || asText(catalog.dateReleased, 40) || '';
  return { feed: { revision, records, skips: skips.list() } };
}
