import { coverageOf, type UnmappedSoftware } from '../../core/insights/coverage';
import { distinctByCve, findingsOfServer, softwareLabel } from '../../core/insights/findings';
import type { ServerFilter, ServerSortKey, Sort } from '../../core/insights/filter';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../../core/insights/filter';
import { queryServers, sortServers } from '../../core/insights/serverQuery';
import { querySoftware, sortSoftware } from '../../core/insights/softwareQuery';
import type { Problem } from '../../core/inventory/problem';
import type { Severity } from '../../core/match/verdict';
import type { TreeSettings } from '../../protocol/settings';
import type { ServerSection, Target } from '../../protocol/models/frame';
import type { TreeNode, TreeView } from '../../protocol/models/tree';
import { t } from '../l10n';
import type { FeedsAround } from './feedsStatus';
import { feedsTree } from './feedsTree';
import { hides, isServerJudged } from './hidden';
import { SEVERITY_ICONS, SUPPORT_ICONS, serverSummary } from './hover';
import { codeSpan, escapeMarkdown } from './markdown';
import { basename } from './paths';
import { presentServerRow, presentSoftwareRow, softwareRef } from './rows';
import { softwareOfServer } from './serverPanel';
import { serverTreeFilter, softwareTreeFilter } from './treeFilter';
import type { Place } from './treeNodes';
import { PLAIN, idOf, paged, parsePlace } from './treeNodes';
import type { View } from './view';
import { presentUpdates, presentVulnerabilities } from './vulnerabilities';
import { NOT_SET, PRESENCE_WORDS, SEVERITY_WORDS, UPDATE_WORDS, decimal, grouped, plural } from './words';

export const SEVERITY_COLORS: Readonly<Record<Severity, string>> = {
  critical: 'charts.red', high: 'inventoryInsights.severityHigh', medium: 'charts.yellow', low: 'charts.blue', none: '', unknown: '',
};
const STALE: ServerFilter = { stale: true };
const OLDEST_FIRST: Sort<ServerSortKey> = { key: 'lastSeen', direction: 'ascending' };
const SUPPORT_COLORS = { ended: 'charts.red', 'extended-paid': 'charts.yellow', ending: 'charts.yellow', supported: 'charts.green', unknown: '' } as const;

/** Children of a node, at most `TREE_PAGE` from `offset`, then a `more` node when there are further ones. */
export function treeChildren(view: View, settings: TreeSettings, tree: TreeView, node: string, offset: number, around: FeedsAround): TreeNode[] {
  const place = parsePlace(node);
  if (node !== '' && place === undefined) return [];
  switch (tree) {
    case 'servers': return serversTree(view, settings, place, node, offset);
    case 'software': return softwareTree(view, settings, place, node, offset);
    case 'dataIssues': return issuesTree(view, place, node, offset, around.problems);
    case 'feeds': return feedsTree(view, place, node, offset, around);
  }
}

function serversTree(view: View, settings: TreeSettings, place: Place | undefined, node: string, offset: number): TreeNode[] {
  const filter = serverTreeFilter(settings);
  if (!place && settings.groupBy !== 'none') return groupNodes(view, filter, settings.groupBy);
  if (!place || place[0] === 'group') {
    const rows = queryServers(view.servers, place ? inGroup(filter, groupFilter(settings.groupBy, place[1])) : filter, false).rows;
    const sort = { score: DEFAULT_SERVER_SORT, name: { key: 'name', direction: 'ascending' }, support: { key: 'support', direction: 'ascending' } } as const;
    return paged(sortServers(view.servers, rows, sort[settings.sortBy]), node, offset, (row) => serverNode(view, row));
  }
  const server = place[0] === 'server' || place[0] === 'part' ? view.assessment.estate.servers.findIndex(({ key }) => key === place[1]) : -1;
  if (server === -1) return [];
  return place[0] === 'part' ? partChildren(view, server, place[2], node, offset) : serverParts(view, server);
}

