import type { OsIdentity, Support } from '../identify/identity';
import type { Server } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import { daysBetween } from '../inventory/plainDate';
import type { SupportBucket } from './filter';
import { ENDING_WITHIN_DAYS } from './filter';

/** The one status that a list shows for a support. */
export function bucketOf(support: Support, asOf: PlainDate): SupportBucket {
  if (support.phase === 'unknown') return 'unknown';
  if (support.phase === 'ended') return support.extendedUntil !== null && support.extendedUntil >= asOf ? 'extended-paid' : 'ended';
  return support.daysLeft !== null && support.daysLeft <= ENDING_WITHIN_DAYS ? 'ending' : 'supported';
}

/**
 * The operating system as lists group it: Windows without its edition, others without what stands behind their second number
 * ("Ubuntu 20.04" of "Ubuntu 20.04.6 LTS"); '' when the inventory names none.
 */
export function osGroup(identity: Pick<OsIdentity, 'family' | 'label'>, written: string): string {
  if (identity.label === '') return written.trim();
  const label = identity.label.replace(identity.family === 'windows' ? EDITION : PATCH_LEVEL, '').trim();
  return label === '' ? identity.label.trim() : label;
}

const EDITION = /,? \(?(?:Standard|Datacenter|Essentials|Foundation|Enterprise|Professional|Pro|Web|Home|Education|Azure Edition|Server Core|64-bit|x64|Evaluation|LTSC|LTSB|N)\b.*$/i;

const PATCH_LEVEL = /(?<=\d+\.\d+)\.\d.*$|(?<=\d) LTS$/;

/** Days from when the inventory last saw a server to today; null when it does not say. Never negative. */
export function ageInDays(server: Server, today: PlainDate): number | null {
  return server.lastSeen === null ? null : Math.max(0, daysBetween(server.lastSeen, today));
}

/** `key=value`, or the key alone for a tag without value; sorted. */
export function tagList(server: Server): string[] {
  return Object.entries(server.tags)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .sort();
}
