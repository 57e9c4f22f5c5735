import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { EstateCancelReading, EstateReading, EstateRefresh, EstateStatusRequest, ServersList, TreeChildren } from '../../src/protocol/lsp';
import { eventually } from '../support/eventually';
import { WorkerClient, temporaryFolder } from '../support/workerClient';
import { writeWorkbook } from '../support/workbookFile';

const HEADER = 'Server,OS name,OS version,Software,Publisher,Version,Source';
/** Together 85 MB, read for long enough to look at it meanwhile; a reading is told about from 50 MB. */
const SERVERS = 3_000;
/** A little over these 50 MB: an editor sends the whole text. */
const SERVERS_TO_OPEN = 1_850;
const ROWS = 150;
/** A workbook of so many rows is read for most of a second. */
const WORKBOOK_ROWS = 40_000;
/** Changes are gathered for 30 ms before they are read. */
const READING_BEGINS_MS = 100;
/** Readings that may be over before this process has its turn to look at them. */
const MOST_TRIES = 10;
/** Makes rows long without making more of them. */
const PADDING = 'x'.repeat(60);

type Progress = Parameters<NonNullable<typeof EstateReading.__types>>[0];

function writeInventory(file: string, servers: number): void {
  const out = fs.openSync(file, 'w');
  fs.writeSync(out, `${HEADER}\n`);
  for (let server = 0; server < servers; server++) {
    const rows = Array.from({ length: ROWS }, (_, row) => `host${server},Windows Server 2012,6.2,Package ${row} ${PADDING},Contoso ${PADDING},1.${row},registry`);
    fs.writeSync(out, `${rows.join('\n')}\n`);
  }
  fs.closeSync(out);
}

type Run = (client: WorkerClient, progress: readonly Progress[], file: string) => Promise<void>;

async function withLargeFile(run: Run, servers = SERVERS): Promise<void> {
  const folder = temporaryFolder({});
  const file = folder.file('large.inventory.csv');
  writeInventory(file, servers);
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

/** The reading was over before the test had its turn to do something meanwhile. */
class TooLate extends Error {}

function inTime(progress: readonly Progress[]): void {
  if (progress.some(({ isOver }) => isOver)) throw new TooLate('The reading was over before anybody could look.');
}

/** Runs it when servers of the first reading are told of. Where it was too late, another worker reads another file. */
async function duringReading(run: Run): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await withLargeFile(async (client, progress, file) => {
        await eventually('servers are told of', () => progress.some(({ servers, isOver }) => servers > 0 || isOver));
        inTime(progress);
        await run(client, progress, file);
      });
    } catch (error) {
      if (!(error instanceof TooLate) || tries >= MOST_TRIES) throw error;
    }
  }
}

const listed = async (client: WorkerClient, text: string): Promise<number> =>
  (await client.request(ServersList, { filter: { text }, sort: { key: 'name', direction: 'ascending' } })).page.total;

const labels = async (client: WorkerClient): Promise<readonly string[]> =>
  (await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 })).map(({ label, description }) => `${label}: ${description}`);