function groupNodes(view: View, filter: ServerFilter, groupBy: Exclude<TreeSettings['groupBy'], 'none'>): TreeNode[] {
  const groups = new Map<string, { servers: number; atRisk: number }>();
  for (const row of queryServers(view.servers, filter, false).rows) {
    const value = groupBy === 'os' ? view.servers.os[row] : view.assessment.estate.servers[row][groupBy];
    const group = groups.get(value) ?? { servers: 0, atRisk: 0 };
    group.servers++;
    group.atRisk += view.assessment.servers.atRisk[row];
    groups.set(value, group);
  }
  return [...groups].sort(([a, x], [b, y]) => Number(a === '') - Number(b === '') || y.atRisk - x.atRisk || (a < b ? -1 : 1)).map(([value, { servers, atRisk }]) => ({
    ...PLAIN,
    id: idOf(['group', value]),
    label: value || (groupBy === 'os' ? t('Unknown operating system') : NOT_SET),
    description: plural(servers, '{0} server, {1} at risk', '{0} servers, {1} at risk', grouped(atRisk)),
    icon: { environment: 'layers', site: 'location', os: 'vm' }[groupBy],
    expandable: true,
    context: 'group',
    accessibleLabel: `${value || NOT_SET}, ${plural(servers, '{0} server, {1} at risk', '{0} servers, {1} at risk', grouped(atRisk))}`,
  }));
}

/** A typed filter may limit the field of the group itself. */
function inGroup(filter: ServerFilter, group: ServerFilter): ServerFilter {
  return Object.keys(filter).length === 0 ? group : { ...group, within: filter };
}

function groupFilter(groupBy: TreeSettings['groupBy'], value: string): ServerFilter {
  return groupBy === 'environment' ? { environments: [value] } : groupBy === 'site' ? { sites: [value] } : { os: [value] };
}

function serverNode(view: View, row: number): TreeNode {
  const server = presentServerRow(view, row);
  const critical = server.bySeverity?.critical ?? 0;
  const flags = [
    ...(critical > 0 ? [t('{0} critical', grouped(critical))] : []),
    ...(server.exploited > 0 ? [t('{0} exploited', grouped(server.exploited))] : []),
    ...(server.support.bucket === 'ended' || server.support.bucket === 'extended-paid' ? [t('OS ended')] : server.support.bucket === 'ending' ? [t('OS ends {0}', server.support.short)] : []),
  ];
  const judged = isServerJudged(view, server);
  const description = [judged ? grouped(server.score) : t('not judged'), ...flags].join(' · ');
  return {
    ...PLAIN,
    id: idOf(['server', server.key]),
    label: server.name,
    description,
    // The whole hover would judge every server of the level anew; its first lines say enough here.
    tooltip: serverSummary(view, row),
    icon: server.atRisk ? SEVERITY_ICONS[server.level === 'none' || server.level === 'unknown' ? 'low' : server.level] : judged ? 'check' : 'question',
    color: server.atRisk ? SEVERITY_COLORS[server.level === 'none' || server.level === 'unknown' ? 'low' : server.level] : judged ? 'charts.green' : '',
    expandable: true,
    context: 'server',
    target: { view: 'server', server: server.key },
    accessibleLabel: [t('{0}, risk score {1}', server.name, judged ? server.score : t('not judged')), ...flags].join(', '),
  };
}

