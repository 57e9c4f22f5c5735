import type { Assessment } from '../../core/insights/assessment';
import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import { sourceWords } from '../../core/insights/estate/decideEstate';
import { tagStates } from '../../core/insights/estate/overlayTags';
import type { ServerDecisionsModel } from '../../protocol/models/tags';
import { LANGUAGE, t } from '../l10n';

const COVERAGE_SENTENCES: Readonly<Record<ServerCoverage, string>> = {
  protected: t('Protected: security and patch-management software'),
  partial: t('Partial: only one of security and patch-management software'),
  unprotected: t('Unprotected: neither security nor patch-management software'),
  excluded: t('Excluded'),
  unknown: t('Unknown: the inventory has no software list'),
};

/** What is decided about a server, by whom or what. */
export function presentServerDecisions({ estate, decided }: Assessment, row: number): ServerDecisionsModel {
  const decision = decided.decisions.get(row);
  const excluded = decision?.excluded ?? '';
  const coverage = decided.coverage[row];
  return {
    tags: tagStates(decided.writtenTags.get(row) ?? estate.servers[row].tags, decision?.tags).map(({ isRemoved, ...tag }) => ({ ...tag, removed: isRemoved })),
    criticality: decided.criticality[row],
    criticalityBy: sourceWords(decided.criticalityBy[row], LANGUAGE),
    coverage,
    coverageText: coverage === 'excluded' ? t('Excluded: {0}', excluded) : COVERAGE_SENTENCES[coverage],
    excluded,
    groups: decided.groups.get(row) ?? [],
  };
}
