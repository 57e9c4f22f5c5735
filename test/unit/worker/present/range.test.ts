import * as assert from 'node:assert/strict';
import { parseRange } from '../../../../src/worker/present/range';

suite('A range to draw', () => {
  const check = (range: string, at: string, expected: string | null) => {
    const parsed = parseRange(range, at);
    assert.equal(parsed && `${parsed.fromIncluded ? '[' : '('}${parsed.from}, ${parsed.to}${parsed.toIncluded ? ']' : ')'} at ${parsed.at}`, expected);
  };
  test('both bounds', () => check('≥ 9.0.0, < 9.0.31', '9.0.30', '[9.0.0, 9.0.31) at 9.0.30'));
  test('one bound', () => {
    check('< 2', '1.0', '(, 2) at 1.0');
    check('> 1, ≤ 2', '1.0', '(1, 2] at 1.0');
    check('≥ 3', '3', '[3, ) at 3');
  });
  test('anything else is none', () => {
    check('= 1.8.0 update 201', '1.8.0', null);
    check('any version', '1', null);
    check('no version given', '1', null);
    check('', '1', null);
    check('< 2', '', null);
    check('< 2, nonsense', '1', null);
  });
});
