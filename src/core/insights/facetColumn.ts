import { RowSet } from './rowSet';

/**
 * What every row says in one field, as numbers of its distinct values: made once per assessment, so that counting a
 * facet is adding into an array. Rows have one value each, or, with `offsets`, several.
 */
export class FacetColumn {
  private folded: Map<string, number[]> | undefined;

  private constructor(
    readonly field: string,
    /** Distinct values, '' for "not set". */
    readonly values: readonly string[],
    private readonly ids: Uint32Array,
    private readonly offsets: Uint32Array | undefined,
  ) {}

  /** A field that has one value a row. */
  static single(field: string, length: number, valueOf: (row: number) => string): FacetColumn {
    const interned = new Interned();
    const ids = new Uint32Array(length);
    for (let row = 0; row < length; row++) ids[row] = interned.id(valueOf(row));
    return new FacetColumn(field, interned.values, ids, undefined);
  }

  /** A field that is a list (tags); each row has at least one value, and none twice. */
  static list(field: string, length: number, valuesOf: (row: number) => readonly string[]): FacetColumn {
    const interned = new Interned();
    const ids: number[] = [];
    const offsets = new Uint32Array(length + 1);
    for (let row = 0; row < length; row++) {
      for (const value of valuesOf(row)) ids.push(interned.id(value));
      offsets[row + 1] = ids.length;
    }
    return new FacetColumn(field, interned.values, Uint32Array.from(ids), offsets);
  }

  /** How many of the rows have each value, values of the whole list included with 0. */
  counts(rows: RowSet): Map<string, number> {
    const counts = new Uint32Array(this.values.length);
    const { ids, offsets } = this;
    if (offsets) {
      rows.forEach((row) => {
        for (let i = offsets[row]; i < offsets[row + 1]; i++) counts[ids[i]]++;
      });
    } else rows.forEach((row) => void counts[ids[row]]++);
    return new Map(this.values.map((value, id) => [value, counts[id]]));
  }

  /** The rows that have one of the values, whatever their case. */
  rowsWith(values: readonly string[]): RowSet {
    this.folded ??= foldedIds(this.values);
    const wanted = new Uint8Array(this.values.length);
    for (const value of values) for (const id of this.folded.get(fold(value)) ?? []) wanted[id] = 1;
    const { ids, offsets } = this;
    if (!offsets) return RowSet.where(ids.length, (row) => wanted[ids[row]] === 1);
    return RowSet.where(offsets.length - 1, (row) => {
      for (let i = offsets[row]; i < offsets[row + 1]; i++) if (wanted[ids[i]]) return true;
      return false;
    });
  }
}

/** Values that differ in case alone are the same to a filter: it may be typed. */
export function fold(value: string): string {
  return value.toLowerCase();
}

class Interned {
  readonly values: string[] = [];
  private readonly ids = new Map<string, number>();

  id(value: string): number {
    let id = this.ids.get(value);
    if (id === undefined) this.ids.set(value, (id = this.values.push(value) - 1));
    return id;
  }
}

function foldedIds(values: readonly string[]): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  const note = (text: string, id: number): void => {
    const same = ids.get(text);
    if (same) same.push(id);
    else ids.set(text, [id]);
  };
  values.forEach((value, id) => {
    const folded = fold(value);
    note(folded, id);
    // A tag by its key, whatever its value.
    const key = /^([^=]+)=./.exec(folded)?.[1];
    if (key !== undefined) note(`${key}=*`, id);
  });
  return ids;
}
