import { SEVERITIES, VerdictCode } from '../../match/verdict';
import type { Assessment, ServerColumns, SoftwareColumns } from '../assessment';
import { scoreTerms } from '../assessment';
import { OS_SUBJECT } from '../findings';
import { scoreOf } from '../score';
import { HeldCves } from './heldCves';
import { remainingOnSoftware, type ClearedPairs } from './remainingOnSoftware';
import { resolveSuppressions } from './resolveSuppressions';
import { setAsideBy } from './setAside';
import type { Suppression } from './suppression';
import { VerdictsOnServers } from './verdictsOnServers';

/**
 * The assessment without what is set aside, in every column. A pass of its own after the roll-up: only servers that hold one of the CVEs
 * are looked at closely. The assessment given stays as it is. Statements hold as of the assessment's date: one that has expired by a
 * planned date counts again there.
 */
export function applySuppressions(assessment: Assessment, suppressions: readonly Suppression[]): Assessment {
  if (suppressions.length === 0) return assessment;
  const { rules, states } = resolveSuppressions(assessment, suppressions, assessment.asOf);
  const statements = suppressions.map((suppression, position) => ({ suppression, state: states[position]!, servers: 0 }));
  const setAside = setAsideBy(rules, assessment.estate.servers.length, statements);
  if (rules.length === 0) return { ...assessment, setAside };
  const held = new HeldCves(assessment, setAside.cves);
  const verdicts = new VerdictsOnServers(assessment);
  const columns = copiedColumns(assessment.servers);
  const { kev, severity } = assessment.matcher.index;
  const cleared: ClearedPairs = { affected: new Map(), possible: new Map() };
  const through = new Map(assessment.servers.throughCondition);
  const changed: number[] = [];

  for (let server = 0; server < assessment.estate.servers.length; server++) {
    if (!setAside.concerns(server)) continue;
    /** Best verdict by CVE before, and among what is not set aside. */
    const best = new Map<number, { before: number; after: number }>();
    const applied = new Set<number>();
    held.forEach(server, (software, cves) => {
      for (const cve of cves) {
        const code = verdicts.codeOf(server, software, cve);
        if (code === VerdictCode.notAffected) continue;
        const known = best.get(cve) ?? { before: VerdictCode.notAffected, after: VerdictCode.notAffected };
        best.set(cve, known);
        known.before = Math.max(known.before, code);
        const rule = setAside.of(server, software, cve);
        if (rule === undefined) {
          known.after = Math.max(known.after, code);
          continue;
        }
        applied.add(rule.position);
        if (software !== OS_SUBJECT) clearPair(code === VerdictCode.affected ? cleared.affected : cleared.possible, software, cve);
      }
    });
    for (const position of applied) statements[position]!.servers++;
    if (applied.size === 0) continue;
    for (const [cve, { before, after }] of best) {
      if (before === after) continue;
      move(columns, server, before, -1);
      move(columns, server, after, 1);
      if (before !== VerdictCode.affected) continue;
      columns.bySeverity[server * SEVERITIES.length + severity[cve]!]!--;
      if (kev[cve]! > 0) columns.exploited[server]!--;
    }
    const kept = through.get(server)?.filter((cve) => !best.has(cve) || best.get(cve)!.after === VerdictCode.affected);
    if (kept) through.set(server, kept);
    changed.push(server);
  }

  const next: Assessment = {
    ...assessment,
    setAside,
    servers: { ...columns, throughCondition: through },
    software: withoutCleared(assessment, remainingOnSoftware(assessment, setAside, verdicts, cleared)),
  };
  for (const server of changed) {
    if (columns.judged[server]) {
      const highest = SEVERITIES.findIndex((_, at) => columns.bySeverity[server * SEVERITIES.length + at]! > 0);
      columns.level[server] = highest === -1 ? SEVERITIES.indexOf('none') : highest;
    }
    columns.score[server] = scoreOf(scoreTerms(next, server));
    columns.atRisk[server] = columns.score[server] > 0 ? 1 : 0;
  }
  return next;
}

function copiedColumns(columns: ServerColumns): ServerColumns {
  return {
    ...columns,
    score: columns.score.slice(), vulnerabilities: columns.vulnerabilities.slice(), possible: columns.possible.slice(),
    unknownVersion: columns.unknownVersion.slice(), exploited: columns.exploited.slice(), bySeverity: columns.bySeverity.slice(),
    level: columns.level.slice(), atRisk: columns.atRisk.slice(),
  };
}

/** Counts one CVE more or less under the verdict that it has on the server. */
function move(columns: ServerColumns, server: number, code: number, by: 1 | -1): void {
  switch (code) {
    case VerdictCode.affected: columns.vulnerabilities[server]! += by; return;
    case VerdictCode.possiblyAffected: columns.possible[server]! += by; return;
    case VerdictCode.unknownVersion: columns.unknownVersion[server]! += by;
  }
}

function clearPair(pairs: Map<number, Set<number>>, software: number, cve: number): void {
  const known = pairs.get(software);
  if (known) known.add(cve);
  else pairs.set(software, new Set([cve]));
}

/** Software's columns without what is set aside on every server that had it. */
function withoutCleared({ software, matcher: { index } }: Assessment, gone: ClearedPairs): SoftwareColumns {
  if (gone.affected.size === 0 && gone.possible.size === 0) return software;
  const affected = [...software.affected];
  const bySeverity = software.bySeverity.slice();
  const exploited = software.exploited.slice();
  const possible = software.possible.slice();
  for (const [id, cves] of gone.affected) {
    affected[id] = affected[id]!.filter((cve) => !cves.has(cve));
    for (const cve of cves) {
      bySeverity[id * SEVERITIES.length + index.severity[cve]!]!--;
      if (index.kev[cve]! > 0) exploited[id]!--;
    }
  }
  for (const [id, cves] of gone.possible) possible[id]! -= cves.size;
  return { ...software, affected, bySeverity, exploited, possible };
}
