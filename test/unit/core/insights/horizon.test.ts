import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { supportHorizon } from '../../../../src/core/insights/horizon';
import { ServerFields, queryServers } from '../../../../src/core/insights/serverQuery';
import { softwareOfServers } from '../../../../src/core/insights/summary';
import type { Assessment } from '../../../../src/core/insights/assessment';
import { assessServers } from '../../../support/tinyEstate';
import { tinyDate, tinyServers } from '../../../support/tinyServers';
import { DEBIAN, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

function horizonOf(assessment: Assessment, rows = assessment.estate.servers.map((_, i) => i)): ReturnType<typeof supportHorizon> {
  return supportHorizon(new ServerFields(assessment), rows, softwareOfServers(assessment, rows));
}

suite('The support horizon', () => {
  const servers = [
    { name: 'A', os: DEBIAN('12'), software: [acme('widget 2.1'), acme('widget 2.2'), acme('widget 4.0')] },
    { name: 'B', os: DEBIAN('14'), software: [acme('widget 2.1'), acme('widget 3.1'), acme('gadget 2.0')] },
    { name: 'C', os: DEBIAN('10') },
    { name: 'D', os: WINDOWS_2019, software: [acme('widget 5.0'), { name: 'redis-server', version: '5:7.2.1-1', source: 'dpkg' }] },
    { name: 'E', os: WINDOWS_2019 },
  ];
  const horizon = (asOf: string) => horizonOf(assessServers(servers, knowledge, { asOf }));

  test('twelve quarters from the as-of date\'s own on', () => {
    const { quarters } = horizon('2026-11-21');
    assert.equal(quarters.length, 12);
    assert.deepEqual(quarters.map(({ year, quarter }) => `${year}Q${quarter}`).join(' '), '2026Q4 2027Q1 2027Q2 2027Q3 2027Q4 2028Q1 2028Q2 2028Q3 2028Q4 2029Q1 2029Q2 2029Q3');
    assert.deepEqual([quarters[0].from, quarters[0].to, quarters[1].from, quarters[1].to], ['2026-10-01', '2026-12-31', '2027-01-01', '2027-03-31']);
    assert.deepEqual(quarters.filter(({ servers: count, software }) => count + software > 0).map((one) => `${one.year}Q${one.quarter} ${one.servers} ${one.software} ${one.label}`), [
      '2026Q4 1 2 Debian GNU/Linux 12', '2027Q1 1 2 Debian GNU/Linux 14', '2029Q1 2 0 Windows Server 2019',
    ]);
  });

  test('what ended before the date is past, what ends on it is not', () => {
    assert.equal(horizon('2026-11-21').quarters[0].servers, 1);
    assert.equal(horizon('2026-11-22').quarters[0].servers, 0);
  });

  test('beyond the last quarter is later', () => {
    const { laterServers, laterSoftware } = horizon('2026-11-21');
    assert.deepEqual([laterServers, laterSoftware], [0, 1]);
    assert.deepEqual([horizon('2025-01-01').laterServers, horizon('2025-01-01').laterSoftware], [2, 1]);
  });

  test('the soonest ends, each with the servers that have it once', () => {
    assert.deepEqual(horizon('2026-11-21').next.map(({ date, days, label, servers: count }) => `${date} ${days} ${label}: ${count}`), [
      '2026-11-21 0 Widget 2: 2',
      '2026-11-21 0 Debian GNU/Linux 12: 1',
      '2027-01-15 55 Debian GNU/Linux 14: 1',
      '2027-02-01 72 Gadget 2: 1',
      '2027-02-01 72 Widget 3: 1',
      '2029-01-09 780 Windows Server 2019: 2',
    ]);
  });

  test('only the servers asked for', () => {
    const assessment = assessServers(servers, knowledge);
    const { next, quarters } = horizonOf(assessment, [1]);
    assert.deepEqual(next.map(({ label, servers: count }) => `${label}: ${count}`), ['Widget 2: 1', 'Debian GNU/Linux 14: 1', 'Gadget 2: 1', 'Widget 3: 1']);
    assert.equal(quarters[0].servers, 0);
  });

  test('an empty estate has empty quarters', () => {
    const { quarters, next } = horizonOf(assessServers([], knowledge));
    assert.equal(quarters.length, 12);
    assert.deepEqual(next, []);
  });

  test('quarters, later and past add up to all with a date', () => {
    fc.assert(fc.property(tinyServers, tinyDate, (inventory, asOf) => {
      const assessment = assessServers(inventory, knowledge, { asOf });
      const { quarters, laterServers, next } = horizonOf(assessment);
      const ends = assessment.estate.servers.map((_, row) => assessment.os[assessment.identities.osOf[row]].support.endsOn);
      const sum = quarters.reduce((total, { servers: count }) => total + count, 0) + laterServers;
      assert.equal(sum, ends.filter((end) => end !== null && end >= asOf).length);
      const fields = new ServerFields(assessment);
      for (const { servers: count, product, os, date } of next) {
        const filter = product ? { product } : { os: [os], supportEnds: { from: date, to: date } };
        assert.equal(queryServers(fields, filter, false).rows.length, count);
      }
    }), { numRuns: 100 });
  });
});
