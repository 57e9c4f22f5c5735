import { compareVersions, isVersion } from '../../version/compareVersions';
import type { VersionScheme } from '../../version/scheme';

/** What vendors write behind a version that is not released yet; what follows it belongs to it. */
const PRE_RELEASE = /[-._~+ ]?(?:dev|nightly|canary|insiders?|alpha|beta|milestone|ctp|preview|prerelease|prerel|pre|rc|cr|candidate|snapshot)(?![a-z]).*$|(?<=\d)[ab]\d.*$|[-.]m\d.*$/i;

/** True for a version that was published before its release, which nobody is told to install. */
export function isPreRelease(version: string): boolean {
  return PRE_RELEASE.test(version);
}

/**
 * The version itself, or the release that a pre-release leads to: `3.0.0` of `3.0.0-beta1`, which is newer and so has all its fixes.
 * '' when there is none. Versions of packages are taken as they are: a distribution that ships a pre-release has released it.
 */
export function releasedVersion(scheme: VersionScheme, version: string): string {
  if (scheme === 'deb' || scheme === 'rpm' || scheme === 'apk' || !isPreRelease(version)) return version;
  const released = version.replace(PRE_RELEASE, '');
  return isVersion(scheme, released) && !isPreRelease(released) && compareVersions(scheme, released, version) > 0 ? released : '';
}
