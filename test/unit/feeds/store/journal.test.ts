import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FeedState } from '../../../../src/core/match/knowledge';
import { decodeJournal, NO_ENTRY, readJournal, withJournal, writeJournal, type Journal, type JournalEntry } from '../../../../src/feeds/store/journal';

suite('journal', () => {
  let root: string;
  setup(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'journal-'))));
  teardown(() => fs.rmSync(root, { recursive: true, force: true }));

  const journal: Journal = {
    feeds: {
      kev: {
        checkedAt: '2026-11-21T00:00:00.000Z', fetchedAt: '2026-11-20T00:00:00.000Z', revision: '2026.11.20', lastError: null,
        versions: { 'https://example.com/kev.json': { etag: '"a"', lastModified: 'Fri, 20 Nov 2026 00:00:00 GMT', sha256: '', fetchedAt: '2026-11-20T00:00:00.000Z' } },
      },
      nvd: { ...NO_ENTRY, lastError: { message: 'NVD was not refreshed.', fix: 'Try again.', at: '2026-11-21T00:00:00.000Z' } },
    },
  };

  test('what is written is read, and nothing stays beside it', () => {
    const cache = path.join(root, 'not', 'yet');
    writeJournal(cache, { feeds: {} });
    writeJournal(cache, journal);
    assert.deepEqual(readJournal(cache), journal);
    assert.deepEqual(fs.readdirSync(cache), ['journal.json']);
  });

  test('a journal that cannot be written leaves the one before', () => {
    writeJournal(root, journal);
    fs.mkdirSync(path.join(root, 'folder', 'journal.json'), { recursive: true });
    assert.throws(() => writeJournal(path.join(root, 'folder'), journal));
    assert.deepEqual(fs.readdirSync(path.join(root, 'folder')), ['journal.json']);
    fs.writeFileSync(path.join(root, 'file'), '');
    assert.throws(() => writeJournal(path.join(root, 'file'), journal));
  });

  test('a broken journal is an empty one, a broken part is left out', () => {
    const check = (content: string, expected: unknown) => assert.deepEqual(decodeJournal(content), expected, content);
    const feed = (entry: unknown) => JSON.stringify({ schema: 1, feeds: { kev: entry } });
    const kev = (more: object) => ({ feeds: { kev: { ...NO_ENTRY, ...more } } });
    check('', { feeds: {} });
    check('{"schema":1,"feeds":{"kev', { feeds: {} });
    check('[]', { feeds: {} });
    check('null', { feeds: {} });
    check(JSON.stringify({ schema: 2, ...journal }), { feeds: {} });
    check(JSON.stringify({ schema: 1, feeds: [] }), { feeds: {} });
    check(JSON.stringify({ schema: 1, feeds: { unknown: {}, nvd: 3 } }), { feeds: {} });
    check(feed({}), kev({}));
    check(feed({ checkedAt: 'yesterday', fetchedAt: 7, revision: 'x'.repeat(5_000), lastError: 'no', versions: 'none' }), kev({}));
    check(feed({ lastError: { message: 'It failed.', at: 'never' } }), kev({ lastError: { message: 'It failed.', fix: '', at: '' } }));
    check(feed({ lastError: { message: 'x'.repeat(5_000) } }), kev({ lastError: { message: 'x'.repeat(2_048), fix: '', at: '' } }));
    check(feed({ versions: { a: { etag: 1, sha256: 'f' }, b: null } }), kev({ versions: { a: { etag: '', lastModified: '', sha256: 'f', fetchedAt: '' } } }));
    check('{"schema":1,"feeds":{"kev":{"versions":{"__proto__":{"etag":"x"}}}}}', kev({}));
    assert.deepEqual(readJournal(path.join(root, 'nowhere')), { feeds: {} });
    fs.writeFileSync(path.join(root, 'journal.json'), ' '.repeat(5 * 1024 * 1024));
    assert.deepEqual(readJournal(root), { feeds: {} });
  });

  test('what a feed\'s state takes from it', () => {
    const state: FeedState = { name: 'kev', revision: '1', fetchedAt: '2026-11-10T00:00:00.000Z', records: 1, skipped: 0, starter: false, bytes: 0, error: null };
    const error = { message: 'KEV was not refreshed.', fix: 'Try again.', at: '2026-11-15T00:00:00.000Z' };
    const check = (feed: Partial<FeedState>, entry: Partial<JournalEntry> | undefined, expected: Partial<FeedState>) => {
      const given = { ...state, ...feed };
      assert.deepEqual(withJournal(given, entry && { ...NO_ENTRY, ...entry }), { ...given, ...expected });
    };
    check({}, undefined, {});
    check({}, {}, {});
    check({}, { lastError: error }, { error: 'KEV was not refreshed. Try again.' });
    check({}, { lastError: { ...error, fix: '' } }, { error: 'KEV was not refreshed.' });
    // Imported by hand after the failure; the starter's date is no import.
    check({ fetchedAt: '2026-11-16T00:00:00.000Z' }, { lastError: error }, {});
    check({ fetchedAt: '2026-11-16T00:00:00.000Z', starter: true }, { lastError: error }, { error: 'KEV was not refreshed. Try again.' });
    // A check speaks of the data that was there.
    check({}, { checkedAt: '2026-11-15T00:00:00.000Z', fetchedAt: state.fetchedAt }, { checkedAt: '2026-11-15T00:00:00.000Z' });
    check({}, { checkedAt: '2026-11-15T00:00:00.000Z', fetchedAt: '2026-11-09T00:00:00.000Z' }, {});
    check({ starter: true }, { checkedAt: '2026-11-15T00:00:00.000Z', fetchedAt: state.fetchedAt }, {});
  });
});
