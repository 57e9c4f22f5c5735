import { cpeKey, formatCpe, parseCpeKey } from '../identify/cpe';
import type { Cpe } from '../identify/identity';
import { isVersion, versionKey } from '../version/compareVersions';
import { compareNumbers } from '../version/numericOrder';
import { isComplete, versionHead } from '../version/versionHead';
import type { VersionScheme } from '../version/scheme';
import { ANY, ATTRIBUTE_COUNT, BOUND_COUNT, compareTextAt, findText, NO_BOUNDS, TARGET_SW, textAt } from './matchTables';
import type { OpenMatchTables } from './matchTablesFile';

/** Names and versions of inventories whose places are kept; hostile ones have no end of them. */
const MAX_KEPT_TEXTS = 500_000;

/** Criteria whose text is kept, 2 MB: hundreds of thousands of trails name the same few platforms. */
const MAX_KEPT_CRITERIA = 10_000;

/** Versions with one head that are looked through for the same text. */
const MAX_SCANNED_VERSIONS = 32;
/** ANY and NA stand before. */
const FIRST_VERSION = 2;

/** The texts and places of an open index, each decoded when it is first asked for. */
export class FeedReader {
  /** Per scheme, by version. */
  private readonly versionKeys = new Map<VersionScheme, (string | undefined)[]>();
  private readonly positions = new Map<string, number>();
  /** By vendor and product: making one text of both would cost more than finding them. */
  private readonly products: Readonly<Record<Cpe['part'], Map<string, Map<string, number>>>> = { a: new Map(), o: new Map(), h: new Map() };
  private keptProducts = 0;
  private readonly words: (string | undefined)[] = [];
  private readonly criteriaTexts = new Map<number, string>();
  /** The text that was compared by its key last, and that key. */
  private comparedText = '';
  private comparedKey = versionKey('generic', '');

  constructor(readonly tables: OpenMatchTables) {}

  /** Place of a product; -1 when the feed has none of this name. */
  product(cpe: Pick<Cpe, 'part' | 'vendor' | 'product'>): number {
    const byVendor = this.products[cpe.part];
    let ofVendor = byVendor.get(cpe.vendor);
    if (!ofVendor) byVendor.set(cpe.vendor, (ofVendor = new Map()));
    let product = ofVendor.get(cpe.product);
    if (product === undefined) {
      if (++this.keptProducts > MAX_KEPT_TEXTS) this.forgetProducts();
      product = this.productOfKey(cpeKey(cpe));
      ofVendor.set(cpe.product, product);
    }
    return product;
  }

  private forgetProducts(): void {
    for (const byVendor of Object.values(this.products)) byVendor.clear();
    this.keptProducts = 0;
  }

  productOfKey(key: string): number {
    return findText(this.tables.productStarts, this.tables.productText, key);
  }

  productKey(product: number): string {
    return textAt(this.tables.productStarts, this.tables.productText, product);
  }

  version(version: number): string {
    return textAt(this.tables.versionStarts, this.tables.versionText, version);
  }

  word(word: number): string {
    return (this.words[word] ??= textAt(this.tables.wordStarts, this.tables.wordText, word));
  }

  /** The update that a row asks for. */
  update(row: number): string {
    return this.word(this.tables.attributes[this.tables.criteriaAttributes[this.tables.rowCriteria[row]!]! * ATTRIBUTE_COUNT]!);
  }

  /** The target software that a row asks for. */
  targetSoftware(row: number): string {
    return this.word(this.tables.attributes[this.tables.criteriaAttributes[this.tables.rowCriteria[row]!]! * ATTRIBUTE_COUNT + TARGET_SW]!);
  }

  bound(row: number, bound: number): number {
    const bounds = this.tables.rowBounds[row]!;
    return bounds === NO_BOUNDS ? ANY : this.tables.bounds[bounds * BOUND_COUNT + bound]!;
  }

  /**
   * Where a version of the generic order stands among the feed's: twice its rank and one where the feed has an equal one,
   * an even number between its neighbours otherwise. Comparing it with `boundPosition` compares the versions. -1 for text that is no version.
   */
  position(version: string): number {
    let position = this.positions.get(version);
    if (position === undefined) {
      if (this.positions.size >= MAX_KEPT_TEXTS) this.positions.clear();
      position = isVersion('generic', version) ? this.findPosition(version) : -1;
      this.positions.set(version, position);
    }
    return position;
  }

