import assert from 'node:assert/strict';
import { dpkgQuery } from '../../../../../src/core/inventory/readers/dpkgQuery';
import { hostOf } from '../../../../../src/core/inventory/readers/hostName';
import { installList, problemList, readText } from '../readText';

const OS_RELEASE = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';

suite('dpkg-query', () => {
  test('reads what -W prints', () => {
    const file = readText('web01.txt', 'adduser\t3.134\nlibc6:amd64\t2.36-9+deb12u9\nlibc6:i386\t2.36-9+deb12u9\nvim\t\ng++\t4:12.2.0-3\n', { expect: 'dpkg-query', companions: { 'os-release': OS_RELEASE } });
    assert.deepEqual(file.problems, []);
    assert.equal(`${file.rows}+${file.rejected}`, '5+0');
    assert.deepEqual(installList(file), ['web01: adduser||3.134|dpkg@1', 'web01: libc6||2.36-9+deb12u9|dpkg@2', 'web01: libc6||2.36-9+deb12u9|dpkg@3', 'web01: g++||4:12.2.0-3|dpkg@5']);
    assert.equal(file.software.length, 3);
    const { os, softwareKnown } = file.servers[0]!.facts;
    assert.deepEqual(os, { name: 'Debian GNU/Linux', version: '12', build: '', architecture: '' });
    assert.equal(softwareKnown, true);
  });

  test('reads four columns, commas in the maintainer included', () => {
    const file = readText('db01.csv', 'adduser,3.134,Debian Adduser Developers <a@b.c>,all\r\nfoo,1:2.0~rc1-1,"Doe, John" and Co, Inc. <x@y.z>,amd64\r\n', { expect: 'dpkg-query' });
    assert.deepEqual(installList(file), ['db01: adduser|Debian Adduser Developers <a@b.c>|3.134|dpkg@1', 'db01: foo|"Doe, John" and Co, Inc. <x@y.z>|1:2.0~rc1-1|dpkg@2']);
    assert.deepEqual(file.servers[0]!.facts.os.name, '');
  });

  test('bad lines are told, the rest is read', () => {
    const good = Array.from({ length: 60 }, (_, n) => `package${n}\t1.${n}`).join('\n');
    const file = readText('h.txt', `${good}\nNot a package\t1\nlonely\n\t1\nodd\tnone\n\nlast\t1\n`);
    assert.equal(`${file.rows}+${file.rejected}`, '62+3');
    assert.deepEqual(problemList(file.problems), ['61:1-14 error name-missing', '62:1-7 error row-too-short', '63:1-1 error name-missing', '64:5-9 information version-unparsable']);
  });

  test('the host is the file’s name', () => {
    const check = (fileName: string, host: string): void => assert.equal(hostOf(fileName), host, fileName);
    check('web01.txt', 'web01');
    check('web01', 'web01');
    check('web01.contoso.com.txt', 'web01.contoso.com');
    check('web01.contoso.com', 'web01.contoso.com');
    check('web01.dpkg.txt', 'web01');
    check('web01-dpkg-query.csv', 'web01');
    check('dpkg-query-W-web01.txt', 'web01');
    check('dpkg-web01.txt', 'web01');
    check('packages_web01.list', 'web01');
    check('dpkg-query-W.txt', 'dpkg-query-W');
    check('dpkg-query.csv', 'dpkg-query');
    check('packages.txt', 'packages');
    check('.txt', '.txt');
  });

  test('asks for the os-release of the host first, and reads any form of it', () => {
    assert.deepEqual(dpkgQuery.companions('dpkg-web01.txt'), ['web01.os-release', 'dpkg-web01.os-release', 'os-release']);
    const os = (companions: Record<string, string>): string => {
      const { name, version } = readText('dpkg-web01.txt', 'a\t1\n', { companions }).servers[0]!.facts.os;
      return `${name}|${version}`;
    };
    assert.equal(os({ 'os-release': OS_RELEASE, 'web01.os-release': 'NAME=Ubuntu\r\nVERSION_ID=\'22.04\'\r\n' }), 'Ubuntu|22.04');
    assert.equal(os({ 'os-release': '# comment\nPRETTY_NAME="A \\"B\\""\n' }), 'A "B"|');
    assert.equal(os({ 'os-release': 'ID=alpine\n' }), 'alpine|');
    assert.equal(os({ 'os-release': 'nonsense\u0000\n=\n' }), '|');
    assert.equal(os({}), '|');
  });

  test('finds the cells of a line again', () => {
    const check = (text: string, expected: string): void => assert.equal(dpkgQuery.cells(text, 0, '').map(({ field, start, end }) => `${field}=${text.slice(start, end)}`).join(' '), expected);
    check('libc6:amd64\t2.36\nnext\t1', 'software=libc6 version=2.36');
    check('foo,1.0,A, B <c>,all\n', 'software=foo version=1.0 publisher=A, B <c>');
    check('foo', 'software=foo');
  });
});
