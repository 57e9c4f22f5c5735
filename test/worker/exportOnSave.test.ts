import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { EstateStatusRequest, SetAsidePut, TagsEdit } from '../../src/protocol/lsp';
import type { SavedExport } from '../../src/protocol/settings';
import { eventually } from '../support/eventually';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const INVENTORY = `Server,Environment,OS name,OS version,Software,Version,Source
WEB1,Production,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual
DB1,Test,Debian GNU/Linux,12,Contoso Ledger,4,manual
`;
/** Longer than saves are gathered, ms: what is not written by then is not written. */
const QUIET_MS = 1_500;
type Folder = ReturnType<typeof temporaryFolder>;
type Wanted = Partial<SavedExport> & { readonly file: string };

async function withExports(wanted: readonly Wanted[], run: (client: WorkerClient, folder: Folder) => Promise<void>, files: Readonly<Record<string, string>> = {}): Promise<void> {
  const folder = temporaryFolder({ 'a.inventory.csv': INVENTORY, ...files });
  const exportOnSave = wanted.map((one) => ({ folder: folder.folder, format: '', list: 'servers' as const, filter: '', ...one }));
  const client = await WorkerClient.start({ folder: folder.folder, settings: { exportOnSave, diagnostics: WorkerClient.noDiagnostics } });
  try {
    await client.request(EstateStatusRequest, {});
    await run(client, folder);
  } finally {
    await client.stop();
    folder.remove();
  }
}

/** Saves the inventory with another server, as an editor and its watcher tell of it. */
async function save(client: WorkerClient, folder: Folder, name: string): Promise<void> {
  fs.appendFileSync(folder.file('a.inventory.csv'), `${name},Production,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual\n`);
  await client.didChangeOnDisk([folder.file('a.inventory.csv'), 2]);
}
const told = (client: WorkerClient, many: number) => eventually(`${many} notes`, () => client.saved.length >= many && client.saved.at(-1));
const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));
const problem = async (client: WorkerClient, folder: Folder): Promise<string> => {
  await save(client, folder, 'WEB2');
  return (await told(client, 1)).problem;
};

