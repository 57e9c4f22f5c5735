import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { FORMATS, readInventory, recogniseFormat } from '../../../../src/core/inventory/formats';
import { READ_LIMITS } from '../../../../src/core/inventory/reader';
import { decodeText } from '../../../../src/core/inventory/text/textBytes';
import { readText, TODAY } from './readText';

suite('recognising a format', () => {
  const check = (fileName: string, head: string, expected: string): void => {
    const found = recogniseFormat(fileName, head);
    const text = found.format ? `${found.format.id} ${found.header}`.trim() : `${found.problem.code} ${found.problem.message}`;
    assert.ok(text === expected || (!found.format && text.includes(expected)), `${fileName}: ${text}`);
  };

  test('by name and content', () => {
    check('x.inventory.json', '{}', 'native-json');
    check('x.json', ' {"version": 1, "servers": [{"name": "a"', 'native-json');
    check('x.json', '[{"name":"a","os":{}}]', 'native-json');
    check('x.json', '{"servers":[]}', 'native-json');
    check('x.inventory.csv', 'MachineName,Application,Version,Provider\na,b,c,d', 'native-csv MachineName,Application,Version,Provider');
    check('x.csv', 'MachineName,Application,Version,Provider\r\na,b,c,d', 'azure-migrate-software-csv MachineName,Application,Version,Provider');
    check('x.csv', '\uFEFF"Server name","Cores","Memory","OS name","Number of disks"\n', 'azure-migrate-import-csv "Server name","Cores","Memory","OS name","Number of disks"');
    check('x.csv', 'Server;Software;Version\n', 'native-csv Server;Software;Version');
    check('x.csv', '#TYPE X\n\nHost,OS\n', 'native-csv Host,OS');
    check('x.txt', 'adduser\t3.134\napt\t2.6', 'dpkg-query');
    check('web01', 'adduser\t3.134', 'dpkg-query');
    check('x.json', '{"bomFormat":"CycloneDX"}', 'cyclonedx');
    check('x.json', '[{"name":"vim","version":"1"}]', 'osquery');
    check('x.txt', 'Desired=Unknown/Install\n', 'dpkg-list');
    check('x.txt', 'Listing... Done\n', 'apt-list');
  });

  test('what fits none is refused with what it is', () => {
    check('x.csv', '', 'file-empty');
    check('x.csv', '\n \r\n', 'file-empty');
    check('x.csv', 'a,b,c\n1,2,3\n', 'headers seen: "a", "b", "c"');
    check('x.csv', 'Name,Age\nBob,3\n', 'headers seen: "Name", "Age"');
    check('x.csv', '<b>,"x\ny"\n', 'headers seen');
    check('x.json', '{"a":1,"b":[]}', 'names seen: "a", "b"');
    check('x.json', '[{"name":"vim","size":"1"}]', 'names seen: "name", "size"');
    check('x.json', '[1,2]', 'a JSON list');
    check('x.json', '{"servers":{"a":1}}', 'without a list "servers"');
    check('x.xml', '<?xml version="1.0"?><bom/>', 'XML');
    check('x.bin', '\u0000\u0000', 'file-empty');
    const { problem } = recogniseFormat('x.csv', 'a,b\n', 'folder/x.csv');
    assert.equal(problem!.file, 'folder/x.csv');
    for (const format of FORMATS) assert.ok(problem!.fix!.includes(format.label));
  });
});

suite('real inventories', () => {
  const folder = path.resolve(process.cwd(), '../shared/data/inventories');

  test('each file is read or refused with a reason', function () {
    if (!fs.existsSync(folder)) {
      assert.ok(!process.env['CI'], 'The shared data is missing.');
      console.log(`      skipped: ${folder} is not there`);
      this.skip();
    }
    const rows = new Map<string, number>();
    const refused = new Map<string, string>();
    const take = (name: string, bytes: Uint8Array): void => {
      const found = recogniseFormat(name, decodeText(bytes.subarray(0, READ_LIMITS.headBytes)));
      if (found.format) rows.set(name, readText(name, bytes).rows);
      else refused.set(name, found.problem.message);
      // However a file is recognised, no reader may throw on it.
      for (const format of FORMATS) {
        const reading = readInventory(format, { file: name, fileName: name, today: TODAY, companions: new Map() });
        reading.write(bytes);
        const { problems, installServer, servers } = reading.end();
        assert.ok(problems.length <= READ_LIMITS.problemsPerFile + 1);
        assert.ok(installServer.every((server) => server < servers.length));
      }
    };
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = fs.readFileSync(path.join(entry.parentPath, entry.name));
      take(entry.name, bytes);
      if (entry.name.endsWith('.gz')) take(entry.name.slice(0, -3), zlib.gunzipSync(bytes));
    }
    assert.deepEqual([...rows].map(([name, count]) => `${name} ${count}`).sort(), [
      'apt-get-s-dist-upgrade.txt 111', 'apt-list-installed.txt 856', 'apt-list-upgradable.txt 111', 'cyclonedx-keycloak-10.0.2.json 903', 'cyclonedx-obom-windows-host.json 904',
      'dpkg-l.txt 856', 'dpkg-query-W.txt 856', 'dpkg-query.csv 856', 'macos_vulnerable-software.json 113', 'packages.json 86', 'ubi_latest_spdx.json 1527', 'ubuntu_2204-software.json 1690', 'vscode_extensions_vulnerable.software 5', 'windows_11-software.json 141',
    ]);
    const reasons: Record<string, RegExp> = {
      'os-release': /os-release file/,
    };
    for (const [name, message] of refused) {
      assert.match(message, reasons[name] ?? (name.endsWith('.gz') ? /gzip/ : name.endsWith('.xlsx') ? /Excel/ : /^$/), name);
    }
    for (const name of Object.keys(reasons)) assert.ok(refused.has(name), name);
  });
});
