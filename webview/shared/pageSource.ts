import type { Page } from '../../src/protocol/models/lists';
import { LIST_CACHE_PAGES, PAGE_ROWS } from '../../src/protocol/webview';

/**
 * The rows of one list as far as they have been fetched. Pages are asked for when a row of them is wanted and the least
 * recently wanted ones are dropped, so that a list of any length holds at most `LIST_CACHE_PAGES` pages.
 */
export class PageSource<Row> {
  private readonly pages = new Map<number, readonly Row[]>();
  private readonly asked = new Set<number>();
  /** Answers to questions from before the last `reset` are for another list. */
  private generation = 0;
  private length = 0;
  private revision = -1;

  /**
   * @param fetch asks for rows; a rejection goes to `failed`, and the page may be asked for again
   * @param changed more rows are there
   * @param moved the rows come from a newer revision than the list
   */
  constructor(
    private readonly fetch: (offset: number, limit: number) => Promise<Page<Row>>,
    private readonly changed: () => void,
    private readonly failed: (reason: unknown) => void,
    private readonly moved: () => void = () => undefined,
  ) {}

  get total(): number {
    return this.length;
  }

  /** Begins a list of `total` rows, of which the given page is known. */
  reset(revision: number, total: number, first?: Page<Row>): void {
    this.generation++;
    this.pages.clear();
    this.asked.clear();
    this.revision = revision;
    this.length = total;
    if (first !== undefined) this.put(first);
  }

  rowAt(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** Asks for what is missing of the rows from `first` to `last`, both included. */
  want(first: number, last: number): void {
    if (this.length === 0) return;
    const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
    const to = Math.floor(Math.min(this.length - 1, last) / PAGE_ROWS);
    for (let page = from; page <= to; page++) {
      const known = this.pages.get(page);
      if (known !== undefined) {
        // Wanted again, so it is dropped last: a map keeps the order of insertion.
        this.pages.delete(page);
        this.pages.set(page, known);
      } else if (!this.asked.has(page)) {
        void this.ask(page);
      }
    }
  }

  /** The rows from `first` to `last`, both included, fetched where they are missing; at most as many as are kept. Ends early where a page fails, and has none when another list has begun meanwhile. */
  async rowsBetween(first: number, last: number): Promise<Row[]> {
    const rows: Row[] = [];
    const { generation } = this;
    const end = Math.min(this.length - 1, last, first + LIST_CACHE_PAGES * PAGE_ROWS - 1);
    for (let at = Math.max(0, first); at <= end; at++) {
      if (this.rowAt(at) === undefined) await this.ask(Math.floor(at / PAGE_ROWS));
      if (generation !== this.generation) return [];
      const row = this.rowAt(at);
      if (row === undefined) break;
      rows.push(row);
    }
    return rows;
  }

  private async ask(page: number): Promise<void> {
    const { generation } = this;
    this.asked.add(page);
    try {
      const answer = await this.fetch(page * PAGE_ROWS, PAGE_ROWS);
      if (generation !== this.generation) return;
      this.put(answer);
      if (answer.revision !== this.revision) this.moved();
      else this.length = answer.total;
      this.changed();
    } catch (reason) {
      if (generation !== this.generation) return;
      this.failed(reason);
    } finally {
      if (generation === this.generation) this.asked.delete(page);
    }
  }

  private put(page: Page<Row>): void {
    // A page that does not begin on a boundary would need rows from two; the host never sends one.
    if (page.offset % PAGE_ROWS !== 0) return;
    for (let at = 0; at < page.rows.length; at += PAGE_ROWS) {
      this.pages.set((page.offset + at) / PAGE_ROWS, page.rows.slice(at, at + PAGE_ROWS));
    }
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= LIST_CACHE_PAGES) break;
      this.pages.delete(oldest);
    }
  }
}
