/**
 * The columns behind a `MatchIndex`; `matchTablesFile.ts` has their place in `matches.bin`.
 *
 * Text is UTF-16 code units with start offsets, so that a name is decoded by itself and a binary search need not decode at all.
 * Rows stand by product; in a product those that name no single version in the order of CVEs, then those that do, by version. CVE → configurations → nodes → rows go by start offsets (one more entry than owners).
 */
export interface MatchTables {
  // Per CVE, in the order of (year, number).
  readonly cveYear: Uint16Array;
  readonly cveNumber: Uint32Array;
  readonly published: Int32Array;
  readonly severity: Uint8Array;
  readonly score: Uint8Array;
  readonly kev: Uint8Array;
  readonly epss: Uint16Array;
  readonly source: Uint8Array;
  readonly cveConfigurations: Uint32Array;
  // Per configuration. A negated configuration was turned inside out (De Morgan), so only nodes are negated.
  readonly configurationCve: Uint32Array;
  readonly configurationIsAnd: Uint8Array;
  readonly configurationNodes: Uint32Array;
  // Per node: `NODE_*` flags.
  readonly nodeConfiguration: Uint32Array;
  readonly nodeFlags: Uint8Array;
  readonly nodeRows: Uint32Array;
  readonly nodeRowList: Uint32Array;
  // Per row. `rowVulnerable` is 1 or 0.
  readonly rowNode: Uint32Array;
  readonly rowCriteria: Uint32Array;
  readonly rowBounds: Uint32Array;
  readonly rowVulnerable: Uint8Array;
  // Per product, by key; per distinct criteria; per distinct set of bounds.
  readonly productRows: Uint32Array;
  /** First row of each product that names a single version. */
  readonly productExactRows: Uint32Array;
  readonly productStarts: Uint32Array;
  readonly productText: Uint16Array;
  readonly criteriaProduct: Uint32Array;
  readonly criteriaVersion: Uint32Array;
  readonly criteriaAttributes: Uint32Array;
  /** `BOUND_COUNT` version numbers each, in the order start including, start excluding, end including, end excluding; `VERSION_ANY` is no bound. */
  readonly bounds: Uint32Array;
  /** `ATTRIBUTE_COUNT` word numbers each: update, edition, language, sw_edition, target_sw, target_hw, other. */
  readonly attributes: Uint32Array;
  // Per version: sorted by the generic order, then by text; the first two are ANY and NA. Equal versions have equal ranks.
  readonly versionStarts: Uint32Array;
  readonly versionText: Uint16Array;
  readonly versionRank: Uint32Array;
  readonly versionKind: Uint8Array;
  // Per word, sorted; the first two are ANY and NA.
  readonly wordStarts: Uint32Array;
  readonly wordText: Uint16Array;
}

export const NODE_AND = 1;
export const NODE_NEGATED = 2;
/** A malformed criteria was left out of this node: where all of its rows must hold, the answer stays open. */
export const NODE_INCOMPLETE = 4;

/** The places of ANY and NA among versions and words. */
export const ANY = 0;
export const NA = 1;

export const BOUND_COUNT = 4;
export const ATTRIBUTE_COUNT = 7;
/** The places of the software edition and the target software among a criteria's attributes. */
export const SW_EDITION = 3;
export const TARGET_SW = 4;
/** Bounds and attributes number 0: no bound, every attribute ANY. */
export const NO_BOUNDS = 0;
export const NO_ATTRIBUTES = 0;

/** What the text of a version is: ANY or NA, a version that can be ordered, a pattern, other text (`xp`). */
export const VersionKind = { any: 0, na: 1, version: 2, wildcard: 3, text: 4 } as const;

export const NO_SCORE = 255;
export const NO_EPSS = 65_535;

/** A criteria's version rank and one, 0 when it names no single version: what a product's rows are sorted by. */
export function exactVersionOf({ criteriaVersion, versionKind, versionRank }: Pick<MatchTables, 'criteriaVersion' | 'versionKind' | 'versionRank'>): (criteria: number) => number {
  return (criteria) => {
    const version = criteriaVersion[criteria]!;
    return versionKind[version] === VersionKind.version ? versionRank[version]! + 1 : 0;
  };
}

/** Code units that become text in one call: the number of a call's arguments is limited. */
const TEXT_STEP = 4_096;

/** One entry of a dictionary. Short texts only: a key, a version, a word. */
export function textAt(starts: Uint32Array, text: Uint16Array, at: number): string {
  const end = starts[at + 1]!;
  let value = '';
  for (let from = starts[at]!; from < end; from += TEXT_STEP) value += textOf(text.subarray(from, Math.min(from + TEXT_STEP, end)));
  return value;
}

/** Applied, not spread: spreading a column walks it with an iterator, which takes twice the time. */
function textOf(units: Uint16Array): string {
  return String.fromCharCode.apply(null, units as unknown as number[]);
}

/** Where the key stands in a sorted dictionary; -1 when it does not. */
export function findText(starts: Uint32Array, text: Uint16Array, key: string): number {
  let low = 0;
  let high = starts.length - 2;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareTextAt(starts, text, middle, key);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Below 0 when the entry comes before the key, in the order of code units. */
export function compareTextAt(starts: Uint32Array, text: Uint16Array, at: number, key: string): number {
  const start = starts[at]!;
  const length = starts[at + 1]! - start;
  const shared = Math.min(length, key.length);
  for (let offset = 0; offset < shared; offset++) {
    const difference = text[start + offset]! - key.charCodeAt(offset);
    if (difference !== 0) return difference;
  }
  return length - key.length;
}
