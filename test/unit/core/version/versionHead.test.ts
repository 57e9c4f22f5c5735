import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareVersions } from '../../../../src/core/version/compareVersions';
import { isComplete, versionHead } from '../../../../src/core/version/versionHead';

suite('heads of versions', () => {
  const check = (line: string): void => {
    const [, a, sign, b] = /^(\S*) ([<=]) (\S*)$/.exec(line)!;
    assert.equal(Math.sign(versionHead(a!) - versionHead(b!)), { '<': -1, '=': 0 }[sign!], line);
  };
  test('numbers count by value', () => check('1.9 < 1.10'));
  test('leading zeros do not', () => check('2021.05.3 = 2021.5.03'));
  test('nor zeros at the end', () => check('1 = 1.0.0'));
  test('the third number counts', () => check('10.0.14393 < 10.0.17763'));
  test('of the fourth only that it is there', () => check('10.0.17763.1 = 10.0.17763.5329'));
  test('separators only separate', () => check('1-2_3 = 1.2.3'));
  test('a pre-release is below what it leads to', () => check('1.rc1 < 1.0'));
  test('a word above it', () => check('1.2.3 < 1.2.3a'));
  test('and below a number', () => check('1.2.3a < 1.2.3.1'));
  test('a number that is not zero', () => check('1.2.3.0.00 = 1.2.3'));
  test('a word is not read', () => check('1.2a = 1.2b'));
  test('what says nothing is passed over', () => check('v1.2.final = 1.2'));
  test('a word in front is below every number', () => check('r2 < 0.0.1'));
  test('zeros before a word do not count', () => check('1.0.beta2 = 1.beta1'));
  test('a number that does not fit ends the head', () => check('20200101.5 = 20210101.3'));
  test('and is above those that do', () => check('131070.131070.131070 < 20200101'));
  test('the highest that fits is below one that does not', () => check('131070.9 < 131071'));
  test('in a word too', () => check('v131070.9 < v131071.1'));
  test('nothing', () => check(' < 0.1'));
  test('numbers of any length', () => check(`1.2.${'9'.repeat(400)} = 1.2.1${'0'.repeat(400)}`));
  test('what stands behind the longest version does not count', () => check(`${'.'.repeat(10_000)}7 = 0`));

  test('a lower head is an older version, and complete ones tell equal versions', () => {
    const piece = fc.constantFrom('0', '00', '1', '2', '10', '01', '19', '131070', '131071', '131072', '99999999', '.', '.', '-', '_', '(', ' ', '~', 'a', 'b', 'm', 'rc', 'v', 'final', 'patch', 'ü', '٣');
    const version = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
    let decided = 0;
    fc.assert(fc.property(version, version, (a, b) => {
      const order = Math.sign(versionHead(a) - versionHead(b));
      if (order === 0 && !isComplete(versionHead(a))) return;
      if (a !== b) decided++;
      assert.equal(Math.sign(compareVersions('generic', a, b)), order);
    }), { numRuns: 10_000 });
    assert.ok(decided > 2_000, `${decided} pairs were decided by their heads`);
  });
});
