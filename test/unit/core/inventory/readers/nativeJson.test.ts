import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nativeJson } from '../../../../../src/core/inventory/readers/nativeJson';
import { installList, problemList, readText, said } from '../readText';

const NAME = 'x.inventory.json';
const FULL = {
  id: 'b2c0ff5e-0000-4000-8000-000000000001',
  name: 'web01',
  fqdn: 'web01.contoso.com',
  ipAddresses: ['10.0.0.1'],
  environment: 'Prod',
  site: 'Oslo',
  os: { name: 'Windows Server 2019', version: '1809', build: '10.0.17763.1', architecture: 'x64' },
  cores: 4,
  memoryMB: 8192,
  disks: [{ name: 'C:', sizeGB: 120.5 }],
  networkAdapters: [{ mac: '00-11', ipAddresses: ['10.0.0.1'] }],
  tags: { role: 'web', pci: '' },
  criticality: 'high',
  owner: 'Ops',
  lastSeen: '2026-11-20T01:00:00Z',
  rebootPending: false,
  hotfixes: [{ id: 'KB1', installedOn: '2026-01-01' }],
  performance: { cpuPercent: 1, memoryPercent: 2.5, diskIops: 3, networkMBps: 4 },
  software: [{ name: '7-Zip', publisher: 'Igor Pavlov', version: '19.00', source: 'registry', cpe: 'cpe:/a:7-zip:7-zip:19.00', purl: 'pkg:generic/7-zip@19.00' }, { name: 'x' }],
  pendingUpdates: [{ id: 'KB2', title: 'Update', classification: 'CriticalUpdates', releasedOn: '2026-02-01' }],
};

suite('native JSON', () => {
  test('reads every property', () => {
    for (const text of [JSON.stringify({ servers: [FULL] }), JSON.stringify([FULL]), JSON.stringify({ $schema: 'x', other: [[{}]], servers: [FULL], more: { servers: [{ name: 'not here' }] } }, null, 2)]) {
      const file = readText(NAME, text, { expect: 'native-json' });
      assert.deepEqual(problemList(file.problems), []);
      assert.equal(`${file.rows}+${file.rejected}`, '4+0');
      assert.equal(file.servers.length, 1);
      const { row, ...update } = file.servers[0]!.facts.pendingUpdates![0]!;
      assert.deepEqual(update, { id: 'KB2', title: 'Update', class: 'critical', classification: 'CriticalUpdates', releasedOn: '2026-02-01' });
      const at = text.split('\n')[row.line - 1]!.slice(row.column - 1);
      assert.ok(at.startsWith('{'), at);
      const { software: _software, pendingUpdates: _updates, ...rest } = FULL;
      const { pendingUpdates: _read, softwareKnown, ...facts } = file.servers[0]!.facts;
      assert.equal(softwareKnown, true);
      assert.deepEqual(facts, { ...rest, lastSeen: '2026-11-20', extra: {} });
      assert.deepEqual(file.software, [{ index: 0, ...FULL.software[0] }, { index: 1, name: 'x', publisher: '', version: '', source: '', cpe: '', purl: '' }]);
    }
  });

  test('missing lists are unknown, empty ones are none', () => {
    const file = readText(NAME, '{"servers":[{"name":"a"},{"name":"b","software":[],"pendingUpdates":[],"hotfixes":[]},{"name":"c","software":null,"pendingUpdates":null,"os":null,"tags":null,"cores":null}]}');
    assert.deepEqual(problemList(file.problems), []);
    assert.deepEqual(file.servers.map(({ facts }) => said(facts)), [{ name: 'a' }, { name: 'b', softwareKnown: true, pendingUpdates: [], hotfixes: [] }, { name: 'c' }]);
  });

  test('every row has its place, in UTF-16 columns', () => {
    const file = readText(NAME, '{"servers": [\r\n  {"name": "é😀", "software": [{"name":"x"}, {"name":"y"}]},\r\n{ "software":[\r\n\t{"name":"z"}], "name":"b"}]}');
    assert.deepEqual(installList(file), ['é😀: x|||@2:32', 'é😀: y|||@2:46', 'b: z|||@4:2']);
    assert.deepEqual(file.servers.map(({ line, column }) => `${line}:${column}`), ['2:3', '3:1']);
  });

  test('what the format does not know is kept as properties', () => {
    const file = readText(NAME, '[{"name":"a","rack":"R1","power":{"on":true,"watts":[1,2]},"none":null,"__proto__":"x","software":[{"name":"x","installDate":"2020","deep":[{"name":"no"}]}]}]');
    assert.deepEqual(problemList(file.problems), []);
    assert.deepEqual(Object.entries(file.servers[0]!.facts.extra), [['rack', 'R1'], ['power', 'on=true; watts=1; 2'], ['__proto__', 'x']]);
    assert.deepEqual(installList(file).length, 1);
  });

  test('is the same in chunks of any size', () => {
    const text = JSON.stringify({ servers: [FULL, { ...FULL, name: 'é😀', fqdn: '', software: [{ name: 'a"\\\n', version: 3 }] }] }, null, 1);
    const whole = readText(NAME, text);
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), (chunk) => assert.deepEqual(readText(NAME, text, { chunk }), whole)), { numRuns: 60 });
    assert.deepEqual(readText(NAME, Buffer.from(`\uFEFF${text}`, 'utf16le'), { chunk: 7 }).servers, whole.servers);
  });

  test('finds the cells of a row again', () => {
    const text = JSON.stringify({ servers: [{ ...FULL, name: 'a"b' }, { name: 'only' }, { name: 'o2', software: [{ name: 'lone' }] }] }, null, 1);
    const file = readText(NAME, text);
    const lines = text.split('\n');
    const offset = (line: number, column: number): number => lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
    const cells = (line: number, column: number): string => nativeJson.cells(text, offset(line, column), '').filter(({ field }) => field !== 'other').map(({ field, start, end }) => `${field}=${text.slice(start, end)}`).join(' ');
    const server = (index: number): string => cells(file.servers[index]!.line, file.servers[index]!.column);
    const install = (row: number): string => cells(file.installLine[row]!, file.installColumn![row]!);
    assert.equal(server(0), 'server=a\\"b fqdn=web01.contoso.com lastSeen=2026-11-20T01:00:00Z os=Windows Server 2019 osVersion=1809 osBuild=10.0.17763.1');
    assert.equal(server(1), 'server=only');
    assert.equal(server(2), 'server=o2');
    assert.equal(install(0), 'software=7-Zip publisher=Igor Pavlov version=19.00 cpe=cpe:/a:7-zip:7-zip:19.00 purl=pkg:generic/7-zip@19.00');
    assert.equal(install(1), 'software=x');
    assert.equal(install(2), 'software=lone');
    const { row } = file.servers[0]!.facts.pendingUpdates![0]!;
    assert.equal(cells(row.line, row.column), 'update=KB2 update=Update');
  });
});

