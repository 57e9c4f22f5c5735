import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DiagnosticLevel } from '../../../../src/protocol/settings';
import { WorstEntries } from '../../../../src/worker/features/worstEntries';

/** `error a, hint b` → what is shown of them with room for two, and how many there were. */
function check(added: string, expected: string): void {
  const entries = new WorstEntries(2);
  for (const one of added.split(', ').filter((text) => text !== '')) {
    const [level, code] = one.split(' ');
    entries.add(level as DiagnosticLevel, () => ({ code, message: '', line: 1, column: 1, fields: [], target: { view: 'overview' } }));
  }
  assert.equal(`${entries.shown().map(({ level, code }) => `${level} ${code}`).join(', ')} of ${entries.count}`, expected, added);
}

suite('worst entries of a file', () => {
  test('all of them stand in their order while there is room', () => {
    check('', ' of 0');
    check('hint a, error b', 'hint a, error b of 2');
    check('off a, hint b, off c, error d', 'hint b, error d of 2');
  });

  test('the most severe stay when there are too many, the first of each level', () => {
    check('hint a, warning b, error c', 'error c, warning b of 3');
    check('warning a, warning b, warning c, error d', 'error d, warning a of 4');
    check('hint a, hint b, hint c, hint d', 'hint a, hint b of 4');
    check('information a, hint b, off c, information d', 'information a, information d of 3');
  });

  test('what is kept is what sorting all of them would leave, and only its words are made', () => {
    const order: readonly DiagnosticLevel[] = ['error', 'warning', 'information', 'hint', 'off'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...order), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (levels, most) => {
      const entries = new WorstEntries(most);
      let made = 0;
      levels.forEach((level, i) => entries.add(level, () => {
        made++;
        return { code: String(i), message: '', line: 1, column: 1, fields: [], target: { view: 'overview' } };
      }));
      const all = levels.map((level, i) => ({ level, code: String(i) })).filter(({ level }) => level !== 'off');
      const expected = all.length <= most ? all : [...all].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level)).slice(0, most);
      assert.deepEqual(entries.shown().map(({ level, code }) => ({ level, code })), expected);
      assert.equal(made, expected.length);
      assert.equal(entries.count, all.length);
    }));
  });
});
