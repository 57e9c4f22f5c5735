import * as assert from 'node:assert/strict';
import type { FeedState } from '../../../../src/core/match/knowledge';
import type { Problem } from '../../../../src/core/inventory/problem';
import { NO_ENTRY, type Journal } from '../../../../src/feeds/store/journal';
import type { TreeNode } from '../../../../src/protocol/models/tree';
import { feedsStatus } from '../../../../src/worker/present/feedsStatus';
import { feedsTree } from '../../../../src/worker/present/feedsTree';
import { parsePlace } from '../../../../src/worker/present/treeNodes';
import { assessServers, viewOf } from '../../../support/tinyEstate';
import { feed, tinyKnowledge } from '../../../support/tinyKnowledge';

const NOTHING: Journal = { feeds: {} };
const fetched = (day: string, more: Partial<FeedState> = {}): Partial<FeedState> => ({ starter: false, revision: `${day}T05:00:00Z`, fetchedAt: `${day}T06:00:00.000Z`, ...more });
const failed = (message: string, fix: string): Journal['feeds'][keyof Journal['feeds']] => ({ ...NO_ENTRY, lastError: { message, fix, at: '2026-11-21T06:00:00.000Z' } });

const viewWith = (feeds: readonly FeedState[]) => viewOf(assessServers([], tinyKnowledge({ feeds })));
const around = (journal: Journal = NOTHING, problems: readonly Problem[] = []) => ({ journal, problems, directory: '/cache' });
const children = (feeds: readonly FeedState[], node = '', journal: Journal = NOTHING, problems: readonly Problem[] = [], offset = 0): TreeNode[] =>
  feedsTree(viewWith(feeds), parsePlace(node), node, offset, around(journal, problems));
const lines = (nodes: readonly TreeNode[]): string[] => nodes.map(({ label, description, icon }) => `${label} | ${description} | ${icon}`);
/** Markdown as it reads. */
const plain = (markdown: string): string => markdown.replaceAll('\\', '');
const below = (feeds: readonly FeedState[], labels: readonly string[], journal: Journal = NOTHING): TreeNode[] =>
  labels.reduce((nodes, label) => {
    const found = nodes.find((node) => node.label === label);
    assert.ok(found?.expandable, `${label} is among ${nodes.map((node) => node.label).join(', ')} and opens`);
    return children(feeds, found.id, journal);
  }, children(feeds, '', journal));

