import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { FormatId } from '../../../../../src/core/inventory/model';
import { aptList, aptSimulation } from '../../../../../src/core/inventory/readers/aptList';
import { dpkgList } from '../../../../../src/core/inventory/readers/dpkgList';
import { rpmList } from '../../../../../src/core/inventory/readers/rpmList';
import { updateInfo } from '../../../../../src/core/inventory/readers/updateInfo';
import type { FileInventory, InventoryFormat } from '../../../../../src/core/inventory/reader';
import { installList, problemList, readText } from '../readText';

/** `id class title`, one a pending update; null when the file has no such list. */
function updateList({ servers }: FileInventory): readonly string[] | null {
  return servers[0]!.facts.pendingUpdates?.map(({ id, class: kind, title, row }) => `${id} ${kind} ${title}@${row.line}`) ?? null;
}

const cellsOf = (format: InventoryFormat, line: string): string =>
  format.cells(`before\n${line}\nafter`, 7, '').map(({ field, start, end }) => `${field}=${`before\n${line}\nafter`.slice(start, end)}`).join(' ');

const DPKG_L = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
||/ Name           Version      Architecture Description
+++-==============-============-============-=================================
ii  adduser        3.134        all          add and remove users and groups
ii  libc6:amd64    2.36-9+deb12u9 amd64      GNU C Library: Shared libraries
rc  old-thing      1.0-1        amd64        removed, its configuration is left
hi  nginx          1.22.1-9     amd64        held
iF  half           2.0          amd64        half configured
un  never          <none>       <none>       (no description available)
`;

suite('listings of one host', () => {
  test('dpkg -l: what is installed, also held and half configured', () => {
    const file = readText('web01.dpkg-l.txt', DPKG_L, { expect: 'dpkg-list' });
    assert.deepEqual(installList(file), [
      'web01: adduser||3.134|dpkg@6', 'web01: libc6||2.36-9+deb12u9|dpkg@7', 'web01: nginx||1.22.1-9|dpkg@9', 'web01: half||2.0|dpkg@10',
    ]);
    assert.deepEqual(problemList(file.problems), []);
    assert.equal(`${file.rows}+${file.rejected}`, '6+0');
    assert.equal(cellsOf(dpkgList, 'ii  libc6:amd64    2.36-9 amd64      GNU C Library'), 'software=libc6 version=2.36-9');
  });

  test('apt list --installed', () => {
    const file = readText('apt-list-web01.txt', `WARNING: apt does not have a stable CLI interface. Use with caution in scripts.

Listing... Done
adduser/jammy,now 3.118ubuntu5 all [installed]
libssl3/jammy-updates,jammy-security,now 3.0.2-0ubuntu1.15 amd64 [installed,upgradable to: 3.0.2-0ubuntu1.18]
local/now 1.0 amd64 [installed,local]
gone/jammy,now 2.0 amd64 [residual-config]
other/jammy 1.0 amd64
`, { expect: 'apt-list', companions: { 'web01.os-release': 'NAME=Ubuntu\nVERSION_ID="22.04"\n' } });
    assert.deepEqual(file.problems, []);
    assert.deepEqual(installList(file), ['web01: adduser||3.118ubuntu5|dpkg@4', 'web01: libssl3||3.0.2-0ubuntu1.15|dpkg@5', 'web01: local||1.0|dpkg@6']);
    assert.deepEqual(updateList(file), ['libssl3 security libssl3 3.0.2-0ubuntu1.18@5']);
    assert.equal(file.servers[0]!.facts.os.name, 'Ubuntu');
  });

  test('apt list --upgradable says nothing of other software', () => {
    const file = readText('web01.upgradable.txt', `Listing...
apt/oldstable-security 2.6.2 amd64 [upgradable from: 2.6.1]
base-files/oldstable 12.4+deb12u15 amd64 [upgradable from: 12.4+deb12u11]
`, { expect: 'apt-list' });
    assert.deepEqual(updateList(file), ['apt security apt 2.6.2@2', 'base-files other base-files 12.4+deb12u15@3']);
    assert.equal(file.servers[0]!.facts.softwareKnown, false);
    assert.deepEqual(updateList(readText('web01.upgradable.txt', 'Listing...\n')), []);
    assert.equal(cellsOf(aptList, 'apt/oldstable-security 2.6.2 amd64 [upgradable from: 2.6.1]'), 'software=apt version=2.6.2');
  });

  test('apt-get -s dist-upgrade', () => {
    const file = readText('h.txt', `Reading package lists...
