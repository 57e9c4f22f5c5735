import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText, TextBytes } from '../../../../../src/core/inventory/text/textBytes';
import { decodeUtf8, encodeUtf8, utf16Length } from '../../../../../src/core/inventory/text/utf8';

function inChunks(bytes: Uint8Array, size: number): string {
  const parts: Uint8Array[] = [];
  const front = new TextBytes((utf8) => parts.push(utf8.slice()));
  for (let at = 0; at < bytes.length; at += size) front.write(bytes.subarray(at, at + size));
  front.end();
  const whole = Buffer.concat(parts);
  return decodeUtf8(whole, 0, whole.length).text;
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

suite('UTF-8', () => {
  const nasty = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0xc3, 0xe2, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0x80, 0xf4, 0x90, 0x41)), { maxLength: 24 }).map((bytes) => Uint8Array.from(bytes));

  test('decodes what TextDecoder decodes, valid or not', () => {
    fc.assert(
      fc.property(nasty, (bytes) => {
        const { text, invalidAt } = decodeUtf8(bytes, 0, bytes.length);
        assert.equal(text, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
        assert.equal(utf16Length(bytes, 0, bytes.length), text.length);
        let valid = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch {
          valid = false;
        }
        assert.equal(invalidAt < 0, valid);
        if (!valid) assert.equal(text[invalidAt], '\uFFFD');
      }),
      { numRuns: 2_000 },
    );
  });

  test('encodes what TextEncoder encodes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => assert.deepEqual([...encodeUtf8(text)], [...new TextEncoder().encode(text)])));
    assert.deepEqual([...encodeUtf8('a\ud800b')], [...new TextEncoder().encode('a\ud800b')]);
  });
});

suite('encoding front end', () => {
  const text = 'Größe,漢字,😀\r\n"a"';
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with mark', Buffer.from(`\uFEFF${text}`), text],
    ['UTF-16 LE with mark', utf16(text, false), text],
    ['UTF-16 BE with mark', utf16(text, true), text],
    ['UTF-16 LE without mark', Buffer.from('ab😀', 'utf16le'), 'ab😀'],
    ['UTF-16 BE without mark', Buffer.from('ab😀', 'utf16le').swap16(), 'ab😀'],
    ['a character and a zero', Uint8Array.of(0x41, 0), 'A\0'],
    ['zeros between characters further on', Uint8Array.of(0x41, 0, 0x42, 0x43), 'A\0BC'],
    ['nothing', new Uint8Array(0), ''],
    ['a UTF-8 mark alone', Uint8Array.of(0xef, 0xbb, 0xbf), ''],
    ['a UTF-16 mark alone', Uint8Array.of(0xff, 0xfe), ''],
    ['half a mark', Uint8Array.of(0xef, 0xbb), '\uFFFD'],
    ['one byte', Uint8Array.of(0x41), 'A'],
    ['UTF-16 with half a unit at the end', Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x42), 'A\uFFFD'],
    ['UTF-16 with half a pair at the end', Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x3d, 0xd8), 'A\uFFFD'],
    ['UTF-16 with half a pair inside', Uint8Array.of(0xff, 0xfe, 0x3d, 0xd8, 0x41, 0, 0x00, 0xde, 0x42, 0), '\uFFFDA\uFFFDB'],
    ['a mark inside', Buffer.from('a\uFEFFb'), 'a\uFEFFb'],
  ];
  for (const [name, bytes, expected] of cases) {
    test(`reads ${name}, in chunks of any size`, () => {
      for (let size = 1; size <= bytes.length + 1; size++) assert.equal(inChunks(bytes, size), expected, `chunks of ${size}`);
      assert.equal(decodeText(bytes), expected);
    });
  }

  test('a file in one chunk is handed on in slices', () => {
    let longest = 0;
    const front = new TextBytes((utf8) => (longest = Math.max(longest, utf8.length)));
    front.write(new Uint8Array(3_000_000).fill(65));
    front.end();
    assert.ok(longest <= 262_144);
    assert.equal(front.bytes, 3_000_000);
  });
});
