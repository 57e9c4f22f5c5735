import assert from 'node:assert/strict';
import { fieldRelation, matchesPattern, targetFamily, updateRelation } from '../../../../src/core/match/cpeRelation';

function check(criteria: string, ours: string, expected: string): void {
  test(`${criteria} against ${ours}`, () => assert.equal(fieldRelation(criteria, ours), expected));
}

suite('CPE relation (NISTIR 7696)', () => {
  suite('criteria ANY', () => {
    check('*', '*', 'equal');
    check('*', '-', 'superset');
    check('*', 'x', 'superset');
  });
  suite('criteria NA', () => {
    check('-', '*', 'subset');
    check('-', '-', 'equal');
    check('-', 'x', 'disjoint');
  });
  suite('criteria a value', () => {
    check('x', '*', 'subset');
    check('x', '-', 'disjoint');
    check('x', 'x', 'equal');
    check('x', 'y', 'disjoint');
    check('\\-', '-', 'disjoint');
    check('\\*', 'x', 'disjoint');
  });
  suite('criteria with wildcards', () => {
    check('1.*', '*', 'subset');
    check('1.*', '-', 'disjoint');
    check('1.*', '1.2', 'superset');
    check('1.*', '2.1', 'disjoint');
  });

  // Undefined in table 6-2 and never made here; read as text it equals itself at most.
  suite('a wildcard on our side', () => {
    check('*', '1.*', 'superset');
    check('-', '1.*', 'disjoint');
    check('x', '1.*', 'disjoint');
    check('1.*', '1.*', 'equal');
  });

  test('every pair has exactly one relation, and it turns round as sets do', () => {
    const fields = ['*', '-', 'x', 'y', '1.*', '1.2', '*2', '?', '\\-', '\\*'];
    const hasPattern = (field: string) => field !== '*' && /^[*?]|(?<!\\)[*?]$/.test(field);
    for (const a of fields) {
      for (const b of fields) {
        if (hasPattern(b) || hasPattern(a)) continue;
        const turned = { superset: 'subset', subset: 'superset', equal: 'equal', disjoint: 'disjoint' }[fieldRelation(a, b)];
        assert.equal(fieldRelation(b, a), turned, `${a} and ${b}`);
      }
    }
  });

  test('patterns', () => {
    const rows = ['1.* 1. yes', '1.* 1.2.3 yes', '*.2 1.2 yes', '*.2 .2 yes', '*.2 1.2.3 no', '*a* bab yes', '*a* bbb no', 'x? x yes', 'x? xy yes', 'x? xyz no', '??x x yes', '??x abx yes', '??x abcx no', '?x? axb yes', '?x? aaxb no', '?? ab yes', '?? abc no', '1\\** 1\\*2 yes', '*ab aab yes'];
    for (const text of rows) {
      const [pattern, value, expected] = text.split(' ');
      assert.equal(matchesPattern(pattern!, value!), expected === 'yes', text);
    }
  });

  test('spellings of one update are equal', () => {
    assert.deepEqual(
      ['update201 update_201', 'update_20 update20', 'update20 update201', 'sp1 sp2', 'p1 patch1', 'rc1 rc1', 'beta rc', 'update20 *', '* update20', '- update20'].map((text) => updateRelation(text.split(' ')[0]!, text.split(' ')[1]!)),
      ['equal', 'equal', 'disjoint', 'disjoint', 'equal', 'equal', 'disjoint', 'subset', 'superset', 'disjoint'],
    );
  });

  test('target software that is an operating system', () => {
    assert.deepEqual(['windows', 'linux_kernel', 'mac_os_x', 'unix', 'wordpress', 'android', 'windows_phone', ''].map(targetFamily), ['windows', 'linux', 'macos', 'unix', undefined, undefined, undefined, undefined]);
  });
});
