import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { LifecycleProduct } from '../../core/identify/lifecycle';
import type { CveRecord } from '../../core/match/cveRecord';
import type { CvssMetric, KevRecord } from '../../core/match/knowledge';
import { epssOf, kevOf, productsOf } from './catalogReader';
import { bytesOf, readMetrics, storeMetrics, storeRelease, textOf } from './catalogRows';
import { CATALOG_TABLES, Origin, Source } from './catalogTables';
import type { EpssScores } from './epssScores';
import { firstRow, rowsOf } from './sqlite';

/** Free pages as a share of all, beyond which the file is written anew; what is deleted and not replaced leaves them behind. */
const MAX_FREE_PAGES = 0.2;
/** Below this size writing anew costs next to nothing, and equal facts then have equal bytes, bytes. */
const SMALL_CATALOG = 4 * 1024 * 1024;
/** Places of SQLite's header that count writes and nothing else: file change counter, schema cookie, and the counter that the page count is valid for. */
const COUNTERS = [24, 40, 92];

/** The file is a copy in memory that nobody else sees: whoever fails throws it away, so that a journal would only cost time. Cache in KB, as a negative number. */
const SETTINGS = 'PRAGMA `journal_mode` = OFF; PRAGMA `synchronous` = OFF; PRAGMA `locking_mode` = EXCLUSIVE; PRAGMA `cache_size` = -16384;';

/** What the catalog knows of a CVE. */
export interface CveState {
  readonly published: string;
  readonly lastModified: string;
  readonly origin: number;
  readonly source: number;
}

/** Writes `catalog.sqlite` in memory. One transaction from the first write to `finish`. Throws only on errors of SQLite itself. */
export class CatalogWriter {
  private readonly db: Database;
  private readonly statements = new Map<string, Statement>();

  /** An empty catalog, or with `existing` one that starts from the bytes of another. */
  constructor(sqlite: SqlJsStatic, existing?: Uint8Array) {
    this.db = new sqlite.Database(existing);
    this.db.exec(SETTINGS);
    if (!existing) this.db.run(CATALOG_TABLES);
    this.db.run('BEGIN');
  }

  /** Everything that NVD and the overlay said; the overlay's own records stay listed. */
  clearCves(): void {
    this.db.run('DELETE FROM `cve`');
    this.db.run('DELETE FROM `rejected`');
  }

  /** Undefined when the CVE is not in. */
  cve(key: number): CveState | undefined {
    const row = firstRow(this.prepared('SELECT `published`, `last_modified`, `origin`, `source` FROM `cve` WHERE `cve` = ?'), [key]);
    return row && { published: textOf(row[0]), lastModified: textOf(row[1]), origin: Number(row[2]), source: Number(row[3]) };
  }

  /** In the product's order of choice; empty when the CVE is not in. */
  metrics(key: number): CvssMetric[] {
    const row = firstRow(this.prepared('SELECT `metrics` FROM `cve` WHERE `cve` = ?'), [key]);
    return row ? readMetrics(textOf(row[0])) : [];
  }

  /** When the CVE was withdrawn, as NVD writes it; undefined when it was not. */
  rejectedAt(key: number): string | undefined {
    const row = firstRow(this.prepared('SELECT `last_modified` FROM `rejected` WHERE `cve` = ?'), [key]);
    return row && textOf(row[0]);
  }

