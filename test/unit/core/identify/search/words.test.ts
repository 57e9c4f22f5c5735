import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compactOf, MOST_WORDS, wordsOf } from '../../../../../src/core/identify/search/words';

const LETTERS = ['a', 'z', '0', '9', '+', '#', ' ', '-', '_', '.', 'A', 'Z', 'é', 'e\u0301', '\u0301', 'ß', '日', 'я', '\u212a', '\0', '\ud800'];

suite('words of a name', () => {
  const check = (text: string, ...words: readonly string[]): void => assert.deepEqual(wordsOf(text), words, text);

  test('runs of letters and digits, with the signs that end them', () => {
    check('');
    check(' - . ');
    check('visual c++ 2019 c#', 'visual', 'c++', '2019', 'c#');
    check('c++11', 'c++', '11');
    check('+a#b', 'a#', 'b');
    check('gdk-pixbuf_2.0', 'gdk', 'pixbuf', '2', '0');
    check('app app', 'app');
  });

  test('marks over letters are taken off, other scripts are words', () => {
    check('café gestió', 'cafe', 'gestio');
    check('cafe\u0301', 'cafe');
    check('日本 tool', '日本', 'tool');
    // A capital is no letter of a feed's name; names come here in lower case.
    check('fooBar', 'foo', 'B', 'ar');
  });

  test('no more words than are looked at', () => {
    assert.equal(wordsOf(Array.from({ length: 100 }, (_, at) => `w${at}`).join(' ')).length, MOST_WORDS);
  });

  test('plain text is read as any other', () => {
    const defined = (text: string): readonly string[] =>
      [...new Set(text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '').match(/[a-z0-9]+[+#]*|(?:(?![a-z])\p{L}\p{M}*)+/gu) ?? [])].slice(0, MOST_WORDS);
    fc.assert(fc.property(fc.array(fc.constantFrom(...LETTERS), { maxLength: 80 }).map((parts) => parts.join('')), (text) => assert.deepEqual(wordsOf(text), defined(text))), { numRuns: 2_000 });
  });

  test('compact names', () => {
    assert.equal(compactOf('gdk-pixbuf'), 'gdkpixbuf');
    assert.equal(compactOf('c++'), 'c++');
    assert.equal(compactOf('日本'), '');
  });
});
