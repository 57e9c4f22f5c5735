import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CellTable, cleanedText, hashBytes } from '../../../../../src/core/inventory/text/cellTable';
import { TupleTable } from '../../../../../src/core/inventory/text/tupleTable';

suite('cell table', () => {
  test('gives equal cells one number and others another', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 200 }), (texts) => {
        const table = new CellTable();
        const ids = new Map<string, number>();
        for (const text of texts) {
          const id = table.internText(text);
          assert.equal(ids.get(text) ?? id, id);
          ids.set(text, id);
          assert.equal(table.text(id), text);
        }
        assert.equal(new Set(ids.values()).size, ids.size);
        assert.equal(table.internText(''), 0);
      }),
    );
  });

  test('cells that all have one hash stay distinct and found, through growth', () => {
    const table = new CellTable();
    const bytesOf = (n: number): Uint8Array => new TextEncoder().encode(`cell ${n}`);
    const intern = (n: number): number => table.intern(bytesOf(n), 0, bytesOf(n).length, 7);
    const ids = Array.from({ length: 5_000 }, (_, n) => intern(n));
    assert.equal(new Set(ids).size, 5_000);
    ids.forEach((id, n) => {
      assert.equal(intern(n), id);
      assert.equal(table.text(id), `cell ${n}`);
    });
  });

  test('keeps a copy: the caller may reuse its bytes', () => {
    const table = new CellTable();
    const bytes = new TextEncoder().encode('web01');
    const id = table.intern(bytes, 0, 5, hashBytes(bytes, 0, 5));
    bytes.fill(0x58);
    assert.equal(table.text(id), 'web01');
  });

  test('a clean cell has no blanks around it and no control characters', () => {
    const check = (text: string, clean: string): void => {
      const table = new CellTable();
      assert.equal(table.cleanText(table.internText(text)), clean);
      assert.equal(cleanedText(text), clean);
    };
    check('a b', 'a b');
    check('  a\u00a0 ', 'a');
    check('a\r\n\tb\u0000', 'a b');
    check('\u0000', '');
    check(' \t', '');
    const table = new CellTable();
    assert.equal(table.clean(table.internText(' a')), table.internText('a'));
  });

  test('a long cell is cut between characters', () => {
    const table = new CellTable();
    const check = (text: string, length: number, cut: boolean): void => {
      const id = table.internText(text);
      assert.equal(table.text(id).length, length);
      assert.equal(table.isCut(id), cut);
      assert.ok(text.startsWith(table.text(id)));
      assert.equal(table.flaw, '');
    };
    check('x'.repeat(4_096), 4_096, false);
    check('x'.repeat(4_097), 4_096, true);
    check('漢'.repeat(4_096), 4_096, true);
    check('漢'.repeat(4_095), 4_095, false);
    check('漢'.repeat(100_000), 4_096, true);
    check(`x${'😀'.repeat(4_096)}`, 4_095, true);
  });
});

suite('tuple table', () => {
  test('gives equal tuples one number, through growth and crowding', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(60)), { maxLength: 3_000 }), (tuples) => {
        const table = new TupleTable(3);
        const ids = new Map<string, number>();
        for (const tuple of tuples) {
          const id = table.intern(Int32Array.from(tuple));
          const key = tuple.join();
          assert.equal(table.isNew, !ids.has(key));
          assert.equal(ids.get(key) ?? id, id);
          ids.set(key, id);
          assert.deepEqual([0, 1, 2].map((place) => table.at(id, place)), tuple);
        }
        assert.equal(table.size, ids.size);
      }),
      { numRuns: 30 },
    );
  });
});
