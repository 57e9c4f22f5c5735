import * as assert from 'node:assert/strict';
import type { FeedState } from '../../../../src/core/match/knowledge';
import { feedsSummary, presentFeeds, presentFrame } from '../../../../src/worker/present/frame';
import { date, feed, tinyKnowledge } from '../../../support/tinyKnowledge';
import { assessServers, viewOf } from '../../../support/tinyEstate';

suite('Feeds in words', () => {
  const today = date('2026-11-21');
  const check = (feeds: readonly FeedState[], expected: string) => assert.equal(feedsSummary(tinyKnowledge({ feeds }), today), expected);
  const fetched = (fetchedAt: string) => ({ starter: false, fetchedAt });

  test('one line for headers', () => {
    check([feed('nvd', 1168), feed('endoflife', 60)], 'Starter feeds, 1,168 CVEs');
    check([feed('nvd', 401220, fetched('2026-11-19T06:00:00Z')), feed('endoflife', 464, fetched('2026-11-20T06:00:00Z'))], 'Feeds 2 d');
    check([feed('nvd', 401220, fetched('2026-11-21T06:00:00Z'))], 'Feeds today');
    check([feed('nvd', 168), feed('endoflife', 464, fetched('2026-11-18T06:00:00Z'))], 'Starter feeds, 168 CVEs; endoflife.date 3 d');
    check([], 'Starter feeds, 0 CVEs');
  });

  test('each with its age, stale after a week', () => {
    const lines = (feeds: readonly FeedState[], maximumAge = 7) => presentFeeds(tinyKnowledge({ feeds }), today, maximumAge).map(({ label, text, ageDays, stale }) => `${label}: ${text}, ${ageDays}${stale ? ' stale' : ''}`);
    assert.deepEqual(lines([feed('nvd', 168, { fetchedAt: '2026-11-14T00:00:00Z' }), feed('kev', 1500, { starter: false, revision: '2026.11.13', fetchedAt: '2026-11-13T23:59:00Z' }), feed('epss', 3, { starter: false, revision: '', fetchedAt: '2026-11-20T01:02:03Z' })]), [
      'NVD: starter, 168 CVEs, 7', 'KEV: 2026.11.13 · 1,500 known exploited CVEs, 8 stale', 'EPSS: 2026-11-20 · 3 scores, 1',
    ]);
    assert.deepEqual(lines([feed('nvd', 1, { ...fetched('2026-11-10T06:00:00Z'), revision: '2026-11-09T00:00:00Z' })], 30), ['NVD: 2026-11-09 · 1 CVEs, 11'], 'a week, or what the user says');
    assert.deepEqual(lines([feed('kev', 1, { ...fetched('2026-11-01T06:00:00Z'), checkedAt: '2026-11-20T06:00:00Z' })]), ['KEV: 2026-11-01 · 1 known exploited CVEs, 1'], 'what its server found current yesterday is a day old');
    assert.deepEqual(lines([feed('osv', 1, { fetchedAt: 'yesterday' })]), ['OSV: starter, 1 advisories, null']);
    assert.deepEqual(lines([feed('nvd', 1, { fetchedAt: '2027-01-01T00:00:00Z' })]), ['NVD: starter, 1 CVEs, 0'], 'a clock that ran ahead is no negative age');
  });

  test('every panel says what it is and when', () => {
    const frame = presentFrame(viewOf(assessServers([], tinyKnowledge({}), { asOf: '2027-03-01' }), '2027-03-01'));
    assert.deepEqual([frame.asOf, frame.today, frame.plannedDate], ['2027-03-01', '2026-11-21', '2027-03-01']);
    const feeds = [feed('nvd', 5, fetched('2026-11-10T06:00:00Z')), feed('osv', 7, fetched('2026-11-20T06:00:00Z')), feed('overlay', 2, fetched('2026-11-20T06:00:00Z'))];
    const full = presentFrame(viewOf(assessServers([], tinyKnowledge({ feeds }))));
    assert.deepEqual(full.feeds.map(({ label, ageDays, stale }) => `${label} ${ageDays} ${stale}`), ['NVD 11 true', 'OSV 1 false', 'Overlay 1 false']);
    assert.ok(full.feedsStale);
    assert.ok(!presentFrame({ ...viewOf(assessServers([], tinyKnowledge({ feeds }))), feedsMaximumAgeDays: 11 }).feedsStale);
    assert.ok(frame.notes.some((note) => note.includes('not a scan')));
    assert.ok(frame.notes.some((note) => note.includes('NVD API but is not endorsed or certified by the NVD')));
  });
});
