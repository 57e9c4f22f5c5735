import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CompareChoicesGet, CompareExport, CompareGet, ComparePage, CompareRevisions, FeedsExport, FeedsImport, HistoryGet, HistoryKeep, ServerGet, ServersList, SetAsideList, SetAsidePut, SetAsideRemove } from '../../src/protocol/lsp';
import type { CompareModel, CompareServers, CompareSource } from '../../src/protocol/models/compare';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

function serverByServer(model: CompareModel): CompareServers {
  assert.equal(model.kind, 'servers');
  return model as CompareServers;
}

/** A worker's folder for temporary files: what others leave in the machine's own says nothing of this one. */
function temporaries(): { readonly env: Readonly<Record<string, string>>; readonly left: () => readonly string[]; readonly remove: () => void } {
  const { folder, remove } = temporaryFolder();
  return { env: { TMPDIR: folder, TEMP: folder, TMP: folder }, left: () => fs.readdirSync(folder).filter((name) => /^inventory-insights-(?:revision|bundle)-/.test(name)), remove };
}

suite('Comparisons of the worker', () => {
  const samples = temporaryFolder('samples');
  const beside = temporaries();
  let client: WorkerClient;
  const get = async (source: CompareSource) => serverByServer(await client.request(CompareGet, { source }));
  const fails = (source: object, message: RegExp) => assert.rejects(client.request(CompareGet, { source: source as never }), message);
  suiteSetup(async () => {
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false', ...args], { cwd: samples.folder, stdio: 'ignore', env: { ...process.env, GIT_COMMITTER_DATE: '2026-11-14T10:00:00+0100' } });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'as it was');
    git('tag', 'second-week');
    const file = samples.file('azure-migrate-software-inventory.csv');
    const text = fs.readFileSync(file, 'utf8').split('\n');
    fs.writeFileSync(file, text.filter((line) => !line.includes('HAM-WMS01')).join('\n'));
    client = await WorkerClient.start({ folder: samples.folder, env: beside.env });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
    assert.deepEqual(beside.left(), []);
    beside.remove();
  });

  test('beside a git revision, a file, a date; as a panel and as CSV', async () => {
    const { revisions } = await client.request(CompareRevisions, {});
    assert.deepEqual(revisions.map(({ subject }) => subject), ['as it was']);
    const source = { kind: 'revision', revision: revisions[0].id } as const;
    const model = await get(source);
    assert.deepEqual(model.page.rows.map(({ name, kind, causes }) => `${name} ${kind} ${causes.join()}`), ['HAM-WMS01 gone Inventory']);
    assert.equal(model.servers.unchanged, 45);
    const target = path.join(samples.folder, 'out.csv');
    const { rows } = await client.request(CompareExport, { source, path: target });
    assert.equal(rows, Math.max(1, model.findings.fixed));
    assert.equal(fs.readFileSync(target, 'utf8').trim().split('\r\n').length, rows + 1);
    fs.rmSync(target);
    assert.deepEqual((await get({ kind: 'date', date: '2019-01-01' })).steps.map(({ label }) => label), ['Date']);
    assert.equal((await get({ kind: 'path', path: samples.folder })).page.total, 0);
    assert.deepEqual(beside.left(), []);
  });

  test('a revision is named by its commit, its day and the files, not by its id alone', async () => {
    const files = 'azure-migrate-software-inventory.csv, hamburg.inventory.csv, rotterdam.inventory.json';
    const { revisions: [{ id }] } = await client.request(CompareRevisions, {});
    const { before: side, after } = await get({ kind: 'revision', revision: id });
    assert.deepEqual(side, { label: '“as it was” of 2026-11-14', detail: `${id.slice(0, 10)} · ${files}` });
    assert.deepEqual(after, { label: 'Now, as of 2026-11-21', detail: '' }, 'the same files are not named twice');
    assert.equal((await get({ kind: 'path', path: samples.file('hamburg.inventory.csv') })).after.detail, files);
    assert.equal((await get({ kind: 'revision', revision: 'second-week' })).before.detail, `second-week · ${id.slice(0, 10)} · ${files}`);
  });

  test('pages: any stretch of the list, of one kind or all, and its end', async () => {
    const source: CompareSource = { kind: 'date', date: '2019-01-01' };
    const { page: { total, rows: first }, servers } = await get(source);
    assert.ok(total > 20 && total === servers.changed);
    const pageOf = (offset: number, limit: number, shown?: 'new' | 'changed') => client.request(ComparePage, { source, offset, limit, ...(shown ? { shown } : {}) });
    assert.deepEqual((await pageOf(10, 5)).rows, first.slice(10, 15));
    assert.deepEqual((await pageOf(0, 3, 'changed')).rows, first.slice(0, 3));
    assert.deepEqual([(await pageOf(0, 3, 'new')).total, (await pageOf(total, 100)).rows.length], [0, 0]);
    assert.ok(first.some(({ findings }) => findings.length === 0), 'by date alone no CVE comes or goes');
    assert.deepEqual([(await client.request(CompareGet, { source, shown: 'gone' }) as CompareServers).page.total], [0]);
  });

  test('what is wrong with the other inventory is said, with file and line; refused files too', async () => {
    const other = temporaryFolder({
      'good.inventory.csv': 'Server,OS name,OS version,Last seen\nWEB1,Debian GNU/Linux,12,31/13/2025\n',
      'bad.inventory.json': '{"servers": [',
      'fine.inventory.csv': 'Server,OS name,OS version\nWEB2,Debian GNU/Linux,12\n',
    });
    const { problems, before: side, servers } = await get({ kind: 'path', path: other.folder });
    assert.equal(servers.gone, 2);
    assert.equal(side.detail, 'bad.inventory.json, fine.inventory.csv, good.inventory.csv');
    assert.match(problems[0], /^bad\.inventory\.json(?:, line \d+)?: /);
    assert.ok(problems.some((text) => /^good\.inventory\.csv, line 2: "31\/13\/2025" is not a date/.test(text)), problems.join('\n'));
    await fails({ kind: 'path', path: other.file('bad.inventory.json') }, /names no server.*bad\.inventory\.json/);
    const one = await get({ kind: 'path', path: other.file('fine.inventory.csv') });
    assert.deepEqual([one.before, one.problems], [{ label: 'fine.inventory.csv', detail: other.folder }, []]);
    other.remove();
  });

  test('beside itself with nothing set aside: what that took away', async () => {
    const list = await client.request(ServersList, { filter: { risks: ['vulnerabilities'] }, sort: { key: 'score', direction: 'descending' } });
    const [{ key, name }] = list.page.rows;
    const [{ cve }] = (await client.request(ServerGet, { server: key }))!.topVulnerabilities;
    const kept = path.join(samples.folder, '.inventory-insights');
    const { problem } = await client.request(SetAsidePut, { cve, status: 'not_affected', justification: 'component_not_present', reason: '', note: '', scope: { servers: { kind: 'server', key }, software: { kind: 'any' } }, until: null });
    assert.equal(problem, '');
    const model = await get({ kind: 'suppressions' });
    assert.deepEqual(model.page.rows.map((row) => [row.name, row.added, row.fixed, row.causes.join(), row.findings.map((one) => `${one.kind} ${one.cve}`).join()]), [[name, 0, 1, 'Set aside', `fixed ${cve}`]]);
    assert.deepEqual(model.steps.map(({ label, fixed, score }) => [label, fixed, score]), [['Set aside', 1, -1]]);
    const [{ key: statement }] = await client.request(SetAsideList, {});
    await client.request(SetAsideRemove, { keys: [statement] });
    fs.rmSync(kept, { recursive: true });
    assert.equal((await get({ kind: 'suppressions' })).page.total, 0);
  });

  test('beside a day kept: totals, and what they cannot tell', async () => {
    assert.deepEqual((await client.request(CompareChoicesGet, {})).days, []);
    await client.changeSettings({ asOf: '2019-01-01' });
    await assert.rejects(client.request(HistoryKeep, {}), /views are as of 2019-01-01/);
    await client.changeSettings({ asOf: null });
    await client.request(HistoryKeep, {});
    const [{ date, ...today }] = (await client.request(HistoryGet, {})).points;
    const folder = path.join(samples.folder, '.inventory-insights', 'history');
    // As if it had been kept a while ago, with other feeds and a lower score.
    const snapshot = JSON.parse(fs.readFileSync(path.join(folder, `${date}.json`), 'utf8')) as object;
    fs.writeFileSync(path.join(folder, '2020-02-03.json'), JSON.stringify({ ...snapshot, date: '2020-02-03', asOf: '2020-02-03', feeds: 'others', score: today.score - 7 }));
    assert.deepEqual((await client.request(CompareChoicesGet, {})).days, [{ date: '2020-02-03', servers: today.servers, score: today.score - 7 }]);
    const source = { kind: 'day', date: '2020-02-03' } as const;
    const model = await client.request(CompareGet, { source });
    assert.ok(model.kind === 'totals');
    assert.deepEqual(model.totals.slice(0, 2), [{ label: 'Total risk score', before: today.score - 7, after: today.score }, { label: 'Servers', before: today.servers, after: today.servers }]);
    assert.equal(model.before.label, 'Kept on 2020-02-03');
    assert.match(model.notes.join(' '), /only totals were kept.*feeds of that day were others/);
    assert.equal((await client.request(ComparePage, { source, offset: 0, limit: 100 })).total, 0);
    await assert.rejects(client.request(CompareExport, { source, path: samples.file('out.csv') }), /only totals/);
    await fails({ kind: 'day', date: '2020-02-04' }, /2020-02-04 is not kept/);
    await client.changeSettings({ asOf: null, scope: { label: 'SQL', text: 'sql' } });
    await fails(source, /Clear the scope “SQL”/);
    await assert.rejects(client.request(HistoryKeep, {}), /the scope “SQL” leaves servers out/);
    await client.changeSettings({ scope: null, asOf: '2026-11-21' });
    fs.rmSync(path.join(samples.folder, '.inventory-insights'), { recursive: true });
  });

  test('what cannot be compared says why', async () => {
    await fails({ kind: 'revision', revision: 'v9' }, /has no revision “v9”/);
    await fails({ kind: 'path', path: path.join(samples.folder, 'none.csv') }, /names no server/);
    await fails({ kind: 'date', date: 'soon' }, /is not understood/);
    await fails({ kind: 'generation', generation: 7 }, /not kept any more/);
    await fails({ kind: 'feeds', path: path.join(samples.folder, 'none.zip') }, /does not exist/);
    await fails({ kind: 'feeds', path: samples.folder }, /holds no feeds/);
    await fails({ kind: 'feeds', path: samples.file('hamburg.inventory.csv') }, /not imported/);
    await fails({}, /is not understood/);
  });
});

