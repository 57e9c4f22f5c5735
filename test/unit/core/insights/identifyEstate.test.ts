import * as assert from 'node:assert/strict';
import { Identifier } from '../../../../src/core/insights/identifyEstate';
import { patchManagementOf, securityOf } from '../../../../src/core/insights/presence';
import { assessServers, estateOf } from '../../../support/tinyEstate';
import { DEBIAN, PROTECTION, WINDOWS_2019, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();
const estate = (...servers: object[]) => estateOf({ 'a.inventory.json': JSON.stringify({ servers }) });

suite('Identities of an estate', () => {
  test('the same name gives the same object, in every reading', () => {
    const identifier = new Identifier(knowledge.lifecycle);
    const before = identifier.identify(estate({ name: 'A', os: DEBIAN('12'), software: [acme('widget 1.0'), acme('gadget 1.0')] }));
    const after = identifier.identify(estate({ name: 'B', os: DEBIAN('12'), software: [acme('gadget 1.0'), acme('widget 1.0'), acme('widget 1.1')] }));
    assert.equal(after.software[0], before.software[1]);
    assert.equal(after.software[1], before.software[0]);
    assert.notEqual(after.software[2], before.software[0]);
    assert.equal(after.os[0], before.os[0]);
  });

  test('one operating system per distinct name and patch state', () => {
    const hotfix = (installedOn?: string) => [{ id: 'KB1', ...(installedOn ? { installedOn } : {}) }, { id: 'KB0', installedOn: '2020-01-01' }];
    const identities = new Identifier(knowledge.lifecycle).identify(estate(
      { name: 'A', os: WINDOWS_2019 }, { name: 'B', os: WINDOWS_2019, hotfixes: hotfix('2024-05-01') }, { name: 'C', os: WINDOWS_2019, hotfixes: hotfix('2024-05-01') }, { name: 'D', os: WINDOWS_2019, hotfixes: hotfix() }, { name: 'E' },
    ));
    assert.deepEqual([...identities.osOf], [0, 1, 1, 2, 3]);
    assert.deepEqual(identities.os.map(({ newestHotfixOn }) => newestHotfixOn), [null, '2024-05-01', '2020-01-01', null]);
    assert.deepEqual(identities.os.map(({ supportEndsOn }) => supportEndsOn), ['2029-01-09', '2029-01-09', '2029-01-09', null]);
  });
});

suite('Products that protect', () => {
  test('distinct by name, with their kind', () => {
    const assessment = assessServers([{ name: 'A', software: [...PROTECTION, { ...PROTECTION[0], version: '8.0' }, acme('widget 1.0')] }, { name: 'B' }], knowledge);
    assert.deepEqual(securityOf(assessment, 0).map(({ name }) => name), ['CrowdStrike Windows Sensor']);
    assert.deepEqual(patchManagementOf(assessment, 0).map(({ name, subcategory }) => `${name}: ${subcategory}`), ['Configuration Manager Client: patch management']);
    assert.deepEqual(securityOf(assessment, 1), []);
  });
});
