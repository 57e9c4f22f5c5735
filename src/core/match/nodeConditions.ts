import { NODE_AND, NODE_INCOMPLETE, type MatchTables } from './matchTables';

/** Whether something stands beside a node's row under an AND: another node of the configuration, or another row of the node. */
export function nodeHasConditions(tables: MatchTables, node: number): boolean {
  const configuration = tables.nodeConfiguration[node]!;
  if (tables.configurationIsAnd[configuration] && tables.configurationNodes[configuration + 1]! - tables.configurationNodes[configuration]! > 1) return true;
  const flags = tables.nodeFlags[node]!;
  return (flags & NODE_AND) !== 0 && (tables.nodeRows[node + 1]! - tables.nodeRows[node]! > 1 || (flags & NODE_INCOMPLETE) !== 0);
}
