import { explanationLines } from '../../core/export/explanation';
import { REASON_WORDS } from '../../core/export/reasonWords';
import { setAsideText } from '../../core/export/vex/setAsideText';
import type { Assessment } from '../../core/insights/assessment';
import { subjectOf } from '../../core/insights/findings';
import { whyNot } from '../../core/insights/whyNot';
import type { WhyNotModel } from '../../protocol/models/evidence';
import { VERDICT_WORDS } from './words';
import { LANGUAGE } from '../l10n';

/** Subjects that a panel lists; a server with a hundred packages of one source is understood from the nearest. */
const MOST_SUBJECTS = 20;

/** Why a CVE is, or is not, found on a server, for an id as somebody typed it. */
export function presentWhyNot(assessment: Assessment, server: number, cve: string): WhyNotModel {
  const why = whyNot(assessment, server, cve);
  const [answer, ...details] = explanationLines(assessment, server, why, LANGUAGE);
  return {
    cve: why.id,
    outcome: why.outcome,
    answer: answer ?? '',
    details,
    subjects: why.subjects.slice(0, MOST_SUBJECTS).map(({ software, evidence }) => {
      const aside = evidence.verdict === 'not-affected' ? undefined : assessment.setAside.of(server, software, why.cve);
      const verdict = aside === undefined ? evidence.verdict : 'suppressed';
      return {
        ref: { cve: why.id, software },
        label: subjectOf(assessment, server, software).label,
        verdict,
        verdictLabel: VERDICT_WORDS[verdict],
        reason: aside === undefined ? LANGUAGE.word(REASON_WORDS[evidence.reason]) : setAsideText(aside, LANGUAGE),
      };
    }),
    more: Math.max(0, why.subjects.length - MOST_SUBJECTS),
  };
}
