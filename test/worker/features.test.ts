import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import type { CodeLens, DocumentSymbol, Hover, MarkupContent } from 'vscode-languageserver/node';
import { ServerGet } from '../../src/protocol/lsp';
import { DEFAULT_SETTINGS, type DiagnosticSettings } from '../../src/protocol/settings';
import { WorkerClient, placeOf, temporaryFolder, uriOf, type Diagnostic } from '../support/workerClient';

type Range = Diagnostic['range'];

suite('Editor features on the sample estate', () => {
  const samples = temporaryFolder('samples');
  const json = samples.file('rotterdam.inventory.json');
  const csv = samples.file('hamburg.inventory.csv');
  const azure = samples.file('azure-migrate-software-inventory.csv');
  const text = new Map([json, csv, azure].map((file) => [file, fs.readFileSync(file, 'utf8')]));
  let client: WorkerClient;
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  /** The text of a range in a file. */
  const textAt = (file: string, { start, end }: Range): string => {
    assert.equal(start.line, end.line, 'one line');
    return text.get(file)!.split('\n')[start.line].slice(start.character, end.character);
  };

  suite('Hover', () => {
    const hover = async (file: string, wanted: string, offset = 0, occurrence = 1): Promise<{ lines: string[]; range: Range } | null> => {
      const { start } = placeOf(text.get(file)!, wanted, occurrence);
      const answer = (await client.ask('textDocument/hover', { textDocument: { uri: uriOf(file) }, position: { line: start.line, character: start.character + offset } })) as Hover | null;
      return answer && { lines: (answer.contents as MarkupContent).value.split('\n'), range: answer.range! };
    };

    test('on a server of the JSON file: its score, at its name', async () => {
      const found = (await hover(json, 'RTM-APP01', 3))!;
      assert.match(found.lines[0], /^\*\*RTM\\-APP01\*\* · risk score \*\*\d+\*\* = 0 \+ 1 \+ \d+ \+ 0 \+ 0 \+ 0\s*$/);
      assert.equal(textAt(json, found.range).replaceAll('"', ''), 'RTM-APP01');
      const panel = (await client.request(ServerGet, { server: 'rtm-app01.meridianfreight.example' }))!;
      assert.ok(found.lines[0].includes(`**${panel.row.score}**`));
    });

    test('on its operating system too', async () => {
      const { start } = placeOf(text.get(json)!, 'RTM-APP01');
      const own = text.get(json)!.split('\n').findIndex((line, i) => i > start.line && line.includes('"os"'));
      const answer = (await client.ask('textDocument/hover', { textDocument: { uri: uriOf(json) }, position: { line: own, character: 25 } })) as Hover;
      assert.match((answer.contents as MarkupContent).value, /^\*\*RTM\\-APP01\*\*/);
      assert.match(textAt(json, answer.range!), /^"?Microsoft Windows Server 2019/);
    });

    test('on a software of the JSON file: name and version', async () => {
      for (const wanted of ['Apache Tomcat 9.0 Tomcat9 (remove only)', '9.0.30']) {
        const found = (await hover(json, wanted, 2))!;
        assert.match(found.lines[0], /^\*\*Apache Tomcat 9\\\.0 Tomcat9 \\\(remove only\\\) 9\\\.0\\\.30\*\* · on /);
        assert.equal(textAt(json, found.range).replaceAll('"', ''), wanted);
        assert.ok(found.lines.some((line) => line.includes('CVE-2020-1938') && line.includes('$(flame)')));
        assert.ok(found.lines.some((line) => line.startsWith('Identity: `cpe:2.3:a:apache:tomcat:9.0.30:')));
      }
    });

    test('on the cells of a CSV row', async () => {
      const software = (await hover(csv, 'Adobe Acrobat Reader DC', 1))!;
      assert.match(software.lines[0], /^\*\*Adobe Acrobat Reader DC 19\\\.010\\\.20064\*\*/);
      assert.equal(textAt(csv, software.range), 'Adobe Acrobat Reader DC');
      const publisher = (await hover(csv, 'Adobe Systems Incorporated'))!;
      assert.match(publisher.lines[0], /^\*\*Adobe Acrobat/);
      const server = (await hover(csv, 'HAM-FILE01', 2, 2))!;
      assert.match(server.lines[0], /^\*\*HAM\\-FILE01\*\* · risk score/);
      assert.equal(textAt(csv, server.range), 'HAM-FILE01');
      const os = (await hover(csv, 'Microsoft Windows Server 2012 Standard', 5))!;
      assert.match(os.lines[0], /^\*\*HAM\\-FILE01\*\*/);
      assert.match((await hover(azure, 'RTM-APP02', 0, 2))!.lines[0], /^\*\*RTM\\-APP02\*\*/);
    });

    test('on an update of the server: the server', async () => assert.match((await hover(csv, 'KB5031442'))!.lines[0], /^\*\*HAM\\-FILE01\*\*/));

    test('nowhere else', async () => {
      assert.equal(await hover(csv, 'Server,FQDN', 2), null, 'header');
      assert.equal(await hover(json, '"servers"', 1), null);
      assert.equal(await hover(json, '{'), null);
      const past = await client.ask('textDocument/hover', { textDocument: { uri: uriOf(csv) }, position: { line: 99_999, character: 0 } });
      assert.equal(past, null);
      const other = await client.ask('textDocument/hover', { textDocument: { uri: uriOf(samples.file('README.md')) }, position: { line: 0, character: 0 } });
      assert.equal(other, null);
      assert.equal(await client.ask('textDocument/hover', { textDocument: { uri: 'untitled:x' }, position: { line: 0, character: 0 } }), null);
    });
  });

  test('code lens: one per server, at its first row, opening its panel', async () => {
    const lenses = (await client.ask('textDocument/codeLens', { textDocument: { uri: uriOf(csv) } })) as CodeLens[];
    const names = text.get(csv)!.split('\n').slice(1).map((line) => line.split(',')[0]).filter((name) => name !== '');
    assert.equal(lenses.length, new Set(names).size);
    for (const { range, command } of lenses) {
      const name = text.get(csv)!.split('\n')[range.start.line].split(',')[0];
      assert.equal(names.indexOf(name), range.start.line - 1, `${name}: its first row`);
      assert.equal(command!.command, 'inventoryInsights.target.open');
      assert.deepEqual(command!.arguments, [{ view: 'server', server: `${name.toLowerCase()}.meridianfreight.example` }]);
      assert.match(command!.title, /^(score \d+|not judged)( · |$)/);
    }
    assert.match(lenses[1].command!.title, /^score \d+ · \d+ critical · \d+ exploited · OS support ended$/);
  });

  test('no lens when switched off', async () => {
    const own = await WorkerClient.start({ folder: samples.folder, settings: { codeLens: false } });
    const lenses = await own.ask('textDocument/codeLens', { textDocument: { uri: uriOf(csv) } }).finally(() => own.stop());
    assert.deepEqual(lenses, []);
  });

  test('symbols: servers with their software', async () => {
    const symbols = (await client.ask('textDocument/documentSymbol', { textDocument: { uri: uriOf(json) } })) as DocumentSymbol[];
    assert.equal(symbols.length, 23);
    const app = symbols.find(({ name }) => name === 'RTM-APP01')!;
    assert.match(app.detail!, /^score \d+/);
    assert.ok(app.children!.some(({ name }) => name === 'log4j-core 2.14.1'));
    for (const child of app.children!) {
      assert.ok(child.range.start.line >= app.range.start.line && child.range.end.line <= app.range.end.line, child.name);
    }
  });

  suite('Problems', () => {
    const said = async (file: string, code: string): Promise<readonly Diagnostic[]> => (await client.diagnosticsWhen(file, (all) => all.length > 0)).filter((one) => one.code === code);
    const at = (file: string, diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ range }) => textAt(file, range).replaceAll('"', ''));

    test('an operating system whose support ended, at its cell', async () => {
      const ended = await said(json, 'os-end-of-support');
      assert.ok(at(json, ended).includes('Microsoft Windows Server 2012 R2 Standard'));
      const exchange = ended.find(({ message }) => message.includes('2012 R2'))!;
      assert.deepEqual([exchange.severity, exchange.source], [2, 'Inventory Insights']);
      assert.equal(exchange.message, 'Operating system support ended 2023-10-10, Extended Security Updates until 2026-10-13: Windows Server 2012 R2 Standard.');
      assert.deepEqual(exchange.data, { view: 'server', server: 'rtm-exch01.meridianfreight.example' });
    });

    test('support that ends soon', async () => assert.deepEqual(at(csv, await said(csv, 'os-ending-soon')), ['Microsoft Windows Server 2016 Standard']));

    test('exploited and critical vulnerabilities, at the version', async () => {
      const exploited = await said(json, 'exploited-vulnerability');
      const tomcat = exploited.find(({ message }) => message.includes('CVE-2020-1938'))!;
      assert.deepEqual([textAt(json, tomcat.range).replaceAll('"', ''), tomcat.severity], ['9.0.30', 1]);
      assert.equal((tomcat.data as { finding: { cve: string } }).finding.cve, 'CVE-2020-1938');
      const critical = (await said(json, 'critical-vulnerability')).find(({ message }) => message.startsWith('nginx'))!;
      assert.deepEqual([textAt(json, critical.range).replaceAll('"', ''), critical.severity], ['1.18.0', 2]);
    });

    test('software without support, at the version', async () => {
      const redis = (await said(json, 'software-end-of-support')).find(({ message }) => message.includes('Redis'))!;
      assert.deepEqual([textAt(json, redis.range).replaceAll('"', ''), redis.severity], ['5.0.7', 3]);
    });

    test('what could not be read, at its cell', async () => {
      const date = await said(csv, 'date-unparsable');
      assert.deepEqual([...at(csv, date), date[0].severity], ['31/13/2025', 2]);
    });

    test('an operating system is told once, in one file', async () => {
      const all = [json, csv, azure].flatMap((file) => client.diagnosticsOf(file)).filter(({ code }) => code === 'os-end-of-support' || code === 'os-ending-soon');
      const servers = all.map(({ data }) => (data as { server: string }).server);
      assert.equal(new Set(servers).size, servers.length);
    });

    test('with the severities of the settings; switched off they are gone', async () => {
      const levels = (diagnostics: Partial<DiagnosticSettings>) => client.changeSettings({ diagnostics: { ...DEFAULT_SETTINGS.diagnostics, ...diagnostics } });
      const count = (code: string) => client.diagnosticsOf(json).filter((one) => one.code === code).length;
      const before = { os: count('os-end-of-support'), exploited: count('exploited-vulnerability') };
      assert.ok(before.os > 0 && before.exploited > 0);
      await levels({ osEndOfSupport: 'hint', exploitedVulnerability: 'off', dataIssues: 'off' });
      await client.diagnosticsWhen(json, (all) => all.some(({ code, severity }) => code === 'os-end-of-support' && severity === 4));
      assert.deepEqual([count('os-end-of-support'), count('exploited-vulnerability')], [before.os, 0]);
      await client.diagnosticsWhen(csv, (all) => all.every(({ code }) => code !== 'date-unparsable'));
      await levels({ dataIssues: 'hint' });
      await client.diagnosticsWhen(csv, (all) => all.some(({ code, severity }) => code === 'date-unparsable' && severity === 4));
    });
  });
});

