import * as assert from 'node:assert/strict';
import { nameHost } from '../../../../src/core/inventory/nameHost';
import { readText } from './readText';

/** Name of the only server, and whether it is asked for. */
function check(fileName: string, text: string, host: string | undefined, expected: string): void {
  const inventory = readText(fileName, text);
  const before = structuredClone(inventory);
  const { servers, problems } = nameHost(inventory, fileName, host);
  assert.equal(`${servers.map(({ facts }) => facts.name).join(' ')}${problems.some(({ code }) => code === 'host-unnamed') ? '?' : ''}`, expected, `${fileName} ${host ?? ''}`);
  assert.deepEqual(inventory, before);
}

suite('nameHost', () => {
  const listing = 'bash\t5.2.15-2+b2\n';
  const table = 'Server,Software,Version\nweb09,bash,5.2\n';
  test('what the file says, what its name says, what users say, else it is asked for', () => {
    check('dpkg.txt', listing, undefined, 'dpkg?');
    check('packages.txt', listing, undefined, 'packages?');
    check('dpkg.txt', listing, 'web01', 'web01');
    check('web02.dpkg.txt', listing, undefined, 'web02');
    check('web02.dpkg.txt', listing, 'web03', 'web03');
    check('software.inventory.csv', table, 'web01', 'web09');
    check('software.inventory.csv', table, undefined, 'web09');
  });
});
