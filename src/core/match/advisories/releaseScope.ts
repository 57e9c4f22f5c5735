import type { Confidence, OsIdentity } from '../../identify/identity';

/** Whose advisories speak of the packages of one release of a distribution. */
export interface ReleaseScope {
  /** They decide about every package of the release; sorted, never empty. */
  readonly ecosystems: readonly string[];
  readonly extensions: readonly ScopeExtension[];
  /** How sure the release is: never `low`. */
  readonly confidence: Confidence;
}

/** Advisories of longer or certified support for the same release, whose builds are numbered by themselves. */
export interface ScopeExtension {
  readonly ecosystem: string;
  /** What such a build has in its version: for those that have it these advisories decide alone. */
  readonly mark: RegExp;
  /** True when they also say what is unfixed in the ordinary builds, because the ordinary support has no fix. */
  readonly adds: boolean;
}

interface Naming {
  /** The ecosystems of a release, matched whole. */
  readonly release: string;
  readonly extensions?: readonly { readonly ecosystem: string; readonly mark: RegExp; readonly adds: boolean }[];
}

/** CPU of a RHEL minor release with longer support: extended, advanced, telecommunications, SAP. */
const RHEL_EXTENDED = '(?:rhel|enterprise_linux)_(?:eus|eus_long_life|aus|tus|e4s)';
/** What SUSE ships to a server of a release, with the suffixes of its longer support; the other products have packages of their own. */
const SUSE_SUFFIX = '(?:-(?:LTSS|ESPOS|LTSS-Extended-Security|LTSS Extended Security|Core))?';

/** How OSV names the releases of a distribution (`ecosystems` of the OSV schema), by the identity's distribution and version. */
const NAMINGS: Readonly<Record<string, (version: string) => Naming | undefined>> = {
  debian: (version) => ({ release: `Debian:${first(version, 1)}` }),
  ubuntu: (version) => {
    const release = escaped(first(version, 2));
    return {
      release: `Ubuntu:${release}(?::LTS)?`,
      extensions: [
        { ecosystem: `Ubuntu:Pro:${release}(?::LTS)?`, mark: /esm\d/i, adds: true },
        { ecosystem: `Ubuntu:Pro:FIPS[^:]*:${release}(?::LTS)?`, mark: /fips/i, adds: false },
      ],
    };
  },
  almalinux: (version) => ({ release: `AlmaLinux:${first(version, 1)}` }),
  rocky: (version) => ({ release: `Rocky Linux:${first(version, 1)}` }),
  rhel: (version) => {
    const major = first(version, 1);
    const minor = /^\d+\.(\d+)/.exec(version)?.[1];
    return {
      release: `Red Hat:(?:enterprise_linux|rhel_els):${major}(?:\\.\\d+)?(?:::.*)?`,
      extensions: minor === undefined ? [] : [
        { ecosystem: `Red Hat:${RHEL_EXTENDED}:${major}\\.${minor}(?:::.*)?`, mark: new RegExp(`\\.el${major}_${minor}(?!\\d)`), adds: false },
      ],
    };
  },
  sles: (version) => ({ release: `SUSE:Linux Enterprise (?:Server(?: for SAP Applications)?|Module for .+|Software Development Kit) ${suseRelease(version)}${SUSE_SUFFIX}` }),
  sled: (version) => ({ release: `SUSE:Linux Enterprise (?:Desktop|Module for .+|Workstation Extension|Software Development Kit) ${suseRelease(version)}` }),
  opensuse: (version) => ({ release: `openSUSE:Leap ${escaped(first(version, 2))}` }),
  alpine: (version) => (version.includes('.') ? { release: `Alpine:v${escaped(first(version, 2))}` } : undefined),
};
const ROLLING: ReadonlyMap<string, string> = new Map([['opensuse-tumbleweed', 'openSUSE:Tumbleweed']]);

/**
 * The advisories that speak of an operating system's packages; null when none of `ecosystems` does: another system, a release that is
 * not covered or not known. CentOS, Oracle Linux, Amazon Linux and the rest have no advisories in OSV: those of the distribution that
 * they are rebuilt from are not theirs, their builds have other numbers.
 */
export function releaseScope(os: OsIdentity, ecosystems: readonly string[]): ReleaseScope | null {
  if (os.confidence === 'low' || os.family !== 'linux' || ecosystems.length === 0) return null;
  const naming = namingOf(os);
  if (!naming) return null;
  const matching = (pattern: string): string[] => {
    const whole = new RegExp(`^(?:${pattern})$`);
    return ecosystems.filter((ecosystem) => whole.test(ecosystem)).sort();
  };
  const own = matching(naming.release);
  if (own.length === 0) return null;
  const extensions = (naming.extensions ?? []).flatMap(({ ecosystem, mark, adds }) => matching(ecosystem).map((found) => ({ ecosystem: found, mark, adds })));
  return { ecosystems: own, extensions, confidence: os.confidence };
}

function namingOf({ distribution, version }: OsIdentity): Naming | undefined {
  const rolling = ROLLING.get(distribution);
  if (rolling !== undefined) return { release: rolling };
  if (!/^\d{1,5}(?:\.\d{1,5}){0,5}$/.test(version) || !Object.hasOwn(NAMINGS, distribution)) return undefined;
  return NAMINGS[distribution]!(version);
}

/** The first numbers of a version. */
function first(version: string, count: number): string {
  return version.split('.').slice(0, count).join('.');
}

/** `15 SP5` of 15.5; a release without service pack by itself. */
function suseRelease(version: string): string {
  const [release, pack] = version.split('.');
  return pack === undefined || pack === '0' ? release! : `${release} SP${pack}`;
}

function escaped(version: string): string {
  return version.replaceAll('.', '\\.');
}
