import type { VersionScheme } from './scheme';

/** Types of package URLs whose registry demands Semantic Versioning, or orders as it does. NuGet's fourth number is one more number. */
const SEMVER_TYPES: ReadonlySet<string> = new Set(['cargo', 'golang', 'hex', 'npm', 'nuget', 'pub', 'swift']);

/**
 * The scheme that judges a package of this package-URL type.
 *
 * Distributions' packages go by their manager. What a registry forces into Semantic Versioning goes by that: there
 * `1.0.0-4` precedes `1.0.0`, which nobody else means by it. Maven, PyPI, RubyGems, Composer and all that has no package
 * URL (Windows' installed programs, explicit CPEs) are written in ways that only `generic` reads: `5.0.0.Final`, `3.8.0b2`,
 * `4.2.0.rc1`. Operating systems are `windows` for a Windows build and `generic` otherwise.
 */
export function schemeOfPackage(type: string): VersionScheme {
  if (type === 'deb' || type === 'rpm' || type === 'apk') return type;
  return SEMVER_TYPES.has(type) ? 'semver' : 'generic';
}
