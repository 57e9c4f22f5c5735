import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CellTable } from '../../../../../src/core/inventory/text/cellTable';
import { CsvRows, type CsvShape } from '../../../../../src/core/inventory/text/csvRows';
import { readTextRow } from '../../../../../src/core/inventory/text/csvText';

const COMMA: CsvShape = { delimiters: [44], quotes: true };

interface Read {
  readonly rows: string[][];
  readonly lines: number[];
  /** `kind line:column-endColumn`. */
  readonly flaws: string[];
  /** `line:column-endColumn` of each cell. */
  readonly places: string[][];
}

function read(bytes: Uint8Array, chunks: readonly number[] = [], shape = COMMA): Read {
  const result: Read = { rows: [], lines: [], flaws: [], places: [] };
  const table = new CellTable();
  const rows: CsvRows = new CsvRows(table, shape, () => {
    const indexes = Array.from({ length: Math.min(rows.count, 1_024) }, (_, index) => index);
    const place = (index: number): string => {
      const { line, column, endColumn } = rows.place(index);
      return `${line}:${column}-${endColumn ?? ''}`;
    };
    result.rows.push(indexes.map((index) => table.text(rows.ids[index]!)));
    result.lines.push(rows.line);
    result.places.push(indexes.map(place));
    result.flaws.push(...rows.flaws.map((flaw) => `${flaw.kind} ${place(flaw.cell)}`));
  });
  let from = 0;
  for (const size of chunks) {
    rows.write(bytes.subarray(from, from + size));
    from += size;
  }
  rows.write(bytes.subarray(from));
  rows.end();
  return result;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function oracle(text: string): string[][] {
  return (parse(text, { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: true, relax_quotes: true }) as string[][]).filter((row) => row.length > 1 || row[0] !== '');
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1', 'é', '漢', '😀', '.'), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '\r', 'ß'), maxLength: 6 }),
);
const needsQuotes = (text: string): boolean => /[",\r\n]/.test(text);
const csv = fc
  .record({
    rows: fc.array(fc.array(fc.record({ text: cell, quoted: fc.boolean() }), { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
    breaks: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 8, maxLength: 8 }),
    last: fc.boolean(),
  })
  .map(({ rows, breaks, last }) =>
    rows
      .map((row, index) => {
        const line = row.map(({ text, quoted }) => (quoted || needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
        return line + (last || index < rows.length - 1 ? breaks[index]! : '');
      })
      .join(''),
  );

suite('CSV rows from bytes', () => {
  test('reads what csv-parse reads, split anywhere', () => {
    fc.assert(
      fc.property(csv, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }), (text, chunks) => {
        assert.deepEqual(read(utf8(text), chunks).rows, oracle(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is the same at every split of a tricky file', () => {
    const bytes = utf8('Server,Software\r\n"a ""b""\r\nc",é😀\n\n"x"y,"1,2"\r"",\n"open\nq,"r"\nlast,"');
    const whole = read(bytes);
    for (let at = 0; at <= bytes.length; at++) assert.deepEqual(read(bytes, [at]), whole, `split at ${at}`);
    assert.deepEqual(read(bytes, new Array<number>(bytes.length).fill(1)), whole);
  });

  test('the row of a text in memory is the same', () => {
    fc.assert(
      fc.property(csv, (text) => {
        const fromBytes = read(utf8(text)).rows;
        const fromText: string[][] = [];
        for (let at = 0; at < text.length; ) {
          const row = readTextRow(text, at, ',', true);
          if (row.cells.length > 1 || row.cells[0]!.text !== '') fromText.push(row.cells.map((each) => each.text));
          at = row.next;
        }
        assert.deepEqual(fromText, fromBytes);
      }),
    );
  });

  test('tells where cells stand, in UTF-16 columns', () => {
    const check = (text: string, places: string): void => {
      const found = read(utf8(text));
      assert.equal(found.places.map((row) => row.join(' ')).join(' | '), places);
      assert.deepEqual(read(utf8(text), new Array<number>(utf8(text).length).fill(1)).places, found.places);
    };
    check('a,bc,', '1:1-2 1:3-5 1:6-6');
    check('a,"bc",d', '1:1-2 1:4-6 1:8-9');
    check('é,😀,x\nb,c', '1:1-2 1:3-5 1:6-7 | 2:1-2 2:3-4');
    check('a,"x\r\ny",z\r\n\r\nq', '1:1-2 1:4- 2:4-5 | 4:1-2');
    check('a\rb\n\nc', '1:1-2 | 2:1-2 | 4:1-2');
  });

  test('a quote that does not close is text, reported at the quote', () => {
    const check = (text: string, rows: string, flaws: string): void => {
      const found = read(utf8(text));
      assert.equal(found.rows.map((row) => row.join('|')).join(' / '), rows);
      assert.equal(found.flaws.join(' '), flaws);
    };
    check('a,"b\nc,d\ne,f\n', 'a|b / c|d / e|f', 'quote 1:4-5');
    check('a,"b\nc,"d"\ne,f\n', 'a|b / c|d / e|f', 'quote 1:4-5');
    check('"a","b\n"c","d"\n', 'a|b / c|d', 'quote 1:6-7');
    check('a,"', 'a|', 'quote 1:4-4');
    // A quote inside text, and text behind a quoted part, are no harm.
    check('5" disk,"say ""hi"""\n', '5" disk|say "hi"', '');
    check('"a"b,c\n', 'ab|c', '');
    check('"a" ,c\n', 'a |c', '');
check(`a,"${'x\n'.repeat(1_001)}",b\nc,d`, `a|x${' / x'.repeat(1_000)} / |b / c|d`, 'quote 1:4-5 quote 1002:2-2');
  });

  test('a cell of 10 MB is cut without being kept, and the rest is read', () => {
    const big = 'x'.repeat(10_000_000);
    for (const [text, column] of [
      [`a,${big},c\nd,e,f\n`, 3],
      [`a,"${big}",c\nd,e,f\n`, 4],
      [`a,"${'""'.repeat(5_000_000)}",c\nd,e,f\n`, 4],
    ] as const) {
      const found = read(utf8(text), new Array<number>(200).fill(65_536));
      assert.deepEqual(found.rows.map((row) => row.map((each) => each.length)), [[1, 4_096, 1], [1, 1, 1]]);
      assert.deepEqual(found.lines, [1, 2]);
      assert.equal(found.flaws.length, 1);
      assert.ok(found.flaws[0]!.startsWith(`long 1:${column}-`), found.flaws[0]);
      assert.equal(found.places[0]![2], `1:${text.indexOf(',c\n') + 2}-${text.indexOf(',c\n') + 3}`);
    }
  });

  test('lines inside a cell that is cut still count', () => {
    const text = `a,"${`${'x'.repeat(9_999)}\r\n`.repeat(300)}",c\nd,e,f\n`;
    for (const size of [65_536, 65_537, 10_001, 1 << 20]) {
      const found = read(utf8(text), new Array<number>(Math.ceil(text.length / size)).fill(size));
      assert.deepEqual(found.lines, [1, 302], `chunks of ${size}`);
    }
  });

  test('a row of too many cells is counted, not kept', () => {
    const text = `${'a,'.repeat(3_000_000)}b\nc,d\n`;
    const counts: number[] = [];
    const table = new CellTable();
    const rows: CsvRows = new CsvRows(table, COMMA, () => counts.push(rows.count));
    const bytes = utf8(text);
    for (let at = 0; at < bytes.length; at += 65_536) rows.write(bytes.subarray(at, at + 65_536));
    rows.end();
    assert.deepEqual(counts, [3_000_001, 2]);
  });

  test('finds the delimiter in the first row', () => {
    const shape: CsvShape = { delimiters: [44, 59, 9], quotes: true };
    const check = (text: string, row: string): void => assert.equal(read(utf8(text), [1, 2, 1], shape).rows.at(-1)!.join('|'), row);
    check('a;b\nc,c;d', 'c,c|d');
    check('a\tb\nc,c\td', 'c,c|d');
    check('a,b\nc;c,d', 'c;c|d');
    check('"a;a;a",b\nc,d', 'c|d');
    check('sep=;\na;b\nc,1;d', 'c,1|d');
    check('#TYPE Selected.Object,x,y\r\na;b\r\nc,1;d', 'c,1|d');
    check('abc', 'abc');
  });

  test('invalid UTF-8 and NUL are told at the first cell that has them', () => {
    const bytes = Uint8Array.from([...utf8('a,b\nx'), 0xe9, ...utf8(',y\nz'), 0, ...utf8(',w\nx'), 0xe9, ...utf8(',y')]);
    for (const chunks of [[], [5], [6], [1, 1, 1, 1, 1, 1, 1, 1]]) {
      const found = read(bytes, chunks);
      assert.deepEqual(found.rows, [['a', 'b'], ['x\uFFFD', 'y'], ['z\0', 'w'], ['x\uFFFD', 'y']]);
      assert.deepEqual(found.flaws, ['encoding 2:1-3', 'nul 3:1-3']);
    }
  });
});
