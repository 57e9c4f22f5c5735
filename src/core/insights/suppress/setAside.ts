import type { SuppressionState } from './resolveSuppressions';
import type { Suppression } from './suppression';

/** One statement on one of its scopes, resolved against an assessment. */
export interface SetAsideRule {
  /** Position of its statement among those given. */
  readonly position: number;
  readonly suppression: Suppression;
  /** Index into the match index. */
  readonly cve: number;
  /** Servers that it holds on; null: all. */
  readonly servers: ReadonlySet<number> | null;
  /** Software, or `OS_SUBJECT`; null: any. */
  readonly software: ReadonlySet<number> | null;
}

/** Which findings are set aside. Nothing is kept per finding: a statement about all servers is one rule, however many have the CVE. */
export interface SetAside {
  /** CVEs that some rule is about. */
  readonly cves: ReadonlySet<number>;
  /** The first rule that sets a finding aside; undefined when it counts. `software` as in `Finding`. */
  of(server: number, software: number, cve: number): SetAsideRule | undefined;
  /** False when no rule holds on the server, whatever the CVE. */
  concerns(server: number): boolean;
  /** Every statement, in the order given, those that set nothing aside too. */
  readonly statements: readonly StatementResult[];
}

/** What came of one statement. */
export interface StatementResult {
  readonly suppression: Suppression;
  readonly state: SuppressionState;
  /** Servers with a finding that it sets aside. */
  readonly servers: number;
}

export const NOTHING_SET_ASIDE: SetAside = { cves: new Set(), of: () => undefined, concerns: () => false, statements: [] };

/** The rules as one question; of several rules about a finding the first counts. */
export function setAsideBy(rules: readonly SetAsideRule[], servers: number, statements: readonly StatementResult[]): SetAside {
  if (rules.length === 0) return { ...NOTHING_SET_ASIDE, statements };
  const byCve = new Map<number, SetAsideRule[]>();
  for (const rule of rules) {
    const known = byCve.get(rule.cve);
    if (known) known.push(rule);
    else byCve.set(rule.cve, [rule]);
  }
  const isEverywhere = rules.some(({ servers }) => servers === null);
  const concerned = new Uint8Array(servers).fill(isEverywhere ? 1 : 0);
  if (!isEverywhere) for (const rule of rules) for (const server of rule.servers!) concerned[server] = 1;
  return {
    cves: new Set(byCve.keys()),
    of: (server, software, cve) => byCve.get(cve)?.find((rule) => (rule.servers === null || rule.servers.has(server)) && (rule.software === null || rule.software.has(software))),
    concerns: (server) => concerned[server] === 1,
    statements,
  };
}
