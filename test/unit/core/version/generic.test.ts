import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareVersions, isVersion, versionKey } from '../../../../src/core/version/compareVersions';
import { checkOrder } from './checkOrder';

const check = (chain: string): void => checkOrder('generic', chain);

suite('generic versions', () => {
  test('numbers compare by value', () => check('1.2 < 1.10 < 2 < 10.0 < 10.0.1'));
  test('missing parts are zeros', () => check('9 = 9.0 = 9.0.0 < 9.0.0.1'));
  test('leading zeros do not count', () => check('2021.05.3 = 2021.5.03 < 2021.5.10'));
  test('OpenSSL letters', () => check('1.0.2 < 1.0.2a < 1.0.2k < 1.0.2z < 1.0.2za < 1.0.2zb < 1.1.1 < 1.1.1w < 3.0.0'));
  test('OpenSSL 0.9.8', () => check('0.9.8 < 0.9.8z < 0.9.8za < 0.9.8zh < 1.0.0'));
  test('pre-releases are below the release', () => check('1.0-dev < 1.0-alpha < 1.0-alpha2 < 1.0-beta < 1.0-rc1 < 1.0-rc2 < 1.0-SNAPSHOT < 1.0 < 1.0.1-rc1 < 1.0.1'));
  test('a pre-release may be attached', () => check('1.0.0 < 1.1.0rc1 = 1.1.0-rc1 = 1.1.0.RC1 = 1.1.0_rc_1 < 1.1.0'));
  test('Python and ISC write a1 and b2', () => check('3.7.9 < 3.8.0a1 < 3.8.0a4 < 3.8.0b2 < 3.8.0rc1 < 3.8.0'));
  test('Cisco writes a8 after a bracket', () => check('6.0(2) < 6.0(2)a8(1) < 6.0(2)a8(11)'));
  test('Cisco trains', () => check('7.0(3) < 7.0(3)f3(5) < 7.0(3)i4 < 7.0(3)i4(9) < 7.0(3)i7 < 7.0(3)i7(4) < 7.3(3)d1(1)'));
  test('a train is no milestone', () => check('15.1(4) < 15.1(4)m3 < 15.1(5)'));
  test('Tomcat and Spring milestones', () => check('8.5.100 < 9.0.0.M1 < 9.0.0.M27 < 9.0.0.RC1 < 9.0.0 = 9.0.0.RELEASE = 9.0.0.Final'));
  test('patches are above', () => check('9.10.3 < 9.10.3-P1 = 9.10.3p1 = 9.10.3-patch1 = 9.10.3pl1 < 9.10.3-p4 < 9.10.4'));
  test('OpenSSH', () => check('7.9 < 7.9p1 < 8.0p1 < 8.8p1'));
  test('service packs and updates', () => check('11.0 < 11.0 SP1 = 11.0 Service Pack 1 < 11.0 SP2 < 11.0 Update 3 = 11.0u3'.replace('Service Pack', 'ServicePack')));
  test('Java updates, as bounds and as update fields', () => check('1.8.0 < 1.8.0:update20 = 1.8.0:update_20 = 1.8.0u20 < 1.8.0:update201 < 1.9'));
  test('Java builds', () => check('1.4.2 < 1.4.2_40 < 1.4.2_41 < 1.5.0'));
  test('separators only separate', () => check('1.2.3 = 1-2-3 = 1_2_3 < 1.2.3-4'));
  test('a revision', () => check('2.3.8 < 2.3.8-6 < 2.3.9'));
  test('dates', () => check('2019-04-26 < 2019-08-18 = 2019.8.18 < 2022-04-14'));
  test('compact dates', () => check('20190426 < 20220414'));
  test('builds of four parts', () => check('10.0.17763.1 < 10.0.17763.5329 < 10.0.20348.0'));
  test('a letter and a number word', () => check('2205d < 2206a'));
  test('a leading v', () => check('v1.2 = 1.2 < V1.3'));
  test('letter case does not count', () => check('1.0RC1 = 1.0rc1 < 1.0A = 1.0a'));
  test('a tilde is below', () => check('2.0~20200101 < 2.0~rc1 = 2.0-rc1 < 2.0 < 2.0+dfsg'));
  test('numbers of any length', () => check(`1.99999999999999999998 < 1.99999999999999999999 < 1.${'9'.repeat(400)}`));
  test('ten thousand characters', () => check(`${'1.'.repeat(4_999)}1 < ${'1.'.repeat(4_999)}2`));

  const versions = '1 | 1.0.2k | 7.0(3)i7(4) | v2.3 | r2 | 2022-04 | minigrw1a0v100r006 | 1.0_beta | 11.0 SP1 | 5.7.33-0ubuntu0.18.04.1 | Version 2.1 | release 4';
  const others = '| - | * | unknown | n/a | latest | see 2021 notes | <script>1 | xcp | 1\u0000 | ünbekannt 2 | =1+1';
  test('what is a version', () => assert.deepEqual(versions.split(' | ').filter((text) => !isVersion('generic', text)), []));
  test('what is none', () => assert.deepEqual(others.split('| ').map((text) => text.trim()).filter((text) => isVersion('generic', text)), []));
  test('a version of 10,001 characters is none', () => assert.equal(isVersion('generic', '1'.repeat(10_001)), false));

  const piece = fc.constantFrom('0', '1', '2', '10', '01', '.', '-', '_', '~', '^', '+', ':', 'a', 'b', 'k', 'rc', '_rc', 'beta', 'p', '_p', '-r1', 'final', 'M', 'sp', '(', ')', ' ', 'ü');
  // Half begin like a version, so that the orders of versions are met as often as those of other texts.
  const version = fc.tuple(fc.constantFrom('', '1.2'), fc.array(piece, { maxLength: 8 })).map(([start, pieces]) => start + pieces.join(''));

  for (const scheme of ['generic', 'deb', 'rpm', 'apk', 'semver', 'windows'] as const) {
    test(`${scheme}: the order is total and transitive, and keys follow it`, () => {
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          const [ab, ba, bc, ac] = [compareVersions(scheme, a, b), compareVersions(scheme, b, a), compareVersions(scheme, b, c), compareVersions(scheme, a, c)];
          assert.equal(ab, -ba + 0);
          if (ab <= 0 && bc <= 0) assert.ok(ac <= 0);
          if (ab === 0 && bc === 0) assert.equal(ac, 0);
          const [ka, kb] = [versionKey(scheme, a), versionKey(scheme, b)];
          assert.equal(ka < kb ? -1 : ka > kb ? 1 : 0, ab);
        }),
        { numRuns: 2_000 },
      );
    });
  }

  test('windows builds', () => {
    const cases = ['10.0.17763.1 < 10.0.17763.5329', '10.0 = 10.0.0.0', '6.1.7601 < 10', 'nonsense < 0'];
    for (const text of cases) {
      const [a, sign, b] = text.split(' ');
      assert.equal(compareVersions('windows', a!, b!), sign === '<' ? -1 : 0, text);
    }
    assert.deepEqual(['10.0.17763.5329', '17763', '10.0.', 'r2', '', '1.2-3'].map((text) => isVersion('windows', text)), [true, true, false, false, false, false]);
  });
});
