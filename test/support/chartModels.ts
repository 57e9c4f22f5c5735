import type { ChartModel, ChartsModel } from '../../src/protocol/models/charts';
import type { Target } from '../../src/protocol/models/frame';
import { frame, overview } from './webviewModels';

const targetsOf = (values: readonly number[], target: (at: number) => Target): readonly (Target | null)[] => values.map((value, at) => (value === 0 ? null : target(at)));

const LEVELS = ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const;
const COVERAGES = ['unprotected', 'partial', 'protected', 'excluded', 'unknown'] as const;
const risk = [14, 9, 8, 6, 7, 2];
const coverage = [8, 12, 22, 0, 4];

const { quarters } = overview.horizon;

const drawn: readonly ChartModel[] = [
  {
    key: 'risk', title: 'Risk distribution', unit: 'servers', categoryTitle: 'Highest level of any finding', shape: 'bars',
    categories: [
      { label: 'Critical', tone: 'critical' }, { label: 'High', tone: 'high' }, { label: 'Medium', tone: 'medium' }, { label: 'Low', tone: 'low' }, { label: 'No vulnerability', tone: 'good' }, { label: 'Not judged', tone: 'neutral' },
    ],
    series: [{ label: 'Servers', tone: 'servers', values: risk, targets: targetsOf(risk, at => ({ view: 'servers', filter: { levels: [LEVELS[at] ?? 'unknown'] } })) }],
    summary: '14 servers of 46 with a critical vulnerability, 9 more with a high one, 2 not judged.', nothing: '',
  },
  {
    key: 'coverage', title: 'Coverage', unit: 'servers', categoryTitle: 'Security and patch management', shape: 'bars',
    categories: [{ label: 'Unprotected', tone: 'critical' }, { label: 'Partial', tone: 'medium' }, { label: 'Protected', tone: 'good' }, { label: 'Excluded', tone: 'low' }, { label: 'Unknown', tone: 'neutral' }],
    series: [{ label: 'Servers', tone: 'servers', values: coverage, targets: targetsOf(coverage, at => ({ view: 'servers', filter: { coverage: [COVERAGES[at] ?? 'unknown'] } })) }],
    summary: '22 servers of 46 with security and patch-management software, 12 with one of them, 8 with neither; of 4 the software is not known.', nothing: '',
  },
  {
    key: 'horizon', title: 'Support horizon', unit: 'reach end of support', categoryTitle: 'Quarter', shape: 'columns',
    categories: quarters.map(({ year, quarter }) => ({ label: `Q${quarter} ${year}` })),
    series: [
      { label: 'Servers', tone: 'servers', values: quarters.map(({ servers }) => servers.value), targets: quarters.map(({ servers }) => servers.target ?? null) },
      { label: 'Software', tone: 'software', values: quarters.map(({ software }) => software.value), targets: quarters.map(({ software }) => software.target ?? null) },
    ],
    summary: 'The operating systems of 12 servers reach end of support in these quarters; 9 have ended already, 3 end later.', nothing: '',
  },
  {
    key: 'trend', title: 'Trend', unit: 'servers', categoryTitle: 'Day', shape: 'lines',
    categories: ['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-21'].map(label => ({ label })),
    series: [
      { label: 'At risk', tone: 'servers', values: [41, 40, null, 37], targets: [null, null, null, { view: 'servers', filter: { atRisk: true } }] },
      { label: 'With critical vulnerabilities', tone: 'critical', values: [19, 18, null, 14], targets: [null, null, null, { view: 'servers', filter: { severities: ['critical'] } }] },
    ],
    summary: '37 servers at risk on 2026-11-21, 4 fewer than on 2026-11-01.', nothing: '',
  },
];

/** The Charts panel of the same 46 servers, with every shape, an unknown value and a chart that has nothing to draw. */
export const charts: ChartsModel = {
  frame, empty: null,
  charts: [
    ...drawn,
    { ...drawn[0], key: 'cleared', title: 'Software by risk cleared', categories: [], series: [], summary: '', nothing: 'No upgrade of software would clear risk: nothing at risk has a newer version.' },
  ],
};
