import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CategoryRule } from '../../../../../src/core/identify/userRules/categoryRule';
import type { Mapping } from '../../../../../src/core/identify/userRules/mapping';
import { mappingCpe } from '../../../../../src/core/identify/userRules/mappingCpe';
import type { Placed } from '../../../../../src/core/identify/userRules/placed';
import { UserRules } from '../../../../../src/core/identify/userRules/userRules';
import { wildcard } from '../../../../../src/core/identify/userRules/wildcard';

/** Each in a line of its own, from 1. */
function placed<Entry>(entries: readonly Entry[], firstLine = 1): Placed<Entry>[] {
  return entries.map((entry, at) => ({ entry, file: '/w/.inventory-insights/x.json', line: firstLine + at, column: 1 }));
}

suite('user rules', () => {
  suite('patterns', () => {
    const check = (pattern: string, text: string, expected: boolean): void => assert.equal(wildcard(pattern)(text), expected, `${pattern} on ${text}`);
    const rows: readonly (readonly [pattern: string, text: string, expected: boolean])[] = [
      ['Contoso Agent', 'contoso agent', true], ['Contoso Agent', ' Contoso Agent ', true], ['Contoso', 'Contoso Agent', false],
      ['Contoso*', 'Contoso Agent', true], ['Contoso*', 'My Contoso', false], ['*agent', 'Contoso Agent', true], ['*so*ag*', 'Contoso Agent', true],
      ['*', '', true], ['**', 'x', true], ['a*a', 'a', false], ['a*a', 'aa', true], ['2.*', '2', false], ['2.*', '2.0', true], ['a*b*a', 'aba', true], ['a*b*a', 'aa', false],
      ['a.c', 'abc', false], ['(x', '(x', true],
    ];
    for (const [pattern, text, expected] of rows) test(`${pattern} ${expected ? 'fits' : 'does not fit'} ${text || 'nothing'}`, () => check(pattern, text, expected));

    test('a pattern says the same as its regular expression', () => {
      const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
      const plain = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
      fc.assert(fc.property(text, plain, (pattern, given) => check(pattern, given, new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(given))));
    });
  });

  suite('mappings', () => {
    const rules: readonly Mapping[] = [
      { name: 'Agent', cpe: 'a:any' },
      { name: 'Agent', publisher: 'Contoso', cpe: 'a:publisher' },
      { name: 'Agent', version: '2.*', cpe: 'a:two' },
      { name: 'Agent', version: '2.1*', cpe: 'a:two-one' },
      { name: 'agent', version: '2.1.7', cpe: 'a:exact' },
      { name: 'Agent', source: 'dpkg', cpe: 'a:dpkg' },
      { name: 'Tool', version: '1*', cpe: 'a:first' },
      { name: 'Tool', version: '*1', cpe: 'a:second' },
      { name: 'Same', publisher: 'A', version: '1*', cpe: 'a:same' },
      { name: 'Same', publisher: 'A', version: '*1', cpe: 'a:same' },
    ];
    const asked = new UserRules({ mappings: placed(rules), categories: [] });
    /** `expected`: the CPE, and the line of a rival. */
    const check = (text: string, expected: string): void => {
      const [name = '', publisher = '', version = '', source = ''] = text.split('|');
      const found = asked.mappingOf({ name, publisher, version, source });
      assert.equal(found ? [found.mapping.entry.cpe, found.rival && `rival ${found.rival.line}`].filter(Boolean).join(', ') : '', expected, text);
    };
    test('the narrowest that fits decides', () => {
      check('Agent|Fabrikam|1.0|registry', 'a:any');
      check(' AGENT ||', 'a:any');
      check('Agent|contoso|1.0', 'a:publisher');
      check('Agent||2.0', 'a:two');
      check('Agent||2.1.8', 'a:two-one');
      check('Agent|Contoso|2.1.7|dpkg', 'a:exact');
      check('Agent||1|dpkg', 'a:dpkg');
      check('Agent 2', '');
      check('', '');
    });
    test('of two as narrow the later, and the other is told when it says something else', () => {
      check('Tool||1.1', 'a:second, rival 7');
      check('Same|A|1.1', 'a:same');
    });
  });

  test('categories: a name before a pattern, a pattern before a publisher, the longer pattern first', () => {
    const rules: readonly CategoryRule[] = [
      { publisher: 'Contoso*', category: 'Business applications' },
      { name: '*agent*', category: 'Others', subcategory: 'agents' },
      { name: 'Contoso Ag*', category: 'Web hosting' },
      { name: 'contoso agent', category: 'Security & compliance', subcategory: 'SIEM' },
      { name: 'Contoso Ag*', publisher: 'Contoso', category: 'Databases and data platforms' },
    ];
    const asked = new UserRules({ mappings: [], categories: placed(rules) });
    const check = (name: string, publisher: string, line: number | undefined): void => assert.equal(asked.categoryOf({ name, publisher, version: '', source: '' })?.line, line, name);
    check('Contoso Agent', 'Contoso', 4);
    check('Contoso Agent 2', 'Contoso', 5);
    check('Contoso Agent 2', 'Fabrikam', 3);
    check('Fabrikam agent', 'Fabrikam', 2);
    check('Editor', 'Contoso Ltd', 1);
    check('Editor', 'Fabrikam', undefined);
  });

  test('what a mapping may name', () => {
    const check = (text: string, expected: string): void => {
      const cpe = mappingCpe(text);
      assert.equal(cpe ? [cpe.part, cpe.vendor, cpe.product, cpe.version].join(' ') : '', expected, text);
    };
    check('7-zip:7-zip', 'a 7-zip 7-zip *');
    check(' Microsoft:.NET ', 'a microsoft .net *');
    check('cpe:2.3:a:oracle:jdk:1.8.0:update371:*:*:*:*:*:*', 'a oracle jdk 1.8.0');
    check('cpe:2.3:o:debian:debian_linux:*:*:*:*:*:*:*:*', 'o debian debian_linux *');
    check('cpe:/a:apache:tomcat', 'a apache tomcat *');
    check('notepad-plus-plus:notepad\\+\\+', 'a notepad-plus-plus notepad++ *');
    for (const none of ['', ':', 'a:', 'tomcat', 'a:b:c', 'a b:c', 'a*:b', 'cpe:2.3:a:*:b:*:*:*:*:*:*:*:*', 'cpe:2.3:a:b', 'a:*', 'x'.repeat(100)]) check(none, '');
  });
});
