import { supportHorizon } from '../../core/insights/horizon';
import { addDays } from '../../core/inventory/plainDate';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { Horizon } from '../../protocol/models/overview';
import type { Scope } from './overview';
import type { View } from './view';
import { count } from './view';

/** The support horizon of the overview. `planned` is the same estate on the planned date, null without one. */
export function presentHorizon(scope: Scope, planned: View | null): Horizon {
  const { view, serverRows, softwareRows, summary, serversWith, softwareWith } = scope;
  const { asOf } = view.assessment;
  const horizon = supportHorizon(view.servers, serverRows, softwareRows);
  const last = horizon.quarters[horizon.quarters.length - 1].to;
  // Only what ends on or after the as-of date is still to come, also in its own quarter.
  const within = (from: PlainDate, to: PlainDate): { from: PlainDate; to: PlainDate } => ({ from: from < asOf ? asOf : from, to });
  return {
    quarters: horizon.quarters.map((quarter) => ({
      ...quarter,
      servers: count(quarter.servers, serversWith({ supportEnds: within(quarter.from, quarter.to) })),
      software: count(quarter.software, softwareWith({ supportEnds: within(quarter.from, quarter.to) })),
    })),
    next: horizon.next.map(({ date, days, label, servers, product, os }) => {
      const target = product
        ? serversWith({ product })
        : serversWith({ os: [os], supportEnds: { from: date, to: date } });
      return { date, days, label, target, servers: count(servers, target) };
    }),
    alreadyEnded: {
      servers: count(summary.risks['os-end-of-support'].servers, serversWith({ risks: ['os-end-of-support'] })),
      software: count(summary.softwareEnded, softwareWith({ risks: ['end-of-support'] })),
    },
    later: {
      servers: count(horizon.laterServers, serversWith({ supportEnds: { from: addDays(last, 1) } })),
      software: count(horizon.laterSoftware, softwareWith({ supportEnds: { from: addDays(last, 1) } })),
    },
    byPlannedDate: planned && planned.assessment.asOf > asOf ? byPlannedDate(scope, planned) : null,
  };
}

function byPlannedDate({ view, serverRows, softwareRows, serversWith, softwareWith }: Scope, planned: View): NonNullable<Horizon['byPlannedDate']> {
  const now = view.assessment;
  const then = planned.assessment;
  const supportEnds = { from: now.asOf, to: addDays(then.asOf, -1) };
  return {
    servers: count(
      serverRows.filter((row) => then.servers.osEnded[row] === 1 && now.servers.osEnded[row] !== 1).length,
      serversWith({ supportEnds }),
    ),
    software: count(
      softwareRows.filter((row) => then.software.ended[row] === 1 && now.software.ended[row] !== 1).length,
      softwareWith({ supportEnds }),
    ),
  };
}
