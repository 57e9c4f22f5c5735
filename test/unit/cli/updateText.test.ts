import * as assert from 'node:assert/strict';
import { outcomeLine } from '../../../src/cli/updateText';
import type { FeedOutcome } from '../../../src/feeds/sync/update';

suite('CLI outcomes of an update', () => {
  const check = (outcome: Partial<FeedOutcome>, expected: string): void =>
    assert.equal(outcomeLine({ name: 'kev', outcome: 'updated', revision: '2026.11.20', records: 1_404, error: '', fix: '', ...outcome }, 7), expected);

  test('what became of the feed, and what to do', () => {
    check({}, 'kev: updated, 1,404 records of 2026.11.20');
    check({ outcome: 'unchanged' }, 'kev: nothing newer, 1,404 records of 2026.11.20');
    check({ outcome: 'fresh', revision: '' }, 'kev: younger than 7 days, 1,404 records (--force refreshes it all the same)');
    check({ outcome: 'failed', error: 'KEV was not refreshed: the server cannot be found.', fix: 'Check the network.' }, 'kev: failed. KEV was not refreshed: the server cannot be found. Check the network.');
    check({ outcome: 'cancelled' }, 'kev: interrupted; the next update goes on from here');
    check({ outcome: 'unchanged', records: 0, revision: '', note: 'No distribution is asked for.' }, 'kev: nothing newer, 0 records. No distribution is asked for.');
  });
});
