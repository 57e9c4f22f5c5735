import { epochDays } from '../inventory/plainDate';
import { isVersion } from '../version/compareVersions';
import { matchesPattern } from './cpeRelation';
import type { FeedReader } from './feedReader';
import type { OsSubject } from './matcher';
import { NO_ATTRIBUTES, NO_BOUNDS, VersionKind } from './matchTables';
import type { Name } from './names';
import { atMostPossible, lowered, outcome, verdictOf, type Outcome } from './outcome';
import { Bound } from './preparedRows';
import type { RowJudge } from './rowJudge';
import { VerdictCode } from './verdict';

/**
 * Windows as an operating system: a row names a release (`windows_server_2012` `r2`), a range of builds, or both say nothing.
 * A range is compared with the server's build. A row without one is judged by how far the server is patched; see `WindowsPatches`.
 */

/** Days that a hotfix may be older than a CVE's publication and still count as newer. Fixes and records appear on the same day. */
const HOTFIX_SLACK_DAYS = 0;
/** Parts of a build that name the release, `10.0.17763`; the fourth is the patch level. */
const RELEASE_PARTS = 3;
const HIGHEST_PATCH_LEVEL = '.4294967295';
/** Of Windows Server 2003, 2008 and 2012. */
const SECOND_RELEASE = 'r2';

const EQUAL_BUILD = outcome(VerdictCode.affected, 'version-equal');
const IN_RANGE = outcome(VerdictCode.affected, 'version-in-range');
const OUTSIDE = outcome(VerdictCode.notAffected, 'version-outside-range');
const DIFFERS = outcome(VerdictCode.notAffected, 'attribute-differs');
const UNKNOWN = outcome(VerdictCode.unknownVersion, 'version-unknown');
const SUPPORT_ENDED = outcome(VerdictCode.affected, 'os-support-ended-before');
const PATCHED_BEFORE = outcome(VerdictCode.affected, 'os-patched-before');
const PATCHED_AFTER = outcome(VerdictCode.notAffected, 'os-patched-after');
const PATCH_LEVEL_UNKNOWN = outcome(VerdictCode.possiblyAffected, 'os-patch-level-unknown');

const HOLDS = {
  yes: outcome(VerdictCode.affected, 'version-equal'),
  open: outcome(VerdictCode.possiblyAffected, 'os-patch-level-unknown'),
  no: outcome(VerdictCode.notAffected, 'attribute-differs'),
} as const;

/** Whether a row's release is ours: `weak` where the row names none and the inventory neither, `open` where the row names one and the inventory does not. */
type ReleaseMatch = 'yes' | 'weak' | 'open' | 'no';

export class WindowsRows {
  private readonly patches: WindowsPatches;
  private readonly build: string;

  constructor(
    private readonly rows: RowJudge,
    os: OsSubject,
    names: readonly Name[],
  ) {
    this.build = isVersion('windows', os.identity.build) ? os.identity.build : '';
    this.patches = new WindowsPatches(rows.feed, os, this.build, names);
  }

  /** A vulnerable row against one of the names. */
  judge(row: number, name: Name): Outcome {
    const { tables } = this.rows.feed;
    const criteria = tables.rowCriteria[row]!;
    let value = this.versionOutcome(row, name);
    if (verdictOf(value) === VerdictCode.notAffected) return value;
    const attributes = tables.criteriaAttributes[criteria]!;
    if (attributes !== NO_ATTRIBUTES) value = this.rows.withAttributes(row, value, attributes, name);
    return value;
  }

  /** A platform row with a release or a range: met, open or not met, as affected, possibly affected or not affected. */
  holds(row: number, name: Name): Outcome {
    const value = HOLDS[this.holdsVersion(row, name)];
    const attributes = this.rows.feed.tables.criteriaAttributes[this.rows.feed.tables.rowCriteria[row]!]!;
    return attributes === NO_ATTRIBUTES || value === HOLDS.no ? value : this.rows.withAttributes(row, value, attributes, name);
  }

  private holdsVersion(row: number, name: Name): 'yes' | 'open' | 'no' {
    if (this.isRange(row)) {
      const within = this.buildWithin(row);
      return within === 'unread' ? 'open' : within;
    }
    const version = this.rows.feed.tables.criteriaVersion[this.rows.feed.tables.rowCriteria[row]!]!;
    if (this.isBuildRow(version)) {
      const exact = verdictOf(this.exactBuild(version));
      return exact === VerdictCode.affected ? 'yes' : exact === VerdictCode.notAffected ? 'no' : 'open';
    }
    const release = this.releaseMatch(row, version, name);
    return release === 'weak' ? 'yes' : release;
  }

