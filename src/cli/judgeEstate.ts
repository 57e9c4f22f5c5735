import type { Assessment } from '../core/insights/assessment';
import { assess } from '../core/insights/assess';
import { Identifier } from '../core/insights/identifyEstate';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import { parsePlainDate } from '../core/inventory/plainDate';
import type { Problem } from '../core/inventory/problem';
import type { Knowledge } from '../core/match/knowledge';
import { createMatcher } from '../core/match/matcher';
import { KeptIdentities } from '../feeds/identities/keptIdentities';
import { openKnowledge } from '../feeds/store/openKnowledge';
import type { Decisions } from '../workspace/decisions';
import { AppliedDecisions } from './decisions';
import { starterDir, today, wasmPath } from './places';
import { UsageError } from './usage';

export const STALE_AFTER_DAYS = 30;

/** Judges estates by one set of feeds, so that what they share is identified and matched once. */
export interface EstateJudge {
  readonly knowledge: Knowledge;
  readonly problems: readonly Problem[];
  judge(estate: Estate, asOf: PlainDate, decisions: Decisions): { readonly assessment: Assessment; readonly problems: readonly Problem[] };
}

/** @param cacheDir folder of the feeds */
export async function openJudge(cacheDir: string): Promise<EstateJudge> {
  const { knowledge, problems } = await openKnowledge({ cacheDir, starterDir, wasmPath });
  const identifier = new Identifier(knowledge.lifecycle, knowledge.index, new KeptIdentities(cacheDir, knowledge.revision));
  const matcher = createMatcher(knowledge.index);
  return {
    knowledge, problems,
    judge: (estate, asOf, decisions) => {
      const applied = new AppliedDecisions(decisions, knowledge);
      const identities = applied.identities(estate, identifier.identify(estate));
      const assessment = applied.over(assess({ estate, identities, knowledge, matcher, asOf, today: today(), staleAfterDays: STALE_AFTER_DAYS }));
      return { assessment, problems: applied.problems };
    },
  };
}

/** A date of the command line; today when it is not given. */
export function dateOf(option: string, value: string | undefined): PlainDate {
  const date = value === undefined ? today() : parsePlainDate(value);
  if (date === undefined) throw new UsageError(`--${option} is a date like 2027-01-31, not "${value}".`);
  return date;
}
