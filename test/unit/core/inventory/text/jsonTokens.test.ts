import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CellTable } from '../../../../../src/core/inventory/text/cellTable';
import { JsonTokens, type JsonEvents } from '../../../../../src/core/inventory/text/jsonTokens';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The events of a text, one a line. */
function events(bytes: Uint8Array, chunks: readonly number[] = []): string[] {
  const found: string[] = [];
  const table = new CellTable();
  const say = (what: string, line: number, column: number): number => found.push(`${line}:${column} ${what}`);
  const sink: JsonEvents = {
    open: (isArray, line, column) => say(isArray ? '[' : '{', line, column),
    close: () => found.push('end'),
    key: (cell, line, column) => say(`key ${table.text(cell)}`, line, column),
    text: (cell, line, column) => say(`text ${table.text(cell)}`, line, column),
    number: (cell, line, column) => say(`number ${table.text(cell)}`, line, column),
    literal: (value, line, column) => say(String(value), line, column),
    syntax: (message, line, column, fatal) => say(`${fatal ? 'FATAL' : 'syntax'} ${message}`, line, column),
    flaw: (kind, line, column) => say(`flaw ${kind}`, line, column),
  };
  const tokens = new JsonTokens(table, sink);
  let from = 0;
  for (const size of chunks) {
    tokens.write(bytes.subarray(from, from + size));
    from += size;
  }
  tokens.write(bytes.subarray(from));
  tokens.end();
  return found;
}

/** The value that the events build. */
function build(bytes: Uint8Array, chunks: readonly number[]): unknown {
  const table = new CellTable();
  const stack: { readonly add: (value: unknown) => void }[] = [];
  let root: unknown;
  let key = '';
  const put = (value: unknown): void => (stack.length > 0 ? stack[stack.length - 1]!.add(value) : void (root = value));
  const tokens = new JsonTokens(table, {
    open(isArray) {
      const value: unknown[] & Record<string, unknown> = (isArray ? [] : {}) as never;
      put(value);
      stack.push({ add: (each) => (isArray ? value.push(each) : Object.defineProperty(value, key, { value: each, enumerable: true, configurable: true, writable: true })) });
    },
    close: () => stack.pop(),
    key: (cell) => (key = table.text(cell)),
    text: (cell) => put(table.text(cell)),
    number: (cell) => put(Number(table.text(cell))),
    literal: put,
    syntax: (message) => assert.fail(message),
    flaw: (kind) => assert.ok(kind === 'nul'),
  });
  let from = 0;
  for (const size of chunks) {
    tokens.write(bytes.subarray(from, from + size));
    from += size;
  }
  tokens.write(bytes.subarray(from));
  tokens.end();
  return root;
}