function serverParts(view: View, server: number): TreeNode[] {
  const row = presentServerRow(view, server);
  const { estate } = view.assessment;
  const part = (section: ServerSection, label: string, description: string, icon: string, color: string, expandable: boolean): TreeNode => ({
    ...PLAIN,
    id: idOf(['part', row.key, section]),
    label, description, icon, color, expandable,
    context: 'part',
    target: { view: 'server', server: row.key, section },
    accessibleLabel: `${label}, ${description}`,
  });
  const possible = row.possible > 0 ? `, ${t('{0} possible', grouped(row.possible))}` : '';
  const pending = estate.servers[server].pendingUpdates;
  return [
    part('overview', row.os || t('Unknown operating system'), row.support.text, SUPPORT_ICONS[row.support.bucket], SUPPORT_COLORS[row.support.bucket], false),
    part('vulnerabilities', t('Vulnerabilities'), hides(view, 'vulnerabilities') ? t('hidden') : row.vulnerabilities === null ? t('unknown') : `${grouped(row.vulnerabilities)}${possible}`, 'bug', '', (row.vulnerabilities ?? 0) + row.possible > 0),
    part('updates', t('Pending updates'), hides(view, 'updates') ? t('hidden') : pending === null ? t('unknown') : t('{0} critical or security of {1}', grouped(row.updates ?? 0), grouped(pending.length)), 'cloud-download', '', (pending?.length ?? 0) > 0),
    part('software', t('Software'), row.softwareCount === null ? t('unknown: no list in the inventory') : grouped(row.softwareCount), 'package', '', (row.softwareCount ?? 0) > 0),
    part('insights', t('Protection'), t('security software {0}, patch management {1}', PRESENCE_WORDS[row.security.state], PRESENCE_WORDS[row.patch.state]), row.security.state === 'missing' || row.patch.state === 'missing' ? 'shield' : 'verified', '', false),
  ];
}

function partChildren(view: View, server: number, section: ServerSection, node: string, offset: number): TreeNode[] {
  const { assessment } = view;
  const { key } = assessment.estate.servers[server];
  if (section === 'vulnerabilities') {
    const findings = distinctByCve(findingsOfServer(assessment, server));
    return paged(findings, node, offset, ({ finding, others }) => {
      const [row] = presentVulnerabilities(assessment, server, [finding], 0, 1);
      const description = [row.score === null ? t('no CVSS') : `${decimal(row.score, 1)} ${SEVERITY_WORDS[row.severity]}`, row.exploited ? 'KEV' : '', row.verdict === 'affected' ? '' : row.verdictLabel, row.software, others > 0 ? t('and {0} more', others) : ''].filter(Boolean).join(' · ');
      return {
        ...PLAIN,
        id: `${node}/${row.cve}`,
        label: row.cve,
        description,
        tooltip: escapeMarkdown(assessment.knowledge.text(finding.cve).description),
        icon: row.verdict === 'affected' ? SEVERITY_ICONS[row.severity] : 'question',
        color: row.verdict === 'affected' ? SEVERITY_COLORS[row.severity] : '',
        context: 'finding',
        target: { view: 'server', server: key, section: 'vulnerabilities', finding: row.ref },
        accessibleLabel: `${row.cve}, ${description}`,
      };
    });
  }
  if (section === 'updates') {
    return paged(presentUpdates(assessment, server), node, offset, (update) => ({
      ...PLAIN,
      id: `${node}/${update.id}`,
      label: update.title || update.id,
      description: [UPDATE_WORDS[update.class], update.waitsDays === null ? '' : t('waits {0} d', grouped(update.waitsDays))].filter(Boolean).join(' · '),
      icon: update.class === 'critical' ? 'error' : update.class === 'security' ? 'warning' : 'dash',
      color: update.class === 'critical' ? 'charts.red' : update.class === 'security' ? 'inventoryInsights.severityHigh' : '',
      context: 'update',
      target: update.source,
      accessibleLabel: t('{0} update {1}', UPDATE_WORDS[update.class], update.title || update.id),
    }));
  }
  if (section === 'software') {
    return paged(softwareOfServer(view, server), node, offset, (row) => ({ ...softwareNode(view, row.id), id: `${node}/${softwareNodeId(view, row.id)}`, expandable: false, target: row.place }));
  }
  return [];
}

function softwareTree(view: View, settings: TreeSettings, place: Place | undefined, node: string, offset: number): TreeNode[] {
  const { assessment: { estate }, software } = view;
  if (!place) {
    const rows = sortSoftware(software, querySoftware(software, softwareTreeFilter(settings), false).rows, settings.sortBy === 'name' ? { key: 'name', direction: 'ascending' } : DEFAULT_SOFTWARE_SORT);
    return paged(rows, node, offset, (row) => softwareNode(view, row));
  }
  if (place[0] !== 'software') return [];
  const [, name, publisher, version, source, cpe, purl] = place;
  const servers = sortServers(view.servers, queryServers(view.servers, { software: { name, publisher, version, source, cpe, purl } }, false).rows, DEFAULT_SERVER_SORT);
  return paged(servers, node, offset, (row) => ({ ...serverNode(view, row), id: `${node}/${estate.servers[row].key}`, expandable: false }));
}

