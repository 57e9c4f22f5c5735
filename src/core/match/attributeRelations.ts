import { hasWildcard } from '../identify/cpe';
import { versionKey } from '../version/compareVersions';
import { isDigit, MAX_VERSION_LENGTH } from '../version/sortKey';
import { fieldRelation, isNumberedUpdate, targetFamily, updateRelation } from './cpeRelation';
import type { FeedReader } from './feedReader';
import { ANY, ATTRIBUTE_COUNT, NA, SW_EDITION, TARGET_SW } from './matchTables';
import type { Name } from './names';
import { familyCode } from './outcome';

/** How a row's attributes relate to ours. */
export const Fit = {
  disjoint: 0,
  match: 1,
  /** Matches with lower confidence. */
  weak: 2,
  /** The row's update is a value and ours is not known. */
  open: 3,
} as const;

const FIT_MASK = 0b11;
/** Above the fit: the family of operating systems that the row asks for. */
const FAMILY_SHIFT = 2;
const NOT_ASKED_YET = 0xff;
/** Sets of our attributes whose relations are kept. Nearly all software has one of a few. */
const MAX_KEPT_RELATIONS = 500;

/** Fields of the attribute tuple. */
const UPDATE = 0;

const NO_DIGIT = 0;
const ZERO = 48;

/** Begins the key of an update that has no number; no sort key begins so. */
const PLAIN_TEXT = '\u0000';

/** Relations of the feed's attribute tuples to names, each worked out once: there are thousands of tuples and millions of rows. */
export class AttributeRelations {
  /** By our attributes without the update: the relation of each tuple. */
  private readonly kept = new Map<string, Uint8Array>();
  /** By word: `firstDigit`. */
  private readonly firstDigits: Uint8Array;
  /** By word: `updateKey`, null for a pattern. */
  private readonly updateKeys: (string | null | undefined)[] = [];
  /** The name that was asked about last, its relations and its update's key. */
  private name: Name | undefined;
  private relations: Uint8Array = new Uint8Array(0);
  private ownUpdateKey: string | undefined;
  private ownFirstDigit: number | undefined;

  constructor(private readonly feed: FeedReader) {
    this.firstDigits = new Uint8Array(feed.tables.wordStarts.length).fill(NOT_ASKED_YET);
  }

  /** The fit of all attributes but the update; `familyOf` has what goes with it. */
  rest(attributes: number, name: Name): number {
    this.turnTo(name);
    let relation = this.relations[attributes]!;
    if (relation === NOT_ASKED_YET) relation = this.relations[attributes] = this.relate(attributes, name);
    return relation & FIT_MASK;
  }

  /** The code of the family of operating systems that the row asks for; 0 for none. Asked after `rest`. */
  family(attributes: number): number {
    return this.relations[attributes]! >> FAMILY_SHIFT;
  }

  update(attributes: number, name: Name): number {
    const word = this.feed.tables.attributes[attributes * ATTRIBUTE_COUNT + UPDATE]!;
    if (word === ANY) return Fit.match;
    const ours = name.cpe.update;
    // "No update" is how most records name a plain release; a certain update is more than we know.
    if (ours === '*') return word === NA ? Fit.weak : Fit.open;
    if (word === NA || ours === '-') return word === NA && ours === '-' ? Fit.match : Fit.disjoint;
    this.turnTo(name);
    // Equal updates have equal numbers, and most differ in the first digit: no key is made for them.
    const digit = this.firstDigitOf(word);
    if (digit !== NO_DIGIT && digit !== (this.ownFirstDigit ??= firstDigit(ours))) return Fit.disjoint;
    const theirs = this.updateKeyOf(word);
    if (theirs === null) return updateRelation(this.feed.word(word), ours) === 'disjoint' ? Fit.disjoint : Fit.match;
    return theirs === (this.ownUpdateKey ??= updateKey(ours)) ? Fit.match : Fit.disjoint;
  }

  private turnTo(name: Name): void {
    if (name === this.name) return;
    this.name = name;
    this.ownUpdateKey = this.ownFirstDigit = undefined;
    let kept = this.kept.get(name.attributes);
    if (!kept) {
      if (this.kept.size >= MAX_KEPT_RELATIONS) this.kept.clear();
      kept = new Uint8Array(this.feed.tables.attributes.length / ATTRIBUTE_COUNT).fill(NOT_ASKED_YET);
      this.kept.set(name.attributes, kept);
    }
    this.relations = kept;
  }

  private firstDigitOf(word: number): number {
    let digit = this.firstDigits[word]!;
    if (digit === NOT_ASKED_YET) {
      const text = this.feed.word(word);
      // Behind a wildcard another number may come first.
      digit = this.firstDigits[word] = text.startsWith('*') || text.startsWith('?') ? NO_DIGIT : firstDigit(text);
    }
    return digit;
  }

  private updateKeyOf(word: number): string | null {
    let key = this.updateKeys[word];
    if (key === undefined) {
      const text = this.feed.word(word);
      key = this.updateKeys[word] = hasWildcard(text) ? null : updateKey(text);
    }
    return key;
  }

  private relate(attributes: number, { cpe, ownLine }: Name): number {
    if (ownLine && this.feed.tables.attributes[attributes * ATTRIBUTE_COUNT + SW_EDITION] === ANY) return Fit.disjoint;
    const ours = [cpe.update, cpe.edition, cpe.language, cpe.swEdition, cpe.targetSw, cpe.targetHw, cpe.other];
    let fit: number = Fit.match;
    let family = 0;
    for (let field = UPDATE + 1; field < ATTRIBUTE_COUNT; field++) {
      const word = this.feed.tables.attributes[attributes * ATTRIBUTE_COUNT + field]!;
      if (word === ANY) continue;
      const theirs = this.feed.word(word);
      const relation = fieldRelation(theirs, ours[field]!);
      if (relation === 'disjoint') return Fit.disjoint;
      if (relation !== 'subset') continue;
      if (field === TARGET_SW && theirs !== '-') {
        family = familyCode(targetFamily(theirs));
        // A WordPress plugin or an Android app is another product than the server software of its name.
        if (family === 0) return Fit.disjoint;
      } else {
        fit = Fit.weak;
      }
    }
    return fit | (family << FAMILY_SHIFT);
  }
}

/** The first digit other than 0, which does not always count, as a code unit; `NO_DIGIT` for text without one. */
function firstDigit(update: string): number {
  const end = Math.min(update.length, MAX_VERSION_LENGTH);
  for (let at = 0; at < end; at++) {
    const code = update.charCodeAt(at);
    if (code !== ZERO && isDigit(code)) return code;
  }
  return NO_DIGIT;
}

/** Equal for spellings of one update, as `updateRelation` has it. */
function updateKey(update: string): string {
  return isNumberedUpdate(update) ? versionKey('generic', update) : PLAIN_TEXT + update;
}
