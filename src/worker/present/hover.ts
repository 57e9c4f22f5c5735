import { isExplicit } from '../../core/identify/userRules/applyMapping';
import { distinctByCve, findingsOfServer, findingsOfSoftware, softwareLabel } from '../../core/insights/findings';
import { scoreTerms } from '../../core/insights/assessment';
import type { Severity } from '../../core/match/verdict';
import { SEVERITIES } from '../../core/match/verdict';
import type { HideablePart, Target } from '../../protocol/models/frame';
import type { Presence, ServerRow } from '../../protocol/models/lists';
import { t } from '../l10n';
import { feedsSummary } from './frame';
import { hiddenSentence, hides } from './hidden';
import { codeSpan, escapeMarkdown, targetLink } from './markdown';
import { presentServerRow, presentSoftwareRow, softwareRef } from './rows';
import { firstAction } from './serverPanel';
import type { View } from './view';
import { presentVulnerabilities } from './vulnerabilities';
import { SEVERITY_COUNTS, confidenceWord, decimal, grouped, onServers, plural } from './words';

/** Codicons of severities; the shape tells them apart, not the colour. */
export const SEVERITY_ICONS: Readonly<Record<Severity, string>> = {
  critical: 'error', high: 'warning', medium: 'primitive-square', low: 'circle-outline', none: 'dash', unknown: 'question',
};

export const SUPPORT_ICONS = { ended: 'circle-slash', 'extended-paid': 'history', ending: 'clock', supported: 'check', unknown: 'question' } as const;

const TOP_RISKS = 3;

/** A new line in the same paragraph: VS Code scrolls a hover of more than 250 px, and what to do first stands at its end. */
const LINE = '  \n';

/** Score with its sum, support, counts and protection: what needs no look at single findings. */
export function serverSummary(view: View, server: number): string {
  return summaryLines(view, server, presentServerRow(view, server)).join('\n\n');
}

function summaryLines(view: View, server: number, row: ServerRow): string[] {
  const open = (section: 'vulnerabilities' | 'software' | 'updates'): Target => ({ view: 'server', server: row.key, section });
  const hiddenTerm = (term: string): boolean => (term === 'vulnerabilities' && hides(view, 'vulnerabilities')) || (term === 'pendingUpdates' && hides(view, 'updates'));
  const sum = Object.entries(scoreTerms(view.assessment, server)).map(([term, value]) => (hiddenTerm(term) ? t('hidden') : value === null ? '–' : grouped(value as number))).join(' + ');
  return [
    `**${escapeMarkdown(row.name)}** · ${t('risk score **{0}** = {1}', grouped(row.score), sum)}`,
    `$(${SUPPORT_ICONS[row.support.bucket]}) ${escapeMarkdown(row.support.text)}`,
    hides(view, 'vulnerabilities') ? hiddenText('vulnerabilities') : severityLine(row.bySeverity, row.exploited, open('vulnerabilities')),
    [hides(view, 'updates') ? hiddenText('updates') : updatesText(row.updates, open('updates')), endedText(view, server, open('software'))].join(' · '),
    `${presenceText(SECURITY_TEXTS, row.security)} · ${presenceText(PATCH_TEXTS, row.patch)}`,
  ];
}

/** Hover on a server: the summary, top risks, what to do first. */
export function serverHover(view: View, server: number): string {
  const { assessment } = view;
  const row = presentServerRow(view, server);
  const open = (section?: 'software'): Target => ({ view: 'server', server: row.key, ...(section ? { section } : {}) });
  const lines = [summaryLines(view, server, row).join(LINE)];
  const top = presentVulnerabilities(assessment, server, findingsOfServer(assessment, server).filter(({ verdict }) => verdict === 'affected'), 0, TOP_RISKS);
  if (top.length > 0) {
    lines.push('---', [
      `| ${t('Top risk')} | CVSS | ${t('Fix')} |`, '|:--|:--|:--|',
      ...top.map((one) => {
        const link = targetLink(one.cve, { view: 'server', server: row.key, section: 'vulnerabilities', finding: one.ref });
        const cvss = one.score === null ? t('unknown') : `${decimal(one.score, 1)} (${one.cvssVersion} ${escapeMarkdown(one.cvssSource)})`;
        return `| ${link}${one.exploited ? ' $(flame)' : ''} | ${cvss} | ${one.fixedIn ? escapeMarkdown(one.fixedIn) : '–'} |`;
      }),
    ].join('\n'));
  }
  const first = firstAction(view, server);
  const links = [targetLink(t('Open panel'), open()), targetLink(t('Show software'), open('software')), footer(view)].join(' · ');
  lines.push('---', [...(first ? [t('**Do first:** {0}', escapeMarkdown(first))] : []), links].join(LINE));
  return lines.join('\n\n');
}

