import { OSV_ECOSYSTEMS } from '../../core/identify/osvEcosystem';
import type { AdvisoryEvent, AdvisoryPackage, AdvisoryRange, AdvisoryRecord } from '../../core/match/advisories/advisoryIndex';
import { cveKey } from './cveId';
import { asArray, asObject, asText, cutText, shapeName } from './shape';

/** Bounds of one record; a record beyond one is left out, because cutting it would change what it says. The largest real ones are kernel records with about 2,000 packages. */
const LIMITS = {
  idLength: 128,
  timestampLength: 40,
  ecosystemLength: 128,
  packageNameLength: 256,
  versionLength: 256,
  affected: 50_000,
  rangesPerPackage: 64,
  eventsPerRange: 256,
  versionsPerPackage: 20_000,
  relatedIds: 5_000,
} as const;

const DISTRIBUTIONS = new Set(OSV_ECOSYSTEMS);

export type DecodedOsv =
  | { readonly kind: 'advisory'; readonly record: AdvisoryRecord }
  /** `id` is '' when that was not readable either. */
  | { readonly kind: 'skipped'; readonly id: string; readonly reason: string };

/** Thrown inside this file only; `decodeOsv` turns it into a reason. */
class WrongShape extends Error {}

const EVENT_KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;
/** A CVE id, by itself or as the end of a distribution's own: `DEBIAN-CVE-2024-1234`, `UBUNTU-CVE-…`, `ALPINE-CVE-…`. */
const CVE_AT_END = /(?:^|[A-Z]-)(CVE-\d{4}-\d{4,9})$/;
// Space, printable ASCII and beyond: separators and control characters have no place in a name.
const PLAIN_TEXT = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

/**
 * One OSV record (OSV schema 1.x), or why it is left out. Never throws. Unknown fields pass.
 * Kept are packages of distributions with their release; of their ranges those of type ECOSYSTEM and SEMVER, and the versions listed one
 * by one only where there is none. A record that names no such package is left out.
 */
export function decodeOsv(value: unknown): DecodedOsv {
  const object = asObject(value);
  if (!object) return { kind: 'skipped', id: '', reason: `it is ${shapeName(value)}, not an object` };
  const id = cutText(object.id, LIMITS.idLength);
  try {
    return { kind: 'advisory', record: decodeRecord(object) };
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    return { kind: 'skipped', id, reason: error.message };
  }
}

function decodeRecord(object: Readonly<Record<string, unknown>>): AdvisoryRecord {
  const id = plainText(object.id, LIMITS.idLength, 'its `id`');
  const modified = asText(object.modified, LIMITS.timestampLength) ?? '';
  const affected = boundedList(object.affected, LIMITS.affected, '`affected`').flatMap(decodeAffected);
  const withdrawn = typeof object.withdrawn === 'string' && object.withdrawn !== '';
  // A withdrawn record takes its id out of the index, whatever it still names.
  if (affected.length === 0 && !withdrawn) throw new WrongShape('it names no package of a distribution\'s release');
  return { id, modified, withdrawn, cves: cvesOf(id, object), affected };
}

/**
 * The record's own id, its aliases and what it comes from name the CVEs. `related` does so only where these name none (AlmaLinux):
 * by the schema it may also hold other, merely similar ones.
 */
function cvesOf(id: string, object: Readonly<Record<string, unknown>>): string[] {
  const own = [id, ...idList(object.aliases, '`aliases`'), ...idList(object.upstream, '`upstream`')];
  const cves = cvesIn(own);
  return cves.length > 0 ? cves : cvesIn(idList(object.related, '`related`'));
}

function idList(value: unknown, name: string): string[] {
  return boundedList(value, LIMITS.relatedIds, name).flatMap((id) => asText(id, LIMITS.idLength) ?? []);
}

function cvesIn(ids: readonly string[]): string[] {
  const cves = ids.flatMap((id) => CVE_AT_END.exec(id)?.[1] ?? []);
  return [...new Set(cves)].filter((cve) => cveKey(cve) !== undefined);
}

function decodeAffected(value: unknown): AdvisoryPackage[] {
  const object = asObject(value);
  const named = asObject(object?.package);
  if (!object || !named) throw new WrongShape('an entry of `affected` has no package');
  const ecosystem = plainText(named.ecosystem, LIMITS.ecosystemLength, 'an ecosystem');
  const colon = ecosystem.indexOf(':');
  // `Debian` alone says nothing of a release.
  if (colon <= 0 || colon === ecosystem.length - 1 || !DISTRIBUTIONS.has(ecosystem.slice(0, colon))) return [];
  const name = plainText(named.name, LIMITS.packageNameLength, 'a package name');
  if (isUnimportant(object)) return [{ ecosystem, name, ranges: [], versions: [] }];
  const ranges = boundedList(object.ranges, LIMITS.rangesPerPackage, '`ranges`').flatMap(decodeRange);
  const hasOrder = ranges.some(({ type }) => type === 'ECOSYSTEM');
  const versions = hasOrder ? [] : boundedList(object.versions, LIMITS.versionsPerPackage, '`versions`').map((version) => plainText(version, LIMITS.versionLength, 'a version'));
  return [{ ecosystem, name, ranges, versions }];
}

/** Debian's word for what is a flaw without any effect on security there: the package is named and counts as not affected. */
function isUnimportant(affected: Readonly<Record<string, unknown>>): boolean {
  return [affected.ecosystem_specific, affected.database_specific].some((specific) => asObject(specific)?.urgency === 'unimportant');
}

function decodeRange(value: unknown): AdvisoryRange[] {
  const object = asObject(value);
  if (!object) throw new WrongShape('a range is not an object');
  // Commits order nothing that an inventory lists.
  if (object.type !== 'ECOSYSTEM' && object.type !== 'SEMVER') return [];
  const events = boundedList(object.events, LIMITS.eventsPerRange, '`events`').flatMap(decodeEvent);
  return [{ type: object.type, events }];
}

/** An event is one key; an old record may write two into one object, which are then two events. */
function decodeEvent(value: unknown): AdvisoryEvent[] {
  const object = asObject(value);
  if (!object) throw new WrongShape('an event is not an object');
  return EVENT_KINDS.flatMap((kind): AdvisoryEvent[] =>
    object[kind] === undefined || object[kind] === null ? [] : [{ kind, version: plainText(object[kind], LIMITS.versionLength, 'a version') }]);
}

function boundedList(value: unknown, max: number, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  const list = asArray(value);
  if (!list) throw new WrongShape(`its list ${name} is ${shapeName(value)}`);
  if (list.length > max) throw new WrongShape(`its list ${name} is longer than any real one`);
  return list;
}

function plainText(value: unknown, max: number, what: string): string {
  const text = asText(value, max)?.trim() ?? '';
  if (text === '' || !PLAIN_TEXT.test(text)) throw new WrongShape(`${what} is missing or not plain text`);
  return text;
}
