import { SERVER_COVERAGES, type ServerCoverage } from '../../core/insights/estate/decidedColumns';
import type { ServerFilter } from '../../core/insights/filter';
import { recommend } from '../../core/insights/recommend/recommend';
import { SEVERITIES, type Severity } from '../../core/match/verdict';
import type { ChartModel, ChartSeries, ChartsModel, ChartTone } from '../../protocol/models/charts';
import type { EmptyReason, Target } from '../../protocol/viewModels';
import { presentFrame } from './frame';
import { presentHorizon } from './horizon';
import { scopeOf, type Scope } from './overview';
import { partOf, presentRecommendations } from './recommendations';
import type { View } from './view';
import { grouped, plural } from './words';

const LEVEL_WORDS: Readonly<Record<Severity, string>> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', none: 'No vulnerability', unknown: 'Not judged' };
const LEVEL_TONES: Readonly<Record<Severity, ChartTone>> = { critical: 'critical', high: 'high', medium: 'medium', low: 'low', none: 'good', unknown: 'neutral' };
const COVERAGE_WORDS: Readonly<Record<ServerCoverage, string>> = { unprotected: 'Unprotected', partial: 'Partial', protected: 'Protected', excluded: 'Excluded', unknown: 'Unknown' };
const COVERAGE_TONES: Readonly<Record<ServerCoverage, ChartTone>> = { unprotected: 'critical', partial: 'medium', protected: 'good', excluded: 'low', unknown: 'neutral' };

/** Bars of what clears most. */
const MOST_CLEARED = 8;

/** The Charts panel, for the servers of a filter. */
export function presentCharts(view: View, filter: ServerFilter, empty: EmptyReason | null): ChartsModel {
  const scope = scopeOf(view, filter);
  return { frame: presentFrame(view), empty, charts: empty === null ? [risk(scope), coverage(scope), cleared(scope), horizon(scope)] : [] };
}

function risk({ summary, serversWith }: Scope): ChartModel {
  const { levels } = summary;
  return {
    key: 'risk', title: 'Risk distribution', unit: 'servers', categoryTitle: 'Highest level of any finding', shape: 'bars',
    categories: SEVERITIES.map((level) => ({ label: LEVEL_WORDS[level], tone: LEVEL_TONES[level] })),
    series: [counts('Servers', 'servers', SEVERITIES.map((level) => [levels[level], serversWith({ levels: [level] })]))],
    summary: `${plural(levels.critical, 'server')} of ${grouped(summary.servers)} with a critical vulnerability, ${grouped(levels.high)} more with a high one, ${grouped(levels.unknown)} not judged.`,
    nothing: '',
  };
}

function coverage({ view, serverRows, serversWith }: Scope): ChartModel {
  const of = Object.fromEntries(SERVER_COVERAGES.map((one) => [one, 0])) as Record<ServerCoverage, number>;
  for (const row of serverRows) of[view.assessment.decided.coverage[row]]++;
  return {
    key: 'coverage', title: 'Coverage', unit: 'servers', categoryTitle: 'Security and patch management', shape: 'bars',
    categories: SERVER_COVERAGES.map((one) => ({ label: COVERAGE_WORDS[one], tone: COVERAGE_TONES[one] })),
    series: [counts('Servers', 'servers', SERVER_COVERAGES.map((one) => [of[one], serversWith({ coverage: [one] })]))],
    summary: `${plural(of.protected, 'server')} of ${grouped(serverRows.length)} with security and patch-management software, ${grouped(of.partial)} with one of them, ${grouped(of.unprotected)} with neither; of ${grouped(of.unknown)} the software is not known.`,
    nothing: '',
  };
}

function horizon(scope: Scope): ChartModel {
  const { quarters, alreadyEnded, later } = presentHorizon(scope, null);
  const total = quarters.reduce((sum, { servers }) => sum + servers.value, 0);
  return {
    key: 'horizon', title: 'Support horizon', unit: 'reach end of support', categoryTitle: 'Quarter', shape: 'columns',
    categories: quarters.map(({ year, quarter }) => ({ label: `Q${quarter} ${year}` })),
    series: [
      counts('Servers', 'servers', quarters.map(({ servers }) => [servers.value, servers.target ?? null])),
      counts('Software', 'software', quarters.map(({ software }) => [software.value, software.target ?? null])),
    ],
    summary: `The operating systems of ${plural(total, 'server')} reach end of support in these quarters; ${grouped(alreadyEnded.servers.value)} have ended already, ${grouped(later.servers.value)} end later.`,
    nothing: '',
  };
}

/** Upgrades and replacements of software that clear most points when done alone. */
function cleared({ view, filter, serverRows }: Scope): ChartModel {
  const part = partOf(view.assessment, serverRows);
  const ofSoftware = new Set(recommend(part).all.filter(({ kind }) => kind === 'upgrade-software' || kind === 'replace-software').map(({ id }) => id));
  const rows = presentRecommendations(view, part, [], { within: filter }).rows.filter(({ id, points }) => ofSoftware.has(id) && points > 0).slice(0, MOST_CLEARED);
  return {
    key: 'cleared', title: 'Software by risk cleared', unit: 'points', categoryTitle: 'What to do', shape: 'bars',
    categories: rows.map(({ label }) => ({ label })),
    series: [counts('Points of the risk score', 'servers', rows.map(({ points, servers }) => [points, servers.target ?? null]))],
    summary: rows.length === 0 ? '' : `"${rows[0].label}" clears most: ${plural(rows[0].points, 'point')} on ${plural(rows[0].servers.value, 'server')}.`,
    nothing: rows.length === 0 ? 'No upgrade of software would clear risk here.' : '',
  };
}

function counts(label: string, tone: ChartTone, values: readonly (readonly [value: number, target: Target | null])[]): ChartSeries {
  return { label, tone, values: values.map(([value]) => value), targets: values.map(([value, target]) => (value === 0 ? null : target)) };
}
