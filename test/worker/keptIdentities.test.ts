import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from '../support/cliRun';
import { endoflife, nvdCve, nvdFeed } from '../unit/feeds/sampleFeeds';

const NAMES = 100;

suite('Decisions about names, from one run of the command line to the next', () => {
  let folder: string;
  suiteSetup(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-kept-'))));
  suiteTeardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('the same answers from a file that appears, is used by every command, and goes with the feeds', async () => {
    const put = (name: string, content: string): string => {
      fs.writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    };
    const feeds = path.join(folder, 'feeds');
    const run = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await runCli([...args, '--feeds', feeds], { home: folder });
      assert.equal(code, 0, err);
      return out;
    };
    const kept = (): string[] => (fs.existsSync(path.join(feeds, 'kept-identities')) ? fs.readdirSync(path.join(feeds, 'kept-identities')) : []);
    await run('feeds', 'import', put('nvd.json', JSON.stringify(nvdFeed([nvdCve('CVE-2021-0001')]))), put('life.json', JSON.stringify(endoflife(['one']))), '--quiet');
    const rows = Array.from({ length: NAMES }, (_, at) => `WEB1,7-Zip ${at}.00 (x64),Igor Pavlov,${at}.00,registry`);
    const inventory = put('a.inventory.csv', `Server,Software,Publisher,Version,Source\n${rows.join('\n')}\n`);

    const first = await run('identify', inventory);
    const [file = ''] = kept();
    assert.match(file, /^[0-9a-f]{16}\.identities$/);
    const written = fs.statSync(path.join(feeds, 'kept-identities', file)).mtimeMs;
    assert.equal(await run('identify', inventory), first);
    const assessed = await run('assess', inventory, '--format', 'json', '--as-of', '2026-11-21');
    assert.equal(fs.statSync(path.join(feeds, 'kept-identities', file)).mtimeMs, written, 'nothing was new');

    fs.writeFileSync(path.join(feeds, 'kept-identities', file), 'damaged');
    assert.equal(await run('assess', inventory, '--format', 'json', '--as-of', '2026-11-21'), assessed);
    assert.deepEqual(kept(), [file]);
    assert.ok(fs.statSync(path.join(feeds, 'kept-identities', file)).size > 1_000, 'written again');

    await run('feeds', 'clear', '--yes');
    assert.deepEqual(kept(), []);
  });
});
