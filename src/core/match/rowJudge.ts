import { compareVersions } from '../version/compareVersions';
import { fieldRelation, matchesPattern, targetFamily, updateRelation } from './cpeRelation';
import type { FeedReader } from './feedReader';
import type { Name } from './names';
import { familyCode, forFamily, lowered, outcome, atMostPossible, verdictOf, type Outcome } from './outcome';
import { ANY, ATTRIBUTE_COUNT, NO_ATTRIBUTES, NO_BOUNDS, VersionKind } from './matchTables';
import { VerdictCode } from './verdict';

/** The places of a row's bounds. */
export const Bound = { startIncluding: 0, startExcluding: 1, endIncluding: 2, endExcluding: 3 } as const;

const IN_RANGE = outcome(VerdictCode.affected, 'version-in-range');
const EQUAL = outcome(VerdictCode.affected, 'version-equal');
const ALL_VERSIONS = outcome(VerdictCode.affected, 'all-versions');
const UNSPECIFIED = outcome(VerdictCode.possiblyAffected, 'version-unspecified');
const UNKNOWN = outcome(VerdictCode.unknownVersion, 'version-unknown');
const OUTSIDE = outcome(VerdictCode.notAffected, 'version-outside-range');
const DIFFERS = outcome(VerdictCode.notAffected, 'attribute-differs');

// How a row's attributes relate to ours, packed: the attributes other than the update (2 bits), the update (2 bits), the family (3 bits).
const DISJOINT = 0;
const MATCH = 1;
/** Matches with lower confidence. */
const WEAK = 2;
/** The row's update is a value and ours is not known. */
const OPEN = 3;
const UPDATE_SHIFT = 2;
const FAMILY_SHIFT = 4;
const NOT_ASKED_YET = 0xff;
/** Sets of our attributes whose relations are kept. Nearly all software has one of a few. */
const MAX_KEPT_RELATIONS = 500;

/** Fields of the attribute tuple. */
const UPDATE = 0;
const TARGET_SW = 4;

const PRE_RELEASE_UPDATE = /\d|^(?:alpha|beta|rc|pre|preview|milestone|dev)/;

/** Between which positions of our version (both included) a row says what. */
export interface Interval {
  readonly lowest: number;
  readonly highest: number;
  readonly outcome: Outcome;
}

/** Judges rows of an application, or of any system whose version is one version, against a name of the same product. */
export class RowJudge {
  private readonly relations = new Map<string, Uint8Array>();

  constructor(readonly feed: FeedReader) {}

  judge(row: number, name: Name): Outcome {
    const { tables } = this.feed;
    const criteria = tables.rowCriteria[row]!;
    const version = this.versionOutcome(row, tables.criteriaVersion[criteria]!, name);
    if (verdictOf(version) === VerdictCode.notAffected) return version;
    const attributes = tables.criteriaAttributes[criteria]!;
    return attributes === NO_ATTRIBUTES ? version : this.withAttributes(row, version, attributes, name);
  }

  /**
   * What a row says of every name that differs from this one in its version only, given that these have positions;
   * undefined where the position alone does not decide.
   */
  intervalOf(row: number, name: Name): Interval | undefined {
    const { tables } = this.feed;
    const criteria = tables.rowCriteria[row]!;
    const kind = tables.versionKind[tables.criteriaVersion[criteria]!];
    if ((kind !== VersionKind.any && kind !== VersionKind.na) || this.hasUpdateWithinBound(row)) return undefined;
    let lowest = 0;
    let highest = Infinity;
    let unread = false;
    for (let bound = 0; kind === VersionKind.any && bound < 4; bound++) {
      const version = this.feed.bound(row, bound);
      if (version === ANY) continue;
      if (tables.versionKind[version] !== VersionKind.version) {
        unread = true;
        continue;
      }
      const at = this.feed.boundPosition(version);
      if (bound === Bound.startIncluding) lowest = Math.max(lowest, at);
      else if (bound === Bound.startExcluding) lowest = Math.max(lowest, at + 1);
      else highest = Math.min(highest, bound === Bound.endIncluding ? at : at - 1);
    }
    const version = kind === VersionKind.na ? UNSPECIFIED : tables.rowBounds[row] === NO_BOUNDS ? ALL_VERSIONS : unread ? UNKNOWN : IN_RANGE;
    const attributes = tables.criteriaAttributes[criteria]!;
    return { lowest, highest, outcome: attributes === NO_ATTRIBUTES ? version : this.withAttributes(row, version, attributes, name) };
  }

