import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { LifecycleProduct, LifecycleRelease } from '../../core/identify/lifecycle';
import type { CveRecord } from '../../core/match/cveRecord';
import type { CvssMetric, KevRecord } from '../../core/match/knowledge';

/**
 * Tables of `catalog.sqlite`. `cve` is the integer of `cveKey`, which sorts by year and number.
 * Names are in backticks: SQLite takes an unknown name in double quotes for a string.
 * What is always read as a whole is JSON in one column: all of endoflife.date opens in half the time that a row for each release takes.
 */
const TABLES = `
  CREATE TABLE \`cve\` (\`cve\` INTEGER PRIMARY KEY, \`published\` TEXT NOT NULL, \`last_modified\` TEXT NOT NULL, \`status\` TEXT NOT NULL, \`metrics\` TEXT NOT NULL, \`cwes\` TEXT NOT NULL) STRICT;
  CREATE TABLE \`kev\` (\`cve\` INTEGER PRIMARY KEY, \`date_added\` TEXT NOT NULL, \`due_date\` TEXT, \`ransomware\` INTEGER NOT NULL, \`required_action\` TEXT NOT NULL) STRICT;
  CREATE TABLE \`epss\` (\`cve\` INTEGER PRIMARY KEY, \`score\` INTEGER NOT NULL) STRICT;
  CREATE TABLE \`product\` (\`id\` INTEGER PRIMARY KEY, \`name\` TEXT NOT NULL, \`label\` TEXT NOT NULL, \`category\` TEXT NOT NULL, \`eoes_label\` TEXT NOT NULL, \`aliases\` TEXT NOT NULL, \`identifiers\` TEXT NOT NULL, \`releases\` TEXT NOT NULL) STRICT;
`;

/** EPSS probabilities are kept as integers of 1/100,000, the precision they are published with. */
export const EPSS_UNITS = 100_000;

/** Everything of a metric but its severity, which follows from score and version. `P` is Primary, `S` Secondary. */
export type StoredMetric = readonly [version: string, vector: string, score: number, source: string, type: 'P' | 'S'];

/** A release as its row of the JSON column, in this order; booleans are 0 and 1. */
export type StoredRelease = readonly [
  name: string, label: string, releaseDate: string | null, isLts: number, eoasFrom: string | null, isEoas: number, eolFrom: string | null, isEol: number,
  eoesFrom: string | null, isEoes: number | null, latest: string, latestDate: string | null,
];

/** Writes `catalog.sqlite` in memory. One transaction from the first write to `finish`. Throws only on errors of SQLite itself. */
export class CatalogWriter {
  private readonly db: Database;
  private readonly statements: Statement[] = [];
  private insertCve: Statement | undefined;
  private deleteCve: Statement | undefined;
  private replaced: boolean;

  /** An empty catalog, or with `existing` one that starts from the bytes of another. */
  constructor(sqlite: SqlJsStatic, existing?: Uint8Array) {
    this.db = new sqlite.Database(existing);
    this.replaced = existing !== undefined;
    if (!existing) this.db.run(TABLES);
    this.db.run('BEGIN');
  }

  clearCves(): void {
    this.db.run('DELETE FROM `cve`');
  }

  /** Adds the facts of a CVE, or replaces those of the same id. */
  putCve(key: number, record: CveRecord): void {
    this.insertCve ??= this.prepare('INSERT OR REPLACE INTO `cve` VALUES (?, ?, ?, ?, ?, ?)');
    this.insertCve.run([key, record.published, record.lastModified, record.vulnStatus, JSON.stringify(record.metrics.map(storedMetric)), record.cwes.join(' ')]);
  }

  removeCve(key: number): void {
    this.deleteCve ??= this.prepare('DELETE FROM `cve` WHERE `cve` = ?');
    this.deleteCve.run([key]);
  }

  setKev(records: ReadonlyMap<number, KevRecord>): void {
    this.db.run('DELETE FROM `kev`');
    const insert = this.prepare('INSERT INTO `kev` VALUES (?, ?, ?, ?, ?)');
    for (const [key, kev] of sorted(records)) insert.run([key, kev.dateAdded, kev.dueDate, kev.ransomware ? 1 : 0, kev.requiredAction]);
  }

  setEpss(scores: ReadonlyMap<number, number>): void {
    this.db.run('DELETE FROM `epss`');
    const insert = this.prepare('INSERT INTO `epss` VALUES (?, ?)');
    for (const [key, score] of sorted(scores)) insert.run([key, Math.round(score * EPSS_UNITS)]);
  }

  setProducts(products: readonly LifecycleProduct[]): void {
    this.db.run('DELETE FROM `product`');
    const insert = this.prepare('INSERT INTO `product` VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    products.forEach((product, id) => insert.run([
      id, product.name, product.label, product.category, product.eoesLabel,
      JSON.stringify(product.aliases), JSON.stringify(product.identifiers.map(({ type, id: value }) => [type, value])), JSON.stringify(product.releases.map(storedRelease)),
    ]));
  }

  /** The file's bytes. The writer is closed afterwards. */
  finish(): Uint8Array {
    this.freeStatements();
    this.db.run('COMMIT');
    // What was deleted leaves free pages behind; a catalog that started empty has none.
    if (this.replaced) this.db.run('VACUUM');
    const bytes = this.db.export();
    this.db.close();
    return bytes;
  }

  /** Gives the memory back without a result. */
  close(): void {
    this.freeStatements();
    this.db.close();
  }

  private prepare(sql: string): Statement {
    const statement = this.db.prepare(sql);
    this.statements.push(statement);
    return statement;
  }

  private freeStatements(): void {
    for (const statement of this.statements.splice(0)) statement.free();
    this.insertCve = this.deleteCve = undefined;
  }
}

function storedRelease(release: LifecycleRelease): StoredRelease {
  return [
    release.name, release.label, release.releaseDate, Number(release.isLts), release.eoasFrom, Number(release.isEoas), release.eolFrom, Number(release.isEol),
    release.eoesFrom, release.isEoes === null ? null : Number(release.isEoes), release.latest, release.latestDate,
  ];
}

function storedMetric(metric: CvssMetric): StoredMetric {
  return [metric.version, metric.vector, metric.score, metric.source, metric.type === 'Primary' ? 'P' : 'S'];
}

/** By key, so that the file does not depend on the order in which records came. */
function sorted<T>(map: ReadonlyMap<number, T>): [number, T][] {
  return [...map].sort(([a], [b]) => a - b);
}
