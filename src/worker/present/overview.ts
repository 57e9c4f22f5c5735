import { t } from '../l10n';
import { basename } from './paths';
import { compareNames } from '../../core/insights/query';
import type { ServerFilter, SoftwareFilter } from '../../core/insights/filter';
import { formatServerFilter } from '../../core/insights/filterText/formatFilter';
import { SERVER_RISKS } from '../../core/insights/filter';
import { queryServers } from '../../core/insights/serverQuery';
import { sortSoftware } from '../../core/insights/softwareQuery';
import type { Summary } from '../../core/insights/summary';
import { softwareOfServers, summarise } from '../../core/insights/summary';
import { DEFAULT_SOFTWARE_SORT } from '../../core/insights/filter';
import type { Problem } from '../../core/inventory/problem';
import { SEVERITIES } from '../../core/match/verdict';
import type { EmptyReason, Target } from '../../protocol/models/frame';
import type { CoverageMeter, HeaderCount, OverviewModel, ServersCard, SoftwareCard, TopSoftware } from '../../protocol/models/overview';
import { chipsOf } from './chips';
import { presentFrame } from './frame';
import { HIDDEN_COUNT, HIDDEN_SHARE, hides, hidesRisk } from './hidden';
import { presentHorizon } from './horizon';
import { presentIdentification } from './identification';
import { environmentCounts } from './lists';
import { softwareRef } from './rows';
import { presentSummaryRows } from './summaryRows';
import type { View } from './view';
import { count, link, share } from './view';
import { RISK_WORDS, richParts } from './words';

/** What the overview's cards count over. */
export interface Scope {
  readonly view: View;
  readonly filter: ServerFilter;
  readonly serverRows: readonly number[];
  readonly softwareRows: readonly number[];
  readonly summary: Summary;
  readonly serversWith: (limit: ServerFilter) => Target;
  readonly softwareWith: (limit: SoftwareFilter) => Extract<Target, { view: 'software' }>;
}

const TOP_SOFTWARE = 5;

/** The servers of a filter and their software, counted, with what opens parts of them. */
export function scopeOf(view: View, filter: ServerFilter): Scope {
  const serverRows = queryServers(view.servers, filter, false).rows;
  const softwareRows = softwareOfServers(view.assessment, serverRows);
  const isScoped = Object.keys(filter).length > 0;
  return {
    view, filter, serverRows, softwareRows,
    summary: summarise(view.servers, view.software, serverRows, softwareRows),
    serversWith: (limit) => ({ view: 'servers', filter: isScoped ? { ...limit, within: filter } : limit }),
    softwareWith: (limit) => ({ view: 'software', filter: isScoped ? { ...limit, servers: filter } : limit }),
  };
}

export function presentOverview(view: View, filter: ServerFilter, empty: EmptyReason | null, plannedView: View | null): OverviewModel {
  const scope = scopeOf(view, filter);
  const { estate } = view.assessment;
  return {
    frame: presentFrame(view),
    empty,
    filter,
    chips: chipsOf(filter),
    filterText: formatServerFilter(filter),
    title: view.title,
    files: estate.files.map(({ file }) => ({ name: basename(file), target: { view: 'source', file, line: 1, column: 1 } })),
    header: header(scope),
    summary: presentSummaryRows(scope),
    servers: serversCard(scope),
    software: softwareCard(scope),
    horizon: presentHorizon(scope, plannedView),
    coverage: coverage(scope),
    identification: presentIdentification(scope),
    unidentified: { ...scope.softwareWith({ identified: false }), sort: { key: 'servers', direction: 'descending' } },
    dataIssues: dataIssues(view.problems),
  };
}

function header({ summary, serversWith, view, serverRows, filter }: Scope): HeaderCount[] {
  return [
    { key: 'total', label: t('servers'), count: count(summary.servers, serversWith({})), share: null, detail: null },
    { key: 'atRisk', label: t('at risk'), ...counted(summary.serversAtRisk, summary.servers, serversWith({ atRisk: true })), detail: null },
    { key: 'exploited', label: t('with known exploited CVEs'), ...(hides(view, 'vulnerabilities') ? { count: HIDDEN_COUNT, share: 0 } : counted(summary.serversExploited, summary.servers, serversWith({ exploited: true }))), detail: null },
    ...environmentCounts(view, serverRows, filter),
  ];
}

function counted(value: number, total: number, target: Target): Pick<HeaderCount, 'count' | 'share'> {
  return { count: count(value, target), share: total === 0 ? 0 : value / total };
}

function serversCard({ view, summary, serversWith }: Scope): ServersCard {
  return {
    atRisk: count(summary.serversAtRisk, serversWith({ atRisk: true })),
    total: count(summary.servers, serversWith({})),
    levels: hides(view, 'vulnerabilities') ? [] : SEVERITIES.map((level) => ({ level, servers: share(summary.levels[level], summary.servers, serversWith({ levels: [level] })) })),
    risks: SERVER_RISKS.map((risk) => ({
      risk,
      label: RISK_WORDS[risk],
      servers: hidesRisk(view, risk) ? HIDDEN_SHARE : share(summary.risks[risk].servers, summary.servers, serversWith({ risks: [risk] })),
      unknown: hidesRisk(view, risk) ? { value: 0 } : count(summary.risks[risk].unknown, serversWith({ unknownRisks: [risk] })),
    })),
  };
}

