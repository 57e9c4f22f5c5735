import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell, writeCsv, type CsvValue } from '../../../../src/core/export/csv';

suite('CSV export', () => {
  const write = (header: readonly string[], rows: Iterable<readonly CsvValue[]>, byteOrderMark = false): string => [...writeCsv(header, rows, { byteOrderMark })].join('');

  test('cells', () => {
    const check = (value: CsvValue, expected: string): void => assert.equal(csvCell(value), expected);
    check('plain', 'plain');
    check('', '');
    check(null, '');
    check(undefined, '');
    check(0, '0');
    check(-1.5, '-1.5');
    check(true, 'true');
    check('a,b', '"a,b"');
    check('a;b', '"a;b"');
    check('say "hi"', '"say ""hi"""');
    check(' a', '" a"');
    check('a\r\nb\tc\u0000d\u2028e', 'a b c d e');
    check('漢字 😀', '漢字 😀');
  });

  test('what a spreadsheet would run is text', () => {
    const check = (value: string, expected: string): void => assert.equal(csvCell(value), expected);
    check('=1+1', "'=1+1");
    check('=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"');
    check("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1");
    check('+49 30 1234', "'+49 30 1234");
    check('-2+3', "'-2+3");
    check('@SUM(A1)', "'@SUM(A1)");
    check('\t=1', "' =1");
    check('\rx', "' x");
    check('  =1', "'  =1");
    check('\u0000=1', "' =1");
    check('\uFEFF=1', "'\uFEFF=1");
    check('＝1', "'＝1");
    check('-', "'-");
    // Plain numbers stay numbers.
    check('-5', '-5');
    check('+3.5', '+3.5');
    check('-1e5', '-1e5');
    check('a=1', 'a=1');
    check('1-2', '1-2');
    check('C++', 'C++');
    // A locale that splits at semicolons must not find a formula behind one.
    check('a;=1', '"a;=1"');
  });

  test('rows end with CRLF and the header comes first', () => {
    assert.equal(write(['a', 'b'], [['1', null], ['x,y', 2]]), 'a,b\r\n1,\r\n"x,y",2\r\n');
    assert.equal(write(['a'], [], true), '\uFEFFa\r\n');
    assert.equal(write(['a'], [[''], ['x']]), 'a\r\n""\r\nx\r\n');
  });

  test('comes in chunks, and takes rows only as it goes', () => {
    let taken = 0;
    const endless = function* (): Generator<readonly CsvValue[]> {
      for (;;) yield [taken++, 'x'.repeat(1_000)];
    };
    const chunks = writeCsv(['n', 'x'], endless());
    const first = chunks.next().value as string;
    assert.ok(first.length >= 65_536 && first.length < 70_000);
    assert.ok(taken < 100);
  });

  test('csv-parse reads back what was written', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', ' ', '\n', '\r', '\t', '=', '-', '1', "'"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.boolean(), (rows, byteOrderMark) => {
        const read = parse(write(rows[0]!, rows.slice(1), byteOrderMark), { bom: true, record_delimiter: '\r\n', relax_column_count: true }) as string[][];
        const expected = rows.map((row) => row.map((cell) => (csvCell(cell).replace(/^"?('?).*$/s, '$1') === "'" && !cell.startsWith("'") ? `'${cell}` : cell).replace(/[\n\r\t]+/g, ' ')));
        assert.deepEqual(read, expected);
        for (const cell of read.flat()) assert.ok(!/^\s*[=+\-@]/.test(cell) || /^[+-]?\d+(\.\d+)?$/.test(cell), cell);
      }),
      { numRuns: 500 },
    );
  });
});
