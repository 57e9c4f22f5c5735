import type { Assessment } from '../insights/assessment';
import { compareServer } from '../insights/compare/compareServer';
import type { Comparison } from '../insights/compare/comparison';
import type { Cell, Table } from './tables';
import { NOTES } from './report';

/**
 * What differs between two states, one row for each new or fixed finding, and one for a changed server that has none. A server's findings are
 * worked out when its rows are written.
 */
export function compareTable(comparison: Comparison, before: Assessment, after: Assessment): Table {
  const { servers, asOfBefore, asOfAfter } = comparison;
  const notice = NOTES.join(' ');
  return {
    header: ['Server', 'Server change', 'Finding', 'CVE', 'Software', 'Caused by', 'Score before', 'Score after', 'As of before', 'As of after', 'Notice'],
    rows: (function* (): Generator<readonly Cell[]> {
      for (const { name, kind, causes, scoreBefore, scoreAfter, ...places } of servers) {
        if (kind === 'unchanged') continue;
        const around = [causes.join(' '), scoreBefore, scoreAfter, asOfBefore, asOfAfter, notice] as const;
        const changed = compareServer(before, places.before, after, places.after);
        if (changed.length === 0) yield [name, kind, '', '', '', ...around];
        for (const finding of changed) yield [name, kind, finding.kind === 'added' ? 'new' : 'fixed', finding.cve, finding.subject, ...around];
      }
    })(),
  };
}
