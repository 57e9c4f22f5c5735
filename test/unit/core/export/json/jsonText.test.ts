import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonText } from '../../../../../src/core/export/json/jsonText';

suite('JSON as text', () => {
  const check = (value: object, expected: string): void => assert.equal([...jsonText(value)].join(''), expected);

  test('one element a line; what is undefined is left out', () => {
    check({ a: 1, gone: undefined, list: [{ b: 2 }, 3], none: [], text: 'x', nothing: null }, '{\n"a": 1,\n"list": [\n{"b":2},\n3\n],\n"none": [],\n"text": "x",\n"nothing": null\n}\n');
    check({}, '{}\n');
  });

  test('small elements share a chunk: each is a write', () => assert.equal([...jsonText({ list: Array.from({ length: 1_000 }, (_, at) => at) })].length, 3));

  test('lists are made as they are written', () => {
    let made = 0;
    const chunks = jsonText({ list: (function* () {
      for (;;) yield `${made++}`.padEnd(70_000);
    })() });
    for (let i = 0; i < 4; i++) chunks.next();
    assert.ok(made < 5);
  });

  test('JSON in chunks is JSON', () => {
    fc.assert(fc.property(fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue(), { maxKeys: 6 }), (value) => {
      assert.deepEqual(JSON.parse([...jsonText(value)].join('')), JSON.parse(JSON.stringify(value)));
    }));
  });
});
