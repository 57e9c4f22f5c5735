import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternTest } from '../../../../src/core/insights/pattern';

suite('Patterns of names', () => {
  const check = (pattern: string, text: string, expected: boolean) => assert.equal(patternTest(pattern)(text), expected, `${pattern} on ${text}`);

  test('a name without signs is the whole name, in any case', () => {
    check('OpenSSL', 'openssl', true);
    check('OpenSSL', 'OpenSSL 1.1', false);
    check('', 'x', false);
    check('a.b', 'axb', false);
  });

  test('a star is any characters, a question mark is one', () => {
    check('OpenSSL 1.1*', 'openssl 1.1.1w', true);
    check('OpenSSL 1.1*', 'OpenSSL 3.0', false);
    check('*ssl*', 'libssl3', true);
    check('web??', 'web01', true);
    check('web??', 'web1', false);
    check('*', '', true);
    check('a*b*c', 'a-b-b-c', true);
    check('a*b*c', 'a-b-b', false);
  });

  test('are a regular expression\'s answer', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
    fc.assert(fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 }), (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`);
      check(pattern, text, expression.test(text));
    }));
  });

  test('a pattern made to be slow is not', () => check(`${'*a'.repeat(100)}b`, 'a'.repeat(10_000), false));
});
