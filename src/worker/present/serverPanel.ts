import { formatCpe } from '../../core/identify/cpe';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import { PATCH_MANAGEMENT, SECURITY_SUBCATEGORIES } from '../../core/identify/categories';
import { actionsOfServer } from '../../core/insights/actions';
import { distinctByCve, findingsOfServer, installRow } from '../../core/insights/findings';
import type { SatisfyingProduct } from '../../core/insights/presence';
import { patchManagementOf, securityOf } from '../../core/insights/presence';
import { sortSoftware } from '../../core/insights/softwareQuery';
import { DEFAULT_SOFTWARE_SORT } from '../../core/insights/filter';
import type { Server } from '../../core/inventory/model';
import { isIdentified } from '../../core/match/matcher';
import type { FactGroup, PresenceModel, ServerModel, ServerSoftwareRow } from '../../protocol/models/server';
import { LANGUAGE, t } from '../l10n';
import { presentFrame } from './frame';
import { basename, rowLabel } from './paths';
import { actionLabel } from './recommendations';
import { presentServerRow, presentSoftwareRow } from './rows';
import { presentServerDecisions } from './serverDecisions';
import type { View } from './view';
import { presentUpdates, presentVulnerabilities, sourceOf } from './vulnerabilities';
import { grouped } from './words';

/** Rows of the panel's "top" tables (features V4). */
const TOP = 5;
const MOST_ROWS_IN_INSIGHTS = 8;

export function presentServer(view: View, server: number, plannedView: View | null): ServerModel {
  const { assessment } = view;
  const { estate, identities } = assessment;
  const facts = estate.servers[server];
  const { identity } = identities.os[identities.osOf[server]];
  const row = presentServerRow(view, server);
  const findings = findingsOfServer(assessment, server);
  const affected = findings.filter(({ verdict }) => verdict === 'affected');
  const software = softwareOfServer(view, server);
  const updates = presentUpdates(assessment, server);
  const first = facts.rows[0];
  return {
    frame: presentFrame(view),
    key: facts.key,
    name: facts.name,
    row,
    os: {
      label: identity.label || facts.os.name || t('Unknown operating system'),
      written: [facts.os.name, facts.os.version, facts.os.build].filter(Boolean).join(' '),
      version: facts.os.version,
      build: identity.build || facts.os.build,
      cpe: isIdentified(identity) ? formatCpe(identity.cpes[0]) : '',
      rule: ruleWords(identity.rule, LANGUAGE),
      confidence: identity.confidence,
    },
    source: first ? sourceOf(assessment, first) : null,
    sourceLabel: first ? (estate.files[first.file].sheet === undefined ? `${basename(estate.files[first.file].file)}:${first.line}` : rowLabel(estate.files[first.file], first.line)) : '',
    scoreOnPlannedDate: plannedView && plannedView.assessment.asOf !== assessment.asOf ? plannedView.assessment.servers.score[server] : null,
    notCounted: {
      possible: assessment.servers.possible[server],
      unknownVersion: assessment.servers.unknownVersion[server],
      suppressed: distinctByCve(findings.filter(({ verdict }) => verdict === 'suppressed')).length,
    },
    security: presenceModel(row.security, securityOf(assessment, server), SECURITY_SUBCATEGORIES, 'security'),
    patch: presenceModel(row.patch, patchManagementOf(assessment, server), [PATCH_MANAGEMENT], 'patch-management'),
    topVulnerabilities: presentVulnerabilities(assessment, server, affected, 0, TOP),
    topUpdates: updates.slice(0, TOP),
    endedSoftware: software.filter((one) => one.ended).slice(0, MOST_ROWS_IN_INSIGHTS),
    vulnerableSoftware: software.filter((one) => (one.vulnerabilities ?? 0) > 0).slice(0, MOST_ROWS_IN_INSIGHTS),
    counts: {
      vulnerabilities: row.vulnerabilities,
      possible: row.possible,
      software: row.softwareCount,
      updates: facts.pendingUpdates === null ? null : facts.pendingUpdates.length,
    },
    decided: presentServerDecisions(assessment, server),
    facts: factGroups(facts, row.lastSeenDays),
    problems: problemsOf(view, facts),
  };
}

/** Software of a server, riskiest first, with the place of each row; counts are those on this server's software. */
export function softwareOfServer(view: View, server: number): ServerSoftwareRow[] {
  const { assessment } = view;
  const { offsets, software } = assessment.estate.installs;
  const ids = Array.from(software.subarray(offsets[server], offsets[server + 1]));
  return sortSoftware(view.software, ids, DEFAULT_SOFTWARE_SORT).map((id) => {
    const row = installRow(assessment, server, id);
    return { ...presentSoftwareRow(view, id), place: row ? sourceOf(assessment, row) : { view: 'dataIssues' } };
  });
}

