import { apkKey, isApkVersion } from './apk';
import { debKey, isDebVersion } from './deb';
import { genericKey, isGenericVersion } from './generic';
import { isRpmVersion, rpmKey } from './rpm';
import type { VersionScheme } from './scheme';
import { isSemver, semverKey } from './semver';
import { isWindowsVersion, windowsKey } from './windows';

interface Scheme {
  readonly isVersion: (text: string) => boolean;
  readonly key: (text: string) => string;
}

const SCHEMES: Readonly<Record<VersionScheme, Scheme>> = {
  generic: { isVersion: isGenericVersion, key: genericKey },
  deb: { isVersion: isDebVersion, key: debKey },
  rpm: { isVersion: isRpmVersion, key: rpmKey },
  apk: { isVersion: isApkVersion, key: apkKey },
  semver: { isVersion: isSemver, key: semverKey },
  windows: { isVersion: isWindowsVersion, key: windowsKey },
};

/** Below 0 when `a` is older, 0 when they are equal (`1.0` and `1.0.0`), above 0 when it is newer. Total and transitive for any text. */
export function compareVersions(scheme: VersionScheme, a: string, b: string): number {
  if (a === b) return 0;
  const { key } = SCHEMES[scheme];
  const left = key(a);
  const right = key(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True when the text is a version that the scheme can order; otherwise a comparison with it says nothing. */
export function isVersion(scheme: VersionScheme, text: string): boolean {
  return SCHEMES[scheme].isVersion(text);
}

/** Text whose code-unit order (`<`) is the scheme's order and that is equal for equal versions. Worth keeping where one version is compared often. */
export function versionKey(scheme: VersionScheme, text: string): string {
  return SCHEMES[scheme].key(text);
}
