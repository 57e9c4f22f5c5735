import type { VexJustification, VexStatus } from '../../insights/suppress/suppression';

/** What OpenVEX 0.2.0 calls a product or a subcomponent. */
export interface VexComponent {
  readonly '@id'?: string;
  readonly identifiers?: Readonly<Record<string, string>>;
}

export interface VexProduct extends VexComponent {
  readonly subcomponents?: readonly VexComponent[];
}

/** One statement of an OpenVEX 0.2.0 document, as far as it is used here. */
export interface VexStatement {
  readonly '@id'?: string;
  readonly vulnerability: { readonly name: string; readonly aliases?: readonly string[] };
  readonly timestamp?: string;
  readonly products?: readonly VexProduct[];
  readonly status: VexStatus;
  readonly status_notes?: string;
  readonly justification?: VexJustification;
  readonly impact_statement?: string;
  readonly action_statement?: string;
}

/** Everything of a document but its statements. */
export interface VexHeader {
  readonly '@context': string;
  readonly '@id': string;
  readonly author: string;
  readonly timestamp: string;
  readonly version: number;
  readonly tooling: string;
}

export interface VexDocument extends VexHeader {
  readonly statements: readonly VexStatement[];
}

export const OPENVEX_CONTEXT = 'https://openvex.dev/ns/v0.2.0';

/** `id` an IRI that no other document has; `at` ISO 8601 in UTC. */
export function vexHeader(id: string, author: string, at: string): VexHeader {
  return { '@context': OPENVEX_CONTEXT, '@id': id, author, timestamp: at, version: 1, tooling: 'Inventory Insights' };
}
