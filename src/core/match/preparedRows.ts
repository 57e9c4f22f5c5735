import { versionHead } from '../version/versionHead';
import { ANY, ATTRIBUTE_COUNT, BOUND_COUNT, NO_BOUNDS, textAt, VersionKind, type MatchTables } from './matchTables';
import { nodeFacts, RowTrait } from './nodeFacts';

/**
 * What matching asks of rows again and again, worked out once when an index is written: it all follows from the other columns.
 * Software of a product then costs a pass over a few columns of numbers that lie side by side, where judging row by row reads all over the feed's.
 *
 * Positions are those of `FeedReader.position`.
 */
export interface PreparedRows {
  /** `nodeFacts`. */
  readonly nodeFacts: Uint32Array;
  /** Of each version, for a search among numbers before texts are compared. */
  readonly versionHead: Float64Array;

  /** Where each product's rows that name no single version begin in the four columns behind; one more entry than products. They stand as in the feed. */
  readonly productOpenRows: Uint32Array;
  /** Positions that are inside, both ends included; a row that says nothing of anybody has none. */
  readonly openLowest: Uint32Array;
  readonly openHighest: Uint32Array;
  /** Of the row's node, as in `nodeFacts`. */
  readonly openFacts: Uint32Array;
  /** What the row says of versions inside, `Saying`, below the number of its attributes. */
  readonly openSayings: Uint32Array;

  /** Where each product's single versions begin in the two columns behind; one more entry than products. */
  readonly productExacts: Uint32Array;
  /** Positions of the versions, ascending in a product. */
  readonly exactPosition: Uint32Array;
  /** The first row that names the version; the others follow it. */
  readonly exactRow: Uint32Array;
}

/** What a row that names no single version says of positions inside its bounds, before attributes and the identity are looked at. */
export const Saying = {
  /** More than the position decides: the row is judged for each name inside. */
  judged: 0,
  inRange: 1,
  allVersions: 2,
  /** `-`, which says nothing about versions. */
  unspecified: 3,
  /** One of its bounds cannot be read. */
  unread: 4,
} as const;

export const SAYING_MASK = 0b111;
export const SAYING_ATTRIBUTES_SHIFT = 3;

/** No version stands higher: positions are twice a rank. */
const HIGHEST = 0x7fff_ffff;

const PRE_RELEASE_UPDATE = /\d|^(?:alpha|beta|rc|pre|preview|milestone|dev)/;

/** An update that belongs to the bound of a range, where records of NVD's first format have one. */
export function isUpdateOfBound(update: string): boolean {
  return PRE_RELEASE_UPDATE.test(update);
}

export function prepareRows(tables: MatchTables): PreparedRows {
  const facts = nodeFacts(tables);
  return { nodeFacts: facts, versionHead: versionHeads(tables), ...openRows(tables, facts), ...exactRows(tables) };
}

function versionHeads({ versionStarts, versionText, versionRank }: MatchTables): Float64Array {
  const heads = new Float64Array(versionRank.length);
  for (let version = 0; version < heads.length; version++) heads[version] = versionHead(textAt(versionStarts, versionText, version));
  return heads;
}

type OpenColumns = Pick<PreparedRows, 'productOpenRows' | 'openLowest' | 'openHighest' | 'openFacts' | 'openSayings'>;

