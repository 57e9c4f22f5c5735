import { OS_SUBJECT } from '../../core/insights/findings';
import { SEVERITIES } from '../../core/match/verdict';
import { daysBetween } from '../../core/inventory/plainDate';
import type { RichPart, SummaryRow } from '../../protocol/viewModels';
import type { Scope } from './overview';
import { link, share } from './view';
import { grouped, plural } from './words';

/** Updates waiting longer than this are pointed out. */
const LONG_WAIT_DAYS = 90;

/** The Summary card (features V2): three rows, each with what to do. */
export function presentSummaryRows(scope: Scope): SummaryRow[] {
  return [criticalRow(scope), osRow(scope), updatesRow(scope)];
}

function criticalRow({ view, summary, softwareRows, serverRows, serversWith, softwareWith }: Scope): SummaryRow {
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
    label: 'Servers with critical vulnerabilities',
    servers: share(summary.serversWithCritical, summary.servers, target),
    notes: exploitedNow === 0 ? [] : [[link(exploitedNow, serversWith({ severities: ['critical'], exploited: true })), { text: ' with known exploited CVEs' }]],
    advice: summary.serversWithCritical === 0
      ? [{ text: 'Nothing to do: no affected finding is critical.' }]
      : [
          ...(products > 0 ? [{ text: 'Upgrade or remove ' }, link(products, softwareWith({ levels: ['critical'] })), { text: products === 1 ? ' software version that carries them' : ' software versions that carry them' }] : []),
          ...(throughOs > 0 ? [{ text: `${products > 0 ? '; ' : ''}${plural(throughOs, 'server')} through the operating system: install its newest cumulative update or move to a supported release` }] : []),
          { text: '.' },
        ],
    action: summary.serversWithCritical === 0 ? null : { label: 'Review', target },
  };
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
    label: 'Servers with end-of-support operating system',
    servers: share(ended, summary.servers, target),
    notes: further === 0 ? [] : [[link(further, serversWith({ support: ['extended-paid'] })), { text: ' of them may have paid or extended support' }]],
    advice: ended === 0
      ? [{ text: 'Nothing to do: every known operating system is supported.' }]
      : [
          { text: 'Move to a supported release: ' },
          ...top.flatMap(([os, servers], i): RichPart[] => [
            { text: `${i === 0 ? '' : ', '}${os} ` },
            link(servers, serversWith({ os: [os], risks: ['os-end-of-support'] })),
          ]),
          ...(groups.size > top.length ? [{ text: ` and ${plural(groups.size - top.length, 'more release')}` }] : []),
          { text: '.' },
        ],
    action: ended === 0 ? null : { label: 'Plan upgrade', target },
  };
}

function updatesRow({ view, summary, serverRows, serversWith }: Scope): SummaryRow {
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
    label: 'Servers with pending critical and security updates',
    servers: share(servers, summary.servers, target),
    notes: servers === 0 ? [] : [[
      { text: `${plural(critical + security, 'update')}, ` }, ...(critical > 0 ? [{ text: `${grouped(critical)} critical` }] : [{ text: 'none critical' }]),
    ]],
    advice: servers === 0
      ? [{ text: 'Nothing to do: no list of pending updates names one of these classes.' }]
      : [
          { text: 'Install them in the next maintenance window' },
          ...(waiting > 0 ? [{ text: `; ${plural(waiting, 'server waits', 'servers wait')} longer than ${LONG_WAIT_DAYS} days` }] : []),
          { text: '.' },
        ],
    action: servers === 0 ? null : { label: 'Review', target },
  };
}