suite('Large files', () => {
  test('the tree shows the servers read so far with their operating systems, then all', () =>
    duringReading(async (client, progress) => {
      const early = await labels(client);
      inTime(progress);
      assert.ok(early.length > 1);
      assert.match(early[0] ?? '', /^host\d+: \d+ · .*OS ended/);
      const { servers } = await client.request(EstateStatusRequest, {});
      assert.equal(servers, SERVERS);
      const told = progress.filter((one) => !one.isOver);
      told.reduce((before, now) => (assert.ok(now.share >= before.share && now.rows >= before.rows), now));
      assert.equal(told.every(({ file }) => file === 'large.inventory.csv'), true);
      assert.deepEqual(progress.filter((one) => one.isOver).length, 1);
    }));

  test('a cancelled reading leaves the file out and says how to read it', () =>
    duringReading(async (client, _, file) => {
      await client.notify(EstateCancelReading.method, {});
      const status = await client.request(EstateStatusRequest, {});
      if (status.servers === SERVERS) throw new TooLate('The reading was over before it was cancelled.');
      assert.deepEqual([status.servers, status.unreadableFiles], [0, 1]);
      const [issue] = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.ok(issue);
      assert.equal((await client.request(EstateRefresh, {})).servers, SERVERS);
      assert.ok(fs.existsSync(file));
    }));

  test('a file that is written while it is read is read again when it is whole, though nobody tells of it', () =>
    duringReading(async (client, progress, file) => {
      fs.appendFileSync(file, 'late,Windows Server 2012,6.2,One more,Contoso,1.0,registry\n');
      // Answered from what is read so far, and behind the word that it is over.
      await labels(client);
      inTime(progress);
      await eventually('the last server is listed', async () => (await client.request(ServersList, { filter: { text: 'late' }, sort: { key: 'name', direction: 'ascending' } })).page.total === 1);
      const issues = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.deepEqual(issues.filter(({ label }) => /changed while/.test(label)), []);
    }));

  test('while a change is read the tree and lists keep what they had', () =>
    withLargeFile(async (client, progress, file) => {
      assert.equal((await client.request(EstateStatusRequest, {})).servers, SERVERS);
      const before = progress.length;
      fs.appendFileSync(file, 'late,Windows Server 2012,6.2,One more,Contoso,1.0,registry\n');
      await client.didChangeOnDisk([file, 2]);
      await eventually('the change is being read', () => progress.length > before);
      assert.match((await labels(client))[0] ?? '', /^host/);
      await eventually('the new server is listed', async () => (await client.request(ServersList, { filter: { text: 'late' }, sort: { key: 'name', direction: 'ascending' } })).page.total === 1);
    }));

  test('one that is open in the editor is read from there, with progress, and its edits show', () =>
    withLargeFile(async (client, progress, file) => {
      assert.equal((await client.request(EstateStatusRequest, {})).servers, SERVERS_TO_OPEN);
      const text = fs.readFileSync(file, 'utf8');
      await client.didOpen(file, text);
      assert.equal((await client.request(EstateStatusRequest, {})).servers, SERVERS_TO_OPEN);
      const before = progress.length;
      await client.didChange(file, `${text}typed,Windows Server 2012,6.2,One more,Contoso,1.0,registry\n`, 2);
      await eventually('the typed server is listed', async () => (await listed(client, 'typed')) === 1);
      assert.ok(progress.length > before);
      // The disk has another text by now, and the editor's counts.
      fs.appendFileSync(file, 'saved,Windows Server 2012,6.2,One more,Contoso,1.0,registry\n');
      await client.didChangeOnDisk([file, 2]);
      await client.quiet();
      assert.deepEqual([await listed(client, 'typed'), await listed(client, 'saved')], [1, 0]);
      await client.didClose(file);
      await eventually('the file on disk counts', async () => (await listed(client, 'saved')) === 1);
      assert.equal(await listed(client, 'typed'), 0);
    }, SERVERS_TO_OPEN));

  test('a workbook that changes while it is read is read again when it is whole', async () => {
    const folder = temporaryFolder({});
    const file = folder.file('AzureMigrate.xlsx');
    const rows = (last: string): readonly (readonly string[])[] =>
      [['MachineName', 'Application', 'Version', 'Provider', 'MachineManagerFqdn'], ...Array.from({ length: WORKBOOK_ROWS }, (_, row) => [`host${row % 100}`, `Package ${row}`, `1.${row}`, 'Contoso', 'vc']), [last, 'Git', '2.1', 'Contoso', 'vc']];
    await writeWorkbook(file, [{ name: 'ApplicationInventory', rows: rows('early') }]);
    const beside = folder.file('beside.tmp');
    const client = await WorkerClient.start({ folder: folder.folder, settings: { diagnostics: WorkerClient.noDiagnostics } });
    /** As programs save: the workbook appears when it is whole, and another one stands there while the old one is still being read. */
    const replace = async (last: string): Promise<void> => {
      await writeWorkbook(beside, [{ name: 'ApplicationInventory', rows: rows(last) }]);
      fs.renameSync(beside, file);
    };
    try {
      assert.equal(await listed(client, 'early'), 1);
      await writeWorkbook(beside, [{ name: 'ApplicationInventory', rows: rows('late') }]);
      const late = fs.readFileSync(beside);
      for (let tries = 1, found = ''; found !== 'late'; tries++) {
        assert.ok(tries <= MOST_TRIES, `the reading was over ${MOST_TRIES} times before the workbook changed`);
        await replace(`between${tries}`);
        await client.didChangeOnDisk([file, 2]);
        // Long enough for the reading to begin, far too short for it to end, unless this process has no turn: then nobody tells of the change, and it is tried again.
        await new Promise((done) => setTimeout(done, READING_BEGINS_MS));
        fs.writeFileSync(beside, late);
        fs.renameSync(beside, file);
        found = await eventually('a new workbook is read', async () => {
          for (const one of ['late', `between${tries}`]) if ((await listed(client, one)) === 1) return one;
          return '';
        });
      }
      assert.deepEqual([await listed(client, 'early'), await listed(client, 'between'), await listed(client, 'host')], [0, 0, 100]);
      const issues = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.deepEqual(issues.filter(({ label }) => /changed while|cannot be read/.test(label)), []);
    } finally {
      await client.stop();
      folder.remove();
    }
  });
});
