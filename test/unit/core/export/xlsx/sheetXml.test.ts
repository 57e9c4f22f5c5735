import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnName, sheetXml, xmlText, type ColumnKind } from '../../../../../src/core/export/xlsx/sheetXml';
import type { Cell } from '../../../../../src/core/export/tables';

suite('A sheet as XML', () => {
  const cells = (kind: ColumnKind, ...values: readonly Cell[]): string => {
    const text = [...sheetXml({ name: 'S', columns: [{ title: 'T', kind, width: 9 }], rows: values.map((value) => [value]) }, true, () => undefined)].join('');
    return [...text.matchAll(/<c r="A(?!1")\d+"(.*?)<\/c>/g)].map(([, cell]) => cell).join(' ');
  };
  const check = (kind: ColumnKind, value: Cell, expected: string): void => assert.equal(cells(kind, value), expected);

  test('numbers, dates and text by their column', () => {
    check('count', 12, ' s="6"><v>12</v>');
    check('number', 0, ' s="0"><v>0</v>');
    check('rating', 9.8, ' s="3"><v>9.8</v>');
    check('share', 0.5, ' s="4"><v>0.5</v>');
    check('date', '2026-11-21', ' s="2"><v>46347</v>');
    check('date', '1900-03-01', ' s="2"><v>61</v>');
    check('text', '2026-11-21', ' t="inlineStr"><is><t>2026-11-21</t></is>');
    check('text', '0012', ' t="inlineStr"><is><t>0012</t></is>');
    check('count', 'hidden', ' t="inlineStr"><is><t>hidden</t></is>');
    check('date', 'soon', ' t="inlineStr"><is><t>soon</t></is>');
    check('date', '1899-01-01', ' t="inlineStr"><is><t>1899-01-01</t></is>');
    check('count', null, '');
    check('text', '', '');
    check('count', Number.NaN, '');
  });

  test('text is never a formula, also when somebody edits it', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', ' =1', '＝1', '\u200b=1']) assert.match(cells('text', text), / t="inlineStr" s="5"><is><t/, text);
    check('text', 'a=1', ' t="inlineStr"><is><t>a=1</t></is>');
    assert.doesNotMatch(cells('text', '=1'), /<f>/);
  });

  test('text that XML or Excel would read otherwise', () => {
    const text = (given: string, expected: string): void => assert.equal(xmlText(given), expected);
    text('a & <b> "c"', 'a &amp; &lt;b&gt; &quot;c&quot;');
    text('a\u0000\u0007b\r\nc\u2028d\uffffe', 'a b c d e');
    text('_x000D_', '_x005F_x000D_');
    text('_x1', '_x1');
    text('\ud800x\udc00', '\ufffdx\ufffd');
    text('😀', '😀');
    assert.equal(xmlText('x'.repeat(40_000)).length, 32_767);
    assert.equal(xmlText('&'.repeat(32_767)).length, 32_767 * 5);
    check('text', ' a', ' t="inlineStr"><is><t xml:space="preserve"> a</t></is>');
  });

  test('columns after Z', () => assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnName), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']));

  test('as many rows as a sheet holds, and no more are asked for', () => {
    let asked = 0;
    let rows = 0;
    const endless = (function* () {
      for (;;) yield [asked++];
    })();
    for (const _ of sheetXml({ name: 'S', columns: [{ title: 'T', kind: 'number', width: 9 }], rows: endless }, false, (count) => (rows = count))) if (asked > 1_048_575) break;
    assert.equal(rows, 1_048_576);
    assert.equal(asked, 1_048_575);
  });

  test('whatever a text holds, the XML holds none of its markup', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(xmlText(text).replace(/&(amp|lt|gt|quot);/g, ''), /[&<>"\u0000-\u001f]/);
    }));
  });
});