function softwareNodeId(view: View, id: number): string {
  const { name, publisher, version, source, cpe, purl } = view.assessment.estate.software[id];
  return idOf(['software', name, publisher, version, source, cpe, purl]);
}

function softwareNode(view: View, id: number): TreeNode {
  const row = presentSoftwareRow(view, id);
  const description = [
    row.version,
    row.ignored ? t('ignored') : !view.software.isIdentified(id) ? t('not identified') : row.vulnerabilities === null ? '' : row.vulnerabilities > 0 ? plural(row.vulnerabilities, '{0} vulnerability', '{0} vulnerabilities') : '',
    row.ended ? t('support ended {0}', row.support.endsOn ?? '').trim() : row.support.bucket === 'ending' ? t('support ends {0}', row.support.short) : '',
    plural(row.servers.value, '{0} server', '{0} servers'),
  ].filter(Boolean).join(' · ');
  const target: Target = { view: 'software', filter: { software: softwareRef(view.assessment.estate.software[id]) } };
  return {
    ...PLAIN,
    id: softwareNodeId(view, id),
    label: row.name,
    description,
    tooltip: [`**${escapeMarkdown(softwareLabel(row))}**`, escapeMarkdown(row.publisher), escapeMarkdown(row.support.text), row.cpe ? t('{0} by {1}', codeSpan(row.cpe), escapeMarkdown(row.rule)) : row.ignored ? t('Ignored by {0}', escapeMarkdown(row.rule)) : view.software.isIdentified(id) ? '' : t('Not identified: nothing was judged')].filter(Boolean).join('\n\n'),
    icon: row.ignored ? 'circle-large-outline' : !view.software.isIdentified(id) ? 'question' : (row.vulnerabilities ?? 0) > 0 ? SEVERITY_ICONS[row.level] : row.ended ? 'circle-slash' : 'package',
    color: row.vulnerabilities !== null && row.vulnerabilities > 0 ? SEVERITY_COLORS[row.level] : row.ended ? 'charts.red' : '',
    expandable: row.servers.value > 0,
    context: 'software',
    target,
    accessibleLabel: `${row.name}, ${description}`,
  };
}

/** Features V16: software that nothing identified, as one node over all of them. */
function unmappedNode(view: View): TreeNode[] {
  const unmapped = unmappedOf(view);
  if (unmapped.length === 0) return [];
  const installs = unmapped.reduce((sum, { servers }) => sum + servers, 0);
  const description = plural(installs, '{1} distinct, {0} install', '{1} distinct, {0} installs', grouped(unmapped.length));
  return [{
    ...PLAIN,
    id: idOf(['unmapped']),
    label: t('Software that is not identified'),
    description,
    tooltip: t('Nothing is judged of it: it is unknown, never counted as safe. Set Mapping… says what it is.'),
    icon: 'question',
    expandable: true,
    context: 'unmapped',
    target: { view: 'software', filter: { identified: false }, sort: { key: 'servers', direction: 'descending' } },
    accessibleLabel: t('Software that is not identified, {0}', description),
  }];
}

const unmappedByView = new WeakMap<View, readonly UnmappedSoftware[]>();

/** What most servers have first. */
function unmappedOf(view: View): readonly UnmappedSoftware[] {
  const { estate, identities, software } = view.assessment;
  const known = unmappedByView.get(view) ?? coverageOf(estate, identities, { servers: estate.servers.map(({ index }) => index), judged: software.judged }).unmapped;
  unmappedByView.set(view, known);
  return known;
}

const PROBLEM_ICONS = { error: ['error', 'problemsErrorIcon.foreground'], warning: ['warning', 'problemsWarningIcon.foreground'], information: ['info', 'problemsInfoIcon.foreground'] } as const;
const PROBLEM_WORDS: Readonly<Record<Problem['severity'], string>> = { error: t('error'), warning: t('warning'), information: t('information') };
const PROBLEM_ORDER = ['error', 'warning', 'information'];

