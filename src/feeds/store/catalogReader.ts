import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { LifecycleProduct, LifecycleRelease } from '../../core/identify/lifecycle';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { CveDetails, CvssMetric, KevRecord } from '../../core/match/knowledge';
import { severityOfScore } from '../decode/chooseMetrics';
import { EPSS_UNITS, type StoredMetric, type StoredRelease } from './catalogWriter';
import { rowsOf } from './sqlite';

/** Reads `catalog.sqlite`. Methods throw when the file is damaged; the callers say so or fall back. */
export class CatalogReader {
  private readonly db: Database;
  private readonly cveQuery: Statement;
  private readonly kevQuery: Statement;
  private readonly epssQuery: Statement;

  /** Throws when the bytes are no catalog. */
  constructor(sqlite: SqlJsStatic, bytes: Uint8Array) {
    this.db = new sqlite.Database(bytes);
    this.cveQuery = this.db.prepare('SELECT `published`, `last_modified`, `status`, `metrics`, `cwes` FROM `cve` WHERE `cve` = ?');
    this.kevQuery = this.db.prepare('SELECT `date_added`, `due_date`, `ransomware`, `required_action` FROM `kev` WHERE `cve` = ?');
    this.epssQuery = this.db.prepare('SELECT `score` FROM `epss` WHERE `cve` = ?');
  }

  /** Whole and sorted as they were given. */
  products(): LifecycleProduct[] {
    const products: LifecycleProduct[] = [];
    for (const [name, label, category, eoesLabel, aliases, identifiers, releases] of rowsOf(this.db, 'SELECT `name`, `label`, `category`, `eoes_label`, `aliases`, `identifiers`, `releases` FROM `product` ORDER BY `id`')) {
      products.push({
        name: text(name), label: text(label), category: text(category), eoesLabel: text(eoesLabel),
        aliases: JSON.parse(text(aliases)) as string[],
        identifiers: (JSON.parse(text(identifiers)) as [string, string][]).map(([type, id]) => ({ type, id })),
        releases: (JSON.parse(text(releases)) as StoredRelease[]).map(readRelease),
      });
    }
    return products;
  }

  /** The facts of a CVE; undefined when the catalog has none under this key. */
  details(key: number, id: string): CveDetails | undefined {
    const row = first(this.cveQuery, key);
    if (!row) return undefined;
    const kev = first(this.kevQuery, key);
    const epss = first(this.epssQuery, key);
    return {
      id,
      published: text(row[0]),
      lastModified: text(row[1]),
      vulnStatus: text(row[2]),
      metrics: (JSON.parse(text(row[3])) as StoredMetric[]).map(readMetric),
      cwes: text(row[4]).split(' ').filter((cwe) => cwe !== ''),
      kev: kev ? readKev(kev) : null,
      epss: epss ? Number(epss[0]) / EPSS_UNITS : null,
    };
  }

  kev(): Map<number, KevRecord> {
    const records = new Map<number, KevRecord>();
    for (const [key, ...row] of rowsOf(this.db, 'SELECT `cve`, `date_added`, `due_date`, `ransomware`, `required_action` FROM `kev` ORDER BY `cve`')) records.set(Number(key), readKev(row));
    return records;
  }

  epss(): Map<number, number> {
    const scores = new Map<number, number>();
    for (const [key, score] of rowsOf(this.db, 'SELECT `cve`, `score` FROM `epss` ORDER BY `cve`')) scores.set(Number(key), Number(score) / EPSS_UNITS);
    return scores;
  }

  close(): void {
    for (const statement of [this.cveQuery, this.kevQuery, this.epssQuery]) statement.free();
    this.db.close();
  }
}

type Row = ReturnType<Statement['get']>;

function first(statement: Statement, key: number): Row | undefined {
  try {
    statement.bind([key]);
    return statement.step() ? statement.get() : undefined;
  } finally {
    statement.reset();
  }
}

function readKev([dateAdded, dueDate, ransomware, requiredAction]: Row): KevRecord {
  return { dateAdded: text(dateAdded) as PlainDate, dueDate: date(dueDate), ransomware: ransomware === 1, requiredAction: text(requiredAction) };
}

function readRelease([name, label, releaseDate, isLts, eoasFrom, isEoas, eolFrom, isEol, eoesFrom, isEoes, latest, latestDate]: StoredRelease): LifecycleRelease {
  return {
    name, label, latest,
    releaseDate: date(releaseDate), eoasFrom: date(eoasFrom), eolFrom: date(eolFrom), eoesFrom: date(eoesFrom), latestDate: date(latestDate),
    isLts: isLts === 1, isEoas: isEoas === 1, isEol: isEol === 1, isEoes: isEoes === null ? null : isEoes === 1,
  };
}

function readMetric([version, vector, score, source, type]: StoredMetric): CvssMetric {
  return { version, vector, score, severity: severityOfScore(score, version), source, type: type === 'P' ? 'Primary' : 'Secondary' };
}

function text(value: Row[number]): string {
  return typeof value === 'string' ? value : '';
}

/** Dates were checked when they were decoded. */
function date(value: Row[number]): PlainDate | null {
  return typeof value === 'string' ? (value as PlainDate) : null;
}
