import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Staging } from '../../../../src/feeds/sources/staging';

suite('Staging', () => {
  let folder: string;
  setup(() => (folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'staging-')), 'kev')));
  teardown(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

  const VERSION = { address: 'https://example.com/a', etag: '"1"', lastModified: '', sha256: '' };

  test('a file counts once it is recorded, and stays for the next process', () => {
    const staging = Staging.open(folder);
    staging.write('a.json', '{}');
    assert.equal(staging.find('a.json'), undefined);
    assert.deepEqual(staging.keep('a.json', VERSION), { path: path.join(folder, 'a.json'), address: VERSION.address });
    assert.deepEqual(Staging.open(folder).find('a.json'), { ...VERSION, bytes: 2 });
  });

  test('a file that changed or went since does not count', () => {
    Staging.open(folder).write('a.json', '{}');
    Staging.open(folder).keep('a.json', VERSION);
    fs.appendFileSync(path.join(folder, 'a.json'), ' ');
    assert.equal(Staging.open(folder).find('a.json'), undefined);
    fs.rmSync(path.join(folder, 'a.json'));
    assert.equal(Staging.open(folder).find('a.json'), undefined);
  });

  test('records that a crash or another hand spoilt count for nothing', () => {
    const check = (content: string) => {
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, 'a.json'), '{}');
      fs.writeFileSync(path.join(folder, 'staged.json'), content);
      assert.equal(Staging.open(folder).find('a.json'), undefined, content);
    };
    check('');
    check('{"a.json":{"address":"https://ex');
    check('[]');
    check('{"a.json":null}');
    check('{"a.json":{"bytes":"2"}}');
    check(`{"a.json":{"bytes":2}}${' '.repeat(1024 * 1024)}`);
  });

  test('what is discarded goes with what was begun of it, and nothing else', () => {
    const staging = Staging.open(folder);
    for (const name of ['a.json', 'b.json']) {
      staging.write(name, '{}');
      staging.keep(name, VERSION);
    }
    for (const rest of ['a.json.part', 'a.json.part.json', 'aa.json.part']) fs.writeFileSync(path.join(folder, rest), '');
    staging.discard('a.json');
    assert.deepEqual(fs.readdirSync(folder).sort(), ['aa.json.part', 'b.json', 'staged.json']);
    assert.equal(Staging.open(folder).find('a.json'), undefined);
    assert.ok(Staging.open(folder).find('b.json'));
    staging.clear();
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  test('the folder has a limit', () => {
    const staging = Staging.open(folder, 100);
    assert.equal(staging.room('a.json', 1_000), 100);
    assert.equal(staging.room('a.json', 10), 10);
    fs.writeFileSync(path.join(folder, 'a.json.part'), Buffer.alloc(60));
    assert.equal(staging.room('a.json', 1_000), 100, 'its own beginning is part of it');
    assert.equal(staging.room('b.json', 1_000), 40);
    fs.writeFileSync(path.join(folder, 'c.json'), Buffer.alloc(40));
    assert.throws(() => staging.room('b.json', 1), /take more than/);
  });
});
