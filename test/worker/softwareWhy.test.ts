import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { FindingExplain, ServerRows, SoftwareExplain } from '../../src/protocol/lsp';
import type { ServerSoftwareRow, VulnerabilityRow } from '../../src/protocol/models/server';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

suite('What a software is taken for', () => {
  const samples = temporaryFolder('samples');
  const azure = samples.file('azure-migrate-software-inventory.csv');
  const clients: WorkerClient[] = [];
  teardown(async () => {
    for (const client of clients.splice(0)) await client.stop();
  });
  suiteTeardown(() => samples.remove());

  const start = async (settings: Parameters<typeof WorkerClient.start>[0] = {}): Promise<WorkerClient> => {
    const client = await WorkerClient.start({ folder: samples.folder, ...settings });
    clients.push(client);
    return client;
  };
  const softwareOf = async (client: WorkerClient, server: string, name: RegExp): Promise<ServerSoftwareRow> => {
    const { rows } = await client.request(ServerRows, { server, list: 'software', offset: 0, limit: 200 });
    return (rows as readonly ServerSoftwareRow[]).find((row) => name.test(row.name))!;
  };
  const SERVER = 'rtm-app01.meridianfreight.example';

  test('its row as the file has it, the rule that decided, category, support and findings', async () => {
    const client = await start();
    const tomcat = await softwareOf(client, SERVER, /^Apache Tomcat/);
    const trail = (await client.request(SoftwareExplain, { server: SERVER, software: tomcat.id }))!;
    assert.deepEqual(trail.steps.map(({ title }) => title), ['Inventory row', 'Identity', 'Category', 'Support', 'Vulnerabilities on this server']);
    const [row, identity, , support, findings] = trail.steps;
    assert.equal(row.cells?.find(({ name }) => name === 'version')?.value, '9.0.30');
    assert.match(identity.code[0], /^cpe:2\.3:a:apache:tomcat:9\.0\.30:/);
    assert.match(identity.text, /^apache:tomcat by .+, confidence high\.$/);
    assert.equal(identity.target?.view, 'mapping');
    assert.deepEqual(support.code, ['tomcat 9.0']);
    assert.match(findings.text, /affects? it\./);
    assert.match(trail.plain, /^Apache Tomcat .+ \(as of 2026-11-21\)\n1\. Inventory row/);
    const { rows } = await client.request(ServerRows, { server: SERVER, list: 'vulnerabilities', offset: 0, limit: 200 });
    const finding = (rows as readonly VulnerabilityRow[]).find(({ ref }) => ref.software === tomcat.id)!;
    const evidence = (await client.request(FindingExplain, { server: SERVER, finding: finding.ref }))!;
    assert.deepEqual(evidence.steps.find(({ title }) => title === 'Inventory row')?.cells, row.cells, 'the evidence of a finding shows the same row');
  });

  test('columns that the reader does not know, as they stand in the file now', async () => {
    const before = fs.readFileSync(azure, 'utf8');
    const lines = before.split('\n').map((line, at) => (line.trim() === '' ? line : `${line.replace(/\r$/, '')},${at === 0 ? 'Install Location' : `D:\\apps\\${at}`}`));
    fs.writeFileSync(azure, lines.join('\n'));
    try {
      const client = await start();
      const server = 'rtm-app02.meridianfreight.example';
      const { rows } = await client.request(ServerRows, { server, list: 'software', offset: 0, limit: 200 });
      const places = (rows as readonly ServerSoftwareRow[]).flatMap(({ id, place }) => (place.view === 'source' && place.file === azure ? [{ id, line: place.line }] : []));
      assert.equal(places.length, 4);
      for (const { id, line } of places) {
        const trail = (await client.request(SoftwareExplain, { server, software: id }))!;
        assert.equal(trail.steps[0].cells?.find(({ name }) => name === 'Install Location')?.value, `D:\\apps\\${line - 1}`);
      }
    } finally {
      fs.writeFileSync(azure, before);
    }
  });

  test('a row as written is kept back where the sharing profile hides something', async () => {
    const client = await start({ settings: { sharingHide: ['vulnerabilities'] } });
    const { id } = await softwareOf(client, SERVER, /^Apache Tomcat/);
    const { steps } = (await client.request(SoftwareExplain, { server: SERVER, software: id }))!;
    assert.equal(steps[0].cells, undefined);
    assert.match(steps[4].text, /hidden/i);
  });

  test('a software or server that is not there', async () => {
    const client = await start();
    const { id } = await softwareOf(client, SERVER, /^Apache Tomcat/);
    assert.equal(await client.request(SoftwareExplain, { server: 'nobody', software: id }), null);
    assert.equal(await client.request(SoftwareExplain, { server: SERVER, software: 1_000_000 }), null);
  });
});
