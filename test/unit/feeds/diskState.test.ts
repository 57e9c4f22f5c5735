import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { diskState } from '../../../src/feeds/diskState';

suite('a file as the disk has it', () => {
  let folder = '';
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-disk-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** A file of this text, last written on a day long past. */
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    fs.utimesSync(file, 1_700_000_000, 1_700_000_000);
    return file;
  };

  test('one that takes the place of another of the same size and time is another', async () => {
    const file = write('a.csv', 'Server,Software\na,Git\n');
    const before = await diskState(file);
    const other = write('b.csv', 'Server,Software\nb,Git\n');
    // Both may have come within one tick of the file system's clock.
    while (fs.statSync(other).ctimeMs === fs.statSync(file).ctimeMs) fs.utimesSync(other, 1_700_000_000, 1_700_000_000);
    fs.renameSync(other, file);
    assert.notEqual((await diskState(file))?.stamp, before?.stamp);
  });

  test('one that nobody touched is the same, and one that is gone is none', async () => {
    const file = write('a.csv', 'Server\na\n');
    assert.deepEqual(await diskState(file), await diskState(file));
    fs.rmSync(file);
    assert.equal(await diskState(file), undefined);
  });
});
