import type { FeedReader } from './feedReader';

/** `none` for what is no operating system, `other` for one that is neither Windows nor macOS. */
const FAMILIES = ['none', 'windows', 'macos', 'other'] as const;
export type ProductFamily = (typeof FAMILIES)[number];

/** Products of the feed that stand for a whole family of operating systems, and the family of each operating system's product. */
export class OsProducts {
  readonly windows: number;
  readonly linuxKernel: number;
  /** By product the place in `FAMILIES` and one; 0 for one not asked for yet. */
  private readonly families: Uint8Array;

  constructor(private readonly feed: FeedReader) {
    this.windows = feed.productOfKey('o:microsoft:windows');
    this.linuxKernel = feed.productOfKey('o:linux:linux_kernel');
    this.families = new Uint8Array(feed.tables.productExactRows.length);
  }

  familyOf(product: number): ProductFamily {
    const known = this.families[product]!;
    if (known !== 0) return FAMILIES[known - 1]!;
    const key = this.feed.productKey(product);
    const family = !key.startsWith('o:') ? 'none' : key.startsWith('o:microsoft:') ? 'windows' : key.startsWith('o:apple:') ? 'macos' : 'other';
    this.families[product] = FAMILIES.indexOf(family) + 1;
    return family;
  }
}

/** Of a node that software may fulfil. */
export const NO_PLATFORM = -1;
const NOT_ASKED_YET = 0;
/** Longer lists of platforms hardly ever repeat. */
const MAX_COMPARED_ROWS = 32;

/**
 * Numbers for the nodes that ask for operating systems only: thousands of records write the same platforms beside their products, and
 * what an operating system answers to one of them it answers to all.
 */
export class PlatformNodes {
  /** By node its number and one; `NOT_ASKED_YET`, or `NO_PLATFORM`. */
  private readonly numbers: Int32Array;
  private readonly byContent = new Map<string, number>();
  /** By number the first node that has it. */
  private readonly nodes: number[] = [];

  constructor(
    private readonly feed: FeedReader,
    private readonly products: OsProducts,
  ) {
    this.numbers = new Int32Array(feed.tables.nodeFlags.length);
  }

  /** From 0, the same for nodes that ask the same; or `NO_PLATFORM`. */
  numberOf(node: number): number {
    const known = this.numbers[node]!;
    if (known !== NOT_ASKED_YET) return known < 0 ? NO_PLATFORM : known - 1;
    const number = this.isPlatform(node) ? this.sharedNumber(node) : NO_PLATFORM;
    this.numbers[node] = number < 0 ? NO_PLATFORM : number + 1;
    return number;
  }

  /** One of the nodes of a number. */
  nodeOf(number: number): number {
    return this.nodes[number]!;
  }

  private isPlatform(node: number): boolean {
    const { nodeRows, nodeRowList } = this.feed.tables;
    for (let at = nodeRows[node]!; at < nodeRows[node + 1]!; at++) {
      if (this.products.familyOf(this.feed.productOfRow(nodeRowList[at]!)) === 'none') return false;
    }
    return true;
  }

  private sharedNumber(node: number): number {
    const content = this.contentOf(node);
    const known = content === undefined ? undefined : this.byContent.get(content);
    if (known !== undefined) return known;
    const number = this.nodes.push(node) - 1;
    if (content !== undefined) this.byContent.set(content, number);
    return number;
  }

  /** What a node asks for, as text; undefined where its record counts too, as the day of a vulnerable row's does, and for long lists. */
  private contentOf(node: number): string | undefined {
    const { nodeRows, nodeRowList, nodeFlags, rowVulnerable, rowCriteria, rowBounds } = this.feed.tables;
    if (nodeRows[node + 1]! - nodeRows[node]! > MAX_COMPARED_ROWS) return undefined;
    let content = `${nodeFlags[node]!}`;
    for (let at = nodeRows[node]!; at < nodeRows[node + 1]!; at++) {
      const row = nodeRowList[at]!;
      if (rowVulnerable[row]) return undefined;
      content += ` ${rowCriteria[row]!}/${rowBounds[row]!}`;
    }
    return content;
  }
}
