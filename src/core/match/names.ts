import { formatCpe } from '../identify/cpe';
import type { Confidence, Cpe, SoftwareIdentity } from '../identify/identity';
import { isVersion, versionKey } from '../version/compareVersions';
import type { VersionScheme } from '../version/scheme';
import type { FeedReader } from './feedReader';
import type { OsSubject, VerdictReason } from './matcher';

/** One CPE of an identity, found in the feed. */
export interface Name {
  readonly cpe: Cpe;
  /** Place of the product; never -1. */
  readonly product: number;
  /** The version that is compared; '' when there is none. */
  readonly version: string;
  /** The version can be ordered. */
  readonly known: boolean;
  readonly scheme: VersionScheme;
  /** `FeedReader.position` of the version; -1 when it is unknown or the scheme orders in another way than the feed. */
  readonly position: number;
  /** The version's sort key in its scheme where there is no position; else ''. */
  readonly key: string;
  /** Our attributes other than the update as one text, '' when all are ANY: names that share it share their relations. */
  readonly attributes: string;
  /** Our edition is a line of releases of its own: rows that name no edition are about the main line. */
  readonly ownLine: boolean;
}

/** An identity as the feed knows it. */
export interface Subject {
  readonly names: readonly Name[];
  readonly confidence: Confidence;
  /** Why it can never be more than possibly affected; undefined when it can. */
  readonly cap: VerdictReason | undefined;
  /** Set when the subject is an operating system. */
  readonly os: OsSubject | undefined;
}

export function softwareSubject(feed: FeedReader, identity: SoftwareIdentity): Subject {
  const { distribution } = identity;
  // A package's own version has epoch and revision; the feed's ranges are upstream's.
  const names = namesOf(feed, identity.cpes, (cpe) =>
    distribution ? distribution.upstreamVersion : hasValue(cpe.version) ? cpe.version : identity.version, distribution ? 'generic' : identity.scheme);
  return { names, confidence: identity.confidence, cap: distribution ? 'distribution-package' : capOf(identity.confidence), os: undefined };
}

export function osSubject(feed: FeedReader, os: OsSubject): Subject {
  const { identity } = os;
  const names = namesOf(feed, identity.cpes, (cpe) => (hasValue(cpe.version) ? cpe.version : ''), 'generic');
  return { names, confidence: identity.confidence, cap: capOf(identity.confidence), os };
}

function capOf(confidence: Confidence): VerdictReason | undefined {
  return confidence === 'low' ? 'low-confidence-identity' : undefined;
}

function hasValue(field: string): boolean {
  return field !== '*' && field !== '-' && field !== '';
}

function namesOf(feed: FeedReader, cpes: readonly Cpe[], versionOf: (cpe: Cpe) => string, scheme: VersionScheme): readonly Name[] {
  const names: Name[] = [];
  const seen = cpes.length > 1 ? new Set<string>() : undefined;
  for (const cpe of cpes) {
    const product = feed.product(cpe);
    if (product < 0) continue;
    if (seen) {
      const text = formatCpe(cpe);
      if (seen.has(text)) continue;
      seen.add(text);
    }
    const version = versionOf(cpe);
    // Builds are numbers with dots, which the generic order sorts in the same way.
    const inFeedOrder = scheme === 'generic' || scheme === 'windows';
    const position = scheme === 'generic' || (inFeedOrder && isVersion(scheme, version)) ? feed.position(version) : -1;
    const known = inFeedOrder ? position >= 0 : isVersion(scheme, version);
    names.push({ cpe, product, version, known, scheme, position, key: known && !inFeedOrder ? versionKey(scheme, version) : '', attributes: attributesOf(cpe), ownLine: hasOwnLine(cpe) });
  }
  return names;
}

/**
 * Products whose long-term edition counts on from older releases while fixes arrive in it: a record bounds Firefox "before 134" by a row without
 * an edition and its ESR "before 128.6" by another, so that the first one would hold every ESR there is.
 */
const OWN_LINES: ReadonlyMap<string, string> = new Map([['mozilla:firefox', 'esr']]);

function hasOwnLine({ vendor, product, swEdition }: Cpe): boolean {
  return swEdition !== '*' && OWN_LINES.get(`${vendor}:${product}`) === swEdition;
}

function attributesOf(cpe: Cpe): string {
  const { edition, language, swEdition, targetSw, targetHw, other } = cpe;
  if (edition === '*' && language === '*' && swEdition === '*' && targetSw === '*' && targetHw === '*' && other === '*') return '';
  return `${hasOwnLine(cpe) ? 'own line ' : ''}${edition}:${language}:${swEdition}:${targetSw}:${targetHw}:${other}`;
}
