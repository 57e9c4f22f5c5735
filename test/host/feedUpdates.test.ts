import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { eventually } from '../support/eventually';
import { feedWorld, type FeedWorld } from '../support/feedServer/feedWorld';
import { nvdRecord } from '../support/feedServer/nvdRecord';
import { startFeedServer, type FeedServer } from '../support/feedServer/startFeedServer';
import { Stubs, api, node } from './estate';

const KEY = '01234567-89ab-cdef-0123-456789abcdef';
const DAY_MS = 86_400_000;

/** A moment as NVD writes it. */
const stamp = (daysFromNow: number): string => `${new Date(Date.now() + daysFromNow * DAY_MS).toISOString().slice(0, 19)}.000`;

function world(): FeedWorld {
  return feedWorld({
    now: new Date(Date.now() - 30 * DAY_MS),
    cves: [nvdRecord('CVE-2026-1001', { lastModified: stamp(-31), score: 9.8, criteria: ['cpe:2.3:a:acme:app:*:*:*:*:*:*:*:* < 2'] })],
    products: [{
      name: 'debian', aliases: [], label: 'Debian', category: 'os', tags: ['os'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:o:debian:debian_linux' }], labels: { eoas: null, discontinued: null, eol: 'Security Support', eoes: null }, links: {},
      releases: [{ name: '12', codename: 'Bookworm', label: '12', releaseDate: '2023-06-10', isLts: false, ltsFrom: null, isEol: false, eolFrom: '2028-06-10', isMaintained: true, latest: null }],
    }],
    kev: [kev('CVE-2026-1001')],
    epss: [{ cve: 'CVE-2026-1001', epss: 0.5, percentile: 0.9 }],
    advisories: Object.fromEntries(['AlmaLinux', 'Alpine', 'Debian', 'Red Hat', 'Rocky Linux', 'SUSE', 'Ubuntu', 'openSUSE'].map((ecosystem) => [ecosystem, [
      { id: `X-${ecosystem.slice(0, 2)}-1`, modified: '2026-01-02T03:04:05Z', upstream: ['CVE-2026-1001'], affected: [{ package: { ecosystem: `${ecosystem}:12`, name: 'app' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }] }] },
    ]])),
  });
}

function kev(cveID: string): object {
  return { cveID, vendorProject: 'Acme', product: 'App', vulnerabilityName: 'x', dateAdded: '2026-01-02', shortDescription: 'x', requiredAction: 'Update.', dueDate: '2026-02-03', knownRansomwareCampaignUse: 'Unknown', notes: '', cwes: [] };
}

type MessageKind = 'showErrorMessage' | 'showInformationMessage' | 'showWarningMessage';

