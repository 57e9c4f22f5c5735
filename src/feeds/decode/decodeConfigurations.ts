import type { Configuration, ConfigurationNode, CpeMatch } from '../../core/match/cveRecord';
import { asArray, asObject, asText, shapeName } from './shape';

/** Bounds of one record's configurations. Beyond them the record is left out, because cutting it would change what it matches. */
const LIMITS = {
  criteriaLength: 1_024,
  versionLength: 256,
  configurations: 4_096,
  nodes: 16_384,
  /** The largest record known has 4,891. */
  matchRows: 65_536,
} as const;

/** Configurations of another shape than NVD's; the message says what is wrong, without the record's name. */
export class WrongShape extends Error {}

/** An NVD record's `configurations`: none when absent. Throws `WrongShape`, since a part of them could say something else than the whole. */
export function decodeConfigurations(value: unknown): Configuration[] {
  if (value === undefined || value === null) return [];
  const budget = { nodes: LIMITS.nodes as number, rows: LIMITS.matchRows as number };
  return list(value, 'configurations', LIMITS.configurations).map((entry) => {
    const configuration = object(entry, 'a configuration');
    const nodes = list(configuration.nodes, 'nodes', budget.nodes);
    budget.nodes -= nodes.length;
    return {
      operator: operator(configuration.operator),
      negate: flag(configuration.negate, 'negate'),
      nodes: nodes.map((node) => decodeNode(node, budget)),
    };
  });
}

function decodeNode(value: unknown, budget: { rows: number }): ConfigurationNode {
  const node = object(value, 'a node');
  // NVD 2.0 has two levels; what hangs below would be lost, and with it what the rest means.
  if (asArray(node.children)?.length || asArray(node.nodes)?.length) throw new WrongShape('its configurations are nested deeper than two levels');
  const rows = list(node.cpeMatch, 'cpeMatch', budget.rows);
  budget.rows -= rows.length;
  return { operator: operator(node.operator), negate: flag(node.negate, 'negate'), cpeMatch: rows.map(decodeCpeMatch) };
}

function decodeCpeMatch(value: unknown): CpeMatch {
  const row = object(value, 'a match row');
  const criteria = asText(row.criteria, LIMITS.criteriaLength);
  if (criteria === undefined) throw new WrongShape('a match row has no `criteria`');
  if (typeof row.vulnerable !== 'boolean') throw new WrongShape('a match row does not say whether it is `vulnerable`');
  return {
    vulnerable: row.vulnerable,
    criteria,
    versionStartIncluding: bound(row, 'versionStartIncluding'),
    versionStartExcluding: bound(row, 'versionStartExcluding'),
    versionEndIncluding: bound(row, 'versionEndIncluding'),
    versionEndExcluding: bound(row, 'versionEndExcluding'),
  };
}

function bound(row: Readonly<Record<string, unknown>>, key: string): string {
  const value = row[key];
  if (value === undefined || value === null) return '';
  const text = asText(value, LIMITS.versionLength);
  if (text === undefined) throw new WrongShape(`\`${key}\` of a match row is not a version`);
  return text;
}

function operator(value: unknown): 'AND' | 'OR' {
  if (value === undefined || value === null) return 'OR';
  const name = typeof value === 'string' ? value.toUpperCase() : '';
  if (name === 'AND' || name === 'OR') return name;
  throw new WrongShape('an `operator` is neither AND nor OR');
}

function flag(value: unknown, name: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new WrongShape(`\`${name}\` is neither true nor false`);
}

function object(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const found = asObject(value);
  if (!found) throw new WrongShape(`${name} is ${shapeName(value)}, not an object`);
  return found;
}

function list(value: unknown, name: string, max: number): readonly unknown[] {
  const found = asArray(value);
  if (!found) throw new WrongShape(`\`${name}\` is ${shapeName(value)}, not a list`);
  if (found.length > max) throw new WrongShape(`\`${name}\` is longer than any real record's`);
  return found;
}
