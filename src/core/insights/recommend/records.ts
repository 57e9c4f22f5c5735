import type { SoftwareIdentity } from '../../identify/identity';
import type { Matcher, ServerSubjects } from '../../match/matcher';
import { VerdictCode } from '../../match/verdict';
import type { Assessment } from '../assessment';
import { releaseOf } from '../matchesOn';
import { subjectsOfServer } from '../subjects';

/** Who says what a software is affected by on a server: its release's advisories where they speak of it, else NVD's records. */
export interface Records {
  /** The first version that is out of the range of a CVE's record; '' when the record names none. */
  fixedIn(cve: number, identity: SoftwareIdentity): string;
  /** CVE indexes. */
  affected(identity: SoftwareIdentity): readonly number[];
}

export function recordsOn(
  assessment: Assessment, server: number, software: number,
  subjectsOf: (server: number) => ServerSubjects = (row) => subjectsOfServer(assessment.estate, assessment.identities, row),
): Records {
  const { matcher, releases } = assessment;
  const { scope, covered } = releaseOf(assessment, server);
  if (scope && covered[software]) {
    return {
      fixedIn: (cve, identity) => releases.judge.explain(cve, identity, scope)?.fixedIn ?? '',
      affected: (identity) => {
        const matches = releases.judge.match(identity, scope);
        return matches ? Array.from(matches.cves.filter((_, i) => matches.verdicts[i] === VerdictCode.affected)) : [];
      },
    };
  }
  const subjects = subjectsOf(server);
  return {
    fixedIn: (cve, identity) => matcher.fixedIn(cve, identity, subjects),
    affected: (identity) => affectedOnServer(matcher, identity, subjects),
  };
}

function affectedOnServer(matcher: Matcher, identity: SoftwareIdentity, subjects: ServerSubjects): number[] {
  const { cves, verdicts, conditional } = matcher.matchSoftware(identity);
  return [...new Set([
    ...cves.filter((_, i) => verdicts[i] === VerdictCode.affected),
    ...conditional.filter((cve) => matcher.judgeOnServer(cve, identity, subjects) === 'affected'),
  ])];
}