suite('The feeds tree', () => {
  const check = (feeds: readonly FeedState[], expected: readonly string[], journal?: Journal) => assert.deepEqual(lines(children(feeds, '', journal)).slice(0, -1), expected);

  test('each feed with what it is, its age and size', () => {
    check([feed('nvd', 168), feed('endoflife', 60)], ['NVD | starter, 168 CVEs · 20 days old, stale | warning', 'endoflife.date | starter, 60 products · 20 days old, stale | warning']);
    check([feed('nvd', 401_220, fetched('2026-11-18', { bytes: 81_400_000, skipped: 12 }))], ['NVD | 2026-11-18 · 401,220 CVEs · 3 days old · 81.4 MB · 12 left out | database']);
    check([feed('kev', 1_500, fetched('2026-11-20'))], ['KEV | 2026-11-20 · 1,500 known exploited CVEs · 1 day old | database']);
    check([feed('osv', 9, { fetchedAt: '2026-11-21T00:00:00Z' })], ['OSV | starter, 9 advisories · today | beaker']);
  });

  test('a stale one says so in words, not by its colour alone', () => {
    const [node] = children([feed('epss', 3, fetched('2026-11-13'))]);
    assert.deepEqual([node.description, node.icon, node.color], ['2026-11-13 · 3 scores · 8 days old, stale', 'warning', 'list.warningForeground']);
    assert.match(node.accessibleLabel, /^EPSS, .*8 days old, stale$/);
    assert.match(plain(node.tooltip), /Older than 7 days: update the feeds/);
  });

  test('a failed one says why and what to do, and lists it first below', () => {
    const journal: Journal = { feeds: { kev: failed('KEV was not refreshed: the server cannot be found. Its data of 2026-11-18 stays in use.', 'Check the network or the proxy.') } };
    const feeds = [feed('kev', 1_500, fetched('2026-11-18', { error: 'KEV was not refreshed: the server cannot be found. Its data of 2026-11-18 stays in use. Check the network or the proxy.' }))];
    const [node] = children(feeds, '', journal);
    assert.equal(node.description, 'update failed · 2026-11-18 · 1,500 known exploited CVEs · 3 days old · KEV was not refreshed: the server cannot be found. Its data of 2026-11-18 stays in use.');
    assert.deepEqual([node.icon, node.color], ['error', 'list.errorForeground']);
    assert.match(plain(node.tooltip), /The last update failed\. KEV was not refreshed: the server cannot be found\. Its data of 2026-11-18 stays in use\.\n\nCheck the network or the proxy/);
    assert.match(node.accessibleLabel, /last update failed: KEV was not refreshed: .* Check the network or the proxy\.$/);
    assert.deepEqual(lines(below(feeds, ['KEV'], journal)).slice(0, 1), ['KEV was not refreshed: the server cannot be found. Its data of 2026-11-18 stays in use. | Check the network or the proxy. | error']);
  });

  test('one that never brought anything is there with its failure', () => {
    const journal: Journal = { feeds: { osv: failed('The connection was refused.', 'Try again.') } };
    check([feed('nvd', 1, fetched('2026-11-21'))], ['NVD | 2026-11-21 · 1 CVEs · today | database', 'OSV | update failed · nothing yet · The connection was refused. | error'], journal);
    assert.deepEqual(lines(below([feed('nvd', 1)], ['OSV'], journal)), ['The connection was refused. | Try again. | error']);
  });

  test('details below it', () => {
    const feeds = [feed('nvd', 300_000, fetched('2026-11-18', {
      checkedAt: '2026-11-20T07:08:09.123Z', through: '2026-11-20T06:00:00Z', skipped: 3, rejected: 9_399, bytes: 5_000,
      skips: [{ reason: 'it has no id', count: 2, example: '' }, { reason: 'it is too long', count: 1, example: 'CVE-2024-0001' }],
    }))];
    assert.deepEqual(lines(below(feeds, ['NVD'])), [
      'Revision | 2026-11-18T05:00:00Z | tag', 'Fetched | 2026-11-18 06:00 UTC | calendar', 'Found current | 2026-11-20 07:08 UTC | check', 'Complete up to | 2026-11-20 06:00 UTC | history',
      'Records | 300,000 CVEs | list-ordered', 'Withdrawn | 9,399 CVEs that NVD rejected are not kept | circle-slash', 'Left out | 3 records that cannot be read | warning', 'Size | 5 kB on disk | save',
    ]);
    assert.deepEqual(lines(below(feeds, ['NVD', 'Left out'])), ['it has no id | 2 records | dash', 'it is too long | 1 record · first CVE-2024-0001 | dash']);
    assert.deepEqual(lines(below([feed('kev', 2, { revision: '', fetchedAt: 'once upon a time' })], ['KEV'])), [
      'Revision | not given | tag', 'Made | once upon a time | calendar', 'Records | 2 known exploited CVEs | list-ordered', 'Starter set | ships with the product; all feeds are not updated yet | beaker',
    ]);
  });

  test('OSV by distribution, each as old as it is', () => {
    const parts = [{ name: 'AlmaLinux', revision: '2026-11-01T00:00:00Z', fetchedAt: '2026-11-01T00:00:00Z', records: 4_000 }, { name: 'Debian', revision: '', fetchedAt: '2026-11-20T00:00:00Z', records: 1 }];
    const feeds = [feed('osv', 4_001, fetched('2026-11-20', { parts }))];
    assert.deepEqual(lines(below(feeds, ['OSV', 'Distributions'])), ['AlmaLinux | 4,000 advisories · 2026-11-01 · 20 days old, stale | warning', 'Debian | 1 advisory · 1 day old | package']);
  });

  test('the totals come last', () => {
    const [total] = children([feed('nvd', 1, { bytes: 2_000_000 })]).slice(-1);
    assert.deepEqual([total.label, total.description], ['Total', '0 CVEs · 0 match rows · 0 products · 0 releases · 0 advisories · 2.0 MB']);
    assert.match(total.accessibleLabel, /^Total of all feeds: /);
  });

  test('what was wrong with the cache comes first', () => {
    const problem: Problem = { file: '/cache/7', line: 0, column: 0, severity: 'warning', code: 'feed-unreadable', message: 'The feeds are broken.', fix: 'Import them again.' };
    assert.deepEqual(lines(children([feed('nvd', 1)], '', NOTHING, [problem])).slice(0, 1), ['The feeds are broken. | Import them again. | warning']);
  });

  test('text of a feed is text', () => {
    const feeds = [feed('osv', 1, fetched('2026-11-20', { skipped: 1, skips: [{ reason: '[x](command:y) <b>', count: 1, example: '`$(trash)`' }], error: '**bold** [x](command:y)' }))];
    for (const node of [...children(feeds), ...below(feeds, ['OSV']), ...below(feeds, ['OSV', 'Left out'])]) assert.doesNotMatch(node.tooltip, /(?<!\\)\[x|(?<!\\)<b>/, node.id);
  });

  test('an id from outside is nothing', () => {
    for (const id of ['["feed","x"]', '["feedPart","nvd","x"]', '["feedPart","x","skips"]', '["server","nvd"]', '["group","feed"]']) assert.deepEqual(children([feed('nvd', 1)], id), [], id);
  });
});

suite('The state of the feeds', () => {
  const status = (feeds: readonly FeedState[], journal?: Journal) => feedsStatus(viewWith(feeds), around(journal));

  test('starter feeds have no age of their own', () => {
    const { starter, ageDays, stale, failed: bad, summary, directory } = status([feed('nvd', 168)]);
    assert.deepEqual({ starter, ageDays, stale, bad, summary, directory }, { starter: true, ageDays: null, stale: true, bad: [], summary: 'Starter feeds, 168 CVEs', directory: '/cache' });
  });
  test('the oldest of the fetched ones counts', () => {
    const { ageDays, stale, starter } = status([feed('nvd', 5, fetched('2026-11-20')), feed('kev', 5, fetched('2026-11-15')), feed('epss', 5)]);
    assert.deepEqual({ ageDays, stale, starter }, { ageDays: 6, stale: true, starter: false });
    assert.ok(!status([feed('nvd', 5, fetched('2026-11-14'))]).stale);
  });
  test('which ones failed, also without data', () => {
    const journal: Journal = { feeds: { osv: failed('Refused.', 'Try again.') } };
    const { failed: bad, feeds } = status([feed('kev', 5, fetched('2026-11-20', { error: 'An older error. Do something.' }))], journal);
    assert.deepEqual(bad, ['KEV', 'OSV']);
    assert.deepEqual(feeds.map(({ name, error, fix }) => `${name}: ${error} / ${fix}`), ['kev: An older error. Do something. / ', 'osv: Refused. / Try again.']);
  });
});
