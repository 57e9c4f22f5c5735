import { SERVER_COVERAGES, type ServerCoverage } from '../../core/insights/estate/decidedColumns';
import type { ServerFilter } from '../../core/insights/filter';
import { recommend } from '../../core/insights/recommend/recommend';
import { SEVERITIES, type Severity } from '../../core/match/verdict';
import type { ChartModel, ChartSeries, ChartsModel, ChartTone } from '../../protocol/models/charts';
import type { HistoryPoint } from '../../protocol/models/history';
import type { EmptyReason, Target } from '../../protocol/models/frame';
import { t } from '../l10n';
import { presentFrame } from './frame';
import { hiddenSentence, hides } from './hidden';
import { presentHorizon } from './horizon';
import { scopeOf, type Scope } from './overview';
import { partOf, presentRecommendations } from './recommendations';
import { presentTrend } from './trend';
import type { View } from './view';
import { grouped, onServers, plural } from './words';

const LEVEL_WORDS: Readonly<Record<Severity, string>> = { critical: t('Critical'), high: t('High'), medium: t('Medium'), low: t('Low'), none: t('No vulnerability'), unknown: t('Not judged') };
const LEVEL_TONES: Readonly<Record<Severity, ChartTone>> = { critical: 'critical', high: 'high', medium: 'medium', low: 'low', none: 'good', unknown: 'neutral' };
const COVERAGE_WORDS: Readonly<Record<ServerCoverage, string>> = { unprotected: t('Unprotected'), partial: t('Partial'), protected: t('Protected'), excluded: t('Excluded'), unknown: t('Unknown') };
const COVERAGE_TONES: Readonly<Record<ServerCoverage, ChartTone>> = { unprotected: 'critical', partial: 'medium', protected: 'good', excluded: 'low', unknown: 'neutral' };

/** Bars of what clears most. */
const MOST_CLEARED = 8;

/** The Charts panel, for the servers of a filter. `history` are the days kept of the whole estate, oldest first. */
export function presentCharts(view: View, filter: ServerFilter, empty: EmptyReason | null, history: readonly HistoryPoint[] = []): ChartsModel {
  const scope = scopeOf(view, filter);
  return { frame: presentFrame(view), empty, charts: empty === null ? [risk(scope), coverage(scope), cleared(scope), horizon(scope), view.assessment.hidden?.length ? hiddenChart('trend', t('Trend'), t('The days kept count what the sharing profile hides, so they are hidden too.')) : presentTrend(history)] : [] };
}

function risk({ view, summary, serversWith }: Scope): ChartModel {
  const { levels } = summary;
  if (hides(view, 'vulnerabilities')) return hiddenChart('risk', t('Risk distribution'), hiddenSentence('vulnerabilities'));
  return {
    key: 'risk', title: t('Risk distribution'), unit: t('servers'), categoryTitle: t('Highest level of any finding'), shape: 'bars',
    categories: SEVERITIES.map((level) => ({ label: LEVEL_WORDS[level], tone: LEVEL_TONES[level] })),
    series: [counts(t('Servers'), 'servers', SEVERITIES.map((level) => [levels[level], serversWith({ levels: [level] })]))],
    summary: plural(levels.critical, '{0} server of {1} with a critical vulnerability, {2} more with a high one, {3} not judged.', '{0} servers of {1} with a critical vulnerability, {2} more with a high one, {3} not judged.', grouped(summary.servers), grouped(levels.high), grouped(levels.unknown)),
    nothing: '',
  };
}

/** A chart of what the sharing profile leaves out says so, and has no number. */
function hiddenChart(key: ChartModel['key'], title: string, nothing: string): ChartModel {
  return { key, title, unit: '', categoryTitle: '', shape: 'bars', categories: [], series: [], summary: '', nothing };
}

function coverage({ view, serverRows, serversWith }: Scope): ChartModel {
  const of = Object.fromEntries(SERVER_COVERAGES.map((one) => [one, 0])) as Record<ServerCoverage, number>;
  for (const row of serverRows) of[view.assessment.decided.coverage[row]]++;
  return {
    key: 'coverage', title: t('Coverage'), unit: t('servers'), categoryTitle: t('Security and patch management'), shape: 'bars',
    categories: SERVER_COVERAGES.map((one) => ({ label: COVERAGE_WORDS[one], tone: COVERAGE_TONES[one] })),
    series: [counts(t('Servers'), 'servers', SERVER_COVERAGES.map((one) => [of[one], serversWith({ coverage: [one] })]))],
    summary: plural(
      of.protected,
      '{0} server of {1} with security and patch-management software, {2} with one of them, {3} with neither; of {4} the software is not known.',
      '{0} servers of {1} with security and patch-management software, {2} with one of them, {3} with neither; of {4} the software is not known.',
      grouped(serverRows.length), grouped(of.partial), grouped(of.unprotected), grouped(of.unknown),
    ),
    nothing: '',
  };
}

function horizon(scope: Scope): ChartModel {
  const { quarters, alreadyEnded, later } = presentHorizon(scope, null);
  const total = quarters.reduce((sum, { servers }) => sum + servers.value, 0);
  return {
    key: 'horizon', title: t('Support horizon'), unit: t('reach end of support'), categoryTitle: t('Quarter'), shape: 'columns',
    categories: quarters.map(({ year, quarter }) => ({ label: t('Q{0} {1}', quarter, year) })),
    series: [
      counts(t('Servers'), 'servers', quarters.map(({ servers }) => [servers.value, servers.target ?? null])),
      counts(t('Software'), 'software', quarters.map(({ software }) => [software.value, software.target ?? null])),
    ],
    summary: plural(
      total,
      'The operating systems of {0} server reach end of support in these quarters; {1} have ended already, {2} end later.',
      'The operating systems of {0} servers reach end of support in these quarters; {1} have ended already, {2} end later.',
      grouped(alreadyEnded.servers.value), grouped(later.servers.value),
    ),
    nothing: '',
  };
}

/** Upgrades and replacements of software that clear most points when done alone. */
function cleared({ view, filter, serverRows }: Scope): ChartModel {
  const part = partOf(view.assessment, serverRows);
  const ofSoftware = new Set(recommend(part).all.filter(({ kind }) => kind === 'upgrade-software' || kind === 'replace-software').map(({ id }) => id));
  const rows = presentRecommendations(view, part, [], { within: filter }).rows.filter(({ id, points }) => ofSoftware.has(id) && points > 0).slice(0, MOST_CLEARED);
  return {
    key: 'cleared', title: t('Software by risk cleared'), unit: t('points'), categoryTitle: t('What to do'), shape: 'bars',
    categories: rows.map(({ label }) => ({ label })),
    series: [counts(t('Points of the risk score'), 'servers', rows.map(({ points, servers }) => [points, servers.target ?? null]))],
    summary: rows.length === 0 ? '' : t('"{0}" clears most: {1} on {2}.', rows[0].label, plural(rows[0].points, '{0} point', '{0} points'), onServers(rows[0].servers.value)),
    nothing: rows.length === 0 ? t('No upgrade of software would clear risk here.') : '',
  };
}

function counts(label: string, tone: ChartTone, values: readonly (readonly [value: number, target: Target | null])[]): ChartSeries {
  return { label, tone, values: values.map(([value]) => value), targets: values.map(([value, target]) => (value === 0 ? null : target)) };
}
