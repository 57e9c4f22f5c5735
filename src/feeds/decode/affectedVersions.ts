import { compareVersions } from '../../core/version/compareVersions';
import { asArray, asObject, asText } from './shape';

/** Versions that a CNA says are affected: a single one (`-` when it does not say which), or a range; '' where a bound is absent. */
export type VersionSpan =
  | { readonly exact: string }
  | { readonly from: string; readonly through: string; readonly before: string };

type Range = Extract<VersionSpan, { readonly from: string }>;

const LIMITS = { versions: 2_048, changes: 256, versionLength: 128 } as const;
const ALL: Range = { from: '', through: '', before: '' };
/** It is affected, and which versions is not said. */
const UNSAID: VersionSpan = { exact: '-' };
/** Stand where a first version is not known or not meant. */
const NO_START = /^(?:|0|0\.0|0\.0\.0|\*|-|n\/a|na|none|unspecified|unknown|all|any|all versions|initial)$/;
const NO_END = /^(?:|\*|n\/a|unspecified|unknown)$/;
const COMMIT = /^[0-9a-f]{12,64}$/;
const VERSION = /^v?\.?(\d[\w.+~:-]*)$/;
/** `5.10.*`, `2.x` */
const SERIES = /^v?((?:\d+\.)*)(\d+)\.(?:\*|x)$/;

/**
 * The affected versions of `versions` and `defaultStatus` (CVE JSON 5): entries with status `affected`; where the product is affected by default,
 * what lies between the entries that are not. Versions of git are left out: they are commits. Text that is no version
 * ("prior to the fix") leaves it open which versions are meant.
 */
export function affectedVersions(versions: unknown, defaultStatus: unknown): VersionSpan[] {
  const entries = (asArray(versions) ?? []).slice(0, LIMITS.versions).flatMap((entry) => decodeEntry(entry) ?? []);
  const affected = entries.flatMap(({ spans }) => spans);
  const unaffected = entries.flatMap(({ except }) => except);
  const isByDefault = status(defaultStatus) === 'affected';
  if (isByDefault && unaffected.length > 0 && unaffected.every((range) => range !== undefined)) return between(unaffected);
  if (affected.length > 0) return affected;
  // A list that only knows commits says nothing about versions; one that only knows what is safe says nothing about what is not.
  if (asArray(versions)?.length && !isByDefault) return entries.length === 0 && hasAffected(versions) ? [UNSAID] : [];
  return isByDefault ? [entries.length === 0 && asArray(versions)?.length ? UNSAID : ALL] : [];
}

interface Entry {
  /** What is affected. */
  readonly spans: readonly VersionSpan[];
  /** What is not; undefined for one whose bounds cannot be read. */
  readonly except: readonly (Range | undefined)[];
}

function decodeEntry(value: unknown): Entry | undefined {
  const entry = asObject(value);
  if (!entry || status(entry.versionType) === 'git') return undefined;
  const version = text(entry.version);
  if (COMMIT.test(version)) return undefined;
  const own = status(entry.status);
  const before = text(entry.lessThan);
  const through = text(entry.lessThanOrEqual);
  const hasEnd = 'lessThan' in entry || 'lessThanOrEqual' in entry;
  if (own === 'affected') return { spans: hasEnd ? rangesOf(version, before, through, entry.changes) : [spanOfText(version)], except: [] };
  if (own !== 'unaffected') return undefined;
  const range = hasEnd ? boundedRange(version, before, through) : rangeOfOne(version);
  return { spans: [], except: [range] };
}

/** From the first version to the end; `changes` tell where in between the status turns. */
function rangesOf(version: string, before: string, through: string, changes: unknown): VersionSpan[] {
  const whole = boundedRange(version, before, through);
  if (!whole) return [UNSAID];
  const turns = (asArray(changes) ?? []).slice(0, LIMITS.changes).flatMap((entry) => {
    const change = asObject(entry);
    const at = versionOf(text(change?.at));
    return change && at !== undefined ? [{ at, isAffected: status(change.status) === 'affected' }] : [];
  });
  const spans: VersionSpan[] = [];
  let from: string | undefined = whole.from;
  for (const { at, isAffected } of turns.sort((a, b) => compareVersions('generic', a.at, b.at))) {
    if (isAffected) from ??= at;
    else if (from !== undefined) {
      spans.push({ from, through: '', before: at });
      from = undefined;
    }
  }
  if (from !== undefined) spans.push({ ...whole, from });
  return spans;
}

