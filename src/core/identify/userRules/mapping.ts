import type { Category } from '../identity';

/** What a user says of the software that these words name. Of the optional ones, what is absent fits everything. */
export interface Mapping {
  /** The name as the inventory writes it, whole, whatever its case. */
  readonly name: string;
  readonly publisher?: string;
  /** A version, or a pattern with `*` for any characters. */
  readonly version?: string;
  /** `registry`, `dpkg`, … as the inventory has it. */
  readonly source?: string;
  /** `vendor:product`, or a CPE 2.3 name of which vendor and product count, and the version where it names one. */
  readonly cpe?: string;
  /** endoflife.date's product. */
  readonly product?: string;
  /** Its release; without one it follows from the version. */
  readonly cycle?: string;
  readonly category?: Category;
  readonly subcategory?: string;
  /** Left out of counts: neither identified nor missing. */
  readonly ignore?: true;
  /** There is no such product in the feeds: nothing is searched. */
  readonly unknown?: true;
  readonly note?: string;
}

/** Two mappings of one key are for the same software. */
export function mappingKey({ name, publisher = '', version = '', source = '' }: Pick<Mapping, 'name' | 'publisher' | 'version' | 'source'>): string {
  return [name, publisher, version, source].map((part) => part.trim().toLowerCase()).join('\t');
}
