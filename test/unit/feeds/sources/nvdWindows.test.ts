import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_WINDOW_MS, OVERLAP_MS, planWindows } from '../../../../src/feeds/sources/nvdWindows';

suite('planWindows', () => {
  const check = (since: string, until: string, ...expected: string[]) => assert.deepEqual(planWindows(since, until).map(({ start, end }) => `${start} ${end}`), expected);

  test('in steps of at most 120 days, each a little into the one before', () => {
    check('2026-11-01T12:00:00.000Z', '2026-11-20T12:00:00.000Z', '2026-11-01T11:00:00.000Z 2026-11-20T12:00:00.000Z');
    check(
      '2026-01-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z',
      '2025-12-31T23:00:00.000Z 2026-04-30T23:00:00.000Z',
      '2026-04-30T22:00:00.000Z 2026-07-01T00:00:00.000Z',
    );
  });

  test('none into the past: a clock that was set back makes no negative window', () => {
    check('2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z');
    check('2026-11-21T00:00:00.000Z', '2026-11-20T12:00:00.000Z');
    check('not a date', '2026-11-20T12:00:00.000Z');
    check('2026-11-20T12:00:00.000Z', 'not a date');
  });

  test('cover every moment, and end', () => {
    const moment = fc.date({ min: new Date('2002-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(fc.property(moment, moment, (a, b) => {
      const [since, until] = [a, b].sort((x, y) => x.getTime() - y.getTime());
      const windows = planWindows(since.toISOString(), until.toISOString());
      let reached = since.getTime();
      for (const { start, end } of windows) {
        assert.equal(Date.parse(start), reached - OVERLAP_MS);
        assert.ok(Date.parse(end) > reached && Date.parse(end) - Date.parse(start) <= MAX_WINDOW_MS);
        reached = Date.parse(end);
      }
      assert.equal(reached, until.getTime());
    }));
  });
});
