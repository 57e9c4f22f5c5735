import type { ChartModel } from '../../protocol/models/charts';
import type { HistoryPoint } from '../../protocol/models/history';
import { t } from '../l10n';
import { grouped } from './words';

/** Days drawn: about a quarter. The table has them all the same. */
const MOST_DAYS = 92;

/** How the estate's risk moved over the days kept; with one day there is nothing to join. */
export function presentTrend(history: readonly HistoryPoint[]): ChartModel {
  const points = history.slice(-MOST_DAYS);
  const [first] = points;
  const last = points.at(-1);
  const common = { key: 'trend', title: t('Trend'), unit: t('servers'), categoryTitle: t('Day'), shape: 'lines' } as const;
  if (first === undefined || last === undefined || points.length < 2) {
    return { ...common, categories: [], series: [], summary: '', nothing: t('A trend needs two days. Run “Keep History” to keep a small snapshot of the counts beside the inventory, one a day.') };
  }
  const nowhere = points.map(() => null);
  return {
    ...common,
    categories: points.map(({ date, otherFeeds }) => ({ label: otherFeeds ? t('{0}, other feeds', date) : date })),
    series: [
      { label: t('Servers at risk'), tone: 'servers', values: points.map(({ serversAtRisk }) => serversAtRisk), targets: nowhere },
      { label: t('Servers with critical vulnerabilities'), tone: 'critical', values: points.map(({ levels }) => levels.critical), targets: nowhere },
    ],
    summary: t('{0} of {1} servers at risk on {2}, {3} of {4} on {5}.', grouped(last.serversAtRisk), grouped(last.servers), last.date, grouped(first.serversAtRisk), grouped(first.servers), first.date),
    nothing: '',
  };
}
