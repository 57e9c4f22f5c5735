import { OS_SUBJECT } from '../../core/insights/findings';
import { SEVERITIES } from '../../core/match/verdict';
import { daysBetween } from '../../core/inventory/plainDate';
import type { HideablePart } from '../../protocol/models/frame';
import type { RichPart, SummaryRow } from '../../protocol/models/overview';
import { t } from '../l10n';
import type { Scope } from './overview';
import { HIDDEN_SHARE, hiddenSentence, hides } from './hidden';
import { link, share } from './view';
import { grouped, plural, richParts } from './words';

/** Updates waiting longer than this are pointed out. */
const LONG_WAIT_DAYS = 90;

const CRITICAL_LABEL = t('Servers with critical vulnerabilities');
const UPDATES_LABEL = t('Servers with pending critical and security updates');

/** The Summary card (features V2): three rows, each with what to do. */
export function presentSummaryRows(scope: Scope): SummaryRow[] {
  return [criticalRow(scope), osRow(scope), updatesRow(scope)];
}

function hiddenRow(key: SummaryRow['key'], label: string, part: HideablePart): SummaryRow {
  return { key, label, servers: HIDDEN_SHARE, notes: [], advice: [{ text: hiddenSentence(part) }], action: null };
}

function criticalRow({ view, summary, softwareRows, serverRows, serversWith, softwareWith }: Scope): SummaryRow {
  if (hides(view, 'vulnerabilities')) return hiddenRow('critical-vulnerabilities', CRITICAL_LABEL, 'vulnerabilities');
  const target = serversWith({ severities: ['critical'] });
  const { software, os, identities } = view.assessment;
  const products = softwareRows.filter((row) => software.bySeverity[row * SEVERITIES.length] > 0).length;
  const { index } = view.assessment.matcher;
  const isCritical = (cve: number): boolean => SEVERITIES[index.severity[cve]] === 'critical';
  const criticalOs = os.map(({ beside }) => beside.affected.filter(isCritical));
  const { setAside } = view.assessment;
  const throughOs = serverRows.filter((row) => criticalOs[identities.osOf[row]].some((cve) => setAside.of(row, OS_SUBJECT, cve) === undefined)).length;
  const exploited = view.servers.assessment.servers.exploited;
  const exploitedNow = serverRows.filter((row) => exploited[row] > 0 && view.assessment.servers.bySeverity[row * SEVERITIES.length] > 0).length;
  return {
    key: 'critical-vulnerabilities',
    label: CRITICAL_LABEL,
    servers: share(summary.serversWithCritical, summary.servers, target),
    notes: exploitedNow === 0 ? [] : [richParts('{0} with known exploited CVEs', link(exploitedNow, serversWith({ severities: ['critical'], exploited: true })))],
    advice: summary.serversWithCritical === 0
      ? [{ text: t('Nothing to do: no affected finding is critical.') }]
      : [
          ...(products > 0 ? carriers(products, link(products, softwareWith({ levels: ['critical'] }))) : []),
          ...(throughOs > 0 ? [{ text: `${products > 0 ? '; ' : ''}${plural(throughOs, '{0} server through the operating system: install its newest cumulative update or move to a supported release', '{0} servers through the operating system: install its newest cumulative update or move to a supported release')}` }] : []),
          { text: '.' },
        ],
    action: summary.serversWithCritical === 0 ? null : { label: t('Review'), target },
  };
}

function carriers(products: number, list: RichPart): RichPart[] {
  return products === 1 ? richParts('Upgrade or remove {0} software version that carries them', list) : richParts('Upgrade or remove {0} software versions that carry them', list);
}

function osRow({ view, summary, serverRows, serversWith }: Scope): SummaryRow {
  const ended = summary.risks['os-end-of-support'].servers;
  const target = serversWith({ risks: ['os-end-of-support'] });
  const groups = new Map<string, number>();
  let further = 0;
  for (const row of serverRows) {
    if (view.assessment.servers.osEnded[row] !== 1) continue;
    groups.set(view.servers.os[row], (groups.get(view.servers.os[row]) ?? 0) + 1);
    if (view.servers.bucket[row] === 'extended-paid') further++;
  }
  const top = [...groups].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
  return {
    key: 'os-end-of-support',
    label: t('Servers with end-of-support operating system'),
    servers: share(ended, summary.servers, target),
    notes: further === 0 ? [] : [richParts('{0} of them may have paid or extended support', link(further, serversWith({ support: ['extended-paid'] })))],
    advice: ended === 0
      ? [{ text: t('Nothing to do: every known operating system is supported.') }]
      : [
          { text: `${t('Move to a supported release:')} ` },
          ...top.flatMap(([os, servers], i): RichPart[] => [
            { text: `${i === 0 ? '' : ', '}${os} ` },
            link(servers, serversWith({ os: [os], risks: ['os-end-of-support'] })),
          ]),
          ...(groups.size > top.length ? [{ text: ` ${plural(groups.size - top.length, 'and {0} more release', 'and {0} more releases')}` }] : []),
          { text: '.' },
        ],
    action: ended === 0 ? null : { label: t('Plan upgrade'), target },
  };
}

function updatesRow({ view, summary, serverRows, serversWith }: Scope): SummaryRow {
  if (hides(view, 'updates')) return hiddenRow('pending-updates', UPDATES_LABEL, 'updates');
  const servers = summary.risks['pending-updates'].servers;
  const target = serversWith({ risks: ['pending-updates'] });
  const { updates } = view.assessment.servers;
  const sum = (position: number): number => serverRows.reduce((total, row) => total + updates[row * 3 + position], 0);
  const critical = sum(0);
  const security = sum(1);
  const { estate, today } = view.assessment;
  const waiting = serverRows.filter((row) =>
    (estate.servers[row].pendingUpdates ?? []).some(({ class: kind, releasedOn }) => kind !== 'other' && releasedOn !== null && daysBetween(releasedOn, today) > LONG_WAIT_DAYS)).length;
  return {
    key: 'pending-updates',
    label: UPDATES_LABEL,
    servers: share(servers, summary.servers, target),
    notes: servers === 0 ? [] : [[
      { text: `${plural(critical + security, '{0} update', '{0} updates')}, ` }, ...(critical > 0 ? [{ text: t('{0} critical', grouped(critical)) }] : [{ text: t('none critical') }]),
    ]],
    advice: servers === 0
      ? [{ text: t('Nothing to do: no list of pending updates names one of these classes.') }]
      : [
          { text: t('Install them in the next maintenance window') },
          ...(waiting > 0 ? [{ text: `; ${plural(waiting, '{0} server waits longer than {1} days', '{0} servers wait longer than {1} days', LONG_WAIT_DAYS)}` }] : []),
          { text: '.' },
        ],
    action: servers === 0 ? null : { label: t('Review'), target },
  };
}
