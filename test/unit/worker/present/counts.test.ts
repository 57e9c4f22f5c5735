import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServerFilter, SoftwareFilter } from '../../../../src/core/insights/filter';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT, SERVER_RISKS } from '../../../../src/core/insights/filter';
import { queryServers } from '../../../../src/core/insights/serverQuery';
import { querySoftware } from '../../../../src/core/insights/softwareQuery';
import { presentCharts } from '../../../../src/worker/present/charts';
import { presentServers, presentSoftware } from '../../../../src/worker/present/lists';
import { presentOverview } from '../../../../src/worker/present/overview';
import type { View } from '../../../../src/worker/present/view';
import { countsOf } from '../../../support/countsOf';
import { assessServers, viewOf } from '../../../support/tinyEstate';
import { tinyDate, tinyServers } from '../../../support/tinyServers';
import { tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

/** Every number opens a list of exactly what it counts, and there is nothing to open at 0. */
function checkCounts(view: View, model: unknown): number {
  const all = countsOf(model);
  for (const { path, value, target } of all) {
    if (value === 0) {
      assert.equal(target, undefined, `${path}: nothing to open at 0`);
      continue;
    }
    assert.ok(target, `${path}: ${value} opens nothing`);
    if (target.view === 'dataIssues') continue;
    const where = `${path}: ${JSON.stringify(target)}`;
    // CVEs have no list of their own: theirs opens the one software that has them.
    const severity = /^software\.top\.\d+\.(critical|high)$/.exec(path)?.[1];
    if (severity) {
      assert.ok(target.view === 'software');
      const { page } = presentSoftware(view, target.filter, DEFAULT_SOFTWARE_SORT, null);
      assert.equal(page.total, 1, where);
      assert.equal(page.rows[0].bySeverity?.[severity as 'critical' | 'high'], value, where);
    } else if (target.view === 'servers') {
      assert.equal(queryServers(view.servers, target.filter, false).rows.length, value, where);
    } else if (target.view === 'software') {
      assert.equal(querySoftware(view.software, target.filter, false).rows.length, value, where);
    } else assert.fail(`${where}: a number that opens no list`);
  }
  return all.length;
}

const filters: fc.Arbitrary<ServerFilter> = fc.constantFrom<ServerFilter>(
  {}, {}, { environments: ['Production'] }, { environments: ['Test', ''] }, { risks: ['vulnerabilities'] }, { atRisk: true }, { atRisk: false }, { text: 'widget' }, { levels: ['critical', 'none'] },
  { lacks: ['software'] }, { stale: true }, { os: ['Debian GNU/Linux 12'] }, { tags: ['role=web'] }, { supportEnds: { from: '2026-11-21' as never } },
);

suite('Every number opens what it counts', () => {
  test('in the overview, for the whole estate and for a part, today and as of a date', () => {
    let counted = 0;
    fc.assert(fc.property(tinyServers, tinyDate, filters, fc.option(tinyDate), (inventory, asOf, filter, planned) => {
      const view = viewOf(assessServers(inventory, knowledge, { asOf }), planned);
      const plannedView = planned === null ? null : viewOf(assessServers(inventory, knowledge, { asOf: planned }), planned);
      counted += checkCounts(view, presentOverview(view, filter, null, plannedView));
    }), { numRuns: 200 });
    assert.ok(counted > 5_000, `only ${counted} numbers found`);
  });

  test('in the charts, whose bars are all servers', () => {
    fc.assert(fc.property(tinyServers, tinyDate, filters, (inventory, asOf, filter) => {
      const view = viewOf(assessServers(inventory, knowledge, { asOf }));
      const servers = queryServers(view.servers, filter, false).rows.length;
      for (const { key, series, categories } of presentCharts(view, filter, null).charts) {
        for (const { values, targets } of series) {
          assert.equal(values.length, categories.length);
          // Points are no servers, so they open those concerned.
          if (key !== 'cleared') checkCounts(view, values.map((value, i) => ({ value, ...(targets[i] ? { target: targets[i] } : {}) })));
          if (key === 'risk' || key === 'coverage') assert.equal(values.reduce<number>((sum, value) => sum + (value ?? 0), 0), servers, key);
        }
      }
    }), { numRuns: 100 });
  });

  test('in the servers list', () => {
    fc.assert(fc.property(tinyServers, tinyDate, filters, (inventory, asOf, filter) => {
      const view = viewOf(assessServers(inventory, knowledge, { asOf }));
      const model = presentServers(view, filter, DEFAULT_SERVER_SORT, null);
      checkCounts(view, model);
      const { total, atRisk, all } = model;
      assert.equal(total, model.page.total);
      assert.equal(all, inventory.length);
      assert.equal(atRisk, queryServers(view.servers, { within: filter, atRisk: true }, false).rows.length);
      // A quick filter's count is what choosing it shows.
      const { atRisk: _atRisk, risks: _risks, ...others } = filter;
      for (const { key, count } of model.quick) {
        const chosen: ServerFilter = key === 'all' ? others : key === 'atRisk' ? { ...others, atRisk: true } : { ...others, risks: SERVER_RISKS.filter((risk) => risk === key) };
        assert.equal(queryServers(view.servers, chosen, false).rows.length, count, key);
      }
      for (const { field, values } of model.facets) {
        for (const { value, count } of values) assert.equal(queryServers(view.servers, { ...filter, [field]: [value] }, false).rows.length, count, `${field} ${value}`);
      }
    }), { numRuns: 100 });
  });

  test('in the software list', () => {
    const softwareFilters = fc.constantFrom<SoftwareFilter>({}, { atRisk: true }, { text: 'widget' }, { publishers: ['Acme'] }, { identified: false }, { servers: { environments: ['Test'] } });
    fc.assert(fc.property(tinyServers, tinyDate, softwareFilters, (inventory, asOf, filter) => {
      const view = viewOf(assessServers(inventory, knowledge, { asOf }));
      const model = presentSoftware(view, filter, DEFAULT_SOFTWARE_SORT, null);
      checkCounts(view, model);
      assert.equal(model.atRisk, querySoftware(view.software, { ...filter, ...(filter.atRisk === undefined ? { atRisk: true } : {}) }, false).rows.length);
      for (const { key, count } of model.quick) {
        const { atRisk: _atRisk, ...others } = filter;
        const chosen: SoftwareFilter = key === 'all' ? others : key === 'atRisk' ? { ...others, atRisk: true } : { ...others, risks: [key as 'vulnerable'] };
        assert.equal(querySoftware(view.software, chosen, false).rows.length, count, key);
      }
    }), { numRuns: 100 });
  });
});
