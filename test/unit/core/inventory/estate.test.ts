import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeEstate } from '../../../../src/core/inventory/estate';
import { rowsOfFile, serversOfSoftware } from '../../../../src/core/inventory/estateIndex';
import type { Estate } from '../../../../src/core/inventory/model';
import { problemList, readText } from './readText';

function estateOf(...files: readonly (readonly [string, string])[]): Estate {
  return mergeEstate(files.map(([name, text]) => readText(name.split('/').pop()!, text, { file: name })));
}

/** `key: software@file:line …`, one a server. */
function installs(estate: Estate): string[] {
  const { offsets, software, file, line, column } = estate.installs;
  return estate.servers.map((server) => {
    const rows: string[] = [];
    for (let at = offsets[server.index]!; at < offsets[server.index + 1]!; at++) {
      rows.push(`${estate.software[software[at]!]!.name}@${file[at]}:${line[at]}${column ? `:${column[at]}` : ''}`);
    }
    return `${server.key}: ${rows.join(' ')}`.trim();
  });
}

const rows = (estate: Estate): string[] => estate.servers.map(({ key, rows }) => `${key}: ${rows.map(({ file, line, column }) => `${file}:${line}:${column}`).join(' ')}`);

suite('merging an estate', () => {
  test('a server of several files is one, by FQDN, name or stable id', () => {
    const check = (expected: readonly string[], ...servers: readonly object[]): void => {
      const files = servers.map((server, index): [string, string] => [`f${index}.inventory.json`, JSON.stringify([server])]);
      assert.deepEqual(estateOf(...files).servers.map(({ key }) => key), expected);
    };
    const guid = '0f8fad5b-d9cb-469f-a165-70867728950e';
    check(['web'], { name: 'web' }, { name: 'WEB' });
    check(['web.a.com'], { name: 'web', fqdn: 'web.a.com' }, { name: 'other', fqdn: 'WEB.A.COM.' });
    check(['web.a.com'], { name: 'web', fqdn: 'web.a.com' }, { name: 'web' });
    check(['web.a.com'], { name: 'web' }, { name: 'web', fqdn: 'web.a.com' });
    check(['web.a.com'], { name: 'web', fqdn: 'web.a.com' }, { name: 'web.a.com' });
    // Azure Migrate says `web`, Defender `web.a.com`.
    check(['web.a.com'], { name: 'WEB' }, { name: 'web.a.com' });
    check(['web.a.com'], { name: 'web.a.com.' }, { name: 'web' });
    check(['web.a.com'], { name: 'web', lastSeen: '2026-02-01' }, { name: 'Web.A.com', lastSeen: '2026-01-01' });
    check(['web.a.com', 'web.b.com'], { name: 'web.a.com' }, { name: 'web.b.com' });
    check(['web.a.com', 'web.b.com'], { name: 'web.a.com' }, { name: 'web' }, { name: 'web.b.com' });
    check(['web', 'web.v2'], { name: 'web' }, { name: 'web.v2' });
    check(['10', '10.0.0.1'], { name: '10' }, { name: '10.0.0.1' });
    check(['web.a.com', 'web.b.com'], { name: 'web', fqdn: 'web.a.com' }, { name: 'web', fqdn: 'web.b.com' });
    check(['web.a.com', 'web.b.com'], { name: 'web' }, { name: 'web', fqdn: 'web.a.com' }, { name: 'web', fqdn: 'web.b.com' }, { name: 'WEB' });
    check(['old'], { name: 'old', id: guid }, { name: 'new', id: guid.toUpperCase() });
    // Clones of one template.
    check(['a.x.com', 'b.x.com'], { name: 'a', fqdn: 'a.x.com', id: guid }, { name: 'b', fqdn: 'b.x.com', id: guid });
    check(['a.x.com'], { name: 'a', fqdn: 'a.x.com', id: '/subscriptions/1/virtualMachines/a' }, { name: 'a', fqdn: 'a.y.com', id: '/subscriptions/1/virtualMachines/A' });
    // Short ids are row numbers more often than identities.
    check(['a', 'b'], { name: 'a', id: '1' }, { name: 'b', id: '1' });
    // Boards whose maker filled nothing in share these.
    for (const id of ['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '{00000000-0000-0000-0000-000000000000}', '03000200-0400-0500-0006-000700080009', 'To Be Filled By O.E.M.']) {
      check(['a', 'b'], { name: 'a', id }, { name: 'b', id: id.toLowerCase() });
    }
    check(['10.0.0.1', '10.0.0.2'], { name: '10.0.0.1' }, { name: '10.0.0.2' });
    check(['web', 'web#2'], { name: 'web' }, { name: 'x', fqdn: 'web' });
  });

  test('keys are unique, and the same when the same files are read again', () => {
    const name = fc.constantFrom('a', 'b', 'A', 'a.x', 'b.x');
    const server = fc.record({ name, fqdn: fc.constantFrom('', 'a.x', 'b.x', 'a'), id: fc.constantFrom('', '1', '0123456789abcdef') });
    fc.assert(
      fc.property(fc.array(fc.array(server, { maxLength: 4 }), { maxLength: 4 }), (files) => {
        const read = (): Estate => estateOf(...files.map((servers, index): [string, string] => [`${index}.inventory.json`, JSON.stringify(servers)]));
        const estate = read();
        assert.equal(new Set(estate.servers.map(({ key }) => key)).size, estate.servers.length);
        assert.equal(estate.servers.reduce((sum, each) => sum + each.rows.length, 0), files.flat().length);
        assert.deepEqual(read(), estate);
        estate.servers.forEach((each, index) => assert.equal(each.index, index));
      }),
    );
  });

  test('the newest account wins field by field; lists of software unite', () => {
    const estate = estateOf(
      ['a/old.inventory.json', '[{"name":"web","lastSeen":"2026-01-01","environment":"Test","owner":"Ops","cores":4,"os":{"name":"Debian","version":"11","build":"b"},"tags":{"a":"1","b":"1"},"hotfixes":[{"id":"KB1"}],"pendingUpdates":[{"id":"KB7"}],"software":[{"name":"x"},{"name":"y"}]}]'],
      ['b/new.inventory.json', '[{"name":"WEB","lastSeen":"2026-06-01","environment":"Prod","os":{"name":"Debian","version":"12"},"tags":{"b":"2"},"hotfixes":[{"id":"kb1","installedOn":"2026-01-01"},{"id":"KB2"}],"pendingUpdates":[{"id":"KB8"}],"software":[{"name":"y"},{"name":"z"}]}]'],
    );
    const [server] = estate.servers;
    assert.equal(estate.servers.length, 1);
    assert.equal(server!.name, 'WEB');
    assert.equal(server!.environment, 'Prod');
    assert.equal(server!.owner, 'Ops');
    assert.equal(server!.cores, 4);
    assert.deepEqual(server!.os, { name: 'Debian', version: '12', build: 'b', architecture: '' });
    assert.deepEqual(server!.tags, { a: '1', b: '2' });
    assert.equal(server!.lastSeen, '2026-06-01');
    assert.deepEqual(server!.hotfixes, [{ id: 'kb1', installedOn: '2026-01-01' }, { id: 'KB2', installedOn: null }]);
    assert.deepEqual(server!.pendingUpdates!.map(({ id, row }) => `${id}@${row.file}`), ['KB8@1']);
    assert.deepEqual(rows(estate), ['web: 1:1:2 0:1:2']);
    assert.deepEqual(installs(estate).map((each) => each.replace(/:\d+:\d+/g, '')), ['web: x@0 y@0 z@1']);
    assert.deepEqual(problemList(estate.problems), ['1:2 information server-conflict', '1:2 information server-conflict']);
    assert.equal(estate.problems[0]!.file, 'a/old.inventory.json');
    assert.equal(estate.problems[0]!.message, 'The environment of "WEB" is "Test" here but "Prod" in new.inventory.json:1, which is used because it was seen later.');
  });

  test('of software from one source the newest list counts; other sources, undated files and rows without a source unite', () => {
    const check = (files: readonly (readonly string[])[], expected: string, told: readonly string[]): void => {
      const estate = estateOf(...files.map((rows, n): [string, string] => [`${n}.inventory.csv`, `Server,Last seen,Software,Source\n${rows.join('\n')}\n`]));
      assert.deepEqual(installs(estate).map((each) => each.replace(/:\d+/g, '')), [expected]);
      assert.deepEqual(estate.problems.map(({ file, line, message }) => `${file}:${line} ${message}`), told);
    };
    const old = ['web,2026-01-01,x,dpkg', 'web,2026-01-01,y,dpkg', 'web,2026-01-01,s,snap'];
    const aside = '0.inventory.csv:2 What this file lists from dpkg for "web" (2 rows) is not used, because the list in 1.inventory.csv is newer.';
    check([old, ['web,2026-06-01,y,dpkg', 'web,2026-06-01,z,dpkg']], 'web: s@0 y@1 z@1', [aside]);
    check([old, ['web,2026-06-01,z,dpkg'], ['web,2026-03-01,y,dpkg', 'web,2026-03-01,r,rpm']], 'web: s@0 z@1 r@2', [
      aside, '2.inventory.csv:2 What this file lists from dpkg for "web" (1 row) is not used, because the list in 1.inventory.csv is newer.',
    ]);
    check([old, ['web,,z,dpkg']], 'web: x@0 y@0 s@0 z@1', []);
    check([old, ['web,2026-01-01,z,dpkg']], 'web: x@0 y@0 s@0 z@1', []);
    check([old, ['web,2026-06-01,z,']], 'web: x@0 y@0 s@0 z@1', []);
    check([['web,2026-01-01,x,'], ['web,2026-06-01,z,']], 'web: x@0 z@1', []);
  });

  test('accounts that nothing dates contradict with a warning, and the first is used', () => {
    const estate = estateOf(['a.inventory.csv', 'Server,OS name,Site,Update ID\nweb,Debian,,KB1\n'], ['b.inventory.csv', 'Server,OS name,OS version,Site,Update ID\nweb,Ubuntu,22.04,Oslo,kb1\nweb,,,,KB2\n']);
    assert.deepEqual(estate.servers[0]!.os, { name: 'Debian', version: '', build: '', architecture: '' });
    assert.equal(estate.servers[0]!.site, 'Oslo');
    assert.deepEqual(estate.servers[0]!.pendingUpdates!.map(({ id, row }) => `${id}@${row.file}:${row.line}`), ['KB1@0:2', 'KB2@1:3']);
    assert.deepEqual(problemList(estate.problems), ['2:1 warning server-conflict']);
    assert.match(estate.problems[0]!.message, /a\.inventory\.csv:2, which is used because it comes first/);
  });

  test('a system told in other words is no contradiction, and its build is kept', () => {
    const check = (first: object, second: object, os: string, conflicts: number): void => {
      const estate = estateOf(['a.inventory.json', JSON.stringify([{ name: 'a', os: first }])], ['b.inventory.json', JSON.stringify([{ name: 'a', os: second }])]);
      const { name, version, build } = estate.servers[0]!.os;
      assert.equal(`${name}|${version}|${build}`, os);
      assert.equal(estate.problems.length, conflicts);
    };
    check({ name: 'Windows Server 2019' }, { name: 'Microsoft Windows Server 2019 Standard', version: '1809', build: '17763' }, 'Windows Server 2019|1809|17763', 0);
    check({ name: 'Windows Server 2016' }, { name: 'Microsoft Windows Server 2019 Standard', version: '1809', build: '17763' }, 'Windows Server 2016||', 1);
    check({ name: 'Debian GNU/Linux', version: '12' }, { name: 'Debian GNU/Linux 12 (bookworm)', version: '12.5' }, 'Debian GNU/Linux|12|', 0);
    check({ name: 'Ubuntu', version: '22.04' }, { name: 'Ubuntu', version: '24.04' }, 'Ubuntu|22.04|', 1);
    check({ name: 'Windows Server 2012' }, { name: 'Windows Server 2012 R2' }, 'Windows Server 2012||', 1);
  });

  test('a file that says nothing about software or updates leaves them unknown', () => {
    const estate = estateOf(['a.inventory.json', '[{"name":"a"},{"name":"b","software":[],"pendingUpdates":[]}]'], ['b.inventory.json', '[{"name":"a"},{"name":"b"}]']);
    assert.deepEqual(estate.servers.map(({ softwareKnown, pendingUpdates }) => [softwareKnown, pendingUpdates]), [[false, null], [true, []]]);
  });

  test('one file keeps its software; a repeated one is dropped and the first row kept', () => {
    const estate = estateOf(['a.inventory.csv', 'Server,Software,Version\nb,x,1\na,x,1\nb,y,1\nb,x,1\na,x,2\nb,x,1\n']);
    assert.deepEqual(installs(estate), ['b: x@0:2 y@0:4', 'a: x@0:3 x@0:6']);
    assert.equal(estate.software.length, 3);
    assert.deepEqual(estate.files, [{ file: 'a.inventory.csv', format: 'native-csv', formatLabel: 'Inventory (CSV)', bytes: 60, rows: 6, rejected: 0, servers: 2, installs: 6 }]);
  });

  test('software whose origin one file leaves out is the same that another file names', () => {
    const estate = estateOf(['a.inventory.csv', 'Server,Software,Version\nweb,x,1\nweb,y,1\n'], ['b.inventory.csv', 'Server,Software,Version,Source\nweb,x,1,registry\nweb,x,1,dpkg\n']);
    assert.deepEqual(estate.software.map(({ name, source }) => `${name} ${source}`), ['x registry', 'y ', 'x dpkg']);
    assert.deepEqual(installs(estate), ['web: x@0:2 y@0:3 x@1:3']);
  });

  test('files with and without columns have both places', () => {
    const estate = estateOf(['a.inventory.csv', 'Server,Software\na,x\n'], ['b.inventory.json', '[{"name":"a","software":[{"name":"y"}]}]']);
    assert.deepEqual(installs(estate), ['a: x@0:2:1 y@1:1:26']);
  });

  test('nothing is an empty estate', () => {
    const estate = mergeEstate([]);
    assert.deepEqual([estate.servers, estate.software, estate.files, estate.problems, [...estate.installs.offsets]], [[], [], [], [], [0]]);
  });

  test('contradictions are bounded', () => {
    const csv = (site: string): string => `Server,Site\n${Array.from({ length: 1_500 }, (_, n) => `s${n},${site}`).join('\n')}\n`;
    const estate = estateOf(['a.inventory.csv', csv('x')], ['b.inventory.csv', csv('y')]);
    assert.equal(estate.problems.length, 1_001);
    assert.match(estate.problems[1_000]!.message, /^500 more/);
  });

  test('installs are what a set a server would hold', () => {
    const row = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }), (files) => {
        const estate = estateOf(...files.map((file, index): [string, string] => [`${index}.inventory.csv`, `Server,Software,Version\n${file.map((each) => each.join()).join('\n')}\n`]));
        const expected = new Map<string, string[]>();
        files.forEach((file, index) =>
          file.forEach(([server, name, version], line) => {
            const list = expected.get(server) ?? [];
            if (!list.some((each) => each.startsWith(`${name} ${version}@`))) list.push(`${name} ${version}@${index}:${line + 2}`);
            expected.set(server, list);
          }),
        );
        const { offsets, software, file, line } = estate.installs;
        const found = new Map(
          estate.servers.map((server): [string, string[]] => [
            server.key,
            Array.from({ length: offsets[server.index + 1]! - offsets[server.index]! }, (_, n) => {
              const at = offsets[server.index]! + n;
              const { name, version } = estate.software[software[at]!]!;
              return `${name} ${version}@${file[at]}:${line[at]}`;
            }),
          ]),
        );
        assert.deepEqual(found, expected);
        const { offsets: starts, servers, installs: at } = serversOfSoftware(estate);
        for (const each of estate.software) {
          const whose = Array.from(servers.subarray(starts[each.index], starts[each.index + 1]));
          assert.deepEqual(whose, [...whose].sort((a, b) => a - b));
          assert.deepEqual(whose, estate.servers.filter(({ index }) => software.subarray(offsets[index], offsets[index + 1]).includes(each.index)).map(({ index }) => index));
        }
        assert.ok(at.every((install, n) => offsets[servers[n]!]! <= install && install < offsets[servers[n]! + 1]!));
      }),
    );
  });
});

