/**
 * How versions of an identity are ordered.
 * - `generic`: as NVD and most vendors write them (numbers, letters, `rc1`, `p1`, `_`, update suffixes)
 * - `deb`: dpkg's order with epoch and revision (deb-version(7))
 * - `rpm`: rpm's order with epoch, `~` and `^` (rpmvercmp)
 * - `apk`: Alpine's order with suffixes and `-r` (apk-package(5))
 * - `semver`: Semantic Versioning 2.0.0, where every `-` begins a pre-release and `+` says nothing
 * - `windows`: four-part builds, `10.0.17763.5329`
 */
export type VersionScheme = 'generic' | 'deb' | 'rpm' | 'apk' | 'semver' | 'windows';