  /** The outcome narrowed by update, editions, target software and hardware. */
  withAttributes(row: number, version: Outcome, attributes: number, name: Name): Outcome {
    const relation = this.relation(attributes, name);
    const rest = relation & 0b11;
    if (rest === DISJOINT) return DIFFERS;
    let value = rest === WEAK ? lowered(version) : version;
    switch (this.updateWithinBound(row, name) ?? (relation >> UPDATE_SHIFT) & 0b11) {
      case DISJOINT:
        return DIFFERS;
      case OPEN:
        value = atMostPossible(value, 'update-unspecified');
        break;
      case WEAK:
        value = lowered(value);
        break;
    }
    return forFamily(value, relation >> FAMILY_SHIFT);
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
    if (this.compare(name, this.feed.bound(row, Bound.endIncluding)) < 0) return MATCH;
    const ours = name.cpe.update;
    if (ours === '*') return OPEN;
    return compareVersions('generic', ours === '-' ? '0' : `0 ${ours}`, `0 ${this.feed.update(row)}`) <= 0 ? MATCH : DISJOINT;
  }

  private hasUpdateWithinBound(row: number): boolean {
    const { tables } = this.feed;
    const end = this.feed.bound(row, Bound.endIncluding);
    return tables.versionKind[end] === VersionKind.version && tables.criteriaVersion[tables.rowCriteria[row]!] === ANY && PRE_RELEASE_UPDATE.test(this.feed.update(row));
  }

  private relation(attributes: number, name: Name): number {
    let kept = this.relations.get(name.attributes);
    if (!kept) {
      if (this.relations.size >= MAX_KEPT_RELATIONS) this.relations.clear();
      kept = new Uint8Array(this.feed.tables.attributes.length / ATTRIBUTE_COUNT).fill(NOT_ASKED_YET);
      this.relations.set(name.attributes, kept);
    }
    if (kept[attributes] === NOT_ASKED_YET) kept[attributes] = this.relate(attributes, name);
    return kept[attributes]!;
  }

  private relate(attributes: number, { cpe }: Name): number {
    const ours = [cpe.update, cpe.edition, cpe.language, cpe.swEdition, cpe.targetSw, cpe.targetHw, cpe.other];
    let rest = MATCH;
    let update = MATCH;
    let family = 0;
    for (let field = 0; field < ATTRIBUTE_COUNT; field++) {
      const theirs = this.feed.word(this.feed.tables.attributes[attributes * ATTRIBUTE_COUNT + field]!);
      if (field === UPDATE) {
        const relation = updateRelation(theirs, ours[field]!);
        // "No update" is how most records name a plain release; a certain update is more than we know.
        update = relation === 'disjoint' ? DISJOINT : relation === 'subset' ? (theirs === '-' ? WEAK : OPEN) : MATCH;
        continue;
      }
      const relation = fieldRelation(theirs, ours[field]!);
      if (relation === 'disjoint') return DISJOINT;
      if (relation !== 'subset') continue;
      if (field === TARGET_SW && theirs !== '-') {
        family = familyCode(targetFamily(theirs));
        // A WordPress plugin or an Android app is another product than the server software of its name.
        if (family === 0) return DISJOINT;
      } else {
        rest = WEAK;
      }
    }
    return rest | (update << UPDATE_SHIFT) | (family << FAMILY_SHIFT);
  }
}
