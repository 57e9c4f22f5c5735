import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nativeCsv } from '../../../../../src/core/inventory/readers/nativeCsv';
import { installList, problemList, readText, said } from '../readText';

const NAME = 'x.inventory.csv';

suite('native CSV', () => {
  test('reads servers, software, updates and hotfixes', () => {
    const file = readText(
      NAME,
      [
        'Server,FQDN,IP addresses,Environment,Site,OS name,OS version,OS build,OS architecture,Cores,Memory (MB),Disks,Tags,Criticality,Owner,Last seen,Reboot pending,Software,Publisher,Version,Source,CPE,PURL,Update ID,Update title,Update classification,Update released on,Hotfix,Hotfix installed on',
        'web01,web01.contoso.com,10.0.0.1;10.0.0.2,Prod,Oslo,Windows Server 2019,1809,10.0.17763.1,x64,4,8192,C:=120;D:=60.5,role=web; pci,High,Ops,2026-11-20T01:00:00Z,yes,7-Zip,Igor Pavlov,19.00,registry,cpe:2.3:a:7-zip:7-zip:19.00:*:*:*:*:*:*:*,,,,,,,',
        'WEB01,,,,,,,,,,,,,,,,,log4j-core,Apache,2.14.1,,,pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1,,,,,,',
        'web01,,,,,,,,,,,,,,,,,,,,,,,KB5034127,2024-01 Cumulative Update,Security Updates,2024-01-09,,',
        'web01,,,,,,,,,,,,,,,,,,,,,,,,2024-02 Update (KB5034768),Critical,20240213,,',
        'web01,,,,,,,,,,,,,,,,,,,,,,,,,,,KB5033371;KB5032337,2023/12/13',
        'db01,,,,,,,,,,,,,,,,,,,,,,,,,,,,',
      ].join('\r\n'),
    );
    assert.deepEqual(problemList(file.problems), []);
    assert.equal(file.rows, 6);
    assert.equal(file.rejected, 0);
    assert.deepEqual(installList(file), ['web01: 7-Zip|Igor Pavlov|19.00|registry@2', 'web01: log4j-core|Apache|2.14.1|@3']);
    assert.equal(file.software[0]!.cpe, 'cpe:2.3:a:7-zip:7-zip:19.00:*:*:*:*:*:*:*');
    assert.equal(file.software[1]!.purl, 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1');
    assert.deepEqual(said(file.servers[0]!.facts), {
      name: 'web01',
      fqdn: 'web01.contoso.com',
      ipAddresses: ['10.0.0.1', '10.0.0.2'],
      environment: 'Prod',
      site: 'Oslo',
      os: { name: 'Windows Server 2019', version: '1809', build: '10.0.17763.1', architecture: 'x64' },
      cores: 4,
      memoryMB: 8192,
      disks: [{ name: 'C:', sizeGB: 120 }, { name: 'D:', sizeGB: 60.5 }],
      tags: { role: 'web', pci: '' },
      criticality: 'high',
      owner: 'Ops',
      lastSeen: '2026-11-20',
      rebootPending: true,
      softwareKnown: true,
      hotfixes: [{ id: 'KB5033371', installedOn: '2023-12-13' }, { id: 'KB5032337', installedOn: '2023-12-13' }],
      pendingUpdates: [
        { id: 'KB5034127', title: '2024-01 Cumulative Update', class: 'security', classification: 'Security Updates', releasedOn: '2024-01-09', row: { file: 0, line: 4, column: 1 } },
        { id: 'KB5034768', title: '2024-02 Update (KB5034768)', class: 'critical', classification: 'Critical', releasedOn: '2024-02-13', row: { file: 0, line: 5, column: 1 } },
      ],
    });
    // No software row, no update row: unknown, neither "none installed" nor "none pending".
    assert.deepEqual(said(file.servers[1]!.facts), { name: 'db01' });
    assert.equal(file.servers[1]!.facts.pendingUpdates, null);
    assert.equal(file.servers[1]!.line, 7);
  });

  test('headers are known by many names', () => {
    const check = (header: string, row: string, expected: string): void => {
      const file = readText(NAME, `${header}\n${row}\n`);
      assert.deepEqual(problemList(file.problems), []);
      assert.equal(installList(file).join(), expected);
    };
    check('Name,Software,Version', 'a,b,1', 'a: b||1|@2');
    check('Server,Name,Version,Vendor', 'a,b,1,c', 'a: b|c|1|@2');
    check('HOST_NAME;software name;software-version', 'a;b;1', 'a: b||1|@2');
    check('Computer Name\tApplication\tProvider', 'a\tb\tc', 'a: b|c||@2');
    check('\uFEFFmachine,"Display Name",DisplayVersion', 'a,b,1', 'a: b||1|@2');
    check('FQDN,Software', 'a.b.c,b', 'a.b.c: b|||@2');
    check('#TYPE Selected.System.Object\r\n"PSComputerName","DisplayName"', '"a","b"', 'a: b|||@3');
    check('sep=;\nServer;Software', 'a;b', 'a: b|||@3');
  });

  test('an unknown column is a property of the server, unless it differs within one', () => {
    const file = readText(NAME, 'Server,Rack,Software,Install date\na,R1,x,2020\na,,y,2021\nb,R2,x,2020\n');
    assert.deepEqual(file.servers.map(({ facts }) => facts.extra), [{ Rack: 'R1' }, { Rack: 'R2' }]);
    assert.deepEqual(problemList(file.problems), ['1:8-12 information header-unknown', '1:22-34 information header-unknown']);
    assert.match(file.problems[0]!.message, /"Rack" is not known; it is kept as a property/);
    assert.match(file.problems[1]!.message, /differs between rows/);
    const evil = readText(NAME, 'Server,Cores,__proto__,Tags\na,1,x,__proto__=y\n').servers[0]!.facts;
    assert.deepEqual(Object.entries(evil.extra), [['__proto__', 'x']]);
    assert.deepEqual(Object.entries(evil.tags), [['__proto__', 'y']]);
  });

  test('server values may stand in any row; a contradiction is told and the first is used', () => {
    const file = readText(NAME, 'Server,OS name,Cores,Software\na,,,x\nA,Debian,4,y\na,debian,8,z\na,debian,8,w\nb,Ubuntu,,x\n');
    assert.deepEqual(problemList(file.problems), ['4:10-11 warning server-conflict']);
    assert.match(file.problems[0]!.message, /"8" contradicts "4" of line 3 for the cores of "a"/);
    assert.deepEqual(file.servers.map(({ facts }) => [facts.name, facts.os.name, facts.cores]), [['a', 'Debian', 4], ['b', 'Ubuntu', null]]);
    assert.equal(file.installServer.length, 5);
  });

  test('servers of one name in two domains are two', () => {
    const file = readText(NAME, 'Server,FQDN,Software\nweb,web.a.com,x\nweb,web.b.com,x\nweb,web.a.com,y\n');
    assert.deepEqual(file.servers.map(({ facts }) => facts.fqdn), ['web.a.com', 'web.b.com']);
    assert.deepEqual(Array.from(file.installServer), [0, 1, 0]);
  });

  test('is the same in chunks of any size', () => {
    const text = 'Server;Fqdn;Software;Version;Note\r\n"wéb";a.b.c;"x ""1""\r\ny";1.0;n\r\nweb2;;z;bad;m\r\n;;q;1;\r\nweb2;;"open;1\r\nweb3;;z;2;m';
    const whole = readText(NAME, text);
    assert.ok(whole.problems.length >= 4);
    fc.assert(fc.property(fc.integer({ min: 1, max: text.length }), (chunk) => assert.deepEqual(readText(NAME, text, { chunk }), whole)));
  });

  test('finds the cells of a row again', () => {
    const check = (header: string, row: string, expected: string): void => {
      const text = `${header}\n${row}\nnext,row\n`;
      const cells = nativeCsv.cells(text, header.length + 1, header);
      assert.equal(cells.map(({ field, start, end }) => `${field}=${text.slice(start, end)}`).join(' '), expected);
    };
    check('Server,OS name,OS version,Last seen,Software,Version,Rack', 'a, Debian ,"12",2026-01-01,"x ""y""",1', 'server=a os=Debian osVersion=12 lastSeen=2026-01-01 software=x ""y"" version=1');
    check('Server;Software;KB', 'a;"x\ny";KB1', 'server=a software=x\ny update=KB1');
    check('Server,Software', 'a,b,c', 'server=a software=b');
  });
});

suite('native CSV, bad input', () => {
  const check = (text: string, rows: string, ...problems: string[]): void => {
    const file = readText(NAME, text);
    assert.equal(`${file.rows}+${file.rejected}`, rows, text.slice(0, 80));
    assert.deepEqual(problemList(file.problems), problems, text.slice(0, 80));
  };

  test('each row of a bad file is read or rejected with a reason', () => {
    check('Server,Software\n', '0+0', '0:0 warning no-rows');
    check('Server,Software', '0+0', '0:0 warning no-rows');
    check('Server,Software\n\n\r\n,\n  ,\n', '0+0', '0:0 warning no-rows');
    check('Software,Version\nx,1\ny,2\n', '0+2', '1:1 error column-missing');
    check('Server,Server,Software\na,b,x\n', '1+0', '1:8-14 warning header-duplicated');
    check('Server,Machine,Software\na,b,x\n', '1+0', '1:8-15 warning header-duplicated');
    check('Server,,Software\na,b,x\n', '1+0', '1:8-8 information header-unknown');
    check('Server,Software,,\na,x,,\na,y,,\n', '2+0');
    check('Server,Software,Version\na,x\na\na,y,1\n', '3+0', '2:3-4 warning row-too-short', '3:1-2 warning row-too-short', '3:1-2 warning server-duplicated');
    check('Server,Software\na,x,1\na,y,,\na,z\n', '2+1', '2:5-6 error row-too-long');
    check('Server,Software,Version\na,"x,1\nb,y,2\n', '2+0', '2:3-5 error quote-unclosed');
  });

  test('cells that cannot be read', () => {
    check('Server,Software\na,x\u0000y\n', '1+0', '2:3-6 warning nul-character');
    check('Server,Software\n,x\na,\n', '1+1', '2:1-1 error name-missing');
    check('Server,Software,Version\na,,1\na,x,1\n', '1+1', '2:3-3 error name-missing');
    check('Server,Software,Version\na,x,n/a\nb,x,n/a\na,y,\n', '3+0', '2:5-8 information version-unparsable');
    check('Server,Last seen,Software\na,31/12/2025,x\na,31/12/2025,y\n', '2+0', '2:3-13 warning date-unparsable');
    check('Server,Last seen\na,2026-02-30\n', '1+0', '2:3-13 warning date-unparsable');
    check('Server,Last seen\na,2026-11-22\n', '1+0', '2:3-13 warning date-in-future');
    check('Server,Last seen\na,2026-11-22T01:00:00Z\nb,2026-11-21\n', '2+0');
    check('Server,Last seen\na,2026-11-23T01:00:00Z\n', '1+0', '2:3-23 warning date-in-future');
    check('Server,Cores,Memory\na,four,-8\n', '1+0', '2:3-7 warning number-unparsable', '2:8-10 warning number-unparsable');
    check('Server,Criticality,Reboot pending\na,urgent,maybe\n', '1+0', '2:3-9 warning value-unknown', '2:10-15 warning value-unknown');
    check('Server,Software,CPE,PURL\na,x,nginx,maven\n', '1+0', '2:5-10 warning cpe-invalid', '2:11-16 warning purl-invalid');
    check('Server,Update ID,Update title,Update classification,Update released on\na,,,Security,\na,KB1,,Security,soon\n', '1+1', '2:3-3 error name-missing', '3:17-21 warning date-unparsable');
    check('Server,Cores\na,1\nb,2\nA,1\n', '3+0', '4:1-2 warning server-duplicated');
  });

  test('a row counts once, however much is wrong with it', () => {
    check('Server,Software,Version,Update ID,Update classification\na,,1,,Security\n', '0+1', '2:3-3 error name-missing', '2:6-6 error name-missing');
  });

  test('an identity that is none is left out, and the software is the same as without', () => {
    const file = readText(NAME, 'Server,Software,CPE\na,x,nginx\nb,x,\nc,x,apache\n');
    assert.equal(file.software.length, 1);
    assert.equal(file.software[0]!.cpe, '');
    assert.equal(file.problems.length, 2);
  });

  test('a file that is empty but for its name', () => {
    for (const text of ['', '\n\n', '\uFEFF', '  \r\n']) {
      const reading = nativeCsv.open({ file: 'f', fileName: NAME, today: '2026-11-21' as never, companions: new Map() });
      reading.write(new TextEncoder().encode(text));
      assert.deepEqual(problemList(reading.end().problems), ['1:1 error file-empty']);
    }
  });

  test('invalid UTF-8 is told once, at its first place', () => {
    const latin1 = Buffer.from('Server,Owner,Software\na,Jürgen,x\nb,Jörg,x\n', 'latin1');
    const file = readText(NAME, latin1);
    assert.deepEqual(problemList(file.problems), ['2:3-9 warning encoding-invalid']);
    assert.equal(file.servers[0]!.facts.owner, 'J\uFFFDrgen');
    const utf16 = Buffer.from('\uFEFFServer,Owner,Software\r\na,Jürgen,x\r\n', 'utf16le');
    assert.equal(readText(NAME, utf16).servers[0]!.facts.owner, 'Jürgen');
    assert.equal(readText(NAME, utf16.swap16(), { chunk: 3 }).servers[0]!.facts.owner, 'Jürgen');
  });

  test('long cells and markup are text', () => {
    const markup = '<img src=x onerror=alert(1)>';
    const file = readText(NAME, `Server,Software,Version\n${markup},=cmd|'/c calc'!A1,1\nb,${'n'.repeat(10_000_000)},1\n`, { chunk: 65_536 });
    assert.equal(file.servers[0]!.facts.name, markup);
    assert.equal(file.software[0]!.name, "=cmd|'/c calc'!A1");
    assert.equal(file.software[1]!.name.length, 4_096);
    assert.deepEqual(problemList(file.problems), ['3:3-10000003 warning cell-too-long']);
  });

  test('at most a thousand problems, the worse ones kept, and the rest counted', () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `s${n},x,v${'x'.repeat(n % 7)}y${String.fromCharCode(97 + (n % 26))}${'z'.repeat(n / 26)}`);
    const file = readText(NAME, `Server,Software,Version\n${rows.join('\n')}\n,broken,1\n`);
    assert.equal(file.problems.length, 1_001);
    assert.equal(file.rows + file.rejected, 3_001);
    assert.equal(file.problems.filter(({ code }) => code === 'name-missing').length, 1);
    assert.match(file.problems[1_000]!.message, /^\d+ more problems/);
  });

  test('never throws, and counts every data row', () => {
    const soup = fc.array(fc.constantFrom('Server', 'Software', ',', ',', '"', '\n', '\r\n', 'a', '1', '\u0000', 'é', ' ', 'KB1', 'Update ID', 'Last seen'), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, fc.integer({ min: 1, max: 9 }), (text, chunk) => {
        const file = readText(NAME, `Server,Software,Version\n${text}`, { chunk });
        assert.ok(file.installServer.length <= file.rows);
        assert.equal(file.servers.every(({ facts }) => facts.name !== ''), true);
        assert.deepEqual(file, readText(NAME, `Server,Software,Version\n${text}`));
      }),
      { numRuns: 500 },
    );
  });
});
