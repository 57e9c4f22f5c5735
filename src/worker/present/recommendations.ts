import type { Action } from '../../core/insights/actions';
import type { Assessment } from '../../core/insights/assessment';
import type { ServerFilter } from '../../core/insights/filter';
import { assessAfter } from '../../core/insights/recommend/assessAfter';
import { NO_CHANGE } from '../../core/insights/recommend/estateAfter';
import type { Recommendation } from '../../core/insights/recommend/recommendation';
import { recommendationDetail, recommendationLabel } from '../../core/insights/recommend/recommendationWords';
import { recommend } from '../../core/insights/recommend/recommend';
import { SEVERITIES } from '../../core/match/verdict';
import { MOST_RECOMMENDATIONS, type RecommendationRow, type RecommendationsModel, type WhatIfFigure } from '../../protocol/models/recommendations';
import type { HideablePart, Target } from '../../protocol/models/frame';
import { LANGUAGE, t } from '../l10n';
import { hides } from './hidden';
import type { View } from './view';
import { count } from './view';
import { plural } from './words';

/**
 * The recommendations for the servers of a view, or for some of them.
 * @param assessment the view's own, or that of the servers asked for
 * @param server key of the server when it is about one
 */
export function presentRecommendations(view: View, assessment: Assessment, ticked: readonly string[], { limit = MOST_RECOMMENDATIONS, server = null, within = {} }: { readonly limit?: number; readonly server?: string | null; readonly within?: ServerFilter } = {}): RecommendationsModel {
  const recommendations = recommend(assessment);
  const rows = recommendations.all.slice(0, Math.min(limit, MOST_RECOMMENDATIONS));
  const known = new Set(rows.filter(canTick).map(({ id }) => id));
  const taken = [...new Set(ticked)].filter((id) => known.has(id));
  const then = taken.length === 0 ? null : assessAfter(assessment, [{ rows: assessment.estate.servers.map(({ index }) => index), change: recommendations.changeOf(taken) }]);
  return {
    revision: view.revision,
    asOf: assessment.asOf,
    rows: rows.map((one) => presentRow(one, server, within)),
    total: recommendations.all.length,
    leftOut: recommendations.leftOut,
    ticked: taken,
    figures: figuresOf(assessment, then, server !== null).filter(({ key }) => !hidesFigure(view, key)),
  };
}

/** The assessment of some servers alone. */
export function partOf(assessment: Assessment, rows: readonly number[]): Assessment {
  return rows.length === assessment.estate.servers.length ? assessment : assessAfter(assessment, [{ rows, change: NO_CHANGE }]);
}

/** The sentence of one server's action, for hovers. */
export function actionLabel(action: Action): string {
  switch (action.kind) {
    case 'upgrade-software': return action.fixedIn === '' ? t('Upgrade {0} to a version without its findings, or replace it', action.subject) : t('Upgrade {0} to {1}', action.subject, action.fixedIn);
    case 'replace-software': return t('Replace or remove {0}', action.subject);
    case 'upgrade-os': return t('Move {0} to a supported release', action.subject);
    case 'install-updates': return action.updates > 0 ? plural(action.updates, 'Install {0} critical or security update', 'Install {0} critical or security updates') : t('Install the newest updates of {0}', action.subject);
    case 'add-security': return t('Install security software');
    case 'add-patch-management': return t('Install patch-management software');
  }
}

function presentRow(one: Recommendation, server: string | null, within: ServerFilter): RecommendationRow {
  const target = server === null ? targetOf(one, within) : sectionOf(one, server);
  return {
    id: one.id, label: recommendationLabel(one, LANGUAGE), detail: recommendationDetail(one, LANGUAGE), effort: one.effort,
    servers: target === null ? { value: one.servers } : count(one.servers, target), points: one.points, isEstimate: one.isEstimate, canTick: canTick(one),
  };
}

function canTick({ kind }: Recommendation): boolean {
  return kind !== 'rescan' && kind !== 'map-software';
}

