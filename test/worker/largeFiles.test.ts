import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { EstateCancelReading, EstateReading, EstateRefresh, EstateStatusRequest, ServersList, TreeChildren } from '../../src/protocol/lsp';
import { eventually } from '../support/eventually';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const HEADER = 'Server,OS name,OS version,Software,Publisher,Version,Source';
/** Together a little over the 50 MB from which a reading is told about. */
const SERVERS = 3_000;
const ROWS = 150;
/** Makes rows long without making more of them. */
const PADDING = 'x'.repeat(60);

type Progress = Parameters<NonNullable<typeof EstateReading.__types>>[0];

function writeInventory(file: string): void {
  const out = fs.openSync(file, 'w');
  fs.writeSync(out, `${HEADER}\n`);
  for (let server = 0; server < SERVERS; server++) {
    const rows = Array.from({ length: ROWS }, (_, row) => `host${server},Windows Server 2012,6.2,Package ${row} ${PADDING},Contoso ${PADDING},1.${row},registry`);
    fs.writeSync(out, `${rows.join('\n')}\n`);
  }
  fs.closeSync(out);
}

async function withLargeFile(run: (client: WorkerClient, progress: readonly Progress[], file: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder({});
  const file = folder.file('large.inventory.csv');
  writeInventory(file);
  assert.ok(fs.statSync(file).size > 50_000_000);
  const client = await WorkerClient.start({ folder: folder.folder, settings: { diagnostics: WorkerClient.noDiagnostics } });
  const progress: Progress[] = [];
  client.connection.onNotification(EstateReading.method, (one: Progress) => void progress.push(one));
  try {
    await run(client, progress, file);
  } finally {
    await client.stop();
    folder.remove();
  }
}

const labels = async (client: WorkerClient): Promise<readonly string[]> =>
  (await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 })).map(({ label, description }) => `${label}: ${description}`);

suite('Large files', () => {
  test('the tree shows the servers read so far with their operating systems, then all', () =>
    withLargeFile(async (client, progress) => {
      await eventually('servers are told of', () => progress.some(({ servers }) => servers > 0));
      assert.equal(progress.some(({ isOver }) => isOver), false);
      const early = await labels(client);
      assert.ok(early.length > 1);
      assert.match(early[0] ?? '', /^host\d+: \d+ · .*OS ended/);
      const { servers } = await client.request(EstateStatusRequest, {});
      assert.equal(servers, SERVERS);
      const told = progress.filter(({ isOver }) => !isOver);
      told.reduce((before, now) => (assert.ok(now.share >= before.share && now.rows >= before.rows), now));
      assert.equal(told.every(({ file }) => file === 'large.inventory.csv'), true);
      assert.deepEqual(progress.filter(({ isOver }) => isOver).length, 1);
    }));

  test('a cancelled reading leaves the file out and says how to read it', () =>
    withLargeFile(async (client, progress, file) => {
      await eventually('servers are told of', () => progress.some(({ servers }) => servers > 0));
      await client.notify(EstateCancelReading.method, {});
      const status = await client.request(EstateStatusRequest, {});
      assert.deepEqual([status.servers, status.unreadableFiles], [0, 1]);
      const [issue] = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.ok(issue);
      assert.equal((await client.request(EstateRefresh, {})).servers, SERVERS);
      assert.ok(fs.existsSync(file));
    }));

  test('a file that is written while it is read is read again when it is whole, though nobody tells of it', () =>
    withLargeFile(async (client, progress, file) => {
      await eventually('servers are told of', () => progress.some(({ servers }) => servers > 0));
      fs.appendFileSync(file, 'late,Windows Server 2012,6.2,One more,Contoso,1.0,registry\n');
      await eventually('the last server is listed', async () => (await client.request(ServersList, { filter: { text: 'late' }, sort: { key: 'name', direction: 'ascending' } })).page.total === 1);
      const issues = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.deepEqual(issues.filter(({ label }) => /changed while/.test(label)), []);
    }));

  test('while a change is read the tree and lists keep what they had', () =>
    withLargeFile(async (client, progress, file) => {
      assert.equal((await client.request(EstateStatusRequest, {})).servers, SERVERS);
      const before = progress.length;
      fs.appendFileSync(file, 'late,Windows Server 2012,6.2,One more,Contoso,1.0,registry\n');
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: new URL(`file://${file}`).href, type: 2 }] });
      await eventually('the change is being read', () => progress.length > before);
      assert.match((await labels(client))[0] ?? '', /^host/);
      await eventually('the new server is listed', async () => (await client.request(ServersList, { filter: { text: 'late' }, sort: { key: 'name', direction: 'ascending' } })).page.total === 1);
    }));
});
