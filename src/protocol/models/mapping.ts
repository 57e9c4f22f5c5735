import type { SoftwareRef } from '../../core/insights/filter';

/** What a software may be: a vendor and product of the vulnerability feed, or a product of endoflife.date. Text of feeds and inventories is data. */
export interface ProductChoice {
  readonly kind: 'cpe' | 'product';
  /** As mappings.json has it: `vendor:product` or a CPE 2.3 name; endoflife.date's name of the product. */
  readonly value: string;
  readonly label: string;
  /** "12 of the feed's rows name it", "endoflife.date, 14 releases". */
  readonly detail: string;
  /** 0 to 1: how well name and publisher agree; null where it was searched for by hand. */
  readonly score: number | null;
}

/** What a user may say of a software. */
export interface MappingOptions {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly servers: number;
  /** What it stands for now, as a sentence. */
  readonly now: string;
  /** It has a mapping that can be removed; where it stands. */
  readonly mapping: { readonly file: string; readonly line: number } | null;
  /** The inventory says itself what it is, and that goes first: as a sentence; '' when it does not. */
  readonly explicit: string;
  /** Best first. */
  readonly candidates: readonly ProductChoice[];
}

/** What a user says of a software. */
export type MappingTarget =
  | { readonly kind: 'cpe' | 'product'; readonly value: string }
  /** The feeds have no such product. */
  | { readonly kind: 'unknown' }
  /** It does not matter, and counts nowhere. */
  | { readonly kind: 'ignore' };

export type { SoftwareRef };

/** How much of a scope's software is identified; what users ignore is left out. */
export interface IdentificationModel {
  readonly rows: Portion;
  readonly software: Portion;
  readonly byConfidence: readonly { readonly confidence: 'high' | 'medium' | 'low'; readonly software: number; readonly rows: number }[];
  /** Most rows first; '' where the inventory does not say. */
  readonly bySource: readonly { readonly source: string; readonly rows: Portion }[];
  readonly ignored: number;
  /** Those that most servers have. */
  readonly unmapped: readonly { readonly software: SoftwareRef; readonly label: string; readonly publisher: string; readonly servers: number }[];
}

/** A part of a whole. */
export interface Portion {
  readonly value: number;
  readonly total: number;
}