suite('native JSON, bad input', () => {
  const check = (text: string, rows: string, installs: string, ...problems: string[]): void => {
    const file = readText(NAME, text);
    assert.equal(`${file.rows}+${file.rejected}`, rows, text.slice(0, 100));
    assert.equal(installList(file).map((install) => install.replace(/@.*/, '')).join(' '), installs, text.slice(0, 100));
    assert.deepEqual(problemList(file.problems), problems, text.slice(0, 100));
  };

  test('what is complete before an error is read, an unfinished server is not', () => {
    check('{"servers":[{"name":"a","software":[{"name":"x"}]},\n{"name":"b","software":[{"name":"y"},{"name" "z"}]}]}', '2+0', 'a: x|||', '2:46 error json-syntax');
    check('{"servers":[{"name":"a"},\n{"name":"b","software":[{"name":"y"}', '1+0', '', '2:37 error json-syntax');
    check('{"servers":[{"name":"a"}', '1+0', '', '1:25 error json-syntax');
    check('{"servers":[{"name":"a",}\n{"name":"b"},]}', '2+0', '', '1:24 error json-syntax', '2:1 error json-syntax', '2:13 error json-syntax');
    check('{"servers":[{"name":"a"}]} trailing', '1+0', '', '1:28 error json-syntax');
    check(`{"servers":[{"name":"a","x":${'['.repeat(100)}`, '0+0', '', '0:0 warning no-rows', '1:90 error json-syntax');
    check('[{"name":"a\u0000b"}]', '1+0', '', '1:12 warning nul-character');
  });

  test('values of the wrong type are told with their path', () => {
    check('{"servers":{}}', '0+0', '', '0:0 warning no-rows', '1:12 warning json-type');
    check('{"servers":"x"}', '0+0', '', '0:0 warning no-rows', '1:12 warning json-type');
    check('{"server":[]}', '0+0', '', '0:0 warning no-rows');
    check('{"servers":[]}', '0+0', '', '0:0 warning no-rows');
    check('[1,"a",null,[],{"name":"a"}]', '1+4', '', '1:2 warning json-type', '1:4 warning json-type', '1:8 warning json-type', '1:13 warning json-type');
    check('[{"name":"a","software":"x"}]', '1+0', '', '1:25 warning json-type');
    check('[{"name":"a","software":{"name":"x"}}]', '1+0', '', '1:25 warning json-type');
    check('[{"name":"a","software":["x",1,null,[],{"name":"y"}]}]', '2+4', 'a: y|||', '1:26 warning json-type', '1:30 warning json-type', '1:32 warning json-type', '1:37 warning json-type');
    check('[{"name":"a","software":[{"name":"y","version":1.10,"publisher":["z"],"source":true}]}]', '2+0', 'a: y||1.10|', '1:48 warning json-type', '1:65 warning json-type', '1:80 warning json-type');
    check('[{"name":7}]', '1+0', '', '1:10 warning json-type');
    check('[{"name":"a","os":"Debian 12","cores":"4","memoryMB":"x","disks":[1],"tags":["a=b"],"rebootPending":"no","ipAddresses":"10.0.0.1","criticality":3,"pendingUpdates":{}}]',
      '1+1', '', '1:19 warning json-type', '1:54 warning number-unparsable', '1:67 warning json-type', '1:77 warning json-type', '1:120 warning json-type', '1:145 warning json-type', '1:164 warning json-type');
    const [problem] = readText(NAME, '[{"name":"b"},{"name":"a","software":[{"name":"x"},{"name":"y","version":{}}]}]').problems;
    assert.equal(problem!.message, 'servers[1].software[1].version should be a text but is an object; it is left out.');
  });

  test('wrong values', () => {
check('[{"fqdn":"a.b"},{"id":"7"},{},\n{"software":[{"name":"x"},{}],"pendingUpdates":[{"id":"1"}]}]', '2+5', '', '1:28 error name-missing', '2:1 error name-missing', '2:27 error name-missing');
  });

  test('a server twice is told, and both entries stay', () => {
    const file = readText(NAME, '[{"name":"web"},\n{"name":"db"},\n{"name":"WEB"}]');
    assert.deepEqual(problemList(file.problems), ['3:9 warning server-duplicated']);
    assert.match(file.problems[0]!.message, /line 1/);
    assert.deepEqual(file.servers.map(({ facts, line }) => `${facts.name}@${line}`), ['web@1', 'db@2', 'WEB@3']);
  });

  test('dates, versions and identities', () => {
    check('[{"name":"a","lastSeen":"yesterday","software":[{"name":"x","version":"none","cpe":"x","purl":"y"}],"hotfixes":[{"id":"KB1","installedOn":"2027-01-01"},{}]}]',
      '2+1', 'a: x||none|', '1:25 warning date-unparsable', '1:71 information version-unparsable', '1:84 warning cpe-invalid', '1:95 warning purl-invalid', '1:139 warning date-in-future', '1:153 error name-missing');
  });

  test('empty files', () => {
    for (const text of ['', ' \n']) {
      const reading = nativeJson.open({ file: 'f', fileName: NAME, today: '2026-11-21' as never, companions: new Map() });
      reading.write(new TextEncoder().encode(text));
      assert.deepEqual(problemList(reading.end().problems), ['1:1 error file-empty']);
    }
  });

  test('never throws on JSON of any shape or on broken JSON', () => {
    const key = fc.constantFrom('name', 'servers', 'software', 'os', 'tags', 'hotfixes', 'pendingUpdates', 'disks', 'performance', 'id', 'version', '__proto__', 'x');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, true, 1, -1.5, '', 'a', '2026-01-01'), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(key, tie('value'), { maxKeys: 5 })),
    }));
    fc.assert(
      fc.property(fc.array(fc.dictionary(key, value, { maxKeys: 6 }), { maxLength: 3 }), fc.nat(1_000), fc.integer({ min: 1, max: 20 }), (servers, cut, chunk) => {
        const text = JSON.stringify({ servers });
        for (const part of [text, text.slice(0, Math.max(1, cut % text.length))]) {
          const file = readText(NAME, part, { chunk });
          assert.ok(file.installServer.every((server) => server < file.servers.length));
          assert.ok(file.servers.every(({ facts }) => facts.name !== ''));
          assert.deepEqual(file, readText(NAME, part));
        }
      }),
      { numRuns: 500 },
    );
  });
});