suite('Problems of many kinds', () => {
  const rows = Array.from({ length: 700 }, (_, i) => `S${i},Microsoft Windows Server 2012 R2 Standard`).join('\n');
  const folder = temporaryFolder({
    'many.inventory.csv': `Server,OS name\n${rows}\n`,
    'broken.inventory.json': '{"servers": [\n  {"name": "A"},\n  {"name": }\n]}',
    'rows.inventory.csv': 'Server,Software,Version\nA,,\n,Widget,1.0\nB,nginx,\n',
    'app-dpkg.txt': 'openssl\t1.1.1n-0+deb11u3\n',
  });
  let client: WorkerClient;
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: folder.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    folder.remove();
  });

  test('too many of one file are cut and counted', async () => {
    const all = await client.diagnosticsWhen(folder.file('many.inventory.csv'), (some) => some.length > 0);
    assert.equal(all.length, 501);
    const more = all.find(({ code }) => code === 'more')!;
    assert.match(more.message, /^\d[\d,]* further problems of this file are not shown here/);
  });

  test('broken JSON, with its place; the rest is read', async () => {
    const [broken] = await client.diagnosticsWhen(folder.file('broken.inventory.json'), (some) => some.length > 0);
    assert.deepEqual([broken.code, broken.severity, broken.range.start.line], ['json-syntax', 1, 2]);
    assert.ok((await client.request(ServerGet, { server: 'a' })) !== null);
  });

  test('a rejected row is one step worse than a doubtful one; an unknown version is said', async () => {
    const all = await client.diagnosticsWhen(folder.file('rows.inventory.csv'), (some) => some.length > 1);
    assert.deepEqual(all.map(({ code, severity, range }) => `${code} ${severity} ${range.start.line}`).sort(), ['name-missing 1 2', 'unknown-version 4 3']);
  });

  test('a package list: the host by the file\'s name', async () => {
    const model = (await client.request(ServerGet, { server: 'app' }))!;
    assert.equal(model.counts.software, 1);
    assert.equal((await client.ask('textDocument/hover', { textDocument: { uri: uriOf(folder.file('app-dpkg.txt')) }, position: { line: 0, character: 3 } }) as Hover).range?.end.character, 7);
  });
});