suite('JSON tokens from bytes', () => {
  test('read what JSON.parse reads, split anywhere', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), fc.boolean(), fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 60 }), (json, indent, escaped, chunks) => {
        let text = JSON.stringify(JSON.parse(json), undefined, indent);
        if (escaped) text = text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
        assert.deepEqual(build(utf8(text), chunks), JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test('places are lines and UTF-16 columns, at every split', () => {
    const bytes = utf8('{"é😀": "漢",\r\n "b":[1,\ttrue,\n\rnull ]}');
    const whole = events(bytes);
    assert.deepEqual(whole, ['1:1 {', '1:2 key é😀', '1:9 text 漢', '2:2 key b', '2:6 [', '2:7 number 1', '2:10 true', '4:1 null', 'end', 'end']);
    for (let at = 0; at <= bytes.length; at++) assert.deepEqual(events(bytes, [at]), whole, `split at ${at}`);
  });

  const check = (text: string, ...problems: string[]): void => {
    for (const chunks of [[], new Array<number>(utf8(text).length).fill(1)]) {
      assert.deepEqual(events(utf8(text), chunks).filter((event) => /FATAL|syntax|flaw/.test(event)), problems, text);
    }
  };

  test('errors have their place and end the reading', () => {
    check('{"a" 1}', '1:6 FATAL Expected ":" but found "1".');
    check('{"a":\n}', '2:1 FATAL Expected a value but found "}".');
    check("{'a':1}", '1:2 FATAL Expected a name in double quotes or "}" but found "\'".');
    check('[1 2]', '1:4 FATAL Expected "," or "]" but found "2".');
    check('[1}', '1:3 FATAL Expected "," or "]" but found "}".');
    check('{"a":tru}', '1:6 FATAL Expected a value but found "tru"; text needs double quotes.');
    check('[01]', '1:2 FATAL Expected a value but found "01"; text needs double quotes.');
    check('[1.]', '1:2 FATAL Expected a value but found "1."; text needs double quotes.');
    check('[NaN]', '1:2 FATAL Expected a value but found "NaN"; text needs double quotes.');
    check('{"a":1} x', '1:9 FATAL Expected the end of the file but found "x".');
    check('[//c\n]', '1:2 FATAL Expected a value but found "/".');
    check('["a\nb"]', '1:2 FATAL The text is not closed before the end of its line; a quote is missing.');
    check('["\\q"]', '1:3 FATAL The backslash is not followed by one of " \\ / b f n r t u.');
    check('["\\u12G4"]', '1:7 FATAL \\u is not followed by four hexadecimal digits.');
    check('{"a":[1,', '1:9 FATAL The file ends too early: "]" is missing.');
    check('{"a"', '1:5 FATAL The file ends too early: "}" is missing.');
    check('["ab', '1:2 FATAL The file ends inside a text; its closing quote is missing.');
    check('["é', '1:2 FATAL The file ends inside a text; its closing quote is missing.');
    check('[é]', '1:2 FATAL Expected a value but found a character that may only stand in a text.');
    check('}', '1:1 FATAL Expected a value but found "}".');
  });

  test('commas too many or too few are read over', () => {
    check('[1,\n]', '1:3 syntax The comma has nothing after it.');
    check('{"a":1,}', '1:7 syntax The comma has nothing after it.');
    check('[{}\n{}]', '2:1 syntax A comma is missing before this.');
    check('{"a":1\n"b":2}', '2:1 syntax A comma is missing before this.');
    assert.deepEqual(events(utf8('[{},]')), ['1:1 [', '1:2 {', 'end', '1:4 syntax The comma has nothing after it.', 'end']);
    check('[,1]', '1:2 FATAL Expected a value but found ",".');
    check('[1,,2]', '1:4 FATAL Expected a value but found ",".');
  });

  test('nesting is followed to its limit', () => {
    check(`${'['.repeat(64)}${']'.repeat(64)}`);
    check('['.repeat(65), '1:65 FATAL Values are nested deeper than 64 levels; the rest is not read.');
    check('{"a":'.repeat(1_000), `1:${64 * 5 + 1} FATAL Values are nested deeper than 64 levels; the rest is not read.`);
  });

  test('odd characters are told and read over', () => {
    check('["a\u0000b"]', '1:4 flaw nul');
    check('["a\\u0000b"]', '1:2 flaw nul');
    check('["a\tb"]', '1:4 syntax A control character stands unescaped in a text.');
    check('["\\ud83d", "\\ude00x"]');
    assert.deepEqual(events(utf8('["\\ud83d\\ude00", "\\ud83dx"]')).slice(1, 3), ['1:2 text 😀', '1:18 text \uFFFDx']);
    assert.deepEqual(events(Uint8Array.from([...utf8('["a'), 0xe9, ...utf8('"]')])), ['1:1 [', '1:2 flaw encoding', '1:2 text a\uFFFD', 'end']);
  });

  test('a long text is cut, in one chunk or many', () => {
    const bytes = utf8(`["${'x'.repeat(10_000_000)}", "${'\\n'.repeat(5_000)}", 1]`);
    for (const chunks of [[], new Array<number>(160).fill(65_536)]) {
      const found = events(bytes, chunks);
      assert.deepEqual(found.map((event) => event.slice(0, 40)), ['1:1 [', '1:2 flaw long', `1:2 text ${'x'.repeat(31)}`, '1:10000006 flaw long', `1:10000006 text ${'\n'.repeat(24)}`, '1:10010010 number 1', 'end']);
      assert.equal(found[2]!.length, '1:2 text '.length + 4_096);
    }
  });
});
