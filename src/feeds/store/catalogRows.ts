import type { Statement } from 'sql.js';
import type { LifecycleRelease } from '../../core/identify/lifecycle';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { CvssMetric, KevRecord } from '../../core/match/knowledge';
import { severityOfScore } from '../decode/chooseMetrics';
import type { StoredMetric, StoredRelease } from './catalogTables';
import { NO_SCORES, type EpssScores } from './epssScores';

/** The catalog's columns, both ways. */

type Row = ReturnType<Statement['get']>;

export function textOf(value: Row[number]): string {
  return typeof value === 'string' ? value : '';
}

export function readMetrics(json: string): CvssMetric[] {
  return (JSON.parse(json) as StoredMetric[]).map(([version, vector, score, source, type]) => (
    { version, vector, score, severity: severityOfScore(score, version), source, type: type === 'P' ? 'Primary' : 'Secondary' }));
}

export function storeMetrics(metrics: readonly CvssMetric[]): string {
  return JSON.stringify(metrics.map((metric): StoredMetric => [metric.version, metric.vector, metric.score, metric.source, metric.type === 'Primary' ? 'P' : 'S']));
}

export function readKev([dateAdded, dueDate, ransomware, requiredAction]: Row): KevRecord {
  return { dateAdded: textOf(dateAdded) as PlainDate, dueDate: date(dueDate), ransomware: ransomware === 1, requiredAction: textOf(requiredAction) };
}

/** `row`: the columns `keys` and `units`; absent: no scores. */
export function readScores(row: Row | undefined): EpssScores {
  const [keys, units] = row ?? [];
  if (!(keys instanceof Uint8Array) || !(units instanceof Uint8Array) || keys.byteLength !== units.byteLength * 2) return NO_SCORES;
  // Copied, because a blob may begin at a place where no number can.
  return { keys: new Float64Array(keys.slice().buffer), units: new Uint32Array(units.slice().buffer) };
}

export function bytesOf(column: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** By place: there are thousands, and taking a row apart into names walks it with an iterator. */
export function readRelease(row: StoredRelease): LifecycleRelease {
  return {
    name: row[0], label: row[1], latest: row[10],
    releaseDate: date(row[2]), eoasFrom: date(row[4]), eolFrom: date(row[6]), eoesFrom: date(row[8]), latestDate: date(row[11]),
    isLts: row[3] === 1, isEoas: row[5] === 1, isEol: row[7] === 1, isEoes: row[9] === null ? null : row[9] === 1,
  };
}

export function storeRelease(release: LifecycleRelease): StoredRelease {
  return [
    release.name, release.label, release.releaseDate, Number(release.isLts), release.eoasFrom, Number(release.isEoas), release.eolFrom, Number(release.isEol),
    release.eoesFrom, release.isEoes === null ? null : Number(release.isEoes), release.latest, release.latestDate,
  ];
}

/** Dates were checked when they were decoded. */
function date(value: Row[number]): PlainDate | null {
  return typeof value === 'string' ? (value as PlainDate) : null;
}
