import assert from 'node:assert/strict';
import { figuresOf } from '../../../../eval/evaluateIdentity';
import { labelledSets } from '../../../../eval/labelledSets';
import { belowFloor, evaluate, readFloor } from '../../../../eval/runEvaluation';

suite('identity over the labelled sets', () => {
  test('the sets are what they are said to be', () => {
    const rows = labelledSets();
    assert.ok(rows.length >= 600, 'at least 600 rows');
    assert.ok(rows.filter(({ split }) => split === 'held').length >= rows.length / 3, 'a third is held back');
    assert.ok(rows.filter(({ expected }) => expected.length === 1 && expected[0] === 'unknown').length >= 150, 'at least 150 stay unknown');
    const names = rows.map(({ row }) => `${row.name}\n${row.publisher}\n${row.version}\n${row.source}`);
    assert.equal(new Set(names).size, names.length, 'no row twice');
    for (const { expected, set, line } of rows) {
      for (const label of expected) assert.match(label, /^unknown$|^[^\s:]+:\S+$/, `${set}.tsv:${line}`);
    }
  });

  test('the figures are at least the floor', function () {
    const judged = evaluate();
    if (!judged) return this.skip();
    assert.deepEqual(belowFloor(judged, readFloor()), []);
    const { precision, recall, wrongMicrosoft } = figuresOf(judged);
    assert.ok(precision >= 0.97 && recall >= 0.85 && wrongMicrosoft === 0);
  });
});