suite('Comparisons of feeds', () => {
  const products = (eolFrom: string): string => JSON.stringify({
    schema_version: '1.2.0', generated_at: '2026-11-20T00:00:00+00:00', total: 1,
    result: [{
      name: 'debian', aliases: [], label: 'Debian', category: 'os', tags: ['os'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:o:debian:debian_linux' }], labels: { eoas: null, discontinued: null, eol: 'Security Support', eoes: 'Extended LTS' }, links: {},
      releases: [{ name: '12', codename: 'Bookworm', label: '12', releaseDate: '2023-06-10', isLts: false, ltsFrom: null, isEol: false, eolFrom, isEoes: false, eoesFrom: null, isMaintained: true, latest: null }],
    }],
  });

  test('kept from before, in another folder, in a bundle: the change is put down to the feeds', async () => {
    const place = temporaryFolder({ 'estate/a.inventory.csv': 'Server,OS name,OS version\nWEB1,Debian GNU/Linux,12\n', 'before.json': products('2033-03-03'), 'after.json': products('2024-03-03') });
    const beside = temporaries();
    const client = await WorkerClient.start({ folder: place.file('estate'), settings: { feedsDirectory: place.file('cache') }, env: beside.env });
    const told = async (source: CompareSource) => {
      const { page: { rows }, before, notes } = serverByServer(await client.request(CompareGet, { source }));
      return { rows: rows.map(({ name, kind, causes, scoreBefore, scoreAfter }) => `${name} ${kind} ${scoreBefore} ${scoreAfter} ${causes.join()}`), before, notes };
    };
    try {
      assert.deepEqual((await client.request(CompareChoicesGet, {})).generations, []);
      await client.request(FeedsImport, { paths: [place.file('before.json')] });
      const { bytes } = await client.request(FeedsExport, { token: 1, path: place.file('older.inventory-feeds.zip') });
      assert.ok(bytes > 0);
      fs.cpSync(place.file('cache'), place.file('elsewhere'), { recursive: true });
      const elsewhere = fs.readdirSync(place.file('elsewhere'), { recursive: true }).sort();
      await client.request(FeedsImport, { paths: [place.file('after.json')] });

      const { generations } = await client.request(CompareChoicesGet, {});
      assert.deepEqual(generations.map(({ generation }) => generation), [1]);
      assert.match(generations[0].feeds, /endoflife\.date 2026-11-20/);
      const changed = ['WEB1 changed 0 1 Feeds'];
      const kept = await told({ kind: 'generation', generation: 1 });
      assert.deepEqual([kept.rows, kept.before.label, kept.notes], [changed, 'Feeds kept from before', []]);
      assert.match(kept.before.detail, /endoflife\.date 2026-11-20/);
      const there = await told({ kind: 'feeds', path: place.file('elsewhere') });
      assert.deepEqual([there.rows, there.before.label], [changed, 'Feeds of elsewhere']);
      const bundled = await told({ kind: 'feeds', path: place.file('older.inventory-feeds.zip') });
      assert.deepEqual([bundled.rows, bundled.before.label], [changed, 'Feeds of older.inventory-feeds.zip']);
      const same = await told({ kind: 'feeds', path: place.file('cache') });
      assert.deepEqual([same.rows, same.notes], [[], ['These are the feeds in use, so nothing can differ.']]);
      // Names are decided by the other feeds too; nothing of that is written into somebody else's folder.
      assert.deepEqual(fs.readdirSync(place.file('elsewhere'), { recursive: true }).sort(), elsewhere);
      fs.writeFileSync(path.join(place.file('elsewhere'), 'generations', '000001', 'manifest.json'), '{');
      await assert.rejects(client.request(CompareGet, { source: { kind: 'feeds', path: place.file('elsewhere') } }), /holds no feeds/);
      fs.writeFileSync(place.file('older.inventory-feeds.zip'), fs.readFileSync(place.file('older.inventory-feeds.zip')).subarray(0, bytes - 900));
      await assert.rejects(client.request(CompareGet, { source: { kind: 'feeds', path: place.file('older.inventory-feeds.zip') } }), /bundle was not imported/);
    } finally {
      await client.stop();
      place.remove();
    }
    assert.deepEqual(beside.left(), []);
    beside.remove();
  });
});
