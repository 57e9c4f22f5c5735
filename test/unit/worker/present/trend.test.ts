import * as assert from 'node:assert/strict';
import type { HistoryPoint } from '../../../../src/protocol/models/history';
import { presentTrend } from '../../../../src/worker/present/trend';

const day = (date: string, serversAtRisk: number, critical: number, otherFeeds = false): HistoryPoint => ({
  date, asOf: date, otherFeeds, servers: 46, serversAtRisk, serversExploited: 3, score: 400, findings: 300, software: 200, softwareEnded: 20, softwareVulnerable: 40,
  levels: { critical, high: 9, medium: 8, low: 6, none: 7, unknown: 2 },
});

suite('presentTrend', () => {
  test('days in their order, with a word where other feeds make the step', () => {
    const { categories, series, summary, nothing } = presentTrend([day('2026-11-01', 41, 19), day('2026-11-08', 40, 18, true), day('2026-11-21', 37, 14)]);
    assert.deepEqual(categories.map(({ label }) => label), ['2026-11-01', '2026-11-08, other feeds', '2026-11-21']);
    assert.deepEqual(series.map(({ values }) => values), [[41, 40, 37], [19, 18, 14]]);
    assert.equal(summary, '37 of 46 servers at risk on 2026-11-21, 41 of 46 on 2026-11-01.');
    assert.equal(nothing, '');
  });

  test('one day is no trend and says how to get one', () => {
    for (const history of [[], [day('2026-11-21', 37, 14)]]) assert.match(presentTrend(history).nothing, /Keep History/);
  });

  test('a quarter is drawn at most', () => {
    const days = Array.from({ length: 400 }, (_, at) => day(new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10), 37, 14));
    assert.equal(presentTrend(days).categories.length, 92);
  });
});
