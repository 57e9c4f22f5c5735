import * as assert from 'node:assert/strict';
import { osvEcosystem, osvEcosystems } from '../../../../src/core/identify/osvEcosystem';
import { identifyOs } from '../../../../src/core/identify/operatingSystem';
import { createLifecycleCatalog } from '../../../../src/core/identify/lifecycle';

const NOTHING = createLifecycleCatalog([]);

suite('OSV ecosystems', () => {
  const check = (name: string, expected: string | undefined) =>
    assert.equal(osvEcosystem(identifyOs({ name, version: '', build: '', architecture: '' }, NOTHING).distribution), expected, name);

  test('of operating systems as inventories name them', () => {
    check('Debian GNU/Linux 12', 'Debian');
    check('Ubuntu 22.04.5 LTS', 'Ubuntu');
    check('AlmaLinux 9.4', 'AlmaLinux');
    check('Rocky Linux 8.9', 'Rocky Linux');
    check('Red Hat Enterprise Linux 8.6', 'Red Hat');
    check('SUSE Linux Enterprise Server 15 SP5', 'SUSE');
    check('openSUSE Leap 15.6', 'openSUSE');
    check('Alpine Linux 3.20', 'Alpine');
  });

  test('none for those that OSV has no advisories of', () => {
    for (const name of ['Windows Server 2019', 'CentOS 7', 'Oracle Linux 8', 'Amazon Linux 2', 'macOS 15', '', 'Contoso OS']) check(name, undefined);
  });

  test('of many: each once, sorted', () => {
    assert.deepEqual(osvEcosystems(['ubuntu', 'debian', '', 'sles', 'sled', 'windows-server', 'debian'].map((distribution) => ({ distribution }))), ['Debian', 'SUSE', 'Ubuntu']);
    assert.deepEqual(osvEcosystems([]), []);
  });
});
