import { atMostPossible, familyCode, familyOf, forFamily, isLowered, outcome, verdictOf, type Outcome } from './outcome';
import type { Name, Subject } from './names';
import type { RowJudge } from './rowJudge';
import type { Matched } from './rowMatching';
import { VerdictCode } from './verdict';
import { WindowsRows } from './windowsRows';

const MAX_SHARED_VERDICTS = 8;

/** Unixes that are patched for a decade under one number: Solaris 10 is 10 from its first day to its last. */
const PATCHED_WITHIN_RELEASE: ReadonlySet<string> = new Set(['solaris', 'aix', 'hp-ux']);

/** Judges vulnerable and platform rows against one identity, by the rules of its kind. */
export class SubjectJudge {
  /** What it matches by itself, once that was asked. */
  matched: Matched | undefined;
  /** Of its pivots, `PivotSearch.platformsBeside`, once conditions were asked about. */
  pivotPlatforms: Int32Array | undefined;
  /** Distinct verdicts that its conditions came to beside operating systems. */
  private told: Uint8Array[] | undefined;
  private readonly windows: WindowsRows | undefined;
  /** Not all outcomes stand as they are. */
  private readonly isCapped: boolean;
  private readonly patchedWithinRelease: boolean;

  constructor(
    private readonly rows: RowJudge,
    readonly subject: Subject,
  ) {
    const { os, names } = subject;
    this.patchedWithinRelease = os !== undefined && PATCHED_WITHIN_RELEASE.has(os.identity.distribution);
    this.windows = os?.identity.family === 'windows' ? new WindowsRows(rows, os, names) : undefined;
    this.isCapped = os?.identity.family === 'linux' || this.patchedWithinRelease || subject.cap !== undefined || subject.confidence === 'medium';
  }

  /** Rows that name a single version can only say something where it is ours. Windows' releases are no such versions. */
  skipsOtherVersions(name: Name): boolean {
    return !this.windows && name.position >= 0;
  }

  /** What a vulnerable row says of the subject by itself, its identity's caps included. */
  judge(row: number, name: Name): Outcome {
    return this.capped(this.windows ? this.windows.judge(row, name) : this.rows.judge(row, name));
  }

  /** The same verdicts in an object that was told before, where there is one: most systems come to the same. */
  shared(verdicts: Uint8Array): Uint8Array {
    const told = (this.told ??= []);
    for (const one of told) if (areEqual(one, verdicts)) return one;
    if (told.length < MAX_SHARED_VERDICTS) told.push(verdicts);
    return verdicts;
  }

  /** The outcome as far as the identity is to be believed. */
  capped(value: Outcome): Outcome {
    if (!this.isCapped) return value;
    const { os, cap } = this.subject;
    // A distribution patches within its release: a record that names the release says only that it was looked at.
    if (os?.identity.family === 'linux' && verdictOf(value) >= VerdictCode.possiblyAffected) {
      return forFamily(outcome(VerdictCode.possiblyAffected, 'distribution-release'), familyCode(familyOf(value)));
    }
    if (this.patchedWithinRelease) return atMostPossible(value, 'os-patch-level-unknown');
    if (cap) return atMostPossible(value, cap);
    // One step below medium is low, and a low confidence affirms nothing.
    return isLowered(value) ? atMostPossible(value, 'low-confidence-identity') : value;
  }

  /** A platform row that asks for a version, a release or a range: met, open or not met, as affected, possibly affected or not affected. */
  holds(row: number, name: Name): Outcome {
    const value = this.windows ? this.windows.holds(row, name) : this.rows.judge(row, name);
    return this.subject.confidence === 'low' ? atMostPossible(value, 'low-confidence-identity') : value;
  }
}

/** Of one length. */
function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
