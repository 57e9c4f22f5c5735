import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineCutter } from '../../../../src/feeds/decode/lineCutter';

function cut(chunks: readonly Buffer[], max = 100): { readonly lines: string[]; readonly tooLong: number } {
  const lines: string[] = [];
  const cutter = new LineCutter(max, (bytes) => lines.push(bytes.toString('utf8')));
  for (const chunk of chunks) {
    const reused = Buffer.from(chunk);
    cutter.write(reused);
    reused.fill(0);
  }
  cutter.end();
  return { lines, tooLong: cutter.tooLong };
}

const check = (text: string, lines: string[], tooLong = 0, max = 100) => assert.deepEqual(cut([Buffer.from(text)], max), { lines, tooLong });

suite('LineCutter', () => {
  test('lines, with and without a break at the end', () => {
    check('a\nb\n', ['a', 'b']);
    check('a\nb', ['a', 'b']);
    check('', []);
    check('\n\n\n', []);
    check('a\r\n\r\nb', ['a\r', 'b']);
  });
  test('a line that is too long is left out, its neighbours are not', () => {
    check('12345\n123456\n1', ['12345', '1'], 1, 5);
    check('123456', [], 1, 5);
  });
  test('chunks of any size', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 12 }).map((line) => line.replace(/[\r\n]/g, '')), { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), (lines, size) => {
      const bytes = Buffer.from(lines.join('\n'));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
      assert.deepEqual(cut(chunks, 20).lines, lines.filter((line) => line !== '' && Buffer.byteLength(line) <= 20));
    }), { numRuns: 500 });
  });
});
