import * as assert from 'node:assert/strict';
import { readDecisionText } from '../../../src/workspace/decisionFile';
import { FRUITS } from './testList';

suite('reading decisions', () => {
  /** `expected`: the entries as `name×count@line`, then the problems as `line:column code message`. */
  function check(text: string, expected: readonly string[], refusal: RegExp | '' = ''): void {
    const { entries, problems, refusal: refused } = readDecisionText(FRUITS, 'fruits.json', text);
    assert.deepEqual([
      ...entries.map(({ entry: { name, count }, line }) => `${name}${count === undefined ? '' : `×${count}`}@${line}`),
      ...problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`),
    ], expected, text);
    if (refusal === '') assert.equal(refused, '', text);
    else assert.match(refused, refusal, text);
  }
  const list = (...entries: string[]): string => `{"schemaVersion": 1, "fruits": [\n${entries.join(',\n')}\n]}`;

  test('entries have the line where they begin', () => {
    check(list('{"name": "Apple", "count": 2}', '\n\n{"name": "Pear"}'), ['Apple×2@2', 'Pear@5']);
    check('{ "fruits": [{"name":"Apple"},\r\n{"name":"Pear"}\r]}', ['Apple@1', 'Pear@2']);
  });

  test('no list, no entries', () => {
    for (const text of ['', ' \n', '// nothing yet\n', '{}', '{"schemaVersion": 2}', '{"schemaVersion": 1, "fruits": []}', '{"other": 1}']) check(text, []);
  });

  test('a list that the file does not have is told of; names of other programs are not', () => {
    check('{"fruit": [{"name": "Apple"}], "fruits": [{"name": "Pear"}],\n"@context": ["x"], "$defs": [], "note": "[]"}', ['Pear@1', '1:2 decision-invalid "fruit" is no list of fruits.json, so nothing in it counts.']);
    check('{"schemaVersion": 3, "trees": []}', ['1:19 decision-newer-schema The file is of schema 3; this version knows 2, reads what it understands and does not change the file.'], /newer|schema 3/);
  });

  test('comments, trailing commas and a byte order mark are allowed, unknown properties are no matter', () =>
    check('\uFEFF{ // mine\n"$schema": "x", "fruits": [ /* ripe */ {"name": "Apple", "color": "red"}, ], }', ['Apple@2']));

  test('a bad entry does not count, the others do', () => {
    check(list('{"name": "Apple"}', '{"name": 7}', '"Pear"', '{"name": "Plum", "count": "two"}', '{"name": ""}', '{"name": "Fig"}'), [
      'Apple@2',
      '3:1 decision-invalid This entry of "fruits" does not count: "name": a text is expected.',
      '4:1 decision-invalid This entry of "fruits" does not count: Invalid type: Expected Object but received "Pear".',
      '5:1 decision-invalid This entry of "fruits" does not count: "count": a number is expected.',
      '6:1 decision-invalid This entry of "fruits" does not count: "name": it is empty.',
      '7:1 decision-invalid "fruits" has 6 entries; the first 5 count.',
    ]);
  });

  test('of two entries for the same the later counts', () =>
    check(list('{"name": "Apple", "count": 1}', '{"name": "Pear"}', '{"name": "APPLE", "count": 2}'), ['Pear@3', 'APPLE×2@4', '4:1 decision-conflict This entry of "fruits" is for the same as the one in line 2; this one counts.']));

  test('what is not JSON is read as far as it makes sense, and not edited', () => {
    check('{"fruits": [\n{"name": "Apple"}\n{"name": "Pear"}\n]}', ['Apple@2', 'Pear@3', '3:1 decision-unreadable The file is not valid JSON here: a comma is expected. What follows is read as far as it makes sense.'], /comma is expected/);
    check('{"fruits": [\n{"name": "Apple"}, {"name": "Pe', ['Apple@2', 'Pe@2', '2:29 decision-unreadable The file is not valid JSON here: a text is not closed. What follows is read as far as it makes sense.'], /not closed/);
    check('# notes', ['1:1 decision-unreadable The file is not valid JSON here: this is no value. What follows is read as far as it makes sense.'], /no value/);
    check('\0\u0001PK', ['1:1 decision-unreadable The file is not valid JSON here: this is no value. What follows is read as far as it makes sense.'], /no value/);
  });

  test('what is JSON and something else', () => {
    check('[]', ['1:1 decision-unreadable The file is not a JSON object.'], /not a JSON object/);
    check('{"fruits": {"name": "Apple"}}', ['1:12 decision-unreadable "fruits" is not a list.'], /not a list/);
    check('{"schemaVersion": "1", "fruits": [{"name": "Apple"}]}', ['Apple@1', '1:19 decision-unreadable "schemaVersion" is not a number.'], /not a number/);
  });

  test('a newer schema is read and not edited', () =>
    check('{"schemaVersion": 3, "fruits": [{"name": "Apple", "ripe": true}, {"kind": "Pear"}]}', [
      'Apple@1',
      '1:19 decision-newer-schema The file is of schema 3; this version knows 2, reads what it understands and does not change the file.',
      '1:66 decision-invalid This entry of "fruits" does not count: "name": it is missing.',
    ], /schema 3/));

  test('of a merge that was not finished both sides are read', () => {
    const problem = (line: number): string => `${line}:1 decision-unreadable The file has the markers of a merge that was not finished; both sides are read.`;
    check('{"fruits": [\n<<<<<<< mine\n{"name": "Apple"}\n=======\n{"name": "Pear"}\n>>>>>>> theirs\n]}', ['Apple@3', 'Pear@5', problem(2)], /merge/);
    check('{"fruits": [\r\n{"name": "Apple",\r\n<<<<<<< mine\r\n"count": 1\r\n||||||| base\r\n"count": 0\r\n=======\r\n"count": 2\r\n>>>>>>> theirs\r\n}]}', ['Apple×2@2', problem(3)], /merge/);
    check('{"fruits": [ /*\n=======\n*/ {"name": "Apple"}]}', ['Apple@3']);
  });

  test('hostile files are harmless', () => {
    check(`{"fruits": ${'['.repeat(200_000)}`, ['1:1 decision-unreadable The file nests too deep to be read.'], /too deep/);
    const { entries } = readDecisionText(FRUITS, 'x', '{"fruits": [{"name": "Apple", "__proto__": {"count": 7}}], "__proto__": []}');
    assert.deepEqual(entries.map(({ entry }) => entry.count), [undefined]);
    const [problem] = readDecisionText(FRUITS, 'x', JSON.stringify({ fruits: ['x'.repeat(100_000)] })).problems;
    assert.ok(problem.message.length < 400, problem.message);
  });
});
