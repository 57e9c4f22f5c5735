import type { LifecycleCatalog, LifecycleRelease } from '../../identify/lifecycle';
import { supportOf } from '../../identify/support';
import type { PlainDate } from '../../inventory/plainDate';
import { compareVersions } from '../../version/compareVersions';
import { isPreRelease } from './releasedVersion';

/** A release that is supported, and its newest version. */
export interface SupportedRelease {
  readonly cycle: string;
  /** Its newest version, a Windows build; '' for a system whose versions the feed does not track. */
  readonly version: string;
}

/**
 * The newest release of an endoflife.date product that is out and supported on a date, and the newest version of it that the feed knows.
 * Where the product has long-term releases, the newest of those: a server is not moved from one short-lived release to the next.
 * undefined when none is supported or none names its version.
 * @param needsVersion false for operating systems, which are moved to a release
 */
export function newestSupported(lifecycle: LifecycleCatalog, name: string, asOf: PlainDate, needsVersion = true): SupportedRelease | undefined {
  const product = name === '' ? undefined : lifecycle.product(name);
  if (!product) return undefined;
  const supported = product.releases.filter((release) => isOffered(release, asOf, needsVersion) && supportOf(release, product, asOf).phase !== 'ended');
  const longTerm = supported.filter(({ isLts }) => isLts);
  let newest: LifecycleRelease | undefined;
  for (const release of longTerm.length > 0 ? longTerm : supported) {
    if (!newest || compareVersions('generic', release.latest || release.name, newest.latest || newest.name) > 0) newest = release;
  }
  return newest && { cycle: newest.name, version: newest.latest };
}

function isOffered({ latest, releaseDate }: LifecycleRelease, asOf: PlainDate, needsVersion: boolean): boolean {
  return (latest !== '' || !needsVersion) && !isPreRelease(latest) && (releaseDate === null || releaseDate <= asOf);
}