suite('updates of the feeds', () => {
  const stubs = new Stubs();
  let folder: string;
  let server: FeedServer;
  let content: FeedWorld;

  const configure = async (key: string, value: unknown): Promise<void> => {
    await vscode.workspace.getConfiguration('inventoryInsights').update(`feeds.${key}`, value, vscode.ConfigurationTarget.Global);
    // Answered when the worker has the setting.
    await (await api()).status();
  };
  const useCache = (name: string): Promise<void> => configure('directory', path.join(folder, name));
  /** What is said to the user meanwhile; a question is answered with `answer`. */
  const hear = (answer?: string): string[] => {
    const messages: string[] = [];
    for (const kind of ['showErrorMessage', 'showInformationMessage', 'showWarningMessage'] as MessageKind[]) {
      stubs.replace(vscode.window, kind, (async (message: string, ...items: unknown[]) => {
        messages.push(message);
        return items.find(item => item === answer);
      }) as never);
    }
    return messages;
  };
  const run = (command: string, ...given: unknown[]) => vscode.commands.executeCommand(command, ...given);
  const feedIs = (label: string, description: RegExp) => eventually(`${label} ${description}`, async () => description.test((await node('feeds', label)).description));
  const apiRequests = () => server.requests.filter(({ path: of }) => of.startsWith('/nvd/rest/'));

  suiteSetup(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-updates-'));
    content = world();
    server = await startFeedServer({ content, apiKeys: [KEY] });
    await configure('urls', server.urls);
    await useCache('cache');
  });
  teardown(() => stubs.restore());
  suiteTeardown(async () => {
    for (const key of ['urls', 'directory']) await configure(key, undefined);
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('Update Feeds Now brings all of them', async () => {
    const messages = hear();
    await run(COMMANDS.feedsUpdate);
    assert.match(messages.join(), /^Updated: endoflife\.date \(1 records\), NVD \(1 records\), KEV \(1 records\), EPSS \(1 records\), OSV/);
    await feedIs('NVD', /1 CVEs · today/);
    const status = await (await api()).feeds();
    assert.deepEqual([status.starter, status.failed, status.totals.cves, status.totals.products], [false, [], 1, 1]);
    assert.ok(server.requests.every(({ headers }) => headers.apikey === undefined));
  });

  test('one feed from its context menu', async () => {
    hear();
    const before = server.requests.length;
    await run(COMMANDS.feedsUpdate, { node: await node('feeds', 'KEV'), parent: {} });
    assert.deepEqual(server.requests.slice(before).map(({ path: of, status }) => `${of} ${status}`), ['/kev/known_exploited_vulnerabilities.json 304']);
  });

  test('a source that fails is told and shown, with the last good data in use, until it works again', async () => {
    const messages = hear();
    content.kev.push(kev('CVE-2026-1002'));
    content.clock = new Date(content.clock.getTime() + DAY_MS);
    server.fail('known_exploited', { kind: 'html' }, Infinity);
    await run(COMMANDS.feedsUpdate, { node: await node('feeds', 'KEV') });
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? '', /^KEV was not refreshed: .*stays in use\. ./);
    await feedIs('KEV', /^update failed · .*1 known exploited CVEs/);
    const failed = await node('feeds', 'KEV');
    assert.equal(failed.icon, 'error');
    assert.match(failed.accessibleLabel, /last update failed/);
    assert.match((await node('feeds', /./, failed.id)).label, /^KEV was not refreshed/);
    assert.deepEqual((await (await api()).feeds()).failed, ['KEV']);
    server.fail('osv/', { kind: 'status', status: 404 }, Infinity);
    await run(COMMANDS.feedsUpdate);
    assert.match(messages.at(-1) ?? '', /KEV, OSV were not refreshed; the Feeds view says why of each\. KEV was not refreshed: /);
    assert.ok((messages.at(-1) ?? '').length < 600);
    server.heal();
    await run(COMMANDS.feedsUpdate, { node: failed });
    await feedIs('KEV', /2 known exploited CVEs · today$/);
  });

  test('the NVD key is asked for unseen, checked, kept, sent to the API alone, and removed', async () => {
    const messages = hear();
    const shown: FakeInput[] = [];
    const answer = (act: (input: FakeInput) => void) => stubs.replace(vscode.window, 'createInputBox', (() => {
      const input = new FakeInput(act);
      shown.push(input);
      return input;
    }) as never);

    answer(input => {
      input.type('not a key');
      assert.match(input.validationMessage ?? '', /not an NVD key/);
      input.type(` ${KEY} `);
    });
    await run(COMMANDS.feedsSetNvdKey);
    assert.deepEqual([shown[0]?.password, shown[0]?.buttons.length], [true, 1]);

    // More than the modified feed holds: what changed between is the API's.
    content.clock = new Date();
    content.cves.push(nvdRecord('CVE-2026-1003', { lastModified: stamp(-15) }), nvdRecord('CVE-2026-1004', { lastModified: stamp(-1) }));
    await run(COMMANDS.feedsUpdate);
    await feedIs('NVD', / 3 CVEs /);
    assert.ok(apiRequests().length > 0);
    assert.deepEqual([...new Set(server.requests.filter(({ headers }) => headers.apikey !== undefined).map(({ path: of, headers }) => `${of.split('?')[0]} ${headers.apikey}`))], [`/nvd/rest/json/cves/2.0 ${KEY}`]);

    answer(input => input.press(1));
    await run(COMMANDS.feedsSetNvdKey);
    assert.deepEqual([shown[1]?.buttons.length, shown[1]?.value], [2, '']);
    const before = apiRequests().length;
    content.clock = new Date(Date.now() + 20 * DAY_MS);
    content.cves.push(nvdRecord('CVE-2026-1005', { lastModified: stamp(19) }));
    await run(COMMANDS.feedsUpdate, { node: await node('feeds', 'NVD') });
    await feedIs('NVD', / 4 CVEs /);
    assert.ok(apiRequests().length > before);
    assert.ok(apiRequests().slice(before).every(({ headers }) => headers.apikey === undefined));
    assert.ok(!messages.join().includes(KEY), messages.join());
  });

  test('the page where NVD gives keys is one click away', async () => {
    const opened: string[] = [];
    stubs.replace(vscode.env, 'openExternal', (async (uri: vscode.Uri) => opened.push(uri.toString())) as never);
    stubs.replace(vscode.window, 'createInputBox', (() => new FakeInput(input => input.press(0))) as never);
    await run(COMMANDS.feedsSetNvdKey);
    assert.deepEqual(opened, ['https://nvd.nist.gov/developers/request-an-api-key']);
  });

  test('a bundle is exported, imported in a fresh folder, and cleared again', async () => {
    const messages = hear('Remove');
    const bundle = path.join(folder, 'feeds.inventory-feeds.zip');
    stubs.replace(vscode.window, 'showSaveDialog', (async () => vscode.Uri.file(bundle)) as never);
    await run(COMMANDS.feedsExport);
    assert.match(messages.join(), /^The feeds were exported to feeds\.inventory-feeds\.zip \([\d.]+ MB\)/);
    const { directory: _, ...before } = await (await api()).feeds();

    await useCache('fresh');
    assert.ok((await (await api()).feeds()).starter);
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => items.find(({ label }) => label.includes('files or a bundle'))) as never);
    stubs.replace(vscode.window, 'showOpenDialog', (async (options: vscode.OpenDialogOptions) => {
      assert.deepEqual([options.canSelectFiles, options.canSelectFolders], [true, false]);
      return [vscode.Uri.file(bundle)];
    }) as never);
    await run(COMMANDS.feedsImport);
    assert.match(messages.at(-1) ?? '', /^Imported .*NVD \(4 records\)/);
    const { directory: __, ...after } = await (await api()).feeds();
    assert.deepEqual(after, before);

    await run(COMMANDS.feedsClear);
    assert.match(messages.at(-1) ?? '', /^The feeds were removed, which freed /);
    assert.ok((await (await api()).feeds()).starter);
    await run(COMMANDS.feedsExport);
    assert.match(messages.at(-1) ?? '', /only the starter feeds/);
  });

  test('nothing is removed without the answer', async () => {
    const messages = hear();
    await useCache('cache');
    await run(COMMANDS.feedsClear);
    assert.equal(messages.length, 1);
    assert.ok(!(await (await api()).feeds()).starter);
  });

  test('from a folder of the workspace', async () => {
    const messages = hear();
    const own = vscode.workspace.workspaceFolders?.[0];
    assert.ok(own);
    const file = path.join(own.uri.fsPath, 'mirror', 'products-full.json');
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, (await content.resource('endoflife'))?.bytes ?? '');
    try {
      await useCache('folder');
      stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => items.find(({ description }) => description === own.uri.fsPath)) as never);
      await run(COMMANDS.feedsImport);
      assert.match(messages.join(), /Imported endoflife\.date \(1 records\)/);
      await feedIs('endoflife.date', / 1 products/);
    } finally {
      fs.rmSync(path.dirname(file), { recursive: true });
    }
  });

  test('an update can be cancelled, and until then everything else is answered', async () => {
    const messages = hear();
    await useCache('cancelled');
    server.fail('products/full', { kind: 'stall' }, Infinity);
    const before = server.requests.length;
    const running = run(COMMANDS.feedsUpdate);
    await eventually('the request', () => server.requests.slice(before).some(({ path: of }) => of.includes('products/full')));
    assert.ok((await (await api()).status()).servers > 0);
    await run(COMMANDS.feedsCancel);
    await running;
    server.heal();
    assert.deepEqual(messages, []);
  });

  test('old or starter feeds raise one question, and only one', async () => {
    // Wherever the tests run, an earlier answer is forgotten this way.
    await configure('automaticRefresh', 'off');
    await useCache('asked');
    const before = server.requests.length;
    const messages = hear('Update Once');
    await configure('automaticRefresh', 'ask');
    try {
      await eventually('the question', () => messages.length > 0);
      assert.match(messages[0] ?? '', /starter feeds.*nothing of your inventory is sent/);
      await eventually('the update', () => messages.some(message => message.startsWith('Updated: ')));
      assert.ok(server.requests.length > before);
      await useCache('asked again');
      await run(COMMANDS.estateRefresh);
      assert.ok((await (await api()).feeds()).starter);
      assert.equal(messages.filter(message => message.includes('starter feeds')).length, 1);
    } finally {
      await configure('automaticRefresh', 'off');
    }
  });

  test('a mirror that is no address is told, and nothing is asked instead', async () => {
    const messages = hear();
    const before = server.requests.length;
    const urls = vscode.workspace.getConfiguration('inventoryInsights').get('feeds.urls');
    await configure('urls', { ...server.urls, osv: 'mirror' });
    await run(COMMANDS.feedsUpdate);
    await configure('urls', urls);
    assert.match(messages.join(), /no web address at osv/);
    assert.equal(server.requests.length, before);
  });
});

/** A password box that a test fills in when it is shown. */
class FakeInput {
  title = '';
  prompt = '';
  placeholder = '';
  value = '';
  password = false;
  ignoreFocusOut = false;
  validationMessage: string | undefined;
  buttons: readonly vscode.QuickInputButton[] = [];
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  private readonly hidden = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidHide = this.hidden.event;

  constructor(private readonly act: (input: FakeInput) => void) {}

  show(): void {
    this.act(this);
  }

  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
    this.accepted.fire();
  }

  press(button: number): void {
    const found = this.buttons[button];
    assert.ok(found, `there is no button ${button}`);
    this.pressed.fire(found);
  }

  dispose(): void {
    this.hidden.fire();
  }
}
