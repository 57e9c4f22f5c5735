import type { Assessment } from '../core/insights/assessment';
import { withDecisions } from '../core/insights/estate/withDecisions';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Problem } from '../core/inventory/problem';
import type { Decisions } from '../workspace/decisions';
import { decisionProblems, userDecisions } from '../workspace/userDecisions';

/** Lays what users decided over assessments; what the lists say is worked out once while they stay the same. */
export class Decider {
  private last: { readonly decisions: Decisions; readonly said: ReturnType<typeof userDecisions> } | undefined;

  decide(base: Assessment, decisions: Decisions, today: PlainDate): { readonly assessment: Assessment; readonly problems: readonly Problem[] } {
    if (this.last?.decisions !== decisions) this.last = { decisions, said: userDecisions(decisions) };
    const { said } = this.last;
    const assessment = withDecisions(base, said.decisions);
    return { assessment, problems: [...said.problems, ...decisionProblems(assessment, decisions, today)] };
  }
}
