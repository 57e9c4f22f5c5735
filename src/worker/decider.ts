import type { Assessment } from '../core/insights/assessment';
import { withDecisions } from '../core/insights/estate/withDecisions';
import { parseServerFilter, problemText } from '../core/insights/filterText/parseFilter';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Problem } from '../core/inventory/problem';
import type { Decisions } from '../workspace/decisions';
import { decisionProblems, userDecisions, type ParseFilter } from '../workspace/userDecisions';

/** The text of a rule's filter as the core's, or what is wrong with it. */
export const parseFilterText: ParseFilter = (text) => {
  const { filter, problem } = parseServerFilter(text);
  return problem === null ? { filter } : { flaw: problemText(problem) };
};

/** Lays what users decided over assessments; what the lists say is worked out once while they stay the same. */
export class Decider {
  private last: { readonly decisions: Decisions; readonly said: ReturnType<typeof userDecisions> } | undefined;

  decide(base: Assessment, decisions: Decisions, today: PlainDate): { readonly assessment: Assessment; readonly problems: readonly Problem[] } {
    if (this.last?.decisions !== decisions) this.last = { decisions, said: userDecisions(decisions, parseFilterText) };
    const { said } = this.last;
    const assessment = withDecisions(base, said.decisions);
    return { assessment, problems: [...said.problems, ...decisionProblems(assessment, decisions, today)] };
  }
}
