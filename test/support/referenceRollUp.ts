import { isPatchManagement, isSecuritySoftware } from '../../src/core/identify/categories';
import type { Identity } from '../../src/core/identify/identity';
import type { EstateIdentities } from '../../src/core/insights/identifyEstate';
import type { Estate } from '../../src/core/inventory/model';
import { AdvisoryJudge } from '../../src/core/match/advisories/advisoryJudge';
import type { Knowledge } from '../../src/core/match/knowledge';
import type { Matcher, ServerSubjects, SubjectMatches } from '../../src/core/match/matcher';
import type { Severity, Verdict } from '../../src/core/match/verdict';
import { SEVERITIES, VERDICTS } from '../../src/core/match/verdict';

export interface ReferenceServer {
  readonly score: number;
  readonly terms: readonly (number | null)[];
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly affected: readonly string[];
  readonly possible: readonly string[];
  readonly unknownVersion: readonly string[];
  readonly exploited: number;
  /** Affirmed by advisories, not in NVD's data. */
  readonly unrecorded: readonly string[];
}

/**
 * The roll-up a second time, plainly: every subject of every server is judged anew, and what it has goes into sets of CVE ids.
 * It shares nothing with `src/core/insights` but the sum's definition (features R3); only the verdicts are the matcher's and the advisories'.
 */
export function referenceRollUp(estate: Estate, identities: EstateIdentities, knowledge: Knowledge, matcher: Matcher, asOf: string): ReferenceServer[] {
  const { index } = matcher;
  const { advisories } = knowledge;
  return estate.servers.map((server): ReferenceServer => {
    const installed = estate.software.filter((software) => installs(estate, server.index, software.index));
    const os = identities.os[identities.osOf[server.index]];
    const subjects: ServerSubjects = { os, software: installed.map((software) => identities.software[software.index]) };

    const best = new Map<string, Verdict>();
    const judge = (subject: Parameters<Matcher['judgeOnServer']>[1], matches: SubjectMatches): void => {
      const say = (cve: number, verdict: Verdict): void => {
        const id = index.cveId(cve);
        const known = best.get(id);
        if (known === undefined || VERDICTS.indexOf(verdict) > VERDICTS.indexOf(known)) best.set(id, verdict);
      };
      matches.cves.forEach((cve, i) => say(cve, VERDICTS[matches.verdicts[i]]));
      for (const cve of matches.conditional) say(cve, matcher.judgeOnServer(cve, subject, subjects));
    };
    const byRelease = new AdvisoryJudge(index, advisories);
    const scope = byRelease.scopeOf(os.identity);
    const isNamed = (cve: number): boolean => (scope?.ecosystems ?? []).some((ecosystem) => advisories.namesCve(ecosystem, index.cveId(cve)));
    const ofOs = matcher.matchOs(os);
    judge(os, { cves: ofOs.cves.filter((cve) => !isNamed(cve)), verdicts: ofOs.verdicts.filter((_, i) => !isNamed(ofOs.cves[i])), conditional: ofOs.conditional.filter((cve) => !isNamed(cve)) });
    const unrecorded = new Set<string>();
    for (const identity of subjects.software) {
      const byAdvisories = scope && byRelease.match(identity, scope);
      judge(identity, byAdvisories ?? matcher.matchSoftware(identity));
      for (const number of byAdvisories?.unrecorded ?? []) unrecorded.add(byRelease.unrecordedCves[number]);
    }
    const withVerdict = (verdict: Verdict): string[] => [...best].filter(([, one]) => one === verdict).map(([id]) => id).sort();

    const affected = withVerdict('affected');
    const known = server.softwareKnown;
    const flag = (is: boolean): number | null => (known ? Number(is) : null);
    const updates = server.pendingUpdates?.filter((update) => update.class !== 'other').length;
    const terms = [
      hasEnded(os.identity, knowledge, asOf),
      flag(subjects.software.some((identity) => identity.distribution === null && hasEnded(identity, knowledge, asOf) === 1)),
      known || os.identity.cpes.length > 0 ? affected.length : null,
      updates ?? null,
      flag(!subjects.software.some(isSecuritySoftware)),
      flag(!subjects.software.some(isPatchManagement)),
    ];
    const cves = affected.map((id) => index.cveIndex(id));
    return {
      score: terms.reduce<number>((sum, term) => sum + (term ?? 0), 0),
      terms,
      bySeverity: Object.fromEntries(SEVERITIES.map((severity, i) => [severity, cves.filter((cve) => index.severity[cve] === i).length])) as Record<Severity, number>,
      affected,
      possible: withVerdict('possibly-affected'),
      unknownVersion: withVerdict('unknown-version'),
      exploited: cves.filter((cve) => index.kev[cve] > 0).length,
      unrecorded: [...unrecorded].sort(),
    };
  });
}

function installs({ installs: { offsets, software } }: Estate, server: number, wanted: number): boolean {
  return software.slice(offsets[server], offsets[server + 1]).includes(wanted);
}

/** 1 from the day after the cycle's last day, null when the cycle is not known. */
function hasEnded(identity: Identity, knowledge: Knowledge, asOf: string): number | null {
  const release = knowledge.lifecycle.product(identity.product)?.releases.find(({ name }) => name === identity.cycle);
  if (!release) return null;
  return Number(release.eolFrom === null ? release.isEol : asOf > release.eolFrom);
}
