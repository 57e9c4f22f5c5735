import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { runCli, type CliRun } from '../support/cliRun';

suite('CLI: recommend and compare', () => {
  let folder: string;
  let now: string;

  suiteSetup(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-decide-'));
    now = path.join(folder, 'estate');
    fs.cpSync('samples', now, { recursive: true });
  });
  suiteTeardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): Promise<CliRun> => runCli([...args, '--feeds', path.join(folder, 'feeds')], { home: folder });
  const recommend = (...args: string[]) => run('recommend', 'samples', '--as-of', '2026-11-21', ...args);
  const compare = (...args: string[]) => run('compare', ...args);
  interface Recommended { readonly id: string; readonly label: string; readonly points: number; readonly servers: number }
  const recommended = async (...args: string[]) => JSON.parse((await recommend('--format', 'json', ...args)).out) as { readonly servers: number; readonly leftOut: number; readonly recommendations: readonly Recommended[] };

  test('what to do first, as a table, JSON and CSV with the same rows', async () => {
    const { code, out } = await recommend('--most', '3');
    assert.equal(code, 0);
    assert.match(out, /^As of 2026-11-21\. Risk score [\d,]+ on 46 servers\./);
    assert.match(out, /… and \d+ more; --most <number> shows more of them\./);
    const { recommendations, leftOut } = await recommended();
    assert.equal(leftOut, 0);
    assert.deepEqual(recommendations.map(({ points }) => points), recommendations.map(({ points }) => points).sort((a, b) => b - a));
    const rows = parse<Record<string, string>>((await recommend('--format', 'csv')).out, { columns: true, bom: true });
    assert.deepEqual(rows.map((row) => row['Recommendation']), recommendations.map(({ label }) => label));
    assert.ok(out.includes(recommendations[0]!.label));
  });

  test('for the servers that pass a filter', async () => {
    const [whole, some] = [await recommended(), await recommended('--filter', 'name:RTM-SQL*')];
    assert.ok(some.servers > 0 && some.servers < whole.servers);
    assert.ok(some.recommendations.every(({ servers }) => servers <= some.servers));
  });

  test('two folders: a server that is gone, in every format', async () => {
    const file = path.join(now, 'azure-migrate-software-inventory.csv');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').split('\n').filter((line) => !line.includes('HAM-WMS01')).join('\n'));
    const { code, out } = await compare('samples', now);
    assert.equal(code, 0);
    assert.match(out, /Servers: 0 new, 1 gone, 0 changed, 45 unchanged\./);
    const { kinds, servers } = JSON.parse((await compare('samples', now, '--format', 'json')).out) as { readonly kinds: { readonly gone: number }; readonly servers: readonly { readonly name: string; readonly causes: readonly string[] }[] };
    assert.deepEqual([kinds.gone, servers.map(({ name, causes }) => `${name} ${causes.join()}`)], [1, ['HAM-WMS01 inventory']]);
    const rows = parse<Record<string, string>>((await compare('samples', now, '--format', 'csv')).out, { columns: true, bom: true });
    assert.ok(rows.length > 0 && rows.every((row) => Object.values(row).includes('HAM-WMS01')));
  });

  test('a git revision of the folder, and two dates', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false', ...args], { cwd: now, stdio: 'ignore' });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'as it was');
    assert.match((await compare(now, '--revision', 'HEAD')).out, /Servers: 0 new, 0 gone, 0 changed, 45 unchanged\./);
    assert.match((await compare(now, '--as-of-before', '2019-01-01', '--as-of', '2026-11-21')).out, /^As of 2019-01-01, then 2026-11-21\..*\n(?:.*\n)*?date +0 +0/);
    const { code, err } = await compare(now, '--revision', 'v9');
    assert.equal(code, 2);
    assert.match(err, /has no revision “v9”/);
  });

  test('a listing whose server hosts.json names is of this server in every command, and in an older state too', async () => {
    const [is, was] = ['listed', 'listed-before'].map((name) => path.join(folder, name));
    for (const listed of [is, was]) {
      fs.mkdirSync(listed);
      fs.writeFileSync(path.join(listed, 'dpkg.txt'), 'bash\t5.2.15-2+b2\nopenssl\t3.0.11-1~deb12u2\n');
    }
    fs.mkdirSync(path.join(is, '.inventory-insights'));
    fs.writeFileSync(path.join(is, '.inventory-insights/hosts.json'), '{"schemaVersion":1,"hosts":[{"file":"dpkg.txt","server":"web01"}]}');
    const names = async (...args: string[]) => (JSON.parse((await run(...args, '--format', 'json')).out) as { readonly servers: readonly { readonly name: string }[] }).servers.map(({ name }) => name);
    assert.deepEqual([await names('assess', is), await names('identify', is)], [['web01'], ['web01']]);
    for (const command of [['recommend', is], ['compare', was, is]]) assert.doesNotMatch((await run(...command)).err, /does not say which server/, command.join(' '));
    assert.match((await compare(was, is)).out, /Servers: 0 new, 0 gone, 0 changed, 1 unchanged\./);
  });

  test('wrong usage: exit 2, nothing on standard output', async () => {
    const wrong: [string[], RegExp][] = [
      [['recommend'], /Name at least one inventory/],
      [['recommend', 'samples', '--most', 'none'], /--most is a number above 0, not "none"/],
      [['recommend', 'samples', '--filter', 'enviroment:x'], /--filter "enviroment:x" is not understood/],
      [['compare'], /Name two inventories or folders/],
      [['compare', 'samples'], /say what to compare it with/],
      [['compare', 'samples', 'samples', '--revision', 'HEAD'], /--revision goes with one file/],
      [['compare', 'samples', 'samples', '--as-of', 'soon'], /--as-of is a date/],
    ];
    for (const [args, message] of wrong) {
      const { code, out, err } = await run(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, message);
    }
  });
});
