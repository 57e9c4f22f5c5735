import assert from 'node:assert/strict';
import { isVersion } from '../../../../src/core/version/compareVersions';
import { checkOrder } from './checkOrder';

const check = (chain: string): void => checkOrder('apk', chain);

suite('apk versions', () => {
  test('numbers compare by value', () => check('2.34 < 2.35 < 2.100 < 10.0'));
  test('a revision', () => check('1.1.1k < 1.1.1k-r0 < 1.1.1k-r1 < 1.1.1k-r10 < 1.1.1l-r0'));
  test('pre-releases are below', () => check('0.1.0_alpha < 0.1.0_alpha2 < 0.1.0_beta < 0.1.0_pre2 < 0.1.0_rc1 < 0.1.0'));
  test('later states are above', () => check('6.0 < 6.0_cvs < 6.0_svn < 6.0_git20200101 < 6.0_p1 < 6.0_p2 < 6.0.1'));
  test('a pre-release of a pre-release', () => check('6.0_pre1_alpha < 6.0_pre1 < 6.0_pre1_p3'));
  test('a letter is above the end and below another number', () => check('1.2 < 1.2-r5 < 1.2_p1 < 1.2a < 1.2b < 1.2.1'));
  test('a leading zero makes a fraction', () => check('1.0 < 1.01 < 1.09 < 1.1 < 1.2'));
  test('no zero is left out', () => check('1 < 1.0 < 1.0.0'));
  test('a commit says nothing of order', () => check('1.2~a1b2c3 = 1.2 < 1.2-r1'));
  test('a pre-release is below whatever its revision', () => check('3.0.0_rc2-r7 < 3.0.0-r0'));
  test('what is a version', () => {
    const texts = ['1.2.3-r0', '1.1.1k-r1', '2.36_git20220101-r0', '1.2ab', '1.2_foo1', '1.2-r', '1.2-1', 'v1', '', '1..2', ''.padEnd(10_001, '1')];
    assert.deepEqual(texts.map((text) => isVersion('apk', text)), [true, true, true, false, false, false, false, false, false, false, false]);
  });
});
