import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { editDecisionText } from '../../../src/workspace/decisionEdit';
import { readDecisionText, type DecisionEdit } from '../../../src/workspace/decisionFile';
import { FRUITS, type Fruit } from './testList';

suite('editing decisions', () => {
  function edited(text: string, edit: DecisionEdit<Fruit>): string {
    const result = editDecisionText(FRUITS, 'fruits.json', text, () => edit);
    return 'refusal' in result ? `refused: ${result.refusal}` : result.text;
  }
  const check = (text: string, edit: DecisionEdit<Fruit>, expected: string): void => assert.equal(edited(text, edit), expected);
  const document = (...lines: string[]): string => `{\n  "schemaVersion": 1,\n  "fruits": [\n${lines.map((line) => `    ${line}\n`).join('')}  ]\n}\n`;

  test('a file that is not there yet', () => {
    check('', { put: [{ name: 'Pear' }, { name: 'Apple', count: 2 }] }, `{
  "schemaVersion": 2,
  "fruits": [
    {
      "name": "Apple",
      "count": 2
    },
    {
      "name": "Pear"
    }
  ]
}
`);
    check('', { remove: ['pear'] }, '');
  });

  test('a new entry goes in by its key', () => {
    const before = document('{"name": "Banana"},', '// the big ones', '{"name": "Melon"} // round');
    const put = (name: string): DecisionEdit<Fruit> => ({ put: [{ name }] });
    const entry = (name: string): string[] => ['{', `  "name": "${name}"`, '}'];
    const [open, inner, close] = entry('Apple');
    check(before, put('Apple'), document(open, inner, `${close},`, '{"name": "Banana"},', '// the big ones', '{"name": "Melon"} // round'));
    check(before, put('Cherry'), document('{"name": "Banana"},', open, '  "name": "Cherry"', `${close},`, '// the big ones', '{"name": "Melon"} // round'));
    check(before, put('Plum'), document('{"name": "Banana"},', '// the big ones', '{"name": "Melon"}, // round', open, '  "name": "Plum"', close));
  });

  test('tabs, Windows line ends and trailing commas stay', () =>
    check('{\r\n\t"fruits": [\r\n\t\t{"name": "Apple"},\r\n\t],\r\n}', { put: [{ name: 'Pear' }] }, '{\r\n\t"fruits": [\r\n\t\t{"name": "Apple"},\r\n\t\t{\r\n\t\t\t"name": "Pear"\r\n\t\t},\r\n\t],\r\n}'));

  test('a changed entry keeps its place, its comments and what the schema does not know', () => {
    check(document('{ "name": "Apple", /* sweet */ "color": "red", "count": 1 },', '{"name": "Pear"}'), { put: [{ name: 'Apple', count: 2, note: 'ripe' }] },
      document('{ "name": "Apple", /* sweet */ "color": "red", "count": 2, "note": "ripe" },', '{"name": "Pear"}'));
    check(document('{', '  "name": "Apple", // mine', '  "count": 1', '}'), { put: [{ name: 'apple', note: 'ripe' }] },
      document('{', '  "name": "apple",', '  "note": "ripe"', '}'));
    check(document('{"count": 1, "name": "Apple"}'), { put: [{ name: 'Apple' }] }, document('{"name": "Apple"}'));
    check(document('{"name": "Apple" /* a, b */, "color": 1}'), { put: [{ name: 'Apple', count: 3 }] }, document('{"name": "Apple" /* a, b */, "color": 1, "count": 3}'));
  });

  test('an entry goes with its comment', () => {
    check(document('{"name": "Apple"}, // red', '// green', '{"name": "Pear"}, // sweet', '{"name": "Plum"}'), { remove: ['pear'] }, document('{"name": "Apple"}, // red', '{"name": "Plum"}'));
    check(document('{"name": "Apple"},', '{"name": "Pear"} // last'), { remove: ['pear'] }, document('{"name": "Apple"}'));
    check('{"fruits": [{"name": "Apple"}, {"name": "Pear"}]}', { remove: ['apple', 'unknown'] }, '{"fruits": [ {"name": "Pear"}]}');
    check('{"fruits": [{"name": "Apple"}]}', { remove: ['apple'] }, '{"fruits": []}');
  });

  test('the later of two is the one that changes, and both go', () => {
    const both = document('{"name": "Apple"},', '{"name": "apple"}');
    check(both, { put: [{ name: 'apple', count: 1 }] }, document('{"name": "Apple"},', '{"name": "apple", "count": 1}'));
    check(both, { remove: ['apple'] }, '{\n  "schemaVersion": 1,\n  "fruits": [\n  ]\n}\n');
  });

  test('a document without the list gets it', () => {
    check('{}', { put: [{ name: 'Apple' }] }, '{\n  "fruits": [\n    {\n      "name": "Apple"\n    }\n  ]\n}');
    check('{\n  "vegetables": [1], // raw\n}\n', { put: [{ name: 'Apple' }] }, '{\n  "vegetables": [1],\n  "fruits": [\n    {\n      "name": "Apple"\n    }\n  ] // raw\n}\n');
    check('// nothing yet', { put: [{ name: 'Apple' }] }, '// nothing yet\n{\n  "schemaVersion": 2,\n  "fruits": [\n    {\n      "name": "Apple"\n    }\n  ]\n}\n');
    check('{"schemaVersion": 1, "fruits": []}', { put: [{ name: 'Apple' }] }, '{"schemaVersion": 1, "fruits": [\n  {\n    "name": "Apple"\n  }\n]}');
  });

  test('bad entries stay as they are', () =>
    check(document('{"name": 7},', '{"name": "Pear"}'), { put: [{ name: 'Plum' }], remove: ['pear'] }, document('{"name": 7},', '{', '  "name": "Plum"', '}')));

  test('what must not be edited is refused', () => {
    const put: DecisionEdit<Fruit> = { put: [{ name: 'Apple' }] };
    check('{', put, 'refused: The file is not valid JSON here: a closing brace is expected. What follows is read as far as it makes sense.');
    check('{"schemaVersion": 3}', put, 'refused: The file is of schema 3; this version knows 2, reads what it understands and does not change the file.');
    check(document(...'Fig Kiwi Lime Melon Plum'.split(' ').map((name) => `{"name": "${name}"},`)), put, 'refused: "fruits" would have more than 5 entries.');
  });

  const fruit = fc.record({ name: fc.constantFrom('apple', 'Banana', 'fig', 'Kiwi', 'lime'), count: fc.integer(), note: fc.string() }, { requiredKeys: ['name'] });
  const edits = fc.record({ put: fc.array(fruit, { maxLength: 5 }), remove: fc.array(fc.constantFrom('apple', 'banana', 'fig', 'kiwi', 'lime')) });
  const layout = fc.constantFrom<(fruits: readonly Fruit[]) => string>(
    (fruits) => JSON.stringify({ schemaVersion: 1, fruits }),
    (fruits) => JSON.stringify({ schemaVersion: 1, fruits, more: {} }, undefined, '\t').replaceAll('\n', '\r\n'),
    (fruits) => `{"fruits": [ // all\n${fruits.map((one) => `// one\n${JSON.stringify(one)} /* , */, // done\n`).join('')}/* end */]}`,
  );

  test('what was put is read, what was removed is not, and undo gives back what was there', () =>
    fc.assert(fc.property(fc.uniqueArray(fruit, { maxLength: 5, selector: ({ name }) => name }), layout, edits, (before, write, edit) => {
      const text = write(before);
      const result = editDecisionText(FRUITS, 'x', text, () => edit);
      if ('refusal' in result) return;
      const read = (written: string): Map<string, Fruit> => {
        const { entries, problems } = readDecisionText(FRUITS, 'x', written);
        assert.deepEqual(problems, [], written);
        return new Map(entries.map(({ entry }) => [FRUITS.keyOf(entry), entry]));
      };
      const expected = new Map(before.map((entry) => [FRUITS.keyOf(entry), entry]));
      for (const key of edit.remove) expected.delete(key);
      for (const entry of edit.put) expected.set(FRUITS.keyOf(entry), entry);
      const sorted = (map: Map<string, Fruit>): unknown => [...map].map(([key, value]) => [key, { ...value }] as const).sort(([a], [b]) => (a < b ? -1 : 1));
      assert.deepEqual(sorted(read(result.text)), sorted(expected), result.text);
      const back = editDecisionText(FRUITS, 'x', result.text, () => result.undo);
      assert.ok('text' in back);
      assert.deepEqual(sorted(read(back.text)), sorted(read(text)), back.text);
    })));
});
