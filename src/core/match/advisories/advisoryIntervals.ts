import type { VersionScheme } from '../../version/scheme';
import { versionKey } from '../../version/compareVersions';
import type { AdvisoryEvent, AdvisoryRange } from './advisoryIndex';

/** A bound as it compares. */
interface Bound {
  /** As the advisory writes it. */
  readonly text: string;
  readonly key: string;
  /** Key without the distribution's revision; '' when it has none. */
  readonly upstreamKey: string;
}

/** A stretch of versions that are affected. */
export interface Interval {
  /** null: from the first version on. */
  readonly from: Bound | null;
  /** null: no version is known to be fixed. */
  readonly to: Bound | null;
  /** The last affected version rather than the first fixed one. */
  readonly toIncluded: boolean;
}

/** An installed version as it compares. */
export interface InstalledVersion {
  readonly key: string;
  /** It has no revision: against a bound of the same upstream version nothing can be said. */
  readonly isBare: boolean;
}

const RPM_EPOCH = /^\d+:/;

/**
 * How versions of one package are compared: by the distribution's order. `rpm -qa` leaves the epoch out while advisories have it:
 * against an installed rpm version without one, bounds are taken without theirs, which is right unless upstream counted backwards.
 */
export class AdvisoryOrder {
  constructor(
    readonly scheme: VersionScheme,
    readonly ignoresEpoch: boolean,
  ) {}

  installed(version: string): InstalledVersion {
    return { key: versionKey(this.scheme, version), isBare: this.upstream(version) === '' };
  }

  /** The stretches that are affected, in their order (OSV schema, "Evaluation"): events by version, those of one version as written. */
  intervals(ranges: readonly AdvisoryRange[]): Interval[] {
    return ranges.flatMap(({ events }) => this.intervalsOf(events));
  }

  private intervalsOf(events: readonly AdvisoryEvent[]): Interval[] {
    const bounds = events.filter(({ kind }) => kind !== 'limit').map(({ kind, version }) => ({ kind, bound: kind === 'introduced' && version === '0' ? null : this.bound(version) }));
    bounds.sort((a, b) => byKey(a.bound, b.bound));
    const limits = events.filter(({ kind, version }) => kind === 'limit' && version !== '*').map(({ version }) => this.bound(version)).sort(byKey);
    const limit = limits[limits.length - 1] ?? null;
    const intervals: Interval[] = [];
    // A record without any beginning means from the first version on.
    let from: Bound | null | undefined = bounds.some(({ kind }) => kind === 'introduced') ? undefined : null;
    for (const { kind, bound } of bounds) {
      if (kind === 'introduced') {
        if (from === undefined) from = bound;
      } else if (from !== undefined) {
        intervals.push({ from, to: bound, toIncluded: kind === 'last_affected' });
        from = undefined;
      }
    }
    if (from !== undefined && bounds.length > 0) intervals.push({ from, to: limit, toIncluded: false });
    return intervals;
  }

  private bound(text: string): Bound {
    const own = this.ignoresEpoch ? text.replace(RPM_EPOCH, '') : text;
    const upstream = this.upstream(own);
    return { text, key: versionKey(this.scheme, own), upstreamKey: upstream === '' ? '' : versionKey(this.scheme, upstream) };
  }

  /** The version without the distribution's revision; '' when it has none. */
  private upstream(version: string): string {
    if (this.scheme === 'apk') return /-r\d+$/.test(version) ? version.replace(/-r\d+$/, '') : '';
    const hyphen = version.lastIndexOf('-');
    return hyphen > 0 ? version.slice(0, hyphen) : '';
  }
}

function byKey(a: Bound | null, b: Bound | null): number {
  const left = a?.key ?? '';
  const right = b?.key ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Where a version stands to a stretch: `open` where the inventory leaves out the revision that would decide. */
export function standsIn(version: InstalledVersion, { from, to, toIncluded }: Interval): 'inside' | 'outside' | 'open' {
  let isOpen = false;
  if (from) {
    if (version.isBare && from.upstreamKey === version.key) isOpen = true;
    else if (version.key < from.key) return 'outside';
  }
  if (to) {
    if (version.isBare && to.upstreamKey === version.key) isOpen = true;
    else if (toIncluded ? version.key > to.key : version.key >= to.key) return 'outside';
  }
  return isOpen ? 'open' : 'inside';
}

/** A stretch in words: `≥ 1.0, < 1.2`, `< 1.2`, `≤ 1.1`, `any version`. */
export function intervalText({ from, to, toIncluded }: Interval): string {
  const parts = [...(from ? [`≥ ${from.text}`] : []), ...(to ? [`${toIncluded ? '≤' : '<'} ${to.text}`] : [])];
  return parts.length === 0 ? 'any version' : parts.join(', ');
}