/** Hover on a software: support, counts, identity and its rule, servers that have it. */
export function softwareHover(view: View, software: number, server: number): string {
  const { assessment } = view;
  const row = presentSoftwareRow(view, software);
  const key = assessment.estate.servers[server].key;
  const onServer = findingsOfSoftware(assessment, server, software);
  const affected = onServer.filter(({ verdict }) => verdict === 'affected');
  const { index } = assessment.matcher;
  const counts = Object.fromEntries(SEVERITIES.map((severity, i) => [severity, affected.filter(({ cve }) => index.severity[cve] === i).length])) as Record<Severity, number>;
  const panel: Target = { view: 'server', server: key, section: 'vulnerabilities' };
  const servers = row.servers.target ? targetLink(onServers(row.servers.value), row.servers.target) : onServers(row.servers.value);
  const possible = onServer.filter(({ verdict }) => verdict !== 'affected' && verdict !== 'suppressed').length;
  const top = presentVulnerabilities(assessment, server, affected, 0, TOP_RISKS);
  const first = distinctByCve(onServer)[0]?.finding;
  const lines = [
    `**${escapeMarkdown(softwareLabel(assessment.estate.software[software]))}** · ${t('on {0}', servers)}`,
    `$(${SUPPORT_ICONS[row.support.bucket]}) ${escapeMarkdown(row.support.text)}`,
    hides(view, 'vulnerabilities') && view.software.isIdentified(software) ? hiddenText('vulnerabilities') : row.vulnerabilities === null
      ? row.ignored ? `$(circle-large-outline) ${t('Ignored, so nothing was judged about it')}` : `$(question) ${t('Not identified, so nothing was judged about vulnerabilities')}`
      : `${severityLine(counts, affected.filter(({ cve }) => index.kev[cve] > 0).length, panel)}${possible > 0 ? ` · $(question) ${t('{0} possibly affected', grouped(possible))}` : ''}`,
    ...(top.length > 0 ? [top.map((one) => `${targetLink(one.cve, { ...panel, finding: one.ref })}${one.exploited ? ' $(flame)' : ''}${one.fixedIn ? ` ${t('fixed in {0}', escapeMarkdown(one.fixedIn))}` : ''}`).join(' · ')] : []),
    '---',
    row.cpe === '' ? t('Identity: none ({0})', escapeMarkdown(row.rule)) : t('Identity: {0} by {1}, confidence {2}', codeSpan(row.cpe), escapeMarkdown(row.rule), confidenceWord(row.confidence)),
    [targetLink(t('Open server'), { view: 'server', server: key }), ...(isExplicit(assessment.identities.software[software]) ? [] : [targetLink(t('Set mapping…'), { view: 'mapping', software: softwareRef(assessment.estate.software[software]) })]), ...(first ? [targetLink(t('Why?'), { ...panel, finding: { cve: index.cveId(first.cve), software } })] : []), footer(view)].join(' · '),
  ];
  return lines.join('\n\n');
}

function hiddenText(part: HideablePart): string {
  return `$(eye-closed) ${hiddenSentence(part)}`;
}

function severityLine(counts: Readonly<Record<Severity, number>> | null, exploited: number, target: Target): string {
  if (counts === null) return `$(question) ${t('Vulnerabilities unknown: neither software nor operating system could be judged')}`;
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => `$(${SEVERITY_ICONS[severity]}) ${targetLink(SEVERITY_COUNTS[severity](grouped(counts[severity])), target)}`);
  if (exploited > 0) parts.push(`$(flame) ${targetLink(t('{0} exploited', grouped(exploited)), target)}`);
  return parts.length === 0 ? `$(check) ${t('No affected findings')}` : parts.join(' · ');
}

function updatesText(updates: number | null, target: Target): string {
  if (updates === null) return `$(question) ${t('Pending updates unknown')}`;
  return updates === 0 ? `$(check) ${t('No critical or security updates pending')}` : `$(arrow-circle-down) ${targetLink(plural(updates, '{0} critical or security update pending', '{0} critical or security updates pending'), target)}`;
}

function endedText(view: View, server: number, target: Target): string {
  const { estate, software, servers } = view.assessment;
  if (servers.softwareEnded[server] !== 1) return servers.softwareEnded[server] === 0 ? `$(check) ${t('No software out of support')}` : `$(question) ${t('Software unknown')}`;
  const { offsets, software: ids } = estate.installs;
  const ended = ids.subarray(offsets[server], offsets[server + 1]).filter((id) => software.ended[id] === 1).length;
  return `$(circle-slash) ${targetLink(t('{0} software out of support', grouped(ended)), target)}`;
}

const SECURITY_TEXTS = { missing: t('No security software'), unknown: t('Security software unknown') } as const;
const PATCH_TEXTS = { missing: t('No patch management'), unknown: t('Patch management unknown') } as const;

function presenceText(texts: Readonly<Record<'missing' | 'unknown', string>>, { state, products }: Presence): string {
  if (state === 'present') return `$(check) ${escapeMarkdown(products[0])}`;
  return `${state === 'missing' ? '$(close)' : '$(question)'} ${texts[state]}`;
}

function footer(view: View): string {
  return escapeMarkdown(t('{0} · as of {1} · guidance, not a scan', feedsSummary(view.assessment.knowledge, view.assessment.today), view.assessment.asOf));
}
