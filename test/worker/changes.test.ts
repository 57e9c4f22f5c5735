import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { EstateRefresh, EstateStatusRequest, InventoryOpen, ServerGet, ServersList, SoftwareList, TreeChildren } from '../../src/protocol/lsp';
import { eventually } from '../support/eventually';
import type { WorkerOptions } from '../support/workerClient';
import { WorkerClient, placeOf, temporaryFolder, uriOf } from '../support/workerClient';

const HEADER = 'Server,OS name,OS version,Software,Version,Source';
const TOMCAT = (version: string): string => `${HEADER}\nWEB1,Debian GNU/Linux,12,Apache Tomcat,${version},manual\n`;

type Folder = ReturnType<typeof temporaryFolder>;

/** A worker on a folder of files, stopped and removed whatever happens. */
async function withWorker(files: Readonly<Record<string, string | Buffer>>, run: (client: WorkerClient, folder: Folder) => Promise<void>, options: WorkerOptions = {}): Promise<void> {
  const folder = temporaryFolder(files);
  const client = await WorkerClient.start({ folder: folder.folder, ...options });
  try {
    await client.request(EstateStatusRequest, {});
    await run(client, folder);
  } finally {
    await client.stop();
    folder.remove();
  }
}

const serversOf = async (client: WorkerClient): Promise<string> =>
  (await client.request(ServersList, { filter: {}, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ name }) => name).join(' ');
const versionOf = async (client: WorkerClient): Promise<string> => (await client.request(SoftwareList, { filter: {}, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ version }) => version).join(' ');
const codes = (client: WorkerClient, file: string): string[] => client.diagnosticsOf(file).map(({ code }) => String(code));
const revision = async (client: WorkerClient): Promise<number> => (await client.request(EstateStatusRequest, {})).revision;

suite('Changes in the editor', () => {
  test('an edited row has new problems, and undoing the edit the old ones', () =>
    withWorker({ 'a.inventory.csv': TOMCAT('9.0.30') }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      await client.diagnosticsWhen(a, (all) => all.some(({ code }) => code === 'exploited-vulnerability'));
      await client.didOpen(a, TOMCAT('9.0.30'));
      await client.didChange(a, TOMCAT('11.0.99'), 2);
      await client.diagnosticsWhen(a, (all) => all.every(({ code }) => code !== 'exploited-vulnerability'));
      assert.equal(await versionOf(client), '11.0.99');
      await client.didChange(a, TOMCAT('9.0.30'), 3);
      await client.diagnosticsWhen(a, (all) => all.some(({ code }) => code === 'exploited-vulnerability'));
    }));

  test('requests see the newest text, however quickly changes come', () =>
    withWorker({ 'a.inventory.csv': TOMCAT('1.0') }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      await client.didOpen(a, TOMCAT('1.0'));
      for (let version = 2; version <= 30; version++) await client.didChange(a, TOMCAT(`1.${version}`), version);
      assert.equal(await versionOf(client), '1.30');
      // Changes and questions mixed: each answer is that of a text at least as new as the one before the question.
      const answers: Promise<string>[] = [];
      for (let version = 31; version <= 45; version++) {
        await client.didChange(a, TOMCAT(`1.${version}`), version);
        answers.push(versionOf(client));
      }
      (await Promise.all(answers)).forEach((answer, i) => assert.ok(Number(answer.slice(2)) >= 31 + i, `${answer} after 1.${31 + i}`));
      assert.equal(await versionOf(client), '1.45');
    }));

  test('opening, closing and undoing change nothing, and nothing is said to have changed', () =>
    withWorker({ 'a.inventory.csv': TOMCAT('9.0.30') }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      const before = await revision(client);
      await client.quiet();
      const said = client.changes.length;
      await client.didOpen(a, TOMCAT('9.0.30'));
      assert.equal(await revision(client), before);
      await client.didClose(a);
      assert.equal(await revision(client), before);
      await client.quiet();
      assert.equal(client.changes.length, said);
    }));

  test('closing without saving goes back to the disk', () =>
    withWorker({ 'a.inventory.csv': TOMCAT('9.0.30') }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      await client.didOpen(a, TOMCAT('9.0.30'));
      await client.didChange(a, TOMCAT('9.0.31'), 2);
      assert.equal(await versionOf(client), '9.0.31');
      await client.didClose(a);
      assert.equal(await versionOf(client), '9.0.30');
    }));

  test("the editor's text wins over the disk's while it is open", () =>
    withWorker({ 'a.inventory.csv': TOMCAT('9.0.30') }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      await client.didOpen(a, TOMCAT('9.0.31'));
      fs.writeFileSync(a, TOMCAT('9.0.32'));
      await client.didChangeOnDisk([a, 2]);
      assert.equal(await versionOf(client), '9.0.31');
      await client.didClose(a);
      assert.equal(await versionOf(client), '9.0.32');
    }));

  test('a text that breaks while it is written keeps what is whole', () =>
    withWorker({ 'a.inventory.json': '{"servers": [{"name": "A"}, {"name": "B"}]}' }, async (client, { file }) => {
      const a = file('a.inventory.json');
      const text = fs.readFileSync(a, 'utf8');
      await client.didOpen(a, text);
      for (let length = text.length; length >= 0; length--) await client.didChange(a, text.slice(0, length), text.length - length + 2);
      assert.equal(await serversOf(client), '');
      await client.didChange(a, '{"servers": [{"name": "A"}, {"na', 999);
      assert.equal(await serversOf(client), 'A');
      assert.ok(client.isAlive);
    }));

  test('a file that nobody named an inventory is left alone', () =>
    withWorker({ 'notes.csv': 'a,b\n' }, async (client, { file }) => {
      await client.didOpen(file('notes.csv'), 'Server\nX\n');
      await client.didChange(file('notes.csv'), 'Server\nY\n', 2);
      assert.equal(await serversOf(client), '');
      assert.deepEqual(client.diagnosticsOf(file('notes.csv')), []);
    }));
});

