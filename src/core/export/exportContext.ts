import type { Problem } from '../inventory/problem';

/** What an export says of itself, and what only its host knows. */
export interface ExportContext {
  /** Names the estate: the workspace's folder. */
  readonly title: string;
  readonly productVersion: string;
  /** ISO 8601 date-time of the export, UTC. */
  readonly madeAt: string;
  /** The filter that made the selection, as text that can be typed again; '' for everything. */
  readonly filterText: string;
  /** A reference (RFC 3986) to an inventory file: relative to the workspace where it is inside, with `/`, percent-encoded. */
  readonly fileUri: (file: string) => string;
  /** Problems of inventories and feeds. */
  readonly problems: readonly Problem[];
}

export const PRODUCT_NAME = 'Inventory Insights';
