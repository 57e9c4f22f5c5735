import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { LifecycleProduct } from '../../core/identify/lifecycle';
import type { CveDetails, KevRecord } from '../../core/match/knowledge';
import { readKev, readMetrics, readRelease, readScores, textOf } from './catalogRows';
import type { StoredRelease } from './catalogTables';
import { scoreOf, type EpssScores } from './epssScores';
import { firstRow, rowsOf } from './sqlite';

/** Reads `catalog.sqlite`. Methods throw when the file is damaged; the callers say so or fall back. */
export class CatalogReader {
  private readonly db: Database;
  private readonly cveQuery: Statement;
  private readonly kevQuery: Statement;
  private scores: EpssScores | undefined;

  /** Throws when the bytes are no catalog. */
  constructor(sqlite: SqlJsStatic, bytes: Uint8Array) {
    this.db = new sqlite.Database(bytes);
    this.cveQuery = this.db.prepare('SELECT `published`, `last_modified`, `status`, `metrics`, `cwes` FROM `cve` WHERE `cve` = ?');
    this.kevQuery = this.db.prepare('SELECT `date_added`, `due_date`, `ransomware`, `required_action` FROM `kev` WHERE `cve` = ?');
  }

  /** The facts of a CVE; undefined when the catalog has none under this key. */
  details(key: number, id: string): CveDetails | undefined {
    const row = firstRow(this.cveQuery, [key]);
    if (!row) return undefined;
    const kev = firstRow(this.kevQuery, [key]);
    return {
      id,
      published: textOf(row[0]),
      lastModified: textOf(row[1]),
      vulnStatus: textOf(row[2]),
      metrics: readMetrics(textOf(row[3])),
      cwes: textOf(row[4]).split(' ').filter((cwe) => cwe !== ''),
      kev: kev ? readKev(kev) : null,
      epss: scoreOf((this.scores ??= epssOf(this.db)), key),
    };
  }

  close(): void {
    for (const statement of [this.cveQuery, this.kevQuery]) statement.free();
    this.db.close();
  }
}

/** The products of a catalog that is not kept open. Throws when the bytes are no catalog. */
export function productsOfCatalog(sqlite: SqlJsStatic, bytes: Uint8Array): LifecycleProduct[] {
  const db = new sqlite.Database(bytes);
  try {
    return productsOf(db);
  } finally {
    db.close();
  }
}

/** Whole and sorted as they were given. */
export function productsOf(db: Database): LifecycleProduct[] {
  const products: LifecycleProduct[] = [];
  for (const [name, label, category, eoesLabel, aliases, identifiers, releases] of rowsOf(db, 'SELECT `name`, `label`, `category`, `eoes_label`, `aliases`, `identifiers`, `releases` FROM `product` ORDER BY `id`')) {
    products.push({
      name: textOf(name), label: textOf(label), category: textOf(category), eoesLabel: textOf(eoesLabel),
      aliases: JSON.parse(textOf(aliases)) as string[],
      identifiers: (JSON.parse(textOf(identifiers)) as [string, string][]).map(([type, id]) => ({ type, id })),
      releases: (JSON.parse(textOf(releases)) as StoredRelease[]).map(readRelease),
    });
  }
  return products;
}

export function kevOf(db: Database): Map<number, KevRecord> {
  const records = new Map<number, KevRecord>();
  for (const [key, ...row] of rowsOf(db, 'SELECT `cve`, `date_added`, `due_date`, `ransomware`, `required_action` FROM `kev` ORDER BY `cve`')) records.set(Number(key), readKev(row));
  return records;
}

export function epssOf(db: Database): EpssScores {
  for (const row of rowsOf(db, 'SELECT `keys`, `units` FROM `epss`')) return readScores(row);
  return readScores(undefined);
}