The following packages will be upgraded:
  bash libgcrypt20-dev
Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
Inst libgcrypt20-dev [1.10.1-3] (1.10.1-3+deb12u1 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64]) []
Inst linux-image-6.1.0-40 (6.1.1 Debian-Security:12/oldstable-security [amd64])
Conf bash (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
`, { expect: 'apt-simulation' });
    assert.deepEqual(updateList(file), ['bash other bash 5.2.15-2+b13@4', 'libgcrypt20-dev security libgcrypt20-dev 1.10.1-3+deb12u1@5', 'linux-image-6.1.0-40 security linux-image-6.1.0-40 6.1.1@6']);
    assert.equal(cellsOf(aptSimulation, 'Inst bash [5.2] (5.3 Debian:12/x [amd64])'), 'software=bash version=5.3');
  });

  test('rpm -qa in its usual forms', () => {
    const check = (line: string, expected: string): void =>
      assert.deepEqual(installList(readText('db01.rpm-qa.txt', `bash-5.1.8-9.el9.x86_64\n${line}\n`, { expect: 'rpm-list' })).slice(1), expected === '' ? [] : [`db01: ${expected}@2`]);
    check('python3-libs-3.9.18-1.el9_3.1.x86_64', 'python3-libs||3.9.18-1.el9_3.1|rpm');
    check('gpg-pubkey-fd431d51-4ae0493b', '');
    check('glibc-2.34-100.el9_4.2.i686', 'glibc||2.34-100.el9_4.2|rpm');
    check('tzdata-2024a-1.el9.noarch', 'tzdata||2024a-1.el9|rpm');
    check('openssl-libs\t1:3.0.7-27.el9\tx86_64\tRed Hat, Inc.', 'openssl-libs|Red Hat, Inc.|1:3.0.7-27.el9|rpm');
    check('openssl-libs\t(none):3.0.7-27.el9\tx86_64', 'openssl-libs||3.0.7-27.el9|rpm');
    check('openssl-libs|1|3.0.7|27.el9|x86_64|Red Hat', 'openssl-libs|Red Hat|1:3.0.7-27.el9|rpm');
    check('bash|(none)|5.1.8|9.el9|x86_64|(none)', 'bash||5.1.8-9.el9|rpm');
    check('bash,5.1.8,9.el9', 'bash||5.1.8-9.el9|rpm');
    check('NetworkManager 1.46.0-1.el9 x86_64', 'NetworkManager||1.46.0-1.el9|rpm');
    readText('h.txt', 'bash\t5.1.8-9.el9\nzlib\t1.2.11-40.el9\n', { expect: 'rpm-list' });
    readText('h.txt', 'bash\t5.1.8-9\nzlib\t1.2.11-40\n', { expect: 'dpkg-query' });
    assert.equal(cellsOf(rpmList, 'python3-libs-3.9.18-1.el9.x86_64'), 'software=python3-libs version=3.9.18-1.el9');
  });

  test('dnf and yum updateinfo', () => {
    const file = readText('db01-updateinfo.txt', `Last metadata expiration check: 0:12:01 ago on Fri 20 Nov 2026 10:00:00 AM UTC.
RHSA-2024:2394 Important/Sec. kernel-5.14.0-427.el9.x86_64
RHBA-2024:2400 bugfix         kernel-5.14.0-427.el9.x86_64
RHBA-2024:2401 bugfix         vim-minimal-2:8.2.2637-20.el9.x86_64
FEDORA-EPEL-2024-1a2b3c critical/Sec. nginx-1:1.20.1-16.el9.noarch
i RHSA-2023:0001 Moderate/Sec. sudo-1.9-1.el9.x86_64
ALSA-2024:9 security Low sudo-1.9-2.el9.x86_64 2024-05-01 00:00:00
`, { expect: 'updateinfo' });
    assert.deepEqual(file.problems, []);
    assert.deepEqual(updateList(file), [
      'kernel security kernel 5.14.0-427.el9 (RHSA-2024:2394)@2', 'vim-minimal other vim-minimal 2:8.2.2637-20.el9 (RHBA-2024:2401)@4',
      'nginx critical nginx 1:1.20.1-16.el9 (FEDORA-EPEL-2024-1a2b3c)@5', 'sudo security sudo 1.9-2.el9 (ALSA-2024:9)@7',
    ]);
    assert.equal(cellsOf(updateInfo, 'RHSA-2024:2394 Important/Sec. kernel-5.14.0-427.el9.x86_64'), 'update=RHSA-2024:2394 software=kernel version=5.14.0-427.el9');
  });

  test('a line that is none is told and the rest is read, however it is cut into chunks', () => {
    const text = `${Array.from({ length: 60 }, (_, n) => `p${n}-1.${n}-1.el9.noarch`).join('\r\n')}\r\nnonsense\r\n\r\n${'x'.repeat(70_000)}\r\nüé-1-1.el9.noarch\r\nlast-1-1.el9.noarch`;
    for (const chunk of [1, 7, 4_096, 1_000_000]) {
      const file = readText('h.txt', text, { expect: 'rpm-list', chunk });
      assert.equal(`${file.rows}+${file.rejected}`, '61+3', String(chunk));
      assert.deepEqual(problemList(file.problems), ['61:1-9 error name-missing', '63:1-65537 error name-missing', '64:1-18 error name-missing']);
      assert.equal(installList(file).at(-1), 'h: last||1-1.el9|rpm@65');
    }
  });
});

suite('real listings', () => {
  const folder = path.resolve(process.cwd(), '../shared/data/inventories/local-debian');

  test('as many rows as there are lines', function () {
    if (!fs.existsSync(folder)) {
      assert.ok(!process.env['CI'], 'The shared data is missing.');
      console.log('      skipped: ../shared/data is not there');
      this.skip();
    }
    const check = (name: string, format: FormatId, isRow: RegExp, installs: boolean): void => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      const lines = text.split('\n').filter((line) => isRow.test(line)).length;
      const file = readText(name, text, { expect: format });
      assert.deepEqual(file.problems, [], name);
      assert.equal(file.rows, lines, name);
      assert.equal(installs ? file.installServer.length : file.servers[0]!.facts.pendingUpdates!.length, lines, name);
    };
    check('dpkg-l.txt', 'dpkg-list', /^ii/, true);
    check('apt-list-installed.txt', 'apt-list', /\[installed/, true);
    check('apt-list-upgradable.txt', 'apt-list', /upgradable from/, false);
    check('apt-get-s-dist-upgrade.txt', 'apt-simulation', /^Inst/, false);
    check('dpkg-query-W.txt', 'dpkg-query', /\t/, true);
  });
});
