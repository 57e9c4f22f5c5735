import type { CpeKey } from './cpeFields';
import type { PlainDate } from '../inventory/plainDate';
import type { VersionScheme } from '../version/scheme';

export type Confidence = 'high' | 'medium' | 'low';

/** One CPE 2.3 name, fields unbound: `*` ANY, `-` NA, else the value with its quoting removed except of wildcards. See `cpe.ts`. */
export interface Cpe {
  readonly part: 'a' | 'o' | 'h';
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly update: string;
  readonly edition: string;
  readonly language: string;
  readonly swEdition: string;
  readonly targetSw: string;
  readonly targetHw: string;
  readonly other: string;
}

/**
 * What a name, publisher and version, or an operating system, stands for in the feeds.
 * `rule` names what decided it and is shown to users: `explicit-cpe`, `purl:maven`, `mapping:mappings.json:12`, `rule:apache-tomcat`, `distribution:dpkg`, `unknown`, …
 */
export interface Identity {
  /** Names to look up in the vulnerability feed, best first, each with the installed version filled in; empty when unknown. */
  readonly cpes: readonly Cpe[];
  /** The installed version as the feeds write it; '' when unknown. */
  readonly version: string;
  readonly scheme: VersionScheme;
  /** endoflife.date product and cycle (release name); '' when there is none. */
  readonly product: string;
  readonly cycle: string;
  readonly rule: string;
  readonly confidence: Confidence;
}

/** What decides about a distribution's package: its release's advisories, not the upstream range. */
export interface DistributionPackage {
  readonly manager: 'dpkg' | 'rpm' | 'apk';
  /** Binary package as the manager writes it, without architecture. */
  readonly name: string;
  /** Source package where the inventory gives it (`upstream` of a package URL); else ''. */
  readonly source: string;
  /** The upstream version inside the package version: `1.1.1w` of `1:1.1.1w-0+deb11u1`. */
  readonly upstreamVersion: string;
}

/** A name in the feeds that a software may stand for, `vendor:product` with its part. */
export interface IdentityCandidate {
  readonly key: CpeKey;
  /** 0 to 1: how well name and publisher agree with it. */
  readonly score: number;
}

export type SecurityCategory =
  | 'identity and access management'
  | 'threat detection'
  | 'SIEM'
  | 'antivirus and anti-malware'
  | 'general security tools';

/** Azure Migrate's taxonomy. */
export type Category =
  | 'Security & compliance'
  | 'Databases and data platforms'
  | 'Web hosting'
  | 'Business applications'
  | 'Containers and virtualization'
  | 'Others';

export interface SoftwareIdentity extends Identity {
  /** Set when a package manager's distribution package; an upstream range then never makes it `affected`. */
  readonly distribution: DistributionPackage | null;
  readonly category: Category;
  /** A `SecurityCategory`, `patch management`, or a narrower group of the category; '' when none. */
  readonly subcategory: string;
  /** What a search among the feed's products weighed, best first, at most five; absent where none was needed. */
  readonly candidates?: readonly IdentityCandidate[];
  /** A user said that it does not matter: neither identified nor missing. */
  readonly ignored?: true;
  /** What decided the category, when it was a user: `mapping:mappings.json:12`, `categories:categories.json:3`. */
  readonly categoryRule?: string;
}

export type OsFamily = 'windows' | 'linux' | 'macos' | 'unix' | 'unknown';

export interface OsIdentity extends Identity {
  readonly family: OsFamily;
  /** Distribution id as in os-release (`debian`, `rhel`, …); 'windows-server', 'windows'; '' when unknown. */
  readonly distribution: string;
  /** Name to show: "Windows Server 2016 Standard", "Ubuntu 20.04 LTS". Never longer than the inventory's own. */
  readonly label: string;
  /** `10.0.17763.5329` for Windows as far as given; '' elsewhere. */
  readonly build: string;
}

/** Where support stands on a date; see `lifecycle.ts`. */
export type SupportPhase = 'mainstream' | 'extended' | 'ended' | 'unknown';

export interface Support {
  readonly phase: SupportPhase;
  /** Last day of mainstream support; null when not known. */
  readonly mainstreamEndsOn: PlainDate | null;
  /** Last day of the vendor's general security updates; null when not known or none set. */
  readonly endsOn: PlainDate | null;
  /** Last day of further, often paid, support, where the product has it. */
  readonly extendedUntil: PlainDate | null;
  /** What the product calls that further support ("Extended Security Updates"); '' when it has none. With no `extendedUntil` it runs without a known end. */
  readonly extendedLabel: string;
  /** From the as-of date to `endsOn`: negative after it; null when `endsOn` is. */
  readonly daysLeft: number | null;
}
