import { cpeFlaw, purlFlaw, versionFlaw, type Wrong } from '../cellValues';
import type { Software } from '../model';
import type { CellTable } from '../text/cellTable';
import { GrowingColumn } from '../text/growingColumn';
import { TupleTable } from '../text/tupleTable';

/** Order of the cells of a software: what makes it distinct. */
export const SOFTWARE_PARTS = ['name', 'publisher', 'version', 'source', 'cpe', 'purl'] as const;
const VERSION = 2;
const CPE = 4;
const PURL = 5;

/** The installs that a file lists, as columns, and its distinct software. */
export class InstallColumns {
  readonly server = new GrowingColumn();
  readonly software = new GrowingColumn();
  readonly line = new GrowingColumn();
  readonly column: GrowingColumn | undefined;
  /** The number of the software that was added last. */
  lastSoftware = -1;
  private readonly tuples = new TupleTable(SOFTWARE_PARTS.length);
  /** Cell number to 1 (fine) or 2 (no such identity). */
  private readonly checked: Uint8Array[] = [new Uint8Array(0), new Uint8Array(0)];

  constructor(
    private readonly table: CellTable,
    withColumn: boolean,
  ) {
    this.column = withColumn ? new GrowingColumn() : undefined;
  }

  get length(): number {
    return this.server.length;
  }

  /**
   * Adds a row. `parts` are clean cells in the order of `SOFTWARE_PARTS`; an explicit identity that is none is set to empty there.
   * `flaw` hears what is wrong with a part; a version only when the software is new, an identity at every row.
   */
  add(server: number, parts: Int32Array, line: number, column: number, flaw: (part: number, wrong: Wrong) => void): void {
    if (parts[CPE] !== 0) this.check(CPE, parts, cpeFlaw, flaw);
    if (parts[PURL] !== 0) this.check(PURL, parts, purlFlaw, flaw);
    const software = this.tuples.intern(parts);
    if (this.tuples.isNew && parts[VERSION] !== 0) {
      const wrong = versionFlaw(this.table.text(parts[VERSION]!));
      if (wrong) flaw(VERSION, wrong);
    }
    this.addKnown(server, software, line);
    this.column?.push(column);
  }

  /** Adds a row of a software that was added before, by its number. */
  addKnown(server: number, software: number, line: number): void {
    this.lastSoftware = software;
    this.server.push(server);
    this.software.push(software);
    this.line.push(line);
  }

  /** Forgets the rows from `length` on; their software may stay in the list. */
  truncate(length: number): void {
    for (const column of [this.server, this.software, this.line, this.column]) column?.truncate(length);
  }

  distinct(): readonly Software[] {
    return Array.from({ length: this.tuples.size }, (_, index) => {
      const text = (part: number): string => this.table.text(this.tuples.at(index, part));
      return { index, name: text(0), publisher: text(1), version: text(2), source: text(3), cpe: text(4), purl: text(5) };
    });
  }

  private check(part: number, parts: Int32Array, find: (text: string) => Wrong | undefined, flaw: (part: number, wrong: Wrong) => void): void {
    const id = parts[part]!;
    let checked = this.checked[part - CPE]!;
    if (id >= checked.length) {
      const larger = new Uint8Array(Math.max(1 << 10, this.table.size * 2));
      larger.set(checked);
      this.checked[part - CPE] = checked = larger;
    }
    if (checked[id] === 0) checked[id] = find(this.table.text(id)) ? 2 : 1;
    if (checked[id] === 1) return;
    parts[part] = 0;
    flaw(part, find(this.table.text(id))!);
  }
}
