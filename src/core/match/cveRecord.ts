import type { PlainDate } from '../inventory/plainDate';
import type { CvssMetric } from './knowledge';

/** A criteria of an NVD configuration with its bounds; '' where a bound is absent. */
export interface CpeMatch {
  readonly vulnerable: boolean;
  /** CPE 2.3 as NVD writes it. */
  readonly criteria: string;
  readonly versionStartIncluding: string;
  readonly versionStartExcluding: string;
  readonly versionEndIncluding: string;
  readonly versionEndExcluding: string;
}

export interface ConfigurationNode {
  readonly operator: 'AND' | 'OR';
  readonly negate: boolean;
  readonly cpeMatch: readonly CpeMatch[];
}

/** One of a CVE's alternatives. An absent operator is OR. */
export interface Configuration {
  readonly operator: 'AND' | 'OR';
  readonly negate: boolean;
  readonly nodes: readonly ConfigurationNode[];
}

/**
 * Who said which software a CVE concerns; the index is the code stored in typed arrays.
 * `nvd`: NVD's own analysis. `overlay`: a folder of records that fill what NVD lacks. `cna`: the `affected` list of the
 * CNA that assigned the id, turned into configurations; findings from it are at most possibly affected.
 */
export const CONFIGURATION_SOURCES = ['nvd', 'overlay', 'cna'] as const;
export type ConfigurationSource = (typeof CONFIGURATION_SOURCES)[number];

/** A CVE as `feeds` decoded it from an NVD 2.0 record, KEV and EPSS joined in. The input of the index builder. */
export interface CveRecord {
  readonly id: string;
  /** UTC timestamp as NVD writes it, `2021-12-10T10:15:09.143`. */
  readonly published: string;
  readonly lastModified: string;
  readonly vulnStatus: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly cwes: readonly string[];
  /** In the product's order of choice (see `chooseMetrics`), best first. */
  readonly metrics: readonly CvssMetric[];
  readonly configurations: readonly Configuration[];
  /** Where `configurations` come from; absent: `nvd`. */
  readonly configurationSource?: ConfigurationSource;
}

/** What the roll-up needs of a CVE beside its configurations. */
export interface CveRating {
  readonly publishedOn: PlainDate;
  readonly kev: 0 | 1 | 2;
  /** 0 to 1, null when there is none. */
  readonly epss: number | null;
}