suite('Export on save', () => {
  test('a save writes every export of the setting as the views are, in a folder that is made', () =>
    withExports([{ file: 'reports/servers.csv', filter: 'environment:production' }, { file: 'estate.md', list: 'findings' }, { file: 'plain', format: 'json' }], async (client, folder) => {
      assert.ok(!fs.existsSync(folder.file('reports')), 'nothing is written before a save');
      await save(client, folder, 'WEB2');
      await told(client, 3);
      assert.deepEqual(client.saved, ['reports/servers.csv', 'estate.md', 'plain'].map((file) => ({ file, problem: '' })));
      const servers = fs.readFileSync(folder.file('reports/servers.csv'), 'utf8');
      assert.deepEqual([...servers.matchAll(/^(?:\uFEFF)?([A-Z]+\d),/gm)].map(([, name]) => name).sort(), ['WEB1', 'WEB2']);
      assert.match(fs.readFileSync(folder.file('estate.md'), 'utf8'), /WEB2/);
      assert.equal((JSON.parse(fs.readFileSync(folder.file('plain'), 'utf8')) as { servers: unknown[] }).servers.length, 3);
    }));

  test('several saves in a row, told by the editor and by the disk, write what is new, once; the same is not written again', () =>
    withExports([{ file: 'servers.csv' }], async (client, folder) => {
      await client.didOpen(folder.file('a.inventory.csv'), INVENTORY);
      // Nobody is waited for in between: the saves lie together in the worker's inbox, however seldom it comes to look.
      const sent: Promise<void>[] = [];
      for (const name of ['WEB2', 'WEB3', 'WEB4']) {
        sent.push(save(client, folder, name));
        sent.push(client.didChange(folder.file('a.inventory.csv'), fs.readFileSync(folder.file('a.inventory.csv'), 'utf8'), Number(name.at(-1))));
        sent.push(client.didSave(folder.file('a.inventory.csv')));
      }
      await Promise.all(sent);
      await eventually('all are written', () => /^WEB4,/m.test(fs.readFileSync(folder.file('servers.csv'), 'utf8')));
      await client.didChangeOnDisk([folder.file('a.inventory.csv'), 2]);
      await quiet();
      // Nine times it was told of three texts. That they are written together unless the worker has no turn in between is held by its unit test.
      const written = client.saved.length;
      assert.ok(written >= 1 && written <= 3, `written ${written} times`);
      await client.didChangeOnDisk([folder.file('a.inventory.csv'), 2]);
      await quiet();
      assert.equal(client.saved.length, written);
      // Somebody removed it: the next save brings it back.
      fs.rmSync(folder.file('servers.csv'));
      await client.didSave(folder.file('a.inventory.csv'));
      await told(client, written + 1);
      assert.ok(fs.existsSync(folder.file('servers.csv')));
    }));

  test('typing and settings write nothing; a decision that is saved does', () =>
    withExports([{ file: 'servers.csv' }], async (client, folder) => {
      await client.didOpen(folder.file('a.inventory.csv'), INVENTORY);
      await client.didChange(folder.file('a.inventory.csv'), `${INVENTORY}WEB9,,,,,,\n`, 2);
      await client.changeSettings({ staleAfterDays: 90 });
      await client.changeSettings({});
      await quiet();
      assert.deepEqual(client.saved, []);
      assert.equal((await client.request(TagsEdit, { servers: ['web1'], put: { team: 'shop' }, remove: [] })).problem, '');
      await client.didChangeOnDisk([folder.file('.inventory-insights/estate.json'), 1]);
      await told(client, 1);
      assert.match(fs.readFileSync(folder.file('servers.csv'), 'utf8'), /team=shop/);
    }));

  test('a finding that is set aside leaves the export of the same save', () =>
    withExports([{ file: 'a.json', list: 'findings' }], async (client, folder) => {
      const counted = () => (JSON.parse(fs.readFileSync(folder.file('a.json'), 'utf8')) as { findings: { cve: string; verdict: string }[] }).findings.filter(({ verdict }) => verdict === 'affected');
      await client.didChangeOnDisk([folder.file('a.inventory.csv'), 2]);
      await told(client, 1);
      const { cve } = counted()[0]!;
      const answer = await client.request(SetAsidePut, { cve, status: 'not_affected', justification: 'component_not_present', reason: '', note: '', until: null, scope: { servers: { kind: 'all' }, software: { kind: 'any' } } });
      assert.equal(answer.problem, '');
      await client.didChangeOnDisk([folder.file('.inventory-insights/vex.json'), 1]);
      await told(client, 2);
      assert.ok(!counted().some((one) => one.cve === cve));
    }));

  test('the export itself is no save: nothing goes round', () =>
    withExports([{ file: 'servers.csv' }], async (client, folder) => {
      await save(client, folder, 'WEB2');
      await told(client, 1);
      await client.didChangeOnDisk([folder.file('servers.csv'), 1]);
      await quiet();
      assert.equal(client.saved.length, 1);
    }));

  const refused = (name: string, wanted: readonly Wanted[], reason: RegExp, prepare: (folder: Folder) => void = () => undefined) => test(name, () =>
    withExports(wanted, async (client, folder) => {
      prepare(folder);
      assert.match(await problem(client, folder), reason);
    }));
  refused('a name that is an inventory\u2019s is refused', [{ file: 'estate.inventory.csv' }], /^its name is that of an inventory.*Choose a name that no pattern/);
  refused('\u2026also in other letters', [{ file: 'out/x.CDX.json' }], /^its name is that of an inventory/);
  refused('a path out of the folder', [{ file: '../x.csv' }], /^it lies outside of the workspace folder/);
  refused('an absolute path', [{ file: '/x.csv' }], /^it is no path inside the workspace folder/);
  refused('a path of Windows', [{ file: 'C:\\x.csv' }], /^it is no path inside the workspace folder/);
  refused('a name that is a link, which may lead out of the folder or to an inventory', [{ file: 'latest.csv' }], /^it is a link or a device\. Choose another name\.$/, (folder) => fs.symlinkSync('a.inventory.csv', folder.file('latest.csv')));
  refused('a link that leads out of the folder', [{ file: 'link/deep/x.csv' }], /^it lies outside of the workspace folder/, (folder) => fs.symlinkSync(path.dirname(folder.folder), folder.file('link')));
  refused('what users decide', [{ file: '.inventory-insights/vex.json' }], /^\.inventory-insights is no place for exports/);
  refused('the repository', [{ file: '.Git/hooks/x.csv' }], /^\.Git is no place for exports/);
  refused('an ending that tells nothing', [{ file: 'x.pdf' }], /^its ending tells no format\. Give it one of \.csv/);
  refused('a format that there is none of', [{ file: 'x.pdf', format: 'pdf' }], /^there is no format “pdf”; there are csv, xlsx/);
  refused('a filter that is not understood', [{ file: 'x.csv', filter: 'colour:red' }], /^its filter is not understood\. At character 1: /);
  refused('a file that is read-only', [{ file: 'x.csv' }], /^it is read-only\./, (folder) => fs.writeFileSync(folder.file('x.csv'), 'mine', { mode: 0o444 }));
  refused('a folder of this name', [{ file: 'x.csv' }], /^a folder has this name/, (folder) => fs.mkdirSync(folder.file('x.csv')));
  refused('a folder that is a file', [{ file: 'x/y.csv' }], /^(?:a part of its path is a file|a folder has this name)/, (folder) => fs.writeFileSync(folder.file('x'), ''));

  test('two of one name: the first is written, the second is told', () =>
    withExports([{ file: 'x.csv' }, { file: './x.csv', list: 'findings' }], async (client, folder) => {
      await save(client, folder, 'WEB2');
      await told(client, 2);
      assert.deepEqual(client.saved.map(({ problem: one }) => one.split('.')[0]), ['', 'another export of the setting has the same name']);
    }));

  test('a failure is told once; the others are written; when it is mended it is written again', () =>
    withExports([{ file: 'x.csv' }, { file: 'y.csv' }], async (client, folder) => {
      fs.writeFileSync(folder.file('x.csv'), 'mine', { mode: 0o444 });
      await save(client, folder, 'WEB2');
      await told(client, 2);
      await save(client, folder, 'WEB3');
      await told(client, 3);
      assert.deepEqual(client.saved.map(({ file, problem: one }) => `${file} ${one.slice(0, 15)}`.trim()), ['x.csv it is read-only', 'y.csv', 'y.csv']);
      assert.equal(fs.readFileSync(folder.file('x.csv'), 'utf8'), 'mine');
      fs.chmodSync(folder.file('x.csv'), 0o644);
      await save(client, folder, 'WEB4');
      await told(client, 5);
      assert.match(fs.readFileSync(folder.file('x.csv'), 'utf8'), /^WEB4,/m);
    }));
});