/** The first thing to do on a server as one line, for hovers; '' when there is none. */
export function firstAction(view: View, server: number): string {
  const [action] = actionsOfServer(view.assessment, server, findingsOfServer(view.assessment, server), 1);
  return action ? actionLabel(action) : '';
}

function presenceModel(
  row: Pick<PresenceModel, 'state' | 'products'>,
  products: readonly SatisfyingProduct[],
  groups: readonly string[],
  kind: 'security' | 'patch-management',
): PresenceModel {
  return {
    ...row,
    groups: groups.map((group) => ({ label: LANGUAGE.word(group), products: products.filter(({ subcategory }) => subcategory === group).map(({ name }) => name) })),
    advice:
      row.state === 'missing'
        ? kind === 'security'
          ? t('Deploy security software, or check that the inventory lists it: nothing in this server’s software satisfies the check.')
          : t('Deploy patch-management software, or check that the inventory lists it: nothing in this server’s software satisfies the check.')
      : row.state === 'unknown' ? t('The inventory has no software list for this server; it scores 0 and is never counted as missing.')
      : '',
  };
}

function factGroups(server: Server, lastSeenDays: number | null): FactGroup[] {
  const fact = (label: string, value: string | number | null | undefined): { label: string; value: string }[] =>
    value === null || value === undefined || value === '' ? [] : [{ label, value: typeof value === 'number' ? grouped(value) : value }];
  const groups: FactGroup[] = [
    {
      label: t('Server'),
      facts: [
        ...fact(t('Name'), server.name), ...fact(t('FQDN'), server.fqdn), ...fact(t('Id'), server.id), ...fact(t('Environment'), server.environment), ...fact(t('Site'), server.site),
        ...fact(t('Owner'), server.owner),
        ...fact(t('Last seen'), server.lastSeen === null ? '' : lastSeenDays === null ? server.lastSeen : t('{0} ({1} d ago)', server.lastSeen, grouped(lastSeenDays))),
        ...fact(t('Reboot pending'), server.rebootPending === null ? '' : server.rebootPending ? t('Yes') : t('No')),
      ],
    },
    {
      label: t('Operating system'),
      facts: [...fact(t('Name'), server.os.name), ...fact(t('Version'), server.os.version), ...fact(t('Build'), server.os.build), ...fact(t('Architecture'), server.os.architecture)],
    },
    {
      label: t('Hardware'),
      facts: [
        ...fact(t('Cores'), server.cores), ...fact(t('Memory'), server.memoryMB === null ? '' : `${grouped(server.memoryMB)} MB`),
        ...server.disks.flatMap((disk, i) => fact(disk.name || t('Disk {0}', i + 1), disk.sizeGB === null ? '–' : `${grouped(disk.sizeGB)} GB`)),
        ...(server.performance
          ? [
              ...fact(t('CPU utilisation'), percent(server.performance.cpuPercent)), ...fact(t('Memory utilisation'), percent(server.performance.memoryPercent)),
              ...fact(t('Disk operations'), server.performance.diskIops === null ? '' : `${grouped(server.performance.diskIops)} IOPS`),
              ...fact(t('Network throughput'), server.performance.networkMBps === null ? '' : `${grouped(server.performance.networkMBps)} MB/s`),
            ]
          : []),
      ],
    },
    {
      label: t('Network'),
      facts: [
        ...fact(t('IP addresses'), server.ipAddresses.join(', ')),
        ...server.networkAdapters.flatMap((adapter, i) => fact(adapter.mac || t('Adapter {0}', i + 1), adapter.ipAddresses.join(', ') || '–')),
      ],
    },
    { label: t('Hotfixes'), facts: (server.hotfixes ?? []).flatMap(({ id, installedOn }) => fact(id, installedOn ?? t('installed, date unknown'))) },
    { label: t('Other columns'), facts: Object.entries(server.extra).flatMap(([key, value]) => fact(key, value)) },
  ];
  return groups.filter(({ facts }) => facts.length > 0);
}

function percent(value: number | null): string {
  return value === null ? '' : `${grouped(value)} %`;
}

/** Data issues at the lines of the server's own rows. */
function problemsOf({ assessment }: View, server: Server): ServerModel['problems'] {
  const { estate } = assessment;
  const lines = new Set(server.rows.map((row) => `${estate.files[row.file].file}\0${row.line}`));
  return estate.problems
    .filter((problem) => lines.has(`${problem.file}\0${problem.line}`))
    .slice(0, 20)
    .map(({ severity, message, file, line, column }) => ({ severity, message, target: { view: 'source', file, line, column: column || 1 } }));
}