suite('Changes on disk', () => {
  test('rewritten, created, deleted, renamed', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n' }, async (client, { file }) => {
      const [a, b, c] = ['a.inventory.csv', 'b.inventory.csv', 'sub/c.inventory.json'].map(file);
      fs.writeFileSync(a, 'Server\nA1\nA2\n');
      await client.didChangeOnDisk([a, 2]);
      assert.equal(await serversOf(client), 'A1 A2');
      fs.writeFileSync(b, 'Server,Last seen\nB1,2026-02-30\n');
      await client.didChangeOnDisk([b, 1]);
      assert.equal(await serversOf(client), 'A1 A2 B1');
      await client.diagnosticsWhen(b, (all) => all.length === 1);
      fs.mkdirSync(path.dirname(c));
      fs.renameSync(a, c.replace('.json', '.csv'));
      await client.didChangeOnDisk([a, 3], [c.replace('.json', '.csv'), 1]);
      assert.equal(await serversOf(client), 'A1 A2 B1');
      fs.rmSync(b);
      await client.didChangeOnDisk([b, 3]);
      assert.equal(await serversOf(client), 'A1 A2');
      await client.diagnosticsWhen(b, (all) => all.length === 0);
      assert.equal((await client.request(EstateStatusRequest, {})).files, 1);
    }));

  test('deleted while it is open', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n' }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      await client.didOpen(a, 'Server\nA1\n');
      fs.rmSync(a);
      await client.didChangeOnDisk([a, 3]);
      assert.equal(await serversOf(client), '');
      await client.didClose(a);
      assert.equal(await serversOf(client), '');
      assert.equal(await client.ask('textDocument/hover', { textDocument: { uri: uriOf(a) }, position: { line: 1, character: 0 } }), null);
    }));

  test('a folder that comes or goes as a whole, told of by its own name', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n' }, async (client, { file, folder }) => {
      for (const [name, text] of [['site/x.inventory.csv', 'Server\nX1\n'], ['site/deep/y.inventory.csv', 'Server\nY1\n'], ['site/node_modules/z.inventory.csv', 'Server\nZ1\n'], ['node_modules/q.inventory.csv', 'Server\nQ1\n'], ['siteless.inventory.csv', 'Server\nS1\n']]) {
        fs.mkdirSync(path.dirname(file(name)), { recursive: true });
        fs.writeFileSync(file(name), text);
      }
      await client.didChangeOnDisk([file('site'), 1], [file('node_modules'), 1], [file('gone'), 1], [path.dirname(folder), 1], [file('siteless.inventory.csv'), 1]);
      assert.ok(await eventually('the servers of the folder', async () => (await serversOf(client)) === 'A1 S1 X1 Y1'));
      fs.rmSync(file('site'), { recursive: true });
      await client.didChangeOnDisk([file('node_modules'), 3], [file('site'), 3]);
      assert.equal(await serversOf(client), 'A1 S1');
    }));

  test('the folder of decisions, which comes and goes as a whole', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n' }, async (client, { file }) => {
      const tags = async () => (await client.request(ServerGet, { server: 'a1' }))!.row.tags.join();
      const decisions = file('.inventory-insights');
      fs.mkdirSync(decisions);
      fs.writeFileSync(path.join(decisions, 'estate.json'), JSON.stringify({ schemaVersion: 1, servers: [{ server: 'a1', tags: { wave: '1' } }] }));
      await client.didChangeOnDisk([decisions, 1]);
      assert.equal(await tags(), 'wave=1');
      fs.rmSync(decisions, { recursive: true });
      await client.didChangeOnDisk([decisions, 3]);
      assert.equal(await tags(), '');
    }));

  test('a refresh sees what no event told', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n' }, async (client, { file }) => {
      fs.writeFileSync(file('new.inventory.csv'), 'Server\nN1\n');
      assert.equal((await client.request(EstateRefresh, {})).servers, 2);
      assert.equal(await serversOf(client), 'A1 N1');
    }));

  test('an os-release beside a package list', () =>
    withWorker({ 'web-dpkg.txt': 'openssl\t1.1.1n-0+deb11u3\n' }, async (client, { file }) => {
      const os = async () => (await client.request(ServerGet, { server: 'web' }))!.row.os;
      assert.equal(await os(), '');
      fs.writeFileSync(file('web.os-release'), 'PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\nNAME="Debian GNU/Linux"\nVERSION_ID="11"\nID=debian\n');
      await client.didChangeOnDisk([file('web.os-release'), 1]);
      assert.equal(await os(), 'Debian GNU/Linux 11');
    }));

  test('the same again says nothing', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n' }, async (client, { file }) => {
      const before = await revision(client);
      await client.didChangeOnDisk([file('a.inventory.csv'), 2]);
      assert.equal(await revision(client), before);
    }));
});

