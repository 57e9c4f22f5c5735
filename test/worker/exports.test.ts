import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { CancellationTokenSource, type ResponseError } from 'vscode-languageserver/node';
import readExcelFile from 'read-excel-file/node';
import type { ExportFormat, ExportParams } from '../../src/protocol/lsp';
import { ExportWrite, ServerGet, ServersList, SoftwareList } from '../../src/protocol/lsp';
import type { ServerFilter } from '../../src/protocol/models/frame';
import { cyclonedxSchemas, sarifSchema, schemaErrors, schemaOf } from '../support/exports';
import { eventually } from '../support/eventually';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const SERVERS = { filter: {}, sort: { key: 'score', direction: 'descending' } } as const;
const SOFTWARE = { filter: {}, sort: { key: 'name', direction: 'ascending' } } as const;
type Row = Readonly<Record<string, string>>;
/** Exports that may end before they are cancelled. */
const MOST_TRIES = 10;

suite('Exports', () => {
  const samples = temporaryFolder('samples');
  const out = temporaryFolder();
  let client: WorkerClient;
  let token = 0;
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
    out.remove();
  });

  const exported = async (name: string, params: Omit<Extract<ExportParams, { what: 'servers' | 'findings' }>, 'path'> | Omit<Extract<ExportParams, { what: 'software' }>, 'path'>) => {
    const file = out.file(name);
    const { rows, bytes } = await client.request(ExportWrite, { ...params, path: file, format: 'csv', token: ++token } as never);
    const parsed = parse(fs.readFileSync(file), { columns: true }) as Row[];
    assert.equal(parsed.length, rows);
    assert.equal(fs.statSync(file).size, bytes);
    return parsed;
  };

  test('servers: the filtered set in its order', async () => {
    const all = await exported('all.csv', { what: 'servers', ...SERVERS });
    const list = await client.request(ServersList, SERVERS);
    assert.deepEqual(all.map((row) => `${row.Server} ${row['Risk score']}`), list.page.rows.map(({ name, score }) => `${name} ${score}`));
    const filter = { risks: ['os-end-of-support'] } as const;
    const some = await exported('some.csv', { what: 'servers', filter, sort: { key: 'name', direction: 'ascending' } });
    assert.deepEqual(some.map(({ Server }) => Server), (await client.request(ServersList, { filter, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ name }) => name));
    assert.ok(some.every((row) => row['OS end of support'] === '1'));
  });

  test('software', async () => {
    const rows = await exported('software.csv', { what: 'software', ...SOFTWARE });
    assert.equal(rows.length, (await client.request(SoftwareList, SOFTWARE)).total);
    assert.ok(rows.some((row) => row.Software === 'log4j-core' && row.Version === '2.14.1' && Number(row.Vulnerabilities) >= 1));
  });

  test('findings, as of a date', async () => {
    const rows = await exported('findings.csv', { what: 'findings', filter: { text: 'RTM-APP01' }, sort: SERVERS.sort, asOf: '2027-03-01' });
    const model = (await client.request(ServerGet, { server: 'rtm-app01.meridianfreight.example' }))!;
    const affected = new Set(rows.filter(({ Verdict }) => Verdict === 'affected').map(({ CVE }) => CVE));
    assert.equal(affected.size, model.counts.vulnerabilities);
    assert.ok(rows.every((row) => row['As of'] === '2027-03-01'));
    // As the workspace names it: no path of this machine goes into a file that others get.
    assert.deepEqual([...new Set(rows.map(({ File }) => File))], ['rotterdam.inventory.json']);
  });

  test('progress counts what the list shows, never beyond its end', async () => {
    await exported('progress.csv', { what: 'findings', ...SERVERS });
    const own = client.progress.filter((one) => one.token === token);
    assert.ok(own.length > 0);
    assert.deepEqual(own.map(({ done }) => done), [...own.map(({ done }) => done)].sort((a, b) => a - b));
    const last = own.at(-1)!;
    assert.deepEqual([last.done, last.total], [46, 46]);
  });

  test('replaces a file that is there, and leaves nothing beside it', async () => {
    fs.writeFileSync(out.file('old.csv'), 'something else');
    await exported('old.csv', { what: 'servers', ...SERVERS });
    assert.deepEqual(fs.readdirSync(out.folder).filter((name) => name.endsWith('.tmp')), []);
  });

  const written = async (format: ExportFormat, name: string, filter: ServerFilter = {}, what: 'servers' | 'findings' = 'servers') => {
    const file = out.file(name);
    const { rows, bytes } = await client.request(ExportWrite, { what, filter, sort: SERVERS.sort, path: file, format, token: ++token });
    assert.equal(fs.statSync(file).size, bytes);
    return { file, rows, text: fs.readFileSync(file, 'utf8') };
  };
  const hamburg: ServerFilter = { sites: ['Hamburg'] };

  test('every format writes the same set, each valid by its own reader', async () => {
    const list = await client.request(ServersList, { filter: hamburg, sort: SERVERS.sort });
    const names = list.page.rows.map(({ name }) => name);
    assert.ok(names.length > 0 && names.length < 46);
    const json = JSON.parse((await written('json', 'a.json', hamburg, 'findings')).text) as { servers: { name: string; vulnerabilities: number | null }[]; findings: { server: string; cve: string; verdict: string }[]; summary: { vulnerabilities: number }; selection: object };
    assert.deepEqual(schemaErrors(schemaOf('media/schemas/assessment.schema.json'), json), []);
    assert.deepEqual(json.servers.map(({ name }) => name), names);
    assert.deepEqual(json.servers.map(({ vulnerabilities }) => vulnerabilities), list.page.rows.map(({ vulnerabilities }) => vulnerabilities));
    const affected = new Set(json.findings.filter(({ verdict }) => verdict === 'affected').map(({ cve }) => cve));
    assert.equal(affected.size, json.summary.vulnerabilities);

    const sheets = await readExcelFile((await written('xlsx', 'a.xlsx', hamburg)).file);
    assert.deepEqual(sheets[1]!.data.slice(1).map(([name]) => name), names);
    assert.equal(sheets[3]!.data.length - 1, json.findings.length);

    const sarif = JSON.parse((await written('sarif', 'a.sarif', hamburg)).text) as { runs: { results: { ruleId: string; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] };
    assert.deepEqual(schemaErrors(sarifSchema(), sarif), []);
    assert.deepEqual(new Set(sarif.runs[0]!.results.map(({ ruleId }) => ruleId).filter((id) => id.startsWith('CVE-'))), affected);
    for (const { locations: [place] } of sarif.runs[0]!.results) assert.ok(fs.existsSync(path.join(samples.folder, decodeURIComponent(place!.physicalLocation.artifactLocation.uri))), JSON.stringify(place));

    const bom = JSON.parse((await written('cyclonedx', 'a.bom.json', hamburg)).text) as { components: { type: string; name: string }[]; vulnerabilities: { id: string; analysis?: object }[] };
    const { schema, others } = cyclonedxSchemas();
    assert.deepEqual(schemaErrors(schema, bom, others), []);
    assert.deepEqual(bom.components.filter(({ type }) => type === 'device').map(({ name }) => name), names);
    assert.deepEqual(new Set(bom.vulnerabilities.filter(({ analysis }) => !analysis).map(({ id }) => id)), affected);

    for (const [format, name] of [['markdown', 'a.md'], ['html', 'a.html']] as const) {
      const { text, rows } = await written(format, name, hamburg);
      assert.equal(rows, names.length);
      for (const one of names) assert.ok(text.includes(format === 'html' ? `<td>${one}</td>` : `| ${one} |`), `${format} ${one}`);
      assert.match(text, /site:Hamburg|site:hamburg/i);
    }
  });

  test('no export names the folder of this machine where it could be relative', async () => {
    for (const format of ['sarif', 'cyclonedx', 'markdown', 'html'] as const) assert.ok(!(await written(format, `b.${format}`)).text.includes(samples.folder), format);
  });

  test('a format that there is none of is refused', async () => {
    await assert.rejects(client.request(ExportWrite, { what: 'servers', ...SERVERS, path: out.file('x'), format: 'pdf' as never, token: ++token }), /There is no format “pdf”; there are csv, xlsx/);
  });

  const refused = async (file: string, reason: RegExp) => {
    await assert.rejects(client.request(ExportWrite, { what: 'servers', ...SERVERS, path: file, format: 'csv', token: ++token }), (error: ResponseError<void>) => {
      assert.match(error.message, reason);
      return true;
    });
  };
  test('where it cannot be written: the file, the reason, the next step', async () => {
    await refused(out.file('no/such/folder/x.csv'), /x\.csv was not written: its folder does not exist\. Choose another folder\.$/);
    await refused('relative.csv', /no absolute path/);
    const inventory = samples.file('hamburg.inventory.csv');
    const before = fs.readFileSync(inventory);
    await refused(inventory, /hamburg\.inventory\.csv was not written: it is one of the inventories, which are never rewritten\. Choose another name\.$/);
    assert.deepEqual(fs.readFileSync(inventory), before);
    fs.mkdirSync(out.file('.inventory-insights'));
    await refused(out.file('.inventory-insights/estate.json'), /estate\.json was not written: \.inventory-insights is no place for exports\. Choose another folder\.$/);
    fs.mkdirSync(out.file('folder.csv'));
    await refused(out.file('folder.csv'), /a folder has this name/);
    fs.writeFileSync(out.file('protected.csv'), 'kept');
    fs.chmodSync(out.file('protected.csv'), 0o444);
    await refused(out.file('protected.csv'), /it is read-only\. Choose another name, or allow writing to it\.$/);
    assert.equal(fs.readFileSync(out.file('protected.csv'), 'utf8'), 'kept');
    assert.deepEqual(fs.readdirSync(out.folder).filter((name) => name.endsWith('.tmp')), []);
  });
});