/** The list of its servers; null where no filter describes them. */
function targetOf({ kind, about }: Recommendation, within: ServerFilter): Target | null {
  const list = (filter: ServerFilter): Target => ({ view: 'servers', filter: Object.keys(within).length > 0 ? { ...filter, within } : filter });
  const os = about.os === '' ? {} : { os: [about.os] };
  switch (kind) {
    case 'upgrade-software': case 'replace-software':
      if (about.product !== '') return list({ product: { name: about.product, ...(about.cycle === '' ? {} : { cycle: about.cycle }) } });
      return about.name === '' ? null : list({ software: { name: about.name } });
    case 'upgrade-os': return list({ ...os, risks: ['os-end-of-support'] });
    case 'install-updates': return list(os);
    case 'add-security': return list({ risks: ['missing-security-software'] });
    case 'add-patch-management': return list({ risks: ['missing-patch-management'] });
    case 'rescan': return list({ stale: true });
    case 'map-software': return { view: 'software', filter: { identified: false } };
  }
}

/** The tab of the server's panel that shows it. */
function sectionOf({ kind, updates }: Recommendation, server: string): Target {
  const section = kind === 'install-updates' ? (updates > 0 ? 'updates' : 'vulnerabilities') : kind === 'upgrade-os' ? 'vulnerabilities' : kind === 'rescan' ? 'overview' : 'software';
  return { view: 'server', server, section };
}

/** What a figure is of; the others are sums and flags that hold without hidden parts. */
const FIGURES_OF: Readonly<Record<string, HideablePart>> = {
  vulnerabilities: 'vulnerabilities', critical: 'vulnerabilities', exploited: 'vulnerabilities', softwareVulnerable: 'vulnerabilities', updates: 'updates',
};

function hidesFigure(view: View, key: string): boolean {
  const part = FIGURES_OF[key];
  return part !== undefined && hides(view, part);
}

/** The numbers that a tick may change: the score, and what the overview's cards count. */
function figuresOf(now: Assessment, then: Assessment | null, isOneServer: boolean): WhatIfFigure[] {
  const figure = (key: string, label: string, of: (assessment: Assessment) => number): WhatIfFigure => ({ key, label, now: of(now), then: then && of(then) });
  const servers = (test: (assessment: Assessment, server: number) => boolean) => (assessment: Assessment): number => {
    let found = 0;
    for (let server = 0; server < assessment.estate.servers.length; server++) if (test(assessment, server)) found++;
    return found;
  };
  const sum = (column: (assessment: Assessment) => Uint32Array) => (assessment: Assessment): number => column(assessment).reduce((total, one) => total + one, 0);
  const software = (test: (assessment: Assessment, id: number) => boolean) => (assessment: Assessment): number => assessment.estate.software.filter(({ index }) => assessment.software.servers[index] > 0 && test(assessment, index)).length;
  const updates = servers(({ servers: columns }, server) => columns.updates[server * 3] + columns.updates[server * 3 + 1] > 0);
  const score = figure('score', isOneServer ? t('risk score') : t('total risk score'), sum(({ servers: columns }) => columns.score));
  if (isOneServer) {
    return [
      score,
      figure('vulnerabilities', t('vulnerabilities'), sum(({ servers: columns }) => columns.vulnerabilities)),
      figure('critical', t('critical'), ({ servers: columns }) => columns.bySeverity[0]),
      figure('exploited', t('known exploited'), sum(({ servers: columns }) => columns.exploited)),
      figure('ended', t('software end of support'), software(({ software: columns }, id) => columns.ended[id] === 1)),
      figure('updates', t('updates pending'), ({ servers: columns }) => columns.updates[0] + columns.updates[1]),
    ];
  }
  return [
    score,
    figure('atRisk', t('servers at risk'), sum((assessment) => Uint32Array.from(assessment.servers.atRisk))),
    figure('critical', t('servers with critical vulnerabilities'), servers(({ servers: columns }, server) => columns.bySeverity[server * SEVERITIES.length] > 0)),
    figure('exploited', t('servers with known exploited CVEs'), servers(({ servers: columns }, server) => columns.exploited[server] > 0)),
    figure('osEnded', t('servers with OS end of support'), servers(({ servers: columns }, server) => columns.osEnded[server] === 1)),
    figure('updates', t('servers with pending updates'), updates),
    figure('unprotected', t('servers without security software'), servers(({ servers: columns }, server) => columns.missingSecurity[server] === 1)),
    figure('softwareEnded', t('software end of support'), software(({ software: columns }, id) => columns.ended[id] === 1)),
    figure('softwareVulnerable', t('software vulnerable'), software(({ software: columns }, id) => columns.affected[id].length > 0)),
  ];
}