suite('Workspace folders', () => {
  test('files below node_modules and .git are not looked at, others at any depth are', () =>
    withWorker({ 'a/b/c/x.inventory.csv': 'Server\nX\n', 'node_modules/y.inventory.csv': 'Server\nY\n', '.git/z.inventory.csv': 'Server\nZ\n', 'X.INVENTORY.CSV': 'Server\nUPPER\n' }, async (client) =>
      assert.equal(await serversOf(client), 'UPPER X')));

  test('a server in two files is one, and one that is taken away leaves the other', () =>
    withWorker({ 'a.inventory.csv': 'Server,Owner\nS,Ada\n', 'b.inventory.csv': 'Server,Software,Version\nS,Apache Tomcat,9.0.30\n' }, async (client, { file }) => {
      assert.equal(await serversOf(client), 'S');
      fs.rmSync(file('b.inventory.csv'));
      await client.didChangeOnDisk([file('b.inventory.csv'), 3]);
      assert.equal(await serversOf(client), 'S');
      assert.equal((await client.request(ServerGet, { server: 's' }))!.counts.software, null);
    }));
});

suite('Files opened by hand', () => {
  test('with any name, watched and remembered', () =>
    withWorker({}, async (client, { file }) => {
      const any = file('servers [1].lst');
      fs.writeFileSync(any, 'Server,OS name\nL1,\n');
      assert.deepEqual(await client.request(InventoryOpen, { uris: [uriOf(any)] }), { refused: [] });
      assert.equal(await serversOf(client), 'L1');
      const watched = await eventually('the file is watched', () => JSON.stringify(client.registrations.map(({ registerOptions }) => registerOptions as unknown)).includes('servers [[]1[]].lst'));
      assert.ok(watched);
      assert.equal(client.registrations.filter(({ method }) => method === 'workspace/didChangeWatchedFiles').length, 1, 'the registration before is gone');
      fs.writeFileSync(any, 'Server,OS name\nL1,\nL2,\n');
      await client.didChangeOnDisk([any, 2]);
      assert.equal(await serversOf(client), 'L1 L2');
      await client.didOpen(any, 'Server,OS name\nL3,\n', 'plaintext');
      assert.equal(await serversOf(client), 'L3');
      const hover = (await client.ask('textDocument/hover', { textDocument: { uri: uriOf(any) }, position: { line: 1, character: 1 } })) as Hover;
      assert.match((hover.contents as MarkupContent).value, /^\*\*L3\*\*/);
      const again = await WorkerClient.start({ opened: [any] });
      assert.equal(await serversOf(again).finally(() => again.stop()), 'L1 L2');
    }));

  test('what cannot be read is refused with the reason, and not kept', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n', 'note.txt': 'hello there', 'empty.csv': '', 'columns.csv': 'Colour,Size\nred,3\n' }, async (client, { file, folder }) => {
      const uris = [...['note.txt', 'empty.csv', 'columns.csv', 'gone.csv'].map((name) => uriOf(file(name))), uriOf(folder), 'untitled:Untitled-1', 'https://example.org/x.csv'];
      const { refused } = await client.request(InventoryOpen, { uris });
      assert.deepEqual(refused.map(({ uri }) => uri), uris);
      for (const { uri, reason } of refused) assert.match(reason, /^[A-Z“].{10,}/, uri);
      assert.match(refused[2].reason, /headers seen: “Colour”, “Size”|"Colour", "Size"/);
      assert.match(refused[3].reason, /does not exist/);
      const status = await client.request(EstateStatusRequest, {});
      assert.deepEqual([status.files, status.unreadableFiles], [1, 0]);
    }));

  test('an editor that watches nothing is no reason to stop', () =>
    withWorker({ 'x.lst': 'Server,OS name\nX,\n' }, async (client, { file }) => {
      assert.deepEqual(await client.request(InventoryOpen, { uris: [uriOf(file('x.lst'))] }), { refused: [] });
      assert.equal(await serversOf(client), 'X');
      assert.deepEqual(client.registrations, []);
      assert.ok(client.isAlive);
    }, { watches: false }));
});

