import * as assert from 'node:assert/strict';
import type { Problem } from '../../../../src/core/inventory/problem';
import { FeedPartFailure } from '../../../../src/feeds/sources/feedPartFailure';
import { FeedFileError } from '../../../../src/feeds/sync/feedFile';
import { importFailure, joinFailures, partFailure, toUpdateFailure, type PartFailure } from '../../../../src/feeds/sync/updateMessages';

const gone = (part: string, fix = ''): PartFailure => partFailure(new FeedPartFailure(part, new FeedFileError('feed-unreadable', 'the server has no such file.', fix)));

suite('updateMessages', () => {
  const check = (failures: readonly PartFailure[], expected: string) => {
    const { message, fix } = joinFailures('osv', failures, undefined);
    assert.equal([message, fix].join(' | '), expected);
  };

  test('one part', () => check([gone('Debian', 'Check the address.')], 'OSV (Debian) was not refreshed: the server has no such file. What was there before stays in use. | Check the address.'));

  test('parts that failed for the same reason are told in one sentence', () =>
    check([gone('AlmaLinux'), gone('Debian'), gone('Ubuntu', 'Check the address.')], 'OSV (AlmaLinux, Debian, Ubuntu) was not refreshed: the server has no such file. What was there before stays in use. | Try again later; the log has the details.'));

  test('other reasons stand by themselves, what stays in use once', () =>
    check(
      [gone('AlmaLinux', 'Check the address.'), partFailure(new FeedPartFailure('Debian', new FeedFileError('feed-unreadable', 'it is cut off', 'Again.'))), gone('Ubuntu')],
      'OSV (AlmaLinux, Ubuntu) was not refreshed: the server has no such file. OSV (Debian) was not refreshed: it is cut off. What was there before stays in use. | Check the address.',
    ));

  test('a file that arrived wrong, without the words of an import by hand', () => {
    const problem: Problem = { file: 'x', line: 0, column: 0, severity: 'error', code: 'feed-unreadable', message: 'This was not imported: its zip is damaged. The feeds are as they were.' };
    assert.equal(joinFailures('osv', [importFailure('Debian.zip', problem)], undefined).message, 'OSV (Debian.zip) was not refreshed: its zip is damaged. What was there before stays in use.');
  });

  test('the feed as a whole, with the data that stays', () => {
    const state = { name: 'kev', revision: '1', fetchedAt: '2026-11-01T00:00:00.000Z', records: 1, skipped: 0, starter: false, bytes: 0, error: null } as const;
    assert.equal(toUpdateFailure('kev', new FeedFileError('feed-unreadable', 'it is a web page'), state).message, 'KEV was not refreshed: it is a web page. Its data of 2026-11-01 stays in use.');
  });
});
