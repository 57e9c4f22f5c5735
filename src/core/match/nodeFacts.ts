import { CONFIGURATION_SOURCES } from './cveRecord';
import { NODE_NEGATED, type MatchTables } from './matchTables';
import { nodeHasConditions } from './nodeConditions';

/** What holds of every row of a node, as bits below its CVE. */
export const RowTrait = {
  /** Its outcome depends on the rest of the server. */
  conditioned: 1,
  /** What it concerns is the word of the CNA alone. */
  fromCna: 2,
  /** It speaks of what is not there. */
  negated: 4,
} as const;

export const NODE_CVE_SHIFT = 3;
const CNA = CONFIGURATION_SOURCES.indexOf('cna');

/** By node its CVE and traits in one number: matching asks this of millions of rows, and the columns that know it lie far apart. */
export function nodeFacts(tables: MatchTables): Uint32Array {
  const facts = new Uint32Array(tables.nodeFlags.length);
  for (let node = 0; node < facts.length; node++) {
    const cve = tables.configurationCve[tables.nodeConfiguration[node]!]!;
    const traits = (nodeHasConditions(tables, node) ? RowTrait.conditioned : 0)
      | (tables.source[cve] === CNA ? RowTrait.fromCna : 0)
      | (tables.nodeFlags[node]! & NODE_NEGATED ? RowTrait.negated : 0);
    facts[node] = (cve << NODE_CVE_SHIFT) | traits;
  }
  return facts;
}
