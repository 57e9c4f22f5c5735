import type { ServerRisk, SoftwareRisk } from '../../core/insights/filter';
import { isHidden, type HideablePart } from '../../core/insights/sharing';
import type { Count, Share } from '../../protocol/models/frame';
import type { ServerRow } from '../../protocol/models/lists';
import { t } from '../l10n';
import type { View } from './view';

/** True where the sharing profile leaves a part out of everything that is shown. */
export function hides({ assessment }: Pick<View, 'assessment'>, part: HideablePart): boolean {
  return isHidden(assessment, part);
}

/** Stands for every number of a part that is left out: it opens nothing, and its value says nothing. */
export const HIDDEN_COUNT: Count = { value: 0, hidden: true };
export const HIDDEN_SHARE: Share = { ...HIDDEN_COUNT, share: 0 };

const PART_OF_RISK: Readonly<Partial<Record<ServerRisk | SoftwareRisk, HideablePart>>> = {
  vulnerabilities: 'vulnerabilities', 'pending-updates': 'updates', vulnerable: 'vulnerabilities', 'end-of-support-and-vulnerable': 'vulnerabilities',
};

/** True where a risk is of a part that is left out. */
export function hidesRisk(view: Pick<View, 'assessment'>, risk: ServerRisk | SoftwareRisk): boolean {
  const part = PART_OF_RISK[risk];
  return part !== undefined && hides(view, part);
}

/** False where nothing is known that a score could be made of; what is hidden leaves the other terms to judge by. */
export function isServerJudged({ assessment }: Pick<View, 'assessment'>, { bySeverity, updates, parts }: Pick<ServerRow, 'bySeverity' | 'updates' | 'parts'>): boolean {
  return bySeverity !== null || updates !== null || (assessment.hidden?.length ? Object.values(parts).some((term) => term !== null) : false);
}

const SENTENCES: Readonly<Record<HideablePart, string>> = {
  vulnerabilities: t('Vulnerabilities are hidden by the sharing profile.'),
  updates: t('Pending updates are hidden by the sharing profile.'),
};

/** Says in place of a part that it is left out, and by what. */
export function hiddenSentence(part: HideablePart): string {
  return SENTENCES[part];
}