suite('Settings', () => {
  test('another as-of date: other results, and views are told', () =>
    withWorker({ 'a.inventory.csv': TOMCAT('9.0.30') }, async (client, { file }) => {
      const a = file('a.inventory.csv');
      const score = async () => (await client.request(ServerGet, { server: 'web1' }))!.row.parts;
      assert.equal((await score()).osEndOfSupport, 1);
      const told = client.changes.length;
      await client.changeSettings({ asOf: '2024-01-01' });
      assert.equal((await score()).osEndOfSupport, 0);
      await client.diagnosticsWhen(a, (all) => all.every(({ code }) => code !== 'os-end-of-support'));
      assert.match(client.changes.slice(told).map(({ text }) => text).join(), /as-of date/);
      assert.ok(codes(client, a).includes('exploited-vulnerability'), 'what is known stays known on an earlier date');
    }));

  test('other patterns: other files, read and watched', () =>
    withWorker({ 'a.inventory.csv': 'Server\nA1\n', 'hosts.csv': 'Server,OS name\nH1,\n' }, async (client) => {
      assert.equal(await serversOf(client), 'A1');
      await client.changeSettings({ include: ['**/hosts.csv'] });
      assert.equal(await serversOf(client), 'H1');
      await eventually('the new pattern is watched', () => JSON.stringify(client.registrations).includes('**/hosts.csv') && client.registrations.length === 1);
      await client.changeSettings({ include: [] });
      assert.equal(await serversOf(client), '');
    }));

  test('tree settings', () =>
    withWorker({ 'a.inventory.csv': 'Server,Site\nA1,North\nA2,South\n' }, async (client) => {
      const labels = async () => (await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 })).map(({ label }) => label).join(' ');
      assert.equal(await labels(), 'A1 A2');
      await client.changeSettings({ tree: { groupBy: 'site', sortBy: 'name', filter: 'a2', atRiskOnly: false } });
      assert.equal(await labels(), 'South');
    }));
});

