import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { LifecycleProduct, LifecycleRelease } from '../../core/identify/lifecycle';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { CveDetails, CvssMetric, KevRecord } from '../../core/match/knowledge';
import { severityOfScore } from '../decode/chooseMetrics';
import { EPSS_UNITS, type StoredMetric } from './catalogWriter';
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
    const products: { -readonly [Key in keyof LifecycleProduct]: LifecycleProduct[Key] }[] = [];
    const aliases: string[][] = [];
    const identifiers: { type: string; id: string }[][] = [];
    const releases: LifecycleRelease[][] = [];
    for (const [id, name, label, category, eoesLabel] of rowsOf(this.db, 'SELECT `id`, `name`, `label`, `category`, `eoes_label` FROM `product` ORDER BY `id`')) {
      const at = Number(id);
      aliases[at] = [];
      identifiers[at] = [];
      releases[at] = [];
      products.push({
        name: text(name), label: text(label), category: text(category), eoesLabel: text(eoesLabel),
        aliases: aliases[at], identifiers: identifiers[at], releases: releases[at],
      });
    }
    for (const [product, name] of rowsOf(this.db, 'SELECT `product`, `name` FROM `alias` ORDER BY `id`')) aliases[Number(product)]?.push(text(name));
    for (const [product, type, value] of rowsOf(this.db, 'SELECT `product`, `type`, `value` FROM `identifier` ORDER BY `id`')) {
      identifiers[Number(product)]?.push({ type: text(type), id: text(value) });
    }
    for (const row of rowsOf(this.db, 'SELECT `product`, `name`, `label`, `release_date`, `is_lts`, `eoas_from`, `is_eoas`, `eol_from`, `is_eol`, `eoes_from`, `is_eoes`, `latest`, `latest_date` FROM `release` ORDER BY `id`')) {
      releases[Number(row[0])]?.push({
        name: text(row[1]), label: text(row[2]), releaseDate: date(row[3]), isLts: row[4] === 1,
        eoasFrom: date(row[5]), isEoas: row[6] === 1, eolFrom: date(row[7]), isEol: row[8] === 1,
        eoesFrom: date(row[9]), isEoes: row[10] === null ? null : row[10] === 1, latest: text(row[11]), latestDate: date(row[12]),
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
