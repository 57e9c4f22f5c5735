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

export function readRelease([name, label, releaseDate, isLts, eoasFrom, isEoas, eolFrom, isEol, eoesFrom, isEoes, latest, latestDate]: StoredRelease): LifecycleRelease {
  return {
    name, label, latest,
    releaseDate: date(releaseDate), eoasFrom: date(eoasFrom), eolFrom: date(eolFrom), eoesFrom: date(eoesFrom), latestDate: date(latestDate),
    isLts: isLts === 1, isEoas: isEoas === 1, isEol: isEol === 1, isEoes: isEoes === null ? null : isEoes === 1,
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
