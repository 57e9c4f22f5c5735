import type { FileRows } from '../../core/inventory/estateIndex';
import { rowsOfFile } from '../../core/inventory/estateIndex';
import type { Estate } from '../../core/inventory/model';

const kept = new WeakMap<Estate, Map<number, FileRows>>();

/** The rows of a file, made once per estate. */
export function fileRows(estate: Estate, file: number): FileRows {
  const ofEstate = kept.get(estate) ?? new Map<number, FileRows>();
  kept.set(estate, ofEstate);
  const rows = ofEstate.get(file) ?? rowsOfFile(estate, file);
  ofEstate.set(file, rows);
  return rows;
}