function boundedRange(version: string, before: string, through: string): Range | undefined {
  const from = NO_START.test(version) ? '' : versionOf(version);
  if (from === undefined) return undefined;
  if (before !== '' && !NO_END.test(before)) {
    const end = versionOf(before) ?? afterSeries(before);
    return end === undefined ? undefined : { from, through: '', before: end };
  }
  if (through !== '' && !NO_END.test(through)) {
    const series = afterSeries(through);
    if (series !== undefined) return { from, through: '', before: series };
    const end = versionOf(through);
    return end === undefined ? undefined : { from, through: end, before: '' };
  }
  return { from, through: '', before: '' };
}

function rangeOfOne(version: string): Range | undefined {
  const span = spanOfText(version);
  if (!('exact' in span)) return span;
  return span.exact === '-' ? undefined : { from: span.exact, through: span.exact, before: '' };
}

/** A version, or what people write in its place: `< 2.3.1`, `>= 1.0, < 2.0`, `1.0 through 1.2`, `2.x`, `prior to 3`. */
function spanOfText(written: string): VersionSpan {
  if (/^(?:\*|all|any|all versions)$/.test(written)) return ALL;
  if (NO_START.test(written)) return UNSAID;
  const exact = versionOf(written);
  if (exact !== undefined) return { exact };
  const series = SERIES.exec(written);
  if (series) return { from: `${series[1]}${series[2]}`, through: '', before: afterSeries(written) ?? '' };
  const range = /^(?:from\s+)?(\S+)\s*(?:-|–|to|through|up to)\s*(\S+)$/.exec(written);
  const [first, last] = [versionOf(range?.[1] ?? ''), versionOf(range?.[2] ?? '')];
  if (first !== undefined && last !== undefined) return { from: first, through: last, before: '' };
  return spanOfConditions(written.replace(/^(?:versions?\s+)?(?:prior to|before|earlier than)\s+/, '< ').replace(/^(\S+)\s+and (?:earlier|below|prior)(?: versions)?$/, '<= $1'));
}

function spanOfConditions(written: string): VersionSpan {
  let span = ALL;
  for (const condition of written.split(/\s*(?:,|&&|\band\b)\s*/)) {
    const parts = /^(<=|>=|<|>|=)\s*(\S+)$/.exec(condition);
    const version = versionOf(parts?.[2] ?? '');
    if (!parts || version === undefined) return UNSAID;
    if (parts[1] === '<') span = { ...span, before: version };
    else if (parts[1] === '<=') span = { ...span, through: version };
    else if (parts[1] === '=') return { exact: version };
    // Just above a version is taken for from it on: one version too many, at most possibly affected, rather than one too few.
    else span = { ...span, from: version };
  }
  return span;
}

/** What lies between ranges that are not affected. */
function between(unaffected: readonly (Range | undefined)[]): VersionSpan[] {
  const ranges = unaffected.filter((range) => range !== undefined).sort((a, b) => (a.from === '' ? -1 : b.from === '' ? 1 : compareVersions('generic', a.from, b.from)));
  const spans: VersionSpan[] = [];
  let from: string | undefined = '';
  for (const range of ranges) {
    if (from !== undefined && range.from !== '' && (from === '' || compareVersions('generic', from, range.from) < 0)) spans.push({ from, through: '', before: range.from });
    const end = range.before || range.through;
    if (end === '') from = undefined;
    else if (from !== undefined && (from === '' || compareVersions('generic', from, end) < 0)) from = end;
  }
  if (from !== undefined) spans.push({ from, through: '', before: '' });
  return spans;
}

/** The first version behind a series: `5.10.*` ends before `5.11`. */
function afterSeries(written: string): string | undefined {
  const series = SERIES.exec(written);
  return series ? `${series[1]}${Number(series[2]) + 1}` : undefined;
}

function versionOf(written: string): string | undefined {
  return SERIES.test(written) ? undefined : VERSION.exec(written)?.[1];
}

function hasAffected(versions: unknown): boolean {
  return (asArray(versions) ?? []).some((entry) => {
    const one = asObject(entry);
    return one !== undefined && status(one.status) === 'affected' && status(one.versionType) !== 'git' && !COMMIT.test(text(one.version));
  });
}

function status(value: unknown): string {
  return text(value);
}

function text(value: unknown): string {
  return (asText(value, LIMITS.versionLength) ?? '').trim().toLowerCase();
}
