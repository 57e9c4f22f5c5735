import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { ageInDays, feedsReport } from '../../../src/cli/feedsReport';
import { NO_ADVISORIES } from '../../../src/core/match/advisories/advisoryIndex';
import type { FeedState, Knowledge } from '../../../src/core/match/knowledge';

const NOW = new Date('2026-11-21T12:00:00.000Z');

suite('feeds report', () => {
  const feed = (more: Partial<FeedState> = {}): FeedState => ({ name: 'nvd', revision: '1', fetchedAt: '2026-11-20T00:00:00.000Z', records: 2, skipped: 0, starter: false, bytes: 7, error: null, ...more });
  /** Only what the report asks for. */
  const knowledge = (feeds: readonly FeedState[]) => ({
    feeds, starter: false, revision: 'abc', index: { cveCount: 2, rowCount: 3 }, lifecycle: { products: [{ releases: [{}, {}] }] }, advisories: { ...NO_ADVISORIES, advisoryCount: 5 },
  } as unknown as Knowledge);

  test('age and whether it is stale', () => {
    const check = (more: Partial<FeedState>, expected: readonly [number | null, boolean]) => {
      const [reported] = feedsReport(knowledge([feed(more)]), '/feeds', [], NOW).feeds;
      assert.deepEqual([reported.ageDays, reported.stale], expected);
    };
    check({}, [1, false]);
    check({ fetchedAt: '2026-11-14T13:00:00.000Z' }, [6, false]);
    check({ fetchedAt: '2026-11-14T12:00:00.000Z' }, [7, true]);
    // Its server said yesterday that there is nothing newer.
    check({ fetchedAt: '2026-10-01T00:00:00.000Z', checkedAt: '2026-11-20T00:00:00.000Z' }, [1, false]);
    // Another machine's clock, a clock that was set back, a date that is none.
    check({ fetchedAt: '2026-11-21T18:00:00.000Z' }, [0, false]);
    check({ fetchedAt: '2027-01-01T00:00:00.000Z' }, [null, true]);
    check({ fetchedAt: 'yesterday' }, [null, true]);
    assert.equal(ageInDays('', NOW), null);
  });

  test('everything that a feed says of itself fits the published schema', () => {
    const whole = feed({
      checkedAt: '2026-11-21T00:00:00.000Z', through: '2026-11-20T00:00:00Z', rejected: 9, skipped: 3, error: 'The server cannot be found. Check the network.',
      skips: [{ reason: 'it has no id', count: 2, example: '' }, { reason: '`configurations` is text', count: 1, example: 'CVE-2021-0001' }],
      parts: [{ name: 'AlmaLinux', revision: 'r', fetchedAt: '2026-11-01T00:00:00.000Z', records: 4 }],
    });
    const report = feedsReport(knowledge([whole, feed({ name: 'osv' })]), '/feeds', [{ file: 'x', line: 0, column: 0, severity: 'error', code: 'feed-unreadable', message: 'm' }], NOW);
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(fs.readFileSync(path.resolve('media/schemas/feeds-status.schema.json'), 'utf8')));
    validate(JSON.parse(JSON.stringify(report)));
    assert.deepEqual(validate.errors, null);
    assert.deepEqual([report.cves, report.matchRows, report.products, report.releases, report.advisories], [2, 3, 1, 2, 5]);
    assert.deepEqual(report.feeds[0].parts, [{ ...whole.parts![0], ageDays: 20 }]);
    assert.deepEqual([report.feeds[0].skips, report.feeds[1].skips, report.feeds[1].rejected], [whole.skips, [], null]);
  });
});
