import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { AutomaticRefresh, type RefreshMode, type RefreshPorts } from '../../src/extension/feed/automaticRefresh';
import { FeedsStatusBar } from '../../src/extension/feed/feedsStatusBar';
import { FeedUpdater } from '../../src/extension/feed/feedUpdater';
import { FeedWork, type RunningWork } from '../../src/extension/feed/feedWork';
import { readNetwork } from '../../src/extension/feed/network';
import { NvdKey } from '../../src/extension/feed/nvdKey';
import type { FeedsStatus, FeedStatusLine } from '../../src/protocol/models/feeds';
import { Stubs } from './estate';

const HOUR_MS = 3_600_000;

suite('the feeds in the status bar', () => {
  const stubs = new Stubs();
  teardown(() => stubs.restore());

  const line = (more: Partial<FeedStatusLine> = {}): FeedStatusLine => ({ name: 'nvd', label: 'NVD', text: '2026-11-19 · 401,220 CVEs', ageDays: 2, stale: false, starter: false, revision: '', fetchedAt: '', records: 0, skipped: 0, bytes: 0, error: '', fix: '', ...more });
  const status = (more: Partial<FeedsStatus> = {}): FeedsStatus => ({ feeds: [line()], totals: { cves: 0, matchRows: 0, products: 0, releases: 0, advisories: 0, bytes: 0 }, summary: 'Feeds 2 d', ageDays: 2, stale: false, starter: false, failed: [], directory: '', ...more });

  function draw(feeds: FeedsStatus, { files = 1, running }: { files?: number; running?: RunningWork } = {}): { text: string; tooltip: string; isWarning: boolean; isShown: boolean; commands: readonly string[] } {
    const item = { text: '', tooltip: new vscode.MarkdownString(), backgroundColor: undefined as unknown, isShown: false, show: () => void (item.isShown = true), hide: () => void (item.isShown = false), dispose: () => undefined };
    stubs.replace(vscode.window, 'createStatusBarItem', (() => item) as never);
    const [onFeeds, onWork, onFiles] = [new vscode.EventEmitter<FeedsStatus>(), new vscode.EventEmitter<RunningWork | undefined>(), new vscode.EventEmitter<number>()];
    const bar = new FeedsStatusBar({ onFeeds: onFeeds.event, onWork: onWork.event, onFiles: onFiles.event });
    onFiles.fire(files);
    onWork.fire(running);
    onFeeds.fire(feeds);
    bar.dispose();
    const { isTrusted } = item.tooltip;
    return { text: item.text, tooltip: item.tooltip.value, isWarning: item.backgroundColor !== undefined, isShown: item.isShown, commands: typeof isTrusted === 'object' ? isTrusted.enabledCommands : [] };
  }
  const check = (feeds: FeedsStatus, text: string, isWarning = false) => assert.deepEqual([draw(feeds).text, draw(feeds).isWarning], [text, isWarning]);

  test('age, state and what failed, in words and with an icon', () => {
    check(status(), '$(database) Feeds 2 d');
    check(status({ stale: true, ageDays: 9 }), '$(warning) Feeds 9 days old', true);
    check(status({ starter: true, ageDays: null, summary: 'Starter feeds, 309 CVEs' }), '$(beaker) Starter feeds, 309 CVEs');
    check(status({ failed: ['KEV', 'OSV'] }), '$(error) Feeds: KEV, OSV failed', true);
  });
  test('an update under way', () => {
    const { text, tooltip } = draw(status({ stale: true }), { running: { title: 'Updating feeds', text: 'NVD 2022: 3.1 of 5.0 MB', share: 0.427 } });
    assert.equal(text, '$(sync~spin) Feeds 42 %');
    assert.doesNotMatch(tooltip, /Update Now/);
    assert.match(tooltip, /\[Cancel\]\(command:inventoryInsights\.feeds\.cancel\)/);
  });
  test('without an inventory only what failed or runs is shown', () => {
    assert.equal(draw(status({ stale: true }), { files: 0 }).isShown, false);
    assert.equal(draw(status({ failed: ['KEV'] }), { files: 0 }).isShown, true);
    assert.equal(draw(status(), { files: 0, running: { title: '', text: '', share: 0 } }).isShown, true);
  });
  test('a line for each feed, as text, and the commands that work', () => {
    const { tooltip: markdown, commands } = draw(status({ feeds: [line(), line({ label: 'KEV', text: '[x](command:y)', error: 'KEV was not refreshed.', fix: 'Try again.', stale: true, ageDays: 9 })] }));
    const tooltip = markdown.replace(/\\(?![[])/g, '');
    assert.match(tooltip, /NVD.*401,220.*2 days old/s);
    assert.match(tooltip, /9 days old, stale\. The last update failed\. KEV was not refreshed\. Try again\./);
    assert.doesNotMatch(markdown, /(?<!\\)\[x/);
    assert.deepEqual(commands, [COMMANDS.feedsUpdate, COMMANDS.feedsCancel, COMMANDS.feedsShow]);
    assert.match(tooltip, /\(command:inventoryInsights\.feeds\.update\).*\(command:inventoryInsights\.feeds\.show\)/s);
  });
});

suite('automatic refresh', () => {
  const stubs = new Stubs();
  teardown(() => stubs.restore());
  const OLD = { files: 1, feedsStale: true, starterFeeds: false };

  function make(mode: RefreshMode, answer?: string, more: Partial<RefreshPorts> = {}) {
    const said: string[] = [];
    const done: string[] = [];
    const kept = new Map<string, unknown>();
    const state = { mode, now: 0 };
    stubs.replace(vscode.window, 'showInformationMessage', (async (message: string, ...items: string[]) => {
      said.push(message);
      return items.find(item => item === answer);
    }) as never);
    const memory: vscode.Memento = { keys: () => [...kept.keys()], get: (key: string) => kept.get(key) as never, update: async (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)) };
    const refresh = new AutomaticRefresh({
      mode: () => state.mode, setMode: async given => void (state.mode = given), maximumAgeDays: () => 7, mayUpdate: () => true,
      refresh: async () => void done.push('refresh'), update: async () => void done.push('update'), memory, nowMs: () => state.now, ...more,
    });
    return { refresh, said, done, state };
  }

  test('nothing is downloaded before an answer, and the question comes once', async () => {
    const { refresh, said, done, state } = make('ask');
    await refresh.consider(OLD);
    await refresh.consider(OLD);
    assert.deepEqual([said.length, done, state.mode], [1, [], 'ask']);
    assert.match(said[0] ?? '', /older than 7 days/);
  });
  test('each answer is remembered', async () => {
    for (const [answer, mode, expected] of [['Update Automatically', 'on', ['update']], ['Update Once', 'ask', ['update']], ['Don’t Update', 'off', []]] as const) {
      const { refresh, done, state, said } = make('ask', answer);
      await refresh.consider(OLD);
      await refresh.consider({ ...OLD, files: 0 });
      assert.deepEqual([state.mode, done, said.length], [mode, expected, 1], answer);
    }
  });
  test('off is off; on refreshes old feeds, and not again for hours', async () => {
    const off = make('off');
    await off.refresh.consider(OLD);
    assert.deepEqual([off.said, off.done], [[], []]);
    const on = make('on');
    for (const now of [100 * HOUR_MS, 101 * HOUR_MS, 105 * HOUR_MS, 106 * HOUR_MS, 3 * HOUR_MS]) {
      on.state.now = now;
      await on.refresh.consider(OLD);
    }
    assert.deepEqual([on.said, on.done], [[], ['refresh', 'refresh', 'refresh']], 'at 100, at 106, and after the clock was set back');
  });
  test('who goes back to asking is asked again', async () => {
    const { refresh, said, state } = make('ask');
    await refresh.consider(OLD);
    state.mode = 'off';
    await refresh.consider(OLD);
    state.mode = 'ask';
    await refresh.consider(OLD);
    assert.equal(said.length, 2);
  });
  test('fresh feeds, no inventory or no trust: nothing at all', async () => {
    for (const [status, trusted] of [[{ ...OLD, feedsStale: false }, true], [{ ...OLD, files: 0 }, true], [OLD, false]] as const) {
      for (const mode of ['ask', 'on'] as const) {
        const { refresh, said, done } = make(mode, undefined, { mayUpdate: () => trusted });
        await refresh.consider(status);
        assert.deepEqual([said, done], [[], []]);
      }
    }
  });
});

suite('what the network is told', () => {
  const stubs = new Stubs();
  teardown(() => stubs.restore());
  const settings = (given: Readonly<Record<string, unknown>>) => stubs.replace(vscode.workspace, 'getConfiguration', ((section: string) => ({ get: (key: string) => given[`${section}.${key}`] })) as never);

  test('mirrors, and VS Code’s own proxy', () => {
    settings({ 'inventoryInsights.feeds.urls': { kev: 'https://mirror.example/kev.json/' }, 'http.proxy': 'http://proxy:3128', 'http.noProxy': ['.example'] });
    assert.deepEqual(readNetwork(), { urls: { kev: 'https://mirror.example/kev.json' }, proxy: { url: 'http://proxy:3128', noProxy: ['.example'] } });
    settings({});
    assert.deepEqual(readNetwork(), { urls: {}, proxy: { url: '', noProxy: [] } });
    settings({ 'http.proxySupport': 'off', 'http.proxy': 'http://proxy:3128' });
    assert.deepEqual(readNetwork().proxy, { url: '', noProxy: ['*'] });
  });

  test('nothing, in a workspace that is not trusted', async () => {
    const messages: string[] = [];
    const asked: string[] = [];
    stubs.replace(vscode.window, 'showWarningMessage', (async (message: string) => void messages.push(message)) as never);
    const log = vscode.window.createOutputChannel('untrusted', { log: true });
    const key = new NvdKey({ get: async () => 'never read' } as unknown as vscode.SecretStorage);
    const work = new FeedWork({ onFeedsProgress: new vscode.EventEmitter<never>().event });
    const client = { request: async ({ method }: { readonly method: string }) => void asked.push(method) } as never;
    const updater = new FeedUpdater(client, work, key, log, () => false);
    await updater.update({ maxAgeDays: 0, place: 'notification' });
    assert.deepEqual(asked, []);
    assert.match(messages.join(), /not trusted, Inventory Insights uses no network/);
    assert.equal(updater.mayUpdate, false);
    work.dispose();
    log.dispose();
  });
});