function softwareCard(scope: Scope): SoftwareCard {
  const { view, summary, softwareWith } = scope;
  const isHidden = hides(view, 'vulnerabilities');
  const fraction = (value: number, target: Target): SoftwareCard['ended'] => share(value, summary.softwareAtRisk, target);
  return {
    atRisk: count(summary.softwareAtRisk, softwareWith({ atRisk: true })),
    total: count(summary.software, softwareWith({})),
    ended: fraction(summary.softwareEnded, softwareWith({ risks: ['end-of-support'] })),
    vulnerable: isHidden ? HIDDEN_SHARE : fraction(summary.softwareVulnerable, softwareWith({ risks: ['vulnerable'] })),
    both: isHidden ? HIDDEN_SHARE : fraction(summary.softwareEndedAndVulnerable, softwareWith({ risks: ['end-of-support-and-vulnerable'] })),
    top: topSoftware(scope),
  };
}

/** The software at risk on most servers; among equals the riskier first. */
function topSoftware({ view, serverRows, softwareRows, serversWith, softwareWith }: Scope): TopSoftware[] {
  const { assessment, software } = view;
  const columns = assessment.software;
  const isHidden = hides(view, 'vulnerabilities');
  const atRisk = softwareRows.filter((row) => software.isAtRisk(row));
  const serversOf = countServers(view, serverRows);
  const rank = new Map(sortSoftware(software, atRisk, DEFAULT_SOFTWARE_SORT).map((row, i) => [row, i]));
  return [...atRisk]
    .sort((a, b) => (serversOf.get(b) ?? 0) - (serversOf.get(a) ?? 0) || (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || compareNames(assessment.estate.software[a].name, assessment.estate.software[b].name))
    .slice(0, TOP_SOFTWARE)
    .map((row) => {
      const { name, version } = assessment.estate.software[row];
      const own = softwareRef(assessment.estate.software[row]);
      const list = softwareWith({ software: own });
      const counts = (position: number): number => columns.bySeverity[row * SEVERITIES.length + position];
      return {
        name, version,
        target: list,
        level: software.level(row),
        ended: columns.ended[row] === 1,
        vulnerable: software.isVulnerable(row),
        critical: isHidden ? HIDDEN_COUNT : count(counts(0), list),
        high: isHidden ? HIDDEN_COUNT : count(counts(1), list),
        servers: count(serversOf.get(row) ?? 0, serversWith({ software: own })),
      };
    });
}

/** How many of the servers have each software. */
function countServers({ assessment }: View, serverRows: readonly number[]): Map<number, number> {
  const { offsets, software } = assessment.estate.installs;
  const counts = new Map<number, number>();
  for (const row of serverRows) {
    for (let i = offsets[row]; i < offsets[row + 1]; i++) counts.set(software[i], (counts.get(software[i]) ?? 0) + 1);
  }
  return counts;
}

function coverage({ summary, view, serversWith, softwareWith }: Scope): CoverageMeter[] {
  const { coverage: what, servers, software } = summary;
  const counted = software - what.softwareIgnored;
  const unmapped = counted - what.softwareIdentified;
  const noVersion = what.softwareIdentified - what.versionsUnderstood;
  const noData = servers - what.serversWithSoftwareData;
  const neverSeen = servers - what.serversSeenRecently - what.serversStale;
  return [
    {
      key: 'identified', label: t('Software identified'), total: counted,
      value: share(what.softwareIdentified, counted, softwareWith({ identified: true })),
      note: richParts('{0} without a match: not judged, never counted as safe', link(unmapped, softwareWith({ identified: false }))),
    },
    {
      key: 'versions', label: t('Versions understood'), total: what.softwareIdentified,
      value: share(what.versionsUnderstood, what.softwareIdentified, softwareWith({ identified: true, versionKnown: true })),
      note: richParts('{0} unreadable, judged “unknown version”', link(noVersion, softwareWith({ identified: true, versionKnown: false }))),
    },
    {
      key: 'softwareData', label: t('Servers with software data'), total: servers,
      value: share(what.serversWithSoftwareData, servers, serversWith({ knows: ['software'] })),
      note: richParts('{0} without: their risk is unknown, not zero', link(noData, serversWith({ lacks: ['software'] }))),
    },
    {
      key: 'seen', label: t('Seen in the last {0} days', view.assessment.staleAfterDays), total: servers,
      value: share(what.serversSeenRecently, servers, serversWith({ stale: false, knows: ['lastSeen'] })),
      note: richParts('{0} stale, {1} without a date', link(what.serversStale, serversWith({ stale: true })), link(neverSeen, serversWith({ lacks: ['lastSeen'] }))),
    },
  ];
}

function dataIssues(problems: readonly Problem[]): OverviewModel['dataIssues'] {
  const of = (severity: Problem['severity']): number => problems.filter((problem) => problem.severity === severity).length;
  const target: Target = { view: 'dataIssues' };
  return { errors: count(of('error'), target), warnings: count(of('warning'), target), information: count(of('information'), target) };
}