suite('Encodings and sizes', () => {
  test('UTF-16 with byte order mark: read, hovered and marked at the right place', () => {
    const textOf = (name: string): string => `Server,Software,Version,Source\r\nÜBER-😀-${name},Apache Tomcat,9.0.30,manual\r\n`;
    const utf16 = (name: string): Buffer => Buffer.from(`\ufeff${textOf(name)}`, 'utf16le');
    const files = { 'le.inventory.csv': utf16('le'), 'be/be.inventory.csv': utf16('be').swap16(), 'utf8.inventory.csv': `\ufeff${textOf('utf8')}` };
    return withWorker(files, async (client, { file }) => {
      assert.equal(await serversOf(client), 'ÜBER-😀-be ÜBER-😀-le ÜBER-😀-utf8');
      for (const name of Object.keys(files)) {
        const text = textOf(path.basename(name, '.inventory.csv'));
        const found = await client.diagnosticsWhen(file(name), (all) => all.some(({ code }) => code === 'exploited-vulnerability'));
        assert.deepEqual(found.find(({ code }) => code === 'exploited-vulnerability')!.range, placeOf(text, '9.0.30'), name);
        const { start } = placeOf(text, 'Apache');
        const hover = (await client.ask('textDocument/hover', { textDocument: { uri: uriOf(file(name)) }, position: { line: start.line, character: start.character + 1 } })) as Hover;
        assert.deepEqual(hover.range, placeOf(text, 'Apache Tomcat'), name);
      }
    });
  });

  test('over 5 MB: marked at the line, exactly once it is open', () => {
    const filler = 'x'.repeat(1000);
    const text = `Server,Owner,Software,Version,Source\n${Array.from({ length: 5_200 }, (_, i) => `S${i},${filler},,,`).join('\n')}\nLAST,me,Apache Tomcat,9.0.30,manual\n`;
    return withWorker({ 'big.inventory.csv': text }, async (client, { file }) => {
      const big = file('big.inventory.csv');
      const exploited = (all: readonly { code?: unknown }[]) => all.some(({ code }) => code === 'exploited-vulnerability');
      const place = async () => (await client.diagnosticsWhen(big, exploited)).find(({ code }) => code === 'exploited-vulnerability')!.range;
      assert.deepEqual((await place()).start, { line: 5_201, character: 0 });
      assert.equal((await client.request(EstateStatusRequest, {})).servers, 5_201);
      await client.didOpen(big, text);
      const found = await client.diagnosticsWhen(big, (all) => all.some(({ code, range }) => code === 'exploited-vulnerability' && range.start.character > 0));
      assert.deepEqual(found.find(({ code }) => code === 'exploited-vulnerability')!.range, placeOf(text, '9.0.30'));
    });
  });

  test('bytes that are no text, and files that are none', () =>
    withWorker({ 'a.inventory.csv': Buffer.from([0xff, 0xfe, 0x00]), 'b.inventory.json': Buffer.alloc(5_000), 'c.inventory.csv': Buffer.from('Server\nS\u0000X\xff\n', 'latin1'), 'd.inventory.csv/x': 'a folder of this name' }, async (client) => {
      const status = await client.request(EstateStatusRequest, {});
      assert.ok(status.problems.errors + status.problems.warnings > 0);
      assert.ok(client.isAlive);
    }));
});
