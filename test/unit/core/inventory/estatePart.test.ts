import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { estatePart } from '../../../../src/core/inventory/estatePart';
import { assessEstate, estateOf } from '../../../support/tinyEstate';
import { tinyServers } from '../../../support/tinyServers';
import { tinyWorld } from '../../../support/tinyWorld';

suite('A part of an estate', () => {
  const knowledge = tinyWorld();

  test('is what its servers alone would be: counts, findings and software', () => {
    fc.assert(fc.property(tinyServers, fc.array(fc.nat(11)), (inventory, picked) => {
      const estate = estateOf({ 'a.inventory.json': JSON.stringify({ servers: inventory }) });
      const rows = estate.servers.map(({ index }) => index).filter((row) => picked.includes(row));
      const part = estatePart(estate, rows);
      const alone = estateOf({ 'a.inventory.json': JSON.stringify({ servers: inventory.filter(({ name }) => rows.some((row) => estate.servers[row].name === name)) }) });
      const names = ({ servers, software, installs }: typeof part) => servers.map((server) => [server.name,
        [...installs.software.subarray(installs.offsets[server.index], installs.offsets[server.index + 1])].map((id) => `${software[id].name} ${software[id].version}`).sort()]);
      assert.deepEqual(names(part), names(alone));
      part.servers.forEach(({ index }, row) => assert.equal(index, row));
      part.software.forEach(({ index }, row) => assert.equal(index, row));
      const [whole, own, expected] = [estate, part, alone].map((one) => assessEstate(one, knowledge));
      assert.deepEqual([...own.servers.score], [...expected.servers.score]);
      assert.deepEqual([...own.servers.score], rows.map((row) => whole.servers.score[row]));
      const counted = (one: typeof own): string[] => one.estate.software.map(({ name, version, source }, id) => `${name} ${version} ${source} ${one.software.servers[id]} ${one.software.affected[id].length}`).sort();
      assert.deepEqual(counted(own), counted(expected));
      assert.deepEqual(own.unrecordedCves, expected.unrecordedCves);
    }), { numRuns: 150 });
  });

  test('of all servers is the estate itself; of none has no software', () => {
    const estate = estateOf({ 'a.inventory.json': JSON.stringify({ servers: [{ name: 'a', software: [{ name: 'x' }] }, { name: 'b' }] }) });
    assert.equal(estatePart(estate, [0, 1]), estate);
    const none = estatePart(estate, []);
    assert.deepEqual([none.servers.length, none.software.length, none.installs.software.length, none.files.length], [0, 0, 0, 1]);
  });
});
