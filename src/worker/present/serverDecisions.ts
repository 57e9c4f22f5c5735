import type { Assessment } from '../../core/insights/assessment';
import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import { sourceWords } from '../../core/insights/estate/decideEstate';
import { tagStates } from '../../core/insights/estate/overlayTags';
import type { ServerDecisionsModel } from '../../protocol/models/tags';

const COVERAGE_SENTENCES: Readonly<Record<ServerCoverage, string>> = {
  protected: 'Protected: security and patch-management software',
  partial: 'Partial: only one of security and patch-management software',
  unprotected: 'Unprotected: neither security nor patch-management software',
  excluded: 'Excluded',
  unknown: 'Unknown: the inventory has no software list',
};

/** What is decided about a server, by whom or what. */
export function presentServerDecisions({ estate, decided }: Assessment, row: number): ServerDecisionsModel {
  const decision = decided.decisions.get(row);
  const excluded = decision?.excluded ?? '';
  const coverage = decided.coverage[row];
  return {
    tags: tagStates(decided.writtenTags.get(row) ?? estate.servers[row].tags, decision?.tags).map(({ isRemoved, ...tag }) => ({ ...tag, removed: isRemoved })),
    criticality: decided.criticality[row],
    criticalityBy: sourceWords(decided.criticalityBy[row]),
    coverage,
    coverageText: coverage === 'excluded' ? `Excluded: ${excluded}` : COVERAGE_SENTENCES[coverage],
    excluded,
    groups: decided.groups.get(row) ?? [],
  };
}