suite('rows of a file', () => {
  const show = (estate: Estate, hit: ReturnType<ReturnType<typeof rowsOfFile>['at']> | undefined): string => {
    if (!hit) return 'none';
    const server = estate.servers[hit.server]!;
    const what = hit.software >= 0 ? estate.software[hit.software]!.name : hit.update >= 0 ? server.pendingUpdates![hit.update]!.id : 'itself';
    return `${server.key} ${what} ${hit.line}:${hit.column}`;
  };

  test('of a table are found by line', () => {
    const estate = estateOf(['o.inventory.csv', 'Server,Software\nz,q\n'], ['a.inventory.csv', 'Server,Software,Update ID,Cores\na,x,,\nb,,KB1,\nc,,,2\na,"y\ny",,\n,bad,,\nb,x,,\n']);
    const found = rowsOfFile(estate, 1);
    const starting = (line: number): string => show(estate, found.starting(line));
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8].map(starting), ['none', 'a x 2:1', 'b KB1 3:1', 'c itself 4:1', 'a y y 5:1', 'none', 'none', 'b x 8:1']);
    assert.equal(show(estate, found.before(6, 2)), 'a y y 5:1');
    assert.equal(show(estate, found.before(1, 5)), 'none');
    assert.equal(found.length, 5);
    assert.equal(rowsOfFile(estate, 0).length, 1);
    assert.equal(rowsOfFile(estate, 7).length, 0);
  });

  test('of JSON are found by line and column', () => {
    const estate = estateOf(['a.inventory.json', '[{"name":"a","software":[{"name":"x"},{"name":"y"}],\n "pendingUpdates":[{"id":"KB1"}], "owner":"me"},\n{"name":"b"}, {"name":"a"}]']);
    const found = rowsOfFile(estate, 0);
    assert.deepEqual(Array.from({ length: found.length }, (_, index) => show(estate, found.at(index))), ['a itself 1:2', 'a x 1:26', 'a y 1:39', 'a KB1 2:20', 'b itself 3:1', 'a itself 3:15']);
    assert.equal(show(estate, found.before(1, 30)), 'a x 1:26');
    assert.equal(show(estate, found.before(2, 40)), 'a KB1 2:20');
    assert.equal(show(estate, found.before(2, 40, true)), 'a itself 1:2');
    assert.equal(show(estate, found.starting(1, 39)), 'a y 1:39');
    assert.equal(show(estate, found.starting(1, 40)), 'none');
  });
});