  private versionOutcome(row: number, name: Name): Outcome {
    const { tables } = this.rows.feed;
    const version = tables.criteriaVersion[tables.rowCriteria[row]!]!;
    if (this.isRange(row)) {
      const within = this.buildWithin(row);
      if (within === 'yes') return IN_RANGE;
      if (within === 'no') return OUTSIDE;
      if (within === 'unread') return UNKNOWN;
      const patched = this.patches.judge(this.rows.feed.cveOf(row));
      // Without any build the version is unknown, unless dates tell how far the server is patched.
      return patched === PATCH_LEVEL_UNKNOWN && this.build === '' ? UNKNOWN : patched;
    }
    if (this.isBuildRow(version)) return this.exactBuild(version);
    const release = this.releaseMatch(row, version, name);
    if (release === 'no') return DIFFERS;
    const patched = this.patches.judge(this.rows.feed.cveOf(row));
    if (verdictOf(patched) === VerdictCode.notAffected) return patched;
    return release === 'open' ? atMostPossible(patched, 'update-unspecified') : release === 'weak' ? lowered(patched) : patched;
  }

  private isRange(row: number): boolean {
    const { tables } = this.rows.feed;
    return tables.rowBounds[row] !== NO_BOUNDS && tables.versionKind[tables.criteriaVersion[tables.rowCriteria[row]!]!] === VersionKind.any;
  }

  private isBuildRow(version: number): boolean {
    const { feed } = this.rows;
    return feed.tables.versionKind[version] === VersionKind.version && isBuild(feed.version(version));
  }

  private exactBuild(version: number): Outcome {
    if (this.build === '') return UNKNOWN;
    const theirs = this.rows.feed.boundPosition(version);
    if (this.rows.feed.position(this.build) === theirs) return EQUAL_BUILD;
    if (hasPatchLevel(this.build)) return OUTSIDE;
    return this.rows.feed.position(this.build + HIGHEST_PATCH_LEVEL) > theirs && this.rows.feed.position(this.build) < theirs ? PATCH_LEVEL_UNKNOWN : OUTSIDE;
  }

  private releaseMatch(row: number, version: number, { cpe, position }: Name): ReleaseMatch {
    const { feed } = this.rows;
    const kind = feed.tables.versionKind[version];
    // Some records name the second release in the update, `windows_server_2012:-:r2`; the plain release is none of theirs.
    const isSecond = (kind === VersionKind.any || kind === VersionKind.na) && feed.update(row) === SECOND_RELEASE;
    if (isSecond) return cpe.version === SECOND_RELEASE ? 'yes' : cpe.version === '*' ? 'open' : 'no';
    if (kind === VersionKind.any) return 'yes';
    // A build in the name is a patch level of the plain release.
    const plain = cpe.version === '-' || cpe.version === '' || isBuild(cpe.version);
    if (kind === VersionKind.na) return plain ? 'yes' : cpe.version === '*' ? 'weak' : 'no';
    if (cpe.version === '*') return 'open';
    if (plain) return 'no';
    const theirs = feed.version(version);
    if (theirs === cpe.version) return 'yes';
    if (kind === VersionKind.wildcard) return matchesPattern(theirs, cpe.version) ? 'yes' : 'no';
    return kind === VersionKind.version && position === feed.boundPosition(version) ? 'yes' : 'no';
  }

  /** `open` when the patch level that decides is not known; `unread` when a bound is no build. */
  private buildWithin(row: number): 'yes' | 'no' | 'open' | 'unread' {
    const { feed } = this.rows;
    const lowest = this.build === '' ? -1 : feed.position(this.build);
    const highest = this.build === '' ? Infinity : hasPatchLevel(this.build) ? lowest : feed.position(this.build + HIGHEST_PATCH_LEVEL);
    let open = false;
    let unread = false;
    for (let bound = 0; bound < 4; bound++) {
      const version = feed.bound(row, bound);
      if (feed.tables.versionKind[version] === VersionKind.any) continue;
      if (feed.tables.versionKind[version] !== VersionKind.version || !isVersion('windows', feed.version(version))) {
        unread = true;
        continue;
      }
      const at = feed.boundPosition(version);
      const inside = (position: number) =>
        bound === Bound.startIncluding ? position >= at : bound === Bound.startExcluding ? position > at : bound === Bound.endIncluding ? position <= at : position < at;
      if (!inside(lowest) && !inside(highest)) return 'no';
      if (!inside(lowest) || !inside(highest)) open = true;
    }
    return unread ? 'unread' : open ? 'open' : 'yes';
  }
}

