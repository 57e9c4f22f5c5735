import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { HostName, HostsUnnamed, ServersList } from '../../src/protocol/lsp';
import { eventually } from '../support/eventually';
import { WorkerClient, temporaryFolder, uriOf } from '../support/workerClient';

const LISTING = 'bash\t5.2.15-2+b2\nopenssl\t3.0.11-1~deb12u2\n';

const serversOf = async (client: WorkerClient): Promise<readonly string[]> =>
  (await client.request(ServersList, { filter: {}, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ name }) => name);

suite('Servers of listings', () => {
  test('a listing without a server is asked for, named once, and keeps its name', async () => {
    const { folder, file, remove } = temporaryFolder({ 'dpkg.txt': LISTING, 'web02.dpkg.txt': LISTING });
    let client = await WorkerClient.start({ folder });
    try {
      assert.deepEqual(await serversOf(client), ['dpkg', 'web02']);
      assert.deepEqual(await client.request(HostsUnnamed, {}), [{ uri: uriOf(file('dpkg.txt')), name: 'dpkg' }]);
      const [problem] = await client.diagnosticsWhen(file('dpkg.txt'), (all) => all.some(({ code }) => code === 'host-unnamed'));
      assert.ok(problem);
      assert.deepEqual(await client.request(HostName, { uri: uriOf(file('dpkg.txt')), server: 'web01' }), { problem: '' });
      assert.deepEqual(await serversOf(client), ['web01', 'web02']);
      assert.deepEqual(await client.request(HostsUnnamed, {}), []);
      assert.deepEqual(JSON.parse(fs.readFileSync(path.join(folder, '.inventory-insights/hosts.json'), 'utf8')), { schemaVersion: 1, hosts: [{ file: 'dpkg.txt', server: 'web01' }] });
      assert.equal(fs.readFileSync(file('dpkg.txt'), 'utf8'), LISTING);
      await client.stop();

      client = await WorkerClient.start({ folder });
      assert.deepEqual(await serversOf(client), ['web01', 'web02']);
      await client.diagnosticsWhen(file('dpkg.txt'), (all) => all.every(({ code }) => code !== 'host-unnamed'));
    } finally {
      await client.stop();
      remove();
    }
  });

  test('a file that is broken is said to be so and is not overwritten', async () => {
    const { folder, file, remove } = temporaryFolder({ 'dpkg.txt': LISTING, '.inventory-insights/hosts.json': '{ "hosts": [\n<<<<<<< ours\n' });
    const client = await WorkerClient.start({ folder });
    try {
      const { problem } = await client.request(HostName, { uri: uriOf(file('dpkg.txt')), server: 'web01' });
      assert.notEqual(problem, '');
      assert.match(fs.readFileSync(file('.inventory-insights/hosts.json'), 'utf8'), /<<<<<<< ours/);
      await eventually('the name stays', async () => (await serversOf(client)).join() === 'dpkg');
    } finally {
      await client.stop();
      remove();
    }
  });
});
