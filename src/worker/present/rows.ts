import { formatCpe } from '../../core/identify/cpe';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import { patchManagementOf, securityOf } from '../../core/insights/presence';
import { recommendationCount } from '../../core/insights/recommend/recommendationCounts';
import { scoreTerms, severityCounts } from '../../core/insights/assessment';
import { ageInDays } from '../../core/insights/buckets';
import type { SoftwareRef } from '../../core/insights/filter';
import type { Software } from '../../core/inventory/model';
import { isIdentified } from '../../core/match/matcher';
import { SEVERITIES } from '../../core/match/verdict';
import type { Presence, ServerRow, SoftwareRow } from '../../protocol/models/lists';
import { LANGUAGE, t } from '../l10n';
import { presentSupport } from './support';
import type { View } from './view';
import { count } from './view';

/** A row of the servers list. */
export function presentServerRow(view: View, row: number): ServerRow {
  const { assessment, servers } = view;
  const { estate, identities, os, asOf, today } = assessment;
  const server = estate.servers[row];
  const terms = scoreTerms(assessment, row);
  return {
    key: server.key,
    name: server.name,
    os: servers.os[row],
    support: presentSupport(os[identities.osOf[row]].support, asOf, t('OS support')),
    score: assessment.servers.score[row],
    parts: terms,
    atRisk: assessment.servers.atRisk[row] === 1,
    level: SEVERITIES[assessment.servers.level[row]],
    bySeverity: terms.vulnerabilities === null ? null : severityCounts(assessment.servers.bySeverity, row),
    vulnerabilities: terms.vulnerabilities,
    possible: assessment.servers.possible[row],
    exploited: assessment.servers.exploited[row],
    updates: terms.pendingUpdates,
    recommendations: recommendationCount(assessment, row),
    security: presence(terms.missingSecuritySoftware, () => securityOf(assessment, row)),
    patch: presence(terms.missingPatchManagement, () => patchManagementOf(assessment, row)),
    environment: server.environment,
    site: server.site,
    criticality: servers.criticality[row],
    coverage: servers.coverage[row],
    owner: server.owner,
    tags: servers.tags[row],
    softwareCount: server.softwareKnown ? estate.installs.offsets[row + 1] - estate.installs.offsets[row] : null,
    lastSeen: server.lastSeen,
    lastSeenDays: ageInDays(server, today),
    stale: servers.isStale(row),
  };
}

function presence(missing: 0 | 1 | null, products: () => readonly { readonly name: string }[]): Presence {
  if (missing === null) return { state: 'unknown', products: [] };
  return missing === 1 ? { state: 'missing', products: [] } : { state: 'present', products: products().map(({ name }) => name) };
}

/** Names exactly this software in a filter. */
export function softwareRef({ name, publisher, version, source, cpe, purl }: Software): SoftwareRef {
  return { name, publisher, version, source, cpe, purl };
}

/** A row of the software list. */
export function presentSoftwareRow(view: View, row: number): SoftwareRow {
  const { assessment, software } = view;
  const { estate, identities } = assessment;
  const { name, publisher, version, source } = estate.software[row];
  const identity = identities.software[row];
  const columns = assessment.software;
  const judged = software.isJudged(row);
  return {
    id: row,
    name, publisher, version, source,
    category: identity.category,
    subcategory: identity.subcategory,
    support: identity.distribution
      ? { ...presentSupport(columns.support[row], assessment.asOf), short: t('with the OS'), text: t('Maintained with the operating system that ships it') }
      : presentSupport(columns.support[row], assessment.asOf),
    atRisk: software.isAtRisk(row),
    ended: columns.ended[row] === 1,
    level: software.level(row),
    bySeverity: judged ? severityCounts(columns.bySeverity, row) : null,
    vulnerabilities: judged ? columns.affected[row].length : null,
    possible: columns.possible[row],
    exploited: columns.exploited[row],
    servers: count(columns.servers[row], { view: 'servers', filter: { software: softwareRef(estate.software[row]) } }),
    cpe: isIdentified(identity) ? formatCpe(identity.cpes[0]) : '',
    product: identity.product,
    cycle: identity.cycle,
    rule: ruleWords(identity.rule, LANGUAGE),
    confidence: identity.confidence,
    ...(identity.ignored ? { ignored: true } : {}),
  };
}
