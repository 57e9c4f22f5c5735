import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PlainDate } from '../../../src/core/inventory/plainDate';
import { companionsOf, findInventories, readInventoryFile, readInventoryText } from '../../../src/feeds/inventoryFiles';
import { fromData } from './dataFiles';

const today = '2026-11-21' as PlainDate;

suite('inventoryFiles', () => {
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventories-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };

  async function check(file: string, expected: string): Promise<void> {
    const inventory = await readInventoryFile(file, { today });
    const [problem] = inventory.problems;
    assert.equal(problem ? `${problem.code}: ${problem.message.replaceAll(folder, '')}` : `${inventory.format}, ${inventory.servers.length} servers, ${inventory.installServer.length} installs`, expected);
    assert.equal(inventory.file, file);
  }

  test('a file is read as its text is', async () => {
    const csv = `server,software,version\r\n${Array.from({ length: 30_000 }, (_, i) => `srv${i % 50},Tool ${i % 700},1.${i}`).join('\r\n')}\r\n`;
    const file = write('a.inventory.csv', csv);
    await check(file, 'native-csv, 50 servers, 30000 installs');
    const heard: number[] = [];
    const [fromDisk, fromText] = [await readInventoryFile(file, { today, onProgress: (bytes, total) => heard.push(bytes / total) }), await readInventoryText(file, csv, { today })];
    assert.deepEqual(fromText, fromDisk);
    assert.equal(heard.at(-1), 1);
  });

  test('a host\'s package list takes the os-release beside it', async () => {
    write('os-release', 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n');
    const file = write('web1.dpkg-query.txt', 'openssl\t3.0.11-1~deb12u2\nbash\t5.2.15-2+b2\n');
    const { servers } = await readInventoryFile(file, { today });
    assert.equal(servers.length, 1);
    assert.match(servers[0].facts.os.name, /Debian/);
    assert.ok(companionsOf(file).includes('os-release'));
  });

  test('a companion that is a folder or huge is passed over', async () => {
    fs.mkdirSync(path.join(folder, 'os-release'));
    write('big/os-release', 'x'.repeat(100_000));
    for (const name of ['web1.dpkg-query.txt', 'big/web1.dpkg-query.txt']) {
      const { servers } = await readInventoryFile(write(name, 'bash\t5.2.15-2+b2\n'), { today });
      assert.equal(servers[0].facts.os.name, '', name);
    }
  });

  test('what cannot be read has its reason', async () => {
    await check(path.join(folder, 'gone.inventory.csv'), 'file-unreadable: The file cannot be read: it does not exist.');
    await check(folder, 'file-unreadable: This is a folder.');
    await check(write('empty.inventory.csv', ''), 'file-empty: The file is empty.');
    const image = await readInventoryFile(write('picture.csv', Buffer.from('89504e470d0a1a0a', 'hex')), { today });
    assert.equal(image.problems[0]?.code, 'file-format-unknown');
  });

  test('an abort ends the reading', async () => {
    const file = write('a.inventory.csv', `server,software\n${'a,b\n'.repeat(200_000)}`);
    await assert.rejects(readInventoryFile(file, { today, signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  test('a folder is walked for inventories by name', async () => {
    for (const name of ['b.inventory.csv', 'sub/A.Inventory.JSON', 'node_modules/x.inventory.csv', 'package.json', 'notes.csv', 'sub/deep/export_AzureMigrate_1.csv', 'dpkg-query-W.txt']) write(name, '');
    assert.deepEqual((await findInventories(folder)).map((file) => path.relative(folder, file).replaceAll('\\', '/')), ['b.inventory.csv', 'dpkg-query-W.txt', 'sub/A.Inventory.JSON', 'sub/deep/export_AzureMigrate_1.csv']);
    assert.deepEqual(await findInventories(path.join(folder, 'gone')), []);
  });

  test('every real inventory is read or refused with a reason', async function () {
    const root = fromData('inventories');
    if (!root) return this.skip();
    const read: string[] = [];
    for (const file of fs.readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const full = path.join(root, file);
      if (!fs.statSync(full).isFile()) continue;
      const inventory = await readInventoryFile(full, { today });
      if (inventory.servers.length > 0) read.push(`${file.replaceAll('\\', '/')} ${inventory.installServer.length}`);
      else assert.ok(inventory.problems.length > 0 && inventory.problems[0].message.length > 20, file);
    }
    assert.deepEqual(read.sort(), ['local-debian/dpkg-query-W.txt 856', 'local-debian/dpkg-query.csv 856']);
  });
});
