import type { Category, Confidence, Cpe } from '../identity';
import type { CpeKey } from '../cpeFields';
import type { SoftwareText } from '../softwareText';

/** What a rule makes of the version column and the name. */
export interface VersionReading {
  /** As the feeds write it; '' when unknown. */
  readonly version: string;
  /** Fields of every CPE name beside the version (`update`), or the version itself where NVD writes another (SQL Server `2016`). */
  readonly fields?: Partial<Cpe>;
  /** Alternatives for the fields, where NVD writes one thing in two ways (`update201`, `update_201`). */
  readonly alternatives?: readonly Partial<Cpe>[];
  /** The version that decides the cycle, when it is not `version`. */
  readonly cycleVersion?: string;
  /** The cycle itself, when the name says it. */
  readonly cycle?: string;
  /** Weaker than the rule's when the reading had to assume something. */
  readonly confidence?: Confidence;
}

export type VersionForm = (text: SoftwareText) => VersionReading;

/** A CPE name of a rule, with fixed fields where the product is told apart by them (`sw_edition`). */
export type RuleCpe = CpeKey | readonly [CpeKey, Partial<Cpe>];

/**
 * One product, recognised by its name. A row matches when its title is one of `titles` or fits `pattern` and not `except`,
 * and its publisher fits, or is not known. Package names of vendors' own repositories stand in `packages`.
 */
export interface SoftwareRule {
  /** Stable; shown to users as `rule:<id>`. */
  readonly id: string;
  /** Exact titles, lower case; see `SoftwareText.title`. */
  readonly titles?: readonly string[];
  /** On the title: `^`, a literal first word, then what is needed. Linear: no nested quantifiers. */
  readonly pattern?: RegExp;
  /** Titles that `pattern` covers and that are something else: add-ons, clients, language packs. */
  readonly except?: RegExp;
  /** On the publisher, see `SoftwareText.publisher`. */
  readonly publisher?: RegExp;
  /** The name is an ordinary word: without a known, fitting publisher it says nothing. */
  readonly publisherNeeded?: boolean;
  /** Names of dpkg, rpm or snap packages, lower case; `*` stands for any rest, `?` for one character. */
  readonly packages?: readonly string[];
  /** None: the product is known and has no CPE name, or none that says its version. */
  readonly cpes?: readonly RuleCpe[] | ((text: SoftwareText, version: string) => readonly RuleCpe[]);
  /** endoflife.date product. */
  readonly product?: string | ((text: SoftwareText) => string);
  readonly read?: VersionForm;
  readonly category?: Category;
  /**
   * Titles that are an agent, client or probe of a product under whose one name NVD files the flaws of both: what a record says of them is
   * only possible, since most are flaws of the server.
   */
  readonly part?: RegExp;
  /** Of 'Security & compliance' it decides two risks; elsewhere a narrower group. */
  readonly subcategory?: string;
  readonly confidence?: Confidence;
}