/** A fix that a record of the same operating system names: published on a day, in a build. */
interface Fix {
  readonly day: number;
  readonly position: number;
}

/**
 * How far a Windows server is patched, against the day a CVE was published. Updates are cumulative, so that is all there is to know.
 * In this order: support that had ended before means no fix was given; the build is compared with the fixes that the feed knows
 * by that day; else the newest hotfix's day is compared. The build outweighs hotfixes, since not every hotfix is a cumulative update.
 */
class WindowsPatches {
  /** Sorted by day. */
  private fixes: readonly Fix[] | undefined;
  /** Up to and with each fix, the highest one; from each fix on, the highest one that the server has. */
  private highestUntil: number[] = [];
  private highestHeldFrom: number[] = [];
  private readonly supportEnd: number;
  private readonly hotfixDay: number;

  constructor(
    private readonly feed: FeedReader,
    os: OsSubject,
    private readonly build: string,
    private readonly names: readonly Name[],
  ) {
    this.supportEnd = os.supportEndsOn === null ? Infinity : epochDays(os.supportEndsOn);
    this.hotfixDay = os.newestHotfixOn === null ? Number.NaN : epochDays(os.newestHotfixOn);
  }

  judge(cve: number): Outcome {
    const day = this.feed.tables.published[cve]!;
    if (this.supportEnd < day) return SUPPORT_ENDED;
    if (hasPatchLevel(this.build)) {
      const fixes = (this.fixes ??= this.collectFixes());
      const position = this.feed.position(this.build);
      const before = countBefore(fixes, day);
      const until = countBefore(fixes, day + 1);
      if (until > 0 && position < this.highestUntil[until - 1]!) return PATCHED_BEFORE;
      // A fix that an earlier record already named proves nothing: some records are published long after their fix.
      const earlier = before > 0 ? this.highestUntil[before - 1]! : -1;
      if (before < fixes.length && this.highestHeldFrom[before]! > earlier) return PATCHED_AFTER;
    }
    if (this.hotfixDay < day - HOTFIX_SLACK_DAYS) return PATCHED_BEFORE;
    if (this.hotfixDay >= day - HOTFIX_SLACK_DAYS) return PATCHED_AFTER;
    return PATCH_LEVEL_UNKNOWN;
  }

  private collectFixes(): readonly Fix[] {
    const { tables } = this.feed;
    const branch = releaseParts(this.build);
    const fixes: Fix[] = [];
    for (const product of new Set(this.names.map((name) => name.product))) {
      for (let row = tables.productRows[product]!; row < tables.productRows[product + 1]!; row++) {
        const end = this.feed.bound(row, Bound.endExcluding);
        if (!tables.rowVulnerable[row] || tables.versionKind[end] !== VersionKind.version) continue;
        const text = this.feed.version(end);
        if (!isVersion('windows', text) || !hasPatchLevel(text) || releaseParts(text) !== branch) continue;
        fixes.push({ day: tables.published[this.feed.cveOf(row)]!, position: this.feed.boundPosition(end) });
      }
    }
    fixes.sort((a, b) => a.day - b.day);
    let highest = -1;
    this.highestUntil = fixes.map((fix) => (highest = Math.max(highest, fix.position)));
    const held = this.feed.position(this.build);
    highest = -1;
    this.highestHeldFrom = [];
    for (let at = fixes.length - 1; at >= 0; at--) {
      if (fixes[at]!.position <= held) highest = Math.max(highest, fixes[at]!.position);
      this.highestHeldFrom[at] = highest;
    }
    return fixes;
  }
}

/** How many fixes are from before the day. */
function countBefore(fixes: readonly Fix[], day: number): number {
  let low = 0;
  let high = fixes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fixes[middle]!.day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBuild(text: string): boolean {
  return isVersion('windows', text) && text.split('.').length >= RELEASE_PARTS;
}

function hasPatchLevel(build: string): boolean {
  return build.split('.').length > RELEASE_PARTS;
}

function releaseParts(build: string): string {
  return build.split('.', RELEASE_PARTS).join('.');
}
