import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PlainDate } from '../../../src/core/inventory/plainDate';
import { companionsOf, findInventories, readInventoryFile, readInventoryFiles, readInventoryText } from '../../../src/feeds/inventoryFiles';
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
    const [fromDisk, fromText] = [await readInventoryFile(file, { today, onProgress: ({ bytesRead, bytesTotal }) => heard.push(bytesRead / bytesTotal) }), await readInventoryText(file, csv, { today })];
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
      for (const { sheet, rows, rejected, servers, installServer, problems } of await readInventoryFiles(full, { today })) {
        const updates = servers.reduce((sum, { facts }) => sum + (facts.pendingUpdates?.length ?? 0), 0);
        if (servers.length > 0) read.push(`${file.replaceAll('\\', '/')}${sheet ? `#${sheet}` : ''} ${rows}+${rejected}: ${servers.length} servers, ${installServer.length} installs, ${updates} updates`);
        else assert.ok(problems.length > 0 && problems[0].message.length > 20, file);
      }
    }
    assert.deepEqual(read.sort(), [
      'azure-migrate/export_AzureMigrate_Discovery_Report.xlsx#Discovery_Report 294+0: 294 servers, 0 installs, 0 updates',
      'fleet-osquery-perf/macos_vulnerable-software.json.gz 113+0: 1 servers, 113 installs, 0 updates',
      'fleet-osquery-perf/ubuntu_2204-software.json.gz 1690+0: 1 servers, 1690 installs, 0 updates',
      'fleet-osquery-perf/vscode_extensions_vulnerable.software 5+0: 1 servers, 5 installs, 0 updates',
      'fleet-osquery-perf/windows_11-software.json.gz 141+0: 1 servers, 141 installs, 0 updates',
      'local-debian/apt-get-s-dist-upgrade.txt 111+0: 1 servers, 0 installs, 111 updates',
      'local-debian/apt-list-installed.txt 856+0: 1 servers, 856 installs, 111 updates',
      'local-debian/apt-list-upgradable.txt 111+0: 1 servers, 0 installs, 111 updates',
      'local-debian/dpkg-l.txt 856+0: 1 servers, 856 installs, 0 updates',
      'local-debian/dpkg-query-W.txt 856+0: 1 servers, 856 installs, 0 updates',
      'local-debian/dpkg-query.csv 856+0: 1 servers, 856 installs, 0 updates',
      'rvtools/BillSampleNextRvtoolsFinal.xlsx#vHost 8+0: 8 servers, 0 installs, 0 updates',
      'rvtools/BillSampleNextRvtoolsFinal.xlsx#vInfo 131+0: 131 servers, 0 installs, 0 updates',
      'rvtools/SizingWorkshop-RVTools.xlsx#vHost 34+0: 34 servers, 0 installs, 0 updates',
      'rvtools/SizingWorkshop-RVTools.xlsx#vInfo 805+0: 805 servers, 0 installs, 0 updates',
      'sbom/cyclonedx-keycloak-10.0.2.json.gz 903+0: 1 servers, 903 installs, 0 updates',
      'sbom/cyclonedx-obom-windows-host.json.gz 904+0: 1 servers, 903 installs, 0 updates',
      'sbom/ubi_latest_spdx.json.gz 1527+0: 1 servers, 1527 installs, 0 updates',
      'winget/packages.json 86+0: 1 servers, 86 installs, 0 updates',
    ]);
  });
});