suite('Exports under a sharing profile', () => {
  test('leave parts out, in words', async () => {
    const samples = temporaryFolder('samples');
    const client = await WorkerClient.start({ folder: samples.folder, settings: { sharingHide: ['vulnerabilities', 'updates'], diagnostics: WorkerClient.noDiagnostics } });
    try {
      const write = async (format: ExportFormat, what: 'servers' | 'findings') => {
        const file = samples.file(`shared.${format}`);
        await client.request(ExportWrite, { what, ...SERVERS, path: file, format, token: 1 });
        return fs.readFileSync(file, 'utf8');
      };
      const rows = parse(await write('csv', 'servers'), { columns: true }) as Row[];
      assert.ok(rows.length === 46 && rows.every((row) => row.Vulnerabilities === 'hidden' && row.Critical === 'hidden' && row['Pending critical and security updates'] === 'hidden'));
      assert.ok(rows.some((row) => row['OS support'] === 'ended'));
      assert.ok(rows.every((row) => Number(row['Risk score']) <= 4));
      for (const format of ['csv', 'json', 'sarif', 'cyclonedx', 'markdown', 'html'] as const) assert.doesNotMatch(await write(format, 'findings'), /CVE-\d{4}-\d{4,}/, format);
      const json = JSON.parse(await write('json', 'findings')) as object;
      assert.deepEqual(schemaErrors(schemaOf('media/schemas/assessment.schema.json'), json), []);
    } finally {
      await client.stop();
      samples.remove();
    }
  });
});

