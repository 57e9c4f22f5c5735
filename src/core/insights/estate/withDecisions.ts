import type { Assessment } from '../assessment';
import { applySuppressions } from '../suppress/applySuppressions';
import type { Suppression } from '../suppress/suppression';
import { decideEstate, withUserTagsOf } from './decideEstate';
import type { EstateDecisions } from './estateDecisions';

/** All that users decide about servers and findings. */
export interface UserDecisions {
  readonly estate: EstateDecisions;
  readonly suppressions: readonly Suppression[];
}

/**
 * An assessment as users decided: tags, then what is set aside, which may go by tags, then criticality and coverage, which may go by
 * either. Nothing is judged anew, so a changed tag costs no assessment.
 */
export function withDecisions(assessment: Assessment, { estate, suppressions }: UserDecisions): Assessment {
  return decideEstate(applySuppressions(withUserTagsOf(assessment, estate), suppressions), estate);
}
