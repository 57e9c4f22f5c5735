import * as assert from 'node:assert/strict';
import { supportOf } from '../../../../src/core/identify/support';
import { presentSupport } from '../../../../src/worker/present/support';
import { date, lifecycle } from '../../../support/tinyKnowledge';

suite('Support in words', () => {
  /** A cycle as `lifecycle` writes it, on a day: `short | sentence`. */
  const check = (cycle: string, asOf: string, expected: string, subject?: string) => {
    const product = lifecycle('widget', '', `1 ${cycle}`.trim());
    const model = presentSupport(supportOf(product.releases[0], product, date(asOf)), date(asOf), subject);
    assert.equal(`${model.short} | ${model.text}`, expected);
  };

  test('ended', () => {
    check('eol 2023-10-10', '2026-11-21', '2023-10-10 | Support ended 2023-10-10');
    check('eol yes', '2026-11-21', 'ended | Support has ended');
    check('eol 2023-10-10', '2026-11-21', '2023-10-10 | OS support ended 2023-10-10', 'OS support');
  });
  test('ended with further support', () => {
    check('eol 2023-10-10 eoes 2026-11-21', '2026-11-21', 'until 2026-11-21 | Support ended 2023-10-10, Extended Security Updates until 2026-11-21');
    check('eol 2023-10-10 eoes 2026-11-20', '2026-11-21', '2023-10-10 | Support ended 2023-10-10, Extended Security Updates until 2026-11-20');
    check('eol yes eoes 2030-01-01', '2026-11-21', 'until 2030-01-01 | Support ended, Extended Security Updates until 2030-01-01');
  });
  test('ended with further support that has no set end', () => {
    const release = { name: '2.5', label: '2.5', releaseDate: null, isLts: false, eoasFrom: null, isEoas: false, eolFrom: date('2024-04-30'), isEol: true, eoesFrom: null, isEoes: false, latest: '', latestDate: null };
    const product = { ...lifecycle('struts', '', '1'), eoesLabel: 'Commercial support' };
    assert.equal(presentSupport(supportOf(release, product, date('2026-11-21')), date('2026-11-21')).text, 'Support ended 2024-04-30, Commercial support without a set end');
  });
  test('ending', () => {
    check('eol 2026-11-21', '2026-11-21', 'today | Support ends today, on 2026-11-21');
    check('eol 2026-11-22', '2026-11-21', 'in 1 d | Support ends in 1 day, on 2026-11-22');
    check('eol 2027-01-12', '2026-11-21', 'in 52 d | Support ends in 52 days, on 2027-01-12');
  });
  test('running', () => {
    check('eol 2030-01-01', '2026-11-21', '2030-01-01 | Support until 2030-01-01');
    check('eoas 2024-01-01 eol 2030-01-01', '2026-11-21', '2030-01-01 | Support until 2030-01-01');
    check('', '2026-11-21', 'supported | Support runs, no end is set');
  });
  test('unknown', () => assert.equal(presentSupport(supportOf(undefined, undefined, date('2026-11-21')), date('2026-11-21')).text, 'Support is unknown'));
});