suite('A cancelled export', () => {
  test('stops, leaves nothing, and what was there before', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `S${i},Microsoft Windows Server 2012 R2 Standard,Apache Tomcat,9.0.30,manual`).join('\n');
    const folder = temporaryFolder({ 'many.inventory.csv': `Server,OS name,Software,Version,Source\n${rows}\n` });
    const client = await WorkerClient.start({ folder: folder.folder, settings: { diagnostics: WorkerClient.noDiagnostics } });
    try {
      await client.request(ServersList, SERVERS);
      const file = folder.file('out.txt');
      // Where the worker was done before this had a turn to cancel it, it exports again.
      let outcome: unknown = 'whole';
      for (let token = 1; outcome === 'whole' && token <= MOST_TRIES; token++) {
        fs.writeFileSync(file, 'before');
        const cancel = new CancellationTokenSource();
        const exporting = client.request(ExportWrite, { what: 'findings', ...SERVERS, path: file, format: 'csv', token }, cancel.token).then(() => 'whole', (error: unknown) => error);
        await eventually('progress', () => client.progress.some((one) => one.token === token));
        cancel.cancel();
        outcome = await exporting;
      }
      assert.match(String(outcome), /cancelled/);
      const { done, total } = client.progress.at(-1)!;
      assert.ok(done < total, `${done} of ${total}`);
      assert.equal(fs.readFileSync(file, 'utf8'), 'before');
      assert.deepEqual(fs.readdirSync(folder.folder).sort(), [path.basename(file), 'many.inventory.csv'].sort());
      assert.equal((await client.request(ServersList, SERVERS)).total, 20_000, 'and the worker goes on');
    } finally {
      await client.stop();
      folder.remove();
    }
  });
});