/** Features V16: servers that the inventory has not seen for long, as one node over all of them. */
function staleNode(view: View): TreeNode[] {
  const stale = queryServers(view.servers, STALE, false).rows.length;
  if (stale === 0) return [];
  const label = plural(view.assessment.staleAfterDays, 'Servers not seen for {0} day', 'Servers not seen for {0} days');
  const description = plural(stale, '{0} server', '{0} servers');
  return [{
    ...PLAIN,
    id: idOf(['stale']),
    label,
    description,
    tooltip: t('What is installed there may have changed since. Take their inventory again, or remove servers that are gone.'),
    icon: 'clock', color: 'charts.yellow',
    expandable: true,
    context: 'stale',
    target: { view: 'servers', filter: STALE },
    accessibleLabel: `${label}, ${description}`,
  }];
}

function issuesTree(view: View, place: Place | undefined, node: string, offset: number, feedProblems: readonly Problem[]): TreeNode[] {
  if (place?.[0] === 'unmapped') return paged(unmappedOf(view), node, offset, ({ software }) => ({ ...softwareNode(view, software), id: `${node}/${softwareNodeId(view, software)}`, expandable: false }));
  if (place?.[0] === 'stale') {
    const rows = sortServers(view.servers, queryServers(view.servers, STALE, false).rows, OLDEST_FIRST);
    return paged(rows, node, offset, (row) => {
      const { key, name, lastSeen } = view.assessment.estate.servers[row];
      const description = t('last seen {0}', lastSeen ?? '');
      return { ...serverNode(view, row), id: `${node}/${key}`, description, expandable: false, accessibleLabel: `${name}, ${description}` };
    });
  }
  const problems = [...feedProblems, ...view.problems];
  if (!place) {
    const byFile = new Map<string, Problem[]>();
    for (const problem of problems) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
    const files = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, own]): TreeNode => {
      const worst = PROBLEM_ORDER.find((severity) => own.some((problem) => problem.severity === severity)) as Problem['severity'];
      return {
        ...PLAIN,
        id: idOf(['file', file]),
        label: basename(file),
        description: plural(own.length, '{0} issue', '{0} issues'),
        tooltip: escapeMarkdown(file),
        icon: PROBLEM_ICONS[worst][0], color: PROBLEM_ICONS[worst][1],
        expandable: true,
        context: 'file',
        target: own.every((problem) => feedProblems.includes(problem)) ? { view: 'feeds' } : { view: 'source', file, line: 1, column: 1 },
        accessibleLabel: `${basename(file)}, ${plural(own.length, '{0} issue', '{0} issues')}`,
      };
    });
    return [...files, ...unmappedNode(view), ...staleNode(view)];
  }
  if (place[0] !== 'file') return [];
  const own = problems.filter(({ file }) => file === place[1]).sort((a, b) => PROBLEM_ORDER.indexOf(a.severity) - PROBLEM_ORDER.indexOf(b.severity) || a.line - b.line || a.column - b.column);
  return paged(own, node, offset, (problem, position) => ({
    ...PLAIN,
    id: `${node}/${position}`,
    label: problem.message,
    description: problem.line > 0 ? t('line {0}', problem.line) : '',
    tooltip: [escapeMarkdown(problem.message), ...(problem.fix ? [escapeMarkdown(problem.fix)] : [])].join('\n\n'),
    icon: PROBLEM_ICONS[problem.severity][0], color: PROBLEM_ICONS[problem.severity][1],
    context: 'problem',
    target: feedProblems.includes(problem) ? { view: 'feeds' } : { view: 'source', file: problem.file, line: Math.max(1, problem.line), column: Math.max(1, problem.column) },
    accessibleLabel: [`${PROBLEM_WORDS[problem.severity]}: ${problem.message}`, ...(problem.line > 0 ? [t('line {0}', problem.line)] : [])].join(', '),
  }));
}
