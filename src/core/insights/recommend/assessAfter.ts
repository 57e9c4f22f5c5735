import { assess } from '../assess';
import type { Assessment } from '../assessment';
import { applySuppressions } from '../suppress/applySuppressions';
import { estateAfter, type ChangedPart } from './estateAfter';

/**
 * Assesses servers as they would be, with what users set aside still set aside. Its servers are those of the parts, one part after another.
 * Users' tags, criticality rules and saved scopes are not worked out anew: they are no matter of the score.
 */
export function assessAfter(assessment: Assessment, parts: readonly ChangedPart[]): Assessment {
  return applySuppressions(assess(estateAfter(assessment, parts)), assessment.setAside.statements.map(({ suppression }) => suppression));
}
