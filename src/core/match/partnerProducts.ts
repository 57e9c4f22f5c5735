import type { FeedReader } from './feedReader';
import { NODE_AND } from './matchTables';
import type { PivotSearch } from './pivotSearch';

const NO_PRODUCTS = new Uint32Array(0);
const NOT_ASKED_YET = 0;
const NOTHING = 1;
const FIRST_LIST = 2;

/**
 * The products that stand beside pivots, as far as they are among some. What stands beside a plain OR node is the same for all of its
 * rows, and mostly nothing that is installed: so it is worked out once for a node, however much software comes to it.
 */
export class PartnerProducts {
  /** By node: `NOT_ASKED_YET`, `NOTHING`, or `FIRST_LIST` and the place of its list. */
  private readonly places: Int32Array;
  private readonly lists: Uint32Array[] = [];

  constructor(
    private readonly feed: FeedReader,
    private readonly search: PivotSearch,
    /** 1 for the products that are looked for, by number; all of them when undefined. */
    readonly among: Uint8Array | undefined,
  ) {
    this.places = new Int32Array(feed.tables.nodeFlags.length);
  }

  /** Ascending and distinct. */
  beside(pivotRows: Uint32Array): Uint32Array {
    const { rowNode, nodeFlags } = this.feed.tables;
    let found: Uint32Array = NO_PRODUCTS;
    let last = -1;
    for (let at = 0; at < pivotRows.length; at++) {
      const row = pivotRows[at]!;
      const node = rowNode[row]!;
      if (node === last) continue;
      let list: Uint32Array;
      if (nodeFlags[node]! & NODE_AND) list = this.listOf(row);
      else {
        last = node;
        list = this.ofNode(node, row);
      }
      if (list.length === 0 || list === found) continue;
      found = found.length === 0 ? list : Uint32Array.from(new Set([...found, ...list])).sort();
    }
    return found;
  }

  private ofNode(node: number, row: number): Uint32Array {
    const place = this.places[node]!;
    if (place === NOTHING) return NO_PRODUCTS;
    if (place !== NOT_ASKED_YET) return this.lists[place - FIRST_LIST]!;
    const list = this.listOf(row);
    this.places[node] = list.length === 0 ? NOTHING : this.lists.push(list) - 1 + FIRST_LIST;
    return list;
  }

  private listOf(row: number): Uint32Array {
    const { among } = this;
    let products: Set<number> | undefined;
    this.search.forEachBeside(row, (beside) => {
      const product = this.feed.productOfRow(beside);
      if (!among || among[product] === 1) (products ??= new Set()).add(product);
    });
    return products ? Uint32Array.from(products).sort() : NO_PRODUCTS;
  }
}
