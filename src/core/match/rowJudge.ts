import { compareVersions } from '../version/compareVersions';
import { AttributeRelations, Fit } from './attributeRelations';
import { matchesPattern } from './cpeRelation';
import type { FeedReader } from './feedReader';
import type { Name } from './names';
import { forFamily, lowered, outcome, atMostPossible, verdictOf, type Outcome } from './outcome';
import { ANY, NO_ATTRIBUTES, NO_BOUNDS, VersionKind } from './matchTables';
import { Bound, isUpdateOfBound, Saying } from './preparedRows';
import { VerdictCode } from './verdict';

const IN_RANGE = outcome(VerdictCode.affected, 'version-in-range');
/** What a row says that names our version, before attributes are looked at. */
export const EQUAL = outcome(VerdictCode.affected, 'version-equal');
const ALL_VERSIONS = outcome(VerdictCode.affected, 'all-versions');
const UNSPECIFIED = outcome(VerdictCode.possiblyAffected, 'version-unspecified');
const UNKNOWN = outcome(VerdictCode.unknownVersion, 'version-unknown');
const OUTSIDE = outcome(VerdictCode.notAffected, 'version-outside-range');
const DIFFERS = outcome(VerdictCode.notAffected, 'attribute-differs');

/** What a prepared row comes to, by `Saying`. */
export const SAID: Readonly<Record<number, Outcome>> = {
  [Saying.inRange]: IN_RANGE, [Saying.allVersions]: ALL_VERSIONS, [Saying.unspecified]: UNSPECIFIED, [Saying.unread]: UNKNOWN,
};

/** Judges rows of an application, or of any system whose version is one version, against a name of the same product. */
export class RowJudge {
  private readonly relations: AttributeRelations;

  constructor(readonly feed: FeedReader) {
    this.relations = new AttributeRelations(feed);
  }

  judge(row: number, name: Name): Outcome {
    const { tables } = this.feed;
    const criteria = tables.rowCriteria[row]!;
    const version = this.versionOutcome(row, tables.criteriaVersion[criteria]!, name);
    if (verdictOf(version) === VerdictCode.notAffected) return version;
    const attributes = tables.criteriaAttributes[criteria]!;
    return attributes === NO_ATTRIBUTES && !name.ownLine ? version : this.withAttributes(row, version, attributes, name);
  }

  /** The outcome narrowed by attributes, for a row whose update does not belong to a bound. */
  withOwnAttributes(version: Outcome, attributes: number, name: Name): Outcome {
    return attributes === NO_ATTRIBUTES && !name.ownLine ? version : this.narrowed(version, attributes, name, this.relations.update(attributes, name));
  }

  /** The outcome narrowed by update, editions, target software and hardware. */
  withAttributes(row: number, version: Outcome, attributes: number, name: Name): Outcome {
    return this.narrowed(version, attributes, name, this.updateWithinBound(row, name) ?? this.relations.update(attributes, name));
  }

  private narrowed(version: Outcome, attributes: number, name: Name, update: number): Outcome {
    const rest = this.relations.rest(attributes, name);
    if (rest === Fit.disjoint || update === Fit.disjoint) return DIFFERS;
    let value = rest === Fit.weak ? lowered(version) : version;
    if (update === Fit.open) value = atMostPossible(value, 'update-unspecified');
    else if (update === Fit.weak) value = lowered(value);
    return forFamily(value, this.relations.family(attributes));
  }

  private versionOutcome(row: number, version: number, name: Name): Outcome {
    const { tables } = this.feed;
    const kind = tables.versionKind[version];
    // Three of four rows name one version.
    if (kind === VersionKind.version) return !name.known ? UNKNOWN : this.compare(name, version) === 0 ? EQUAL : OUTSIDE;
    switch (kind) {
      case VersionKind.any:
        return tables.rowBounds[row] === NO_BOUNDS ? ALL_VERSIONS : this.rangeOutcome(row, name);
      case VersionKind.na:
        // "-" says nothing about versions.
        return UNSPECIFIED;
      case VersionKind.wildcard:
        return name.version === '' ? UNKNOWN : matchesPattern(this.feed.version(version), name.version) ? EQUAL : OUTSIDE;
      default:
        if (this.feed.version(version) === name.version) return EQUAL;
        return name.known ? OUTSIDE : UNKNOWN;
    }
  }

  private rangeOutcome(row: number, name: Name): Outcome {
    if (!name.known) return UNKNOWN;
    let unread = false;
    for (let bound = 0; bound < 4; bound++) {
      const version = this.feed.bound(row, bound);
      if (version === ANY) continue;
      if (this.feed.tables.versionKind[version] !== VersionKind.version) {
        unread = true;
        continue;
      }
      const order = this.compare(name, version);
      const outside = bound === Bound.startIncluding ? order < 0 : bound === Bound.startExcluding ? order <= 0 : bound === Bound.endIncluding ? order > 0 : order >= 0;
      if (outside) return OUTSIDE;
    }
    return unread ? UNKNOWN : IN_RANGE;
  }

  /** Below 0 when our version is older than the feed's. */
  private compare(name: Name, version: number): number {
    if (name.position >= 0) return name.position - this.feed.boundPosition(version);
    const theirs = this.feed.versionKeyIn(name.scheme, version);
    return name.key < theirs ? -1 : name.key > theirs ? 1 : 0;
  }

  /**
   * Records of NVD's first format say "1.5.0 update 17 and before" as version ANY, update `update17`, end including 1.5.0:
   * there the update belongs to the bound. Undefined for every other row.
   */
  private updateWithinBound(row: number, name: Name): number | undefined {
    if (!name.known || !this.hasUpdateWithinBound(row)) return undefined;
    if (this.compare(name, this.feed.bound(row, Bound.endIncluding)) < 0) return Fit.match;
    const ours = name.cpe.update;
    if (ours === '*') return Fit.open;
    return compareVersions('generic', ours === '-' ? '0' : `0 ${ours}`, `0 ${this.feed.update(row)}`) <= 0 ? Fit.match : Fit.disjoint;
  }

  private hasUpdateWithinBound(row: number): boolean {
    const { tables } = this.feed;
    return tables.criteriaVersion[tables.rowCriteria[row]!] === ANY && tables.versionKind[this.feed.bound(row, Bound.endIncluding)] === VersionKind.version && isUpdateOfBound(this.feed.update(row));
  }
}
