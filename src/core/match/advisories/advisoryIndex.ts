/** One range of versions of an affected package (OSV `ranges[].events`, in the record's order). */
export interface AdvisoryRange {
  readonly type: 'ECOSYSTEM' | 'SEMVER';
  readonly events: readonly AdvisoryEvent[];
}

export interface AdvisoryEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  readonly version: string;
}

/** A package that an advisory speaks of. */
export interface AdvisoryPackage {
  /** OSV's ecosystem with its release: `Debian:12`, `Ubuntu:22.04:LTS`, `AlmaLinux:9`. */
  readonly ecosystem: string;
  /** Debian and Ubuntu: the source package; the rpm distributions and Alpine as their advisories name it. */
  readonly name: string;
  readonly ranges: readonly AdvisoryRange[];
  /** Versions listed one by one, where the record has no ECOSYSTEM range; else empty. */
  readonly versions: readonly string[];
}

/** A distribution's advisory as `feeds` decoded it from an OSV record. */
export interface AdvisoryRecord {
  readonly id: string;
  /** UTC timestamp. */
  readonly modified: string;
  /** A withdrawn advisory counts for nothing. */
  readonly withdrawn: boolean;
  /** CVE ids out of `aliases`, `upstream` and `related`, and the record's own id where it holds one (`UBUNTU-CVE-2024-1`). Distinct. */
  readonly cves: readonly string[];
  readonly affected: readonly AdvisoryPackage[];
}

/** What one advisory says of one package of one release. */
export interface PackageAdvisory {
  readonly advisory: string;
  readonly cves: readonly string[];
  readonly ranges: readonly AdvisoryRange[];
  readonly versions: readonly string[];
}

/** The distributions' advisories, by release and package. */
export interface AdvisoryIndex {
  readonly advisoryCount: number;
  /** Ecosystems with their release that the index has anything of, sorted. */
  readonly ecosystems: readonly string[];
  /** True when the release has advisories at all: only then does silence about a package mean something. */
  coversRelease(ecosystem: string): boolean;
  /** What is said of a package of a release; empty when nothing is. */
  advisoriesOf(ecosystem: string, name: string): readonly PackageAdvisory[];
  /** True when an advisory of the release names the CVE, for whichever package. */
  namesCve(ecosystem: string, cve: string): boolean;
}

/** An index without advisories. */
export const NO_ADVISORIES: AdvisoryIndex = { advisoryCount: 0, ecosystems: [], coversRelease: () => false, advisoriesOf: () => [], namesCve: () => false };
