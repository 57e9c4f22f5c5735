import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { extractRevision, listRevisions } from '../../../src/workspace/gitRevisions';

/** A repository with two commits of an inventory, made for one test. */
function repository(): { readonly folder: string; readonly file: string; git(...args: string[]): void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ii-git-'));
  const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false', ...args], { cwd: folder, stdio: 'ignore' });
  const file = path.join(folder, 'inv', 'a.inventory.json');
  git('init', '-q');
  fs.mkdirSync(path.dirname(file));
  for (const [name, subject] of [['one', 'first'], ['two', 'second; $(touch hacked)']]) {
    fs.writeFileSync(file, JSON.stringify({ servers: [{ name }] }));
    git('add', '.');
    git('commit', '-q', '-m', subject);
  }
  return { folder, file, git };
}

suite('Inventories at a git revision', () => {
  let made: ReturnType<typeof repository>;
  setup(() => (made = repository()));
  teardown(() => fs.rmSync(made.folder, { recursive: true, force: true }));

  test('the commits that touched a file, newest first', async () => {
    const revisions = await listRevisions(made.file);
    assert.deepEqual(revisions.map(({ subject }) => subject), ['second; $(touch hacked)', 'first']);
    assert.ok(revisions.every(({ id, date }) => /^[0-9a-f]{40}$/.test(id) && !Number.isNaN(Date.parse(date))));
    assert.deepEqual(await listRevisions(os.tmpdir()), [], 'no repository');
  });

  test('a file, and a folder, as they stood', async () => {
    for (const [asked, inside] of [[made.file, '.'], [path.dirname(made.file), 'a.inventory.json'], [made.folder, 'inv/a.inventory.json']] as const) {
      const before = await extractRevision(asked, 'HEAD~1');
      assert.equal(before.problem, '');
      assert.match(fs.readFileSync(path.join(before.path, inside), 'utf8'), /"one"/);
      await before.dispose();
      assert.ok(!fs.existsSync(before.path));
    }
  });

  test('a file that is gone now can be had from where it was', async () => {
    fs.rmSync(made.file);
    const before = await extractRevision(made.file, 'HEAD');
    assert.match(fs.readFileSync(before.path, 'utf8'), /"two"/);
    await before.dispose();
  });

  test('what cannot be had says why', async () => {
    const problem = async (file: string, revision: string) => (await extractRevision(file, revision)).problem;
    assert.match(await problem(made.file, '--output=x'), /no name of a git revision/);
    assert.match(await problem(made.file, 'HEAD; touch x'), /no name of a git revision/);
    assert.match(await problem(made.file, 'v9'), /has no revision “v9”/);
    assert.match(await problem(path.join(made.folder, 'other.csv'), 'HEAD'), /^other\.csv was not there at \w{10}\. Choose a newer revision, or compare its folder if it had another name then\.$/);
    assert.match(await problem('.', '--x'), /no name of a git revision/);
    assert.match(await problem(os.tmpdir(), 'HEAD'), /in no git repository/);
  });

  test('settings of the repository run nothing', async () => {
    const hacked = path.join(made.folder, 'hacked');
    made.git('config', 'core.fsmonitor', `touch ${hacked}; false`);
    made.git('config', 'diff.json.textconv', `touch ${hacked}; cat`);
    made.git('config', 'filter.evil.smudge', `touch ${hacked}; cat`);
    fs.writeFileSync(path.join(made.folder, '.git', 'info', 'attributes'), '*.json diff=json filter=evil\n');
    await listRevisions(made.file);
    await (await extractRevision(made.folder, 'HEAD')).dispose();
    assert.ok(!fs.existsSync(hacked));
  });
});