  /** Adds the facts of a CVE, or replaces those of the same id. */
  putCve(key: number, record: CveRecord, origin: number, source: number): void {
    this.prepared('INSERT OR REPLACE INTO `cve` VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run([key, record.published, record.lastModified, record.vulnStatus, origin, source, storeMetrics(record.metrics), record.cwes.join(' ')]);
  }

  setSource(key: number, source: number): void {
    this.prepared('UPDATE `cve` SET `source` = ? WHERE `cve` = ?').run([source, key]);
  }

  removeCve(key: number): void {
    this.prepared('DELETE FROM `cve` WHERE `cve` = ?').run([key]);
  }

  putRejected(key: number, lastModified: string): void {
    this.prepared('INSERT OR REPLACE INTO `rejected` VALUES (?, ?)').run([key, lastModified]);
  }

  removeRejected(key: number): void {
    this.prepared('DELETE FROM `rejected` WHERE `cve` = ?').run([key]);
  }

  clearOverlay(): void {
    this.db.run('DELETE FROM `overlay`');
  }

  putOverlay(key: number, slot: number): void {
    this.prepared('INSERT OR REPLACE INTO `overlay` VALUES (?, ?)').run([key, slot]);
  }

  /** Slot of the overlay's record in `overlay.bin`; undefined when it has none of this CVE. */
  overlaySlot(key: number): number | undefined {
    const row = firstRow(this.prepared('SELECT `slot` FROM `overlay` WHERE `cve` = ?'), [key]);
    return row && Number(row[0]);
  }

  /** Every record of the overlay, in the order of its slots. */
  overlaySlots(): [key: number, slot: number][] {
    return [...rowsOf(this.db, 'SELECT `cve`, `slot` FROM `overlay` ORDER BY `slot`')].map(([key, slot]) => [Number(key), Number(slot)]);
  }

  /** CVEs that have anything from the overlay. */
  overlaidCves(): number[] {
    return [...rowsOf(this.db, `SELECT \`cve\` FROM \`cve\` WHERE \`source\` = ${Source.overlay} OR \`origin\` = ${Origin.overlay} ORDER BY \`cve\``)].map(([key]) => Number(key));
  }

  /**
   * Withdrawn CVEs, records of the overlay, and CVEs that only the overlay has.
   * How many CVEs there are the index knows: counting them here would read the whole catalog.
   */
  counts(): { readonly rejected: number; readonly overlay: number; readonly overlayOnly: number } {
    const count = (sql: string): number => Number([...rowsOf(this.db, sql)][0][0]);
    return {
      rejected: count('SELECT count(*) FROM `rejected`'),
      overlay: count('SELECT count(*) FROM `overlay`'),
      overlayOnly: count(`SELECT count(*) FROM \`overlay\` CROSS JOIN \`cve\` USING (\`cve\`) WHERE \`origin\` = ${Origin.overlay}`),
    };
  }

  kev(): Map<number, KevRecord> {
    return kevOf(this.db);
  }

  setKev(records: ReadonlyMap<number, KevRecord>): void {
    this.db.run('DELETE FROM `kev`');
    const insert = this.prepared('INSERT INTO `kev` VALUES (?, ?, ?, ?, ?)');
    // By key, so that the file does not depend on the order in which records came.
    for (const [key, kev] of [...records].sort(([a], [b]) => a - b)) insert.run([key, kev.dateAdded, kev.dueDate, kev.ransomware ? 1 : 0, kev.requiredAction]);
  }

  epss(): EpssScores {
    return epssOf(this.db);
  }

  setEpss({ keys, units }: EpssScores): void {
    this.db.run('DELETE FROM `epss`');
    this.prepared('INSERT INTO `epss` VALUES (0, ?, ?)').run([bytesOf(keys), bytesOf(units)]);
  }

  products(): LifecycleProduct[] {
    return productsOf(this.db);
  }

  setProducts(products: readonly LifecycleProduct[]): void {
    this.db.run('DELETE FROM `product`');
    const insert = this.prepared('INSERT INTO `product` VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    products.forEach((product, id) => insert.run([
      id, product.name, product.label, product.category, product.eoesLabel,
      JSON.stringify(product.aliases), JSON.stringify(product.identifiers.map(({ type, id: value }) => [type, value])), JSON.stringify(product.releases.map(storeRelease)),
    ]));
  }

  /** The file's bytes. The writer is closed afterwards. */
  finish(): Uint8Array {
    this.freeStatements();
    this.db.run('COMMIT');
    const pragma = (name: string): number => Number([...rowsOf(this.db, `PRAGMA \`${name}\``)][0][0]);
    const pages = pragma('page_count');
    if (pages * pragma('page_size') < SMALL_CATALOG || pragma('freelist_count') > pages * MAX_FREE_PAGES) this.db.run('VACUUM');
    const bytes = this.db.export();
    this.db.close();
    // Nobody else has the file open, so that nothing depends on these counters; with them equal facts would have other bytes.
    const header = new DataView(bytes.buffer, bytes.byteOffset);
    for (const place of COUNTERS) header.setUint32(place, 1);
    return bytes;
  }

  /** Gives the memory back without a result. */
  close(): void {
    this.freeStatements();
    this.db.close();
  }

  private prepared(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }

  private freeStatements(): void {
    for (const statement of this.statements.values()) statement.free();
    this.statements.clear();
  }
}
