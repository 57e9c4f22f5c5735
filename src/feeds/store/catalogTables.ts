/**
 * Tables of `catalog.sqlite`. `cve` is everywhere the integer of `cveKey`, which sorts by year and number.
 * Names are in backticks: SQLite takes an unknown name in double quotes for a string.
 * What is always read as a whole is JSON or a blob in one column: all of endoflife.date opens in half the time that a row for each release takes,
 * and 300,000 EPSS scores are written in the time of one row.
 *
 * - `cve`: `origin` and `source` say where the record and its configurations come from, see `Origin` and `Source`
 * - `rejected`: withdrawn CVEs, so that an older file cannot bring them back
 * - `overlay`: which CVEs the overlay has a record of, and its slot in `overlay.bin`
 * - `epss`: one row, the columns of `EpssScores`
 */
export const CATALOG_TABLES = `
  CREATE TABLE \`cve\` (\`cve\` INTEGER PRIMARY KEY, \`published\` TEXT NOT NULL, \`last_modified\` TEXT NOT NULL, \`status\` TEXT NOT NULL, \`origin\` INTEGER NOT NULL, \`source\` INTEGER NOT NULL, \`metrics\` TEXT NOT NULL, \`cwes\` TEXT NOT NULL) STRICT;
  CREATE TABLE \`rejected\` (\`cve\` INTEGER PRIMARY KEY, \`last_modified\` TEXT NOT NULL) STRICT;
  CREATE TABLE \`overlay\` (\`cve\` INTEGER PRIMARY KEY, \`slot\` INTEGER NOT NULL) STRICT;
  CREATE TABLE \`kev\` (\`cve\` INTEGER PRIMARY KEY, \`date_added\` TEXT NOT NULL, \`due_date\` TEXT, \`ransomware\` INTEGER NOT NULL, \`required_action\` TEXT NOT NULL) STRICT;
  CREATE TABLE \`epss\` (\`id\` INTEGER PRIMARY KEY, \`keys\` BLOB NOT NULL, \`units\` BLOB NOT NULL) STRICT;
  CREATE TABLE \`product\` (\`id\` INTEGER PRIMARY KEY, \`name\` TEXT NOT NULL, \`label\` TEXT NOT NULL, \`category\` TEXT NOT NULL, \`eoes_label\` TEXT NOT NULL, \`aliases\` TEXT NOT NULL, \`identifiers\` TEXT NOT NULL, \`releases\` TEXT NOT NULL) STRICT;
`;

/** Whose record a CVE is: NVD's, or the overlay's alone. */
export const Origin = { nvd: 0, overlay: 1 } as const;
/** Whose configurations a CVE has. */
export const Source = { nvd: 0, overlay: 1, cna: 2, none: 3 } as const;

/** Everything of a metric but its severity, which follows from score and version. `P` is Primary, `S` Secondary. */
export type StoredMetric = readonly [version: string, vector: string, score: number, source: string, type: 'P' | 'S'];

/** A release as its row of the JSON column, in this order; booleans are 0 and 1. */
export type StoredRelease = readonly [
  name: string, label: string, releaseDate: string | null, isLts: number, eoasFrom: string | null, isEoas: number, eolFrom: string | null, isEol: number,
  eoesFrom: string | null, isEoes: number | null, latest: string, latestDate: string | null,
];