function openRows(tables: MatchTables, facts: Uint32Array): OpenColumns {
  const { productRows, productExactRows, rowVulnerable, rowNode, rowCriteria, rowBounds, criteriaVersion, criteriaAttributes, versionKind } = tables;
  const products = productExactRows.length;
  const productOpenRows = new Uint32Array(products + 1);
  // Fewer than none, in a file that is damaged, are none.
  for (let product = 0; product < products; product++) productOpenRows[product + 1] = productOpenRows[product]! + Math.max(0, productExactRows[product]! - productRows[product]!);
  const count = productOpenRows[products]!;
  const openLowest = new Uint32Array(count);
  const openHighest = new Uint32Array(count);
  const openFacts = new Uint32Array(count);
  const openSayings = new Uint32Array(count);
  const intervals = intervalsOfBounds(tables);
  const isOfBound = updatesOfBounds(tables);
  for (let product = 0; product < products; product++) {
    let row = productRows[product]!;
    for (let at = productOpenRows[product]!; at < productOpenRows[product + 1]!; at++, row++) {
      const fact = facts[rowNode[row]!]!;
      openFacts[at] = fact;
      openLowest[at] = 1;
      if (rowVulnerable[row] === 0 || fact & RowTrait.negated) continue;
      const criteria = rowCriteria[row]!;
      const attributes = criteriaAttributes[criteria]!;
      const kind = versionKind[criteriaVersion[criteria]!];
      const bounds = rowBounds[row]!;
      let saying: number = Saying.judged;
      openLowest[at] = 0;
      openHighest[at] = HIGHEST;
      if (kind === VersionKind.na) saying = Saying.unspecified;
      else if (kind === VersionKind.any && bounds === NO_BOUNDS) saying = Saying.allVersions;
      else if (kind === VersionKind.any) {
        if (!intervals.ends[bounds] || !isOfBound(attributes)) saying = intervals.unread[bounds] ? Saying.unread : Saying.inRange;
        openLowest[at] = intervals.lowest[bounds]!;
        openHighest[at] = intervals.highest[bounds]!;
      }
      openSayings[at] = (attributes << SAYING_ATTRIBUTES_SHIFT) | saying;
    }
  }
  return { productOpenRows, openLowest, openHighest, openFacts, openSayings };
}

/** The places of a row's bounds. */
export const Bound = { startIncluding: 0, startExcluding: 1, endIncluding: 2, endExcluding: 3 } as const;

/** Each distinct set of bounds as the positions inside, whether one of them cannot be read, and whether it has an end including that can. */
function intervalsOfBounds({ bounds, versionKind, versionRank }: MatchTables) {
  const count = bounds.length / BOUND_COUNT;
  const lowest = new Uint32Array(count);
  const highest = new Uint32Array(count).fill(HIGHEST);
  const unread = new Uint8Array(count);
  const ends = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    for (let bound = 0; bound < BOUND_COUNT; bound++) {
      const version = bounds[at * BOUND_COUNT + bound]!;
      if (version === ANY) continue;
      if (versionKind[version] !== VersionKind.version) {
        unread[at] = 1;
        continue;
      }
      const position = 2 * versionRank[version]! + 1;
      if (bound === Bound.startIncluding) lowest[at] = Math.max(lowest[at]!, position);
      else if (bound === Bound.startExcluding) lowest[at] = Math.max(lowest[at]!, position + 1);
      else highest[at] = Math.min(highest[at]!, bound === Bound.endIncluding ? position : position - 1);
      if (bound === Bound.endIncluding) ends[at] = 1;
    }
  }
  return { lowest, highest, unread, ends };
}

/** `isUpdateOfBound` of the updates among attributes, each asked for once. */
function updatesOfBounds({ attributes, wordStarts, wordText }: MatchTables): (attributes: number) => boolean {
  const known = new Map<number, boolean>();
  return (at) => {
    const word = attributes[at * ATTRIBUTE_COUNT]!;
    let answer = known.get(word);
    if (answer === undefined) known.set(word, (answer = isUpdateOfBound(textAt(wordStarts, wordText, word))));
    return answer;
  };
}

type ExactColumns = Pick<PreparedRows, 'productExacts' | 'exactPosition' | 'exactRow'>;

function exactRows({ productRows, productExactRows, rowCriteria, criteriaVersion, versionRank }: MatchTables): ExactColumns {
  const products = productExactRows.length;
  const productExacts = new Uint32Array(products + 1);
  const exactPosition = new Uint32Array(rowCriteria.length);
  const exactRow = new Uint32Array(rowCriteria.length);
  let count = 0;
  for (let product = 0; product < products; product++) {
    let last = -1;
    for (let row = productExactRows[product]!; row < productRows[product + 1]!; row++) {
      const position = 2 * versionRank[criteriaVersion[rowCriteria[row]!]!]! + 1;
      if (position === last) continue;
      last = position;
      exactPosition[count] = position;
      exactRow[count++] = row;
    }
    productExacts[product + 1] = count;
  }
  return { productExacts, exactPosition: exactPosition.slice(0, count), exactRow: exactRow.slice(0, count) };
}