  private findPosition(version: string): number {
    const { versionRank, versionStarts, versionText, prepared } = this.tables;
    const head = versionHead(version);
    let low = firstNotBelow(prepared.versionHead, head, FIRST_VERSION);
    let equal = isComplete(head) && prepared.versionHead[low] === head;
    let high = isComplete(head) ? low : firstNotBelow(prepared.versionHead, head + 1, low);
    // Most versions of an inventory are written as a record writes them: no keys are made for these.
    if (high - low <= MAX_SCANNED_VERSIONS) {
      for (let at = low; at < high; at++) if (compareTextAt(versionStarts, versionText, at, version) === 0) return this.boundPosition(at);
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = this.compareGeneric(middle, version);
      if (order < 0) low = middle + 1;
      else {
        high = middle;
        equal = order === 0;
      }
    }
    return low === versionRank.length ? 2 * (versionRank[versionRank.length - 1]! + 1) : 2 * versionRank[low]! + (equal ? 1 : 0);
  }

  /** The position of one of the feed's own versions. */
  boundPosition(version: number): number {
    return 2 * this.tables.versionRank[version]! + 1;
  }

  /** Where the rows of a product that name the version at a position stand among `exactRow`; -1 when there are none. */
  placeOfExact(product: number, position: number): number {
    // Even positions lie between the feed's versions.
    if ((position & 1) === 0) return -1;
    const { productExacts, exactPosition } = this.tables.prepared;
    let low = productExacts[product]!;
    let high = productExacts[product + 1]! - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (exactPosition[middle] === position) return middle;
      if (exactPosition[middle]! < position) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Below 0 when the feed's version is older. */
  private compareGeneric(version: number, text: string): number {
    const { versionStarts, versionText } = this.tables;
    const order = compareNumbers(versionText, versionStarts[version]!, versionStarts[version + 1]!, text);
    if (order !== undefined) return order;
    if (this.comparedText !== text) {
      this.comparedText = text;
      this.comparedKey = versionKey('generic', text);
    }
    const theirs = this.versionKeyIn('generic', version);
    return theirs < this.comparedKey ? -1 : theirs > this.comparedKey ? 1 : 0;
  }

  /** The sort key of one of the feed's versions in a scheme. */
  versionKeyIn(scheme: VersionScheme, version: number): string {
    let keys = this.versionKeys.get(scheme);
    if (!keys) this.versionKeys.set(scheme, (keys = []));
    return (keys[version] ??= versionKey(scheme, this.version(version)));
  }

  productOfRow(row: number): number {
    return this.tables.criteriaProduct[this.tables.rowCriteria[row]!]!;
  }

  /** The CVE that a row belongs to. */
  cveOf(row: number): number {
    return this.tables.configurationCve[this.tables.nodeConfiguration[this.tables.rowNode[row]!]!]!;
  }

  /** A row's criteria as a formatted string. */
  criteriaText(row: number): string {
    const criteria = this.tables.rowCriteria[row]!;
    let text = this.criteriaTexts.get(criteria);
    if (text === undefined) {
      if (this.criteriaTexts.size >= MAX_KEPT_CRITERIA) this.criteriaTexts.clear();
      this.criteriaTexts.set(criteria, (text = this.textOfCriteria(criteria)));
    }
    return text;
  }

  private textOfCriteria(criteria: number): string {
    const at = this.tables.criteriaAttributes[criteria]! * ATTRIBUTE_COUNT;
    const [update, edition, language, swEdition, targetSw, targetHw, other] = Array.from({ length: ATTRIBUTE_COUNT }, (_, field) => this.word(this.tables.attributes[at + field]!));
    return formatCpe({
      ...parseCpeKey(this.productKey(this.tables.criteriaProduct[criteria]!)),
      version: this.version(this.tables.criteriaVersion[criteria]!),
      update: update!,
      edition: edition!,
      language: language!,
      swEdition: swEdition!,
      targetSw: targetSw!,
      targetHw: targetHw!,
      other: other!,
    });
  }
}

/** The first place from `start` on of a column that ascends whose value is not below another. */
function firstNotBelow(column: Float64Array, value: number, start: number): number {
  let low = start;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
