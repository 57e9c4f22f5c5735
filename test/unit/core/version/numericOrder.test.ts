import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareVersions } from '../../../../src/core/version/compareVersions';
import { compareNumbers } from '../../../../src/core/version/numericOrder';

function compare(a: string, b: string): number | undefined {
  // In the middle of a column, as the feed's versions stand.
  const units = Uint16Array.from(`9${a}9`, (char) => char.charCodeAt(0));
  const order = compareNumbers(units, 1, units.length - 1, b);
  return order && Math.sign(order);
}

suite('versions by their numbers', () => {
  const check = (line: string): void => {
    const [, a, sign, b] = /^(\S*) ([<=>?]) (\S*)$/.exec(line)!;
    assert.equal(compare(a!, b!), { '<': -1, '=': 0, '>': 1, '?': undefined }[sign!], line);
  };
  test('numbers compare by value', () => check('1.9 < 1.10'));
  test('leading zeros do not count', () => check('2021.05.3 = 2021.5.03'));
  test('nor do zeros at the end', () => check('1 = 1.0.0'));
  test('zeros before a number do', () => check('1.0.1 > 1.0'));
  test('separators only separate', () => check('1-2_3 = 1.2.3'));
  test('a number decides before a letter', () => check('1.2.9 < 1.3-rc1'));
  test('a letter is left to the keys', () => check('1.2 ? 1.2rc1'));
  test('also behind a zero', () => check('1.2.0-rc1 ? 1.2'));
  test('a tilde too', () => check('1.2 ? 1.2~1'));
  test('and a word in front', () => check('v1 ? 1'));
  test('numbers of any length', () => check(`${'9'.repeat(400)} < 1${'0'.repeat(400)}`));
  test('nothing', () => check(' = 0'));

  test('what they decide is the generic order', () => {
    const piece = fc.constantFrom('0', '00', '1', '2', '10', '01', '19', '.', '.', '-', '_', '(', ' ', '~', 'a', 'rc', 'final', 'ü', '٣');
    const version = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    let decided = 0;
    fc.assert(fc.property(version, version, (a, b) => {
      const order = compare(a, b);
      if (order === undefined) return;
      decided++;
      assert.equal(order, compareVersions('generic', a, b));
    }), { numRuns: 5_000 });
    assert.ok(decided > 500, `${decided} pairs were decided by numbers`);
  });
});
