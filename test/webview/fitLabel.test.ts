import * as assert from 'node:assert/strict';
import { fitLabel } from '../../webview/charts/fitLabel';

suite('labels of bars', () => {
  /** Every letter one wide. */
  const check = (label: string, width: number, expected: string): void => assert.equal(fitLabel(label, width, text => [...text].length).join(' / '), expected);

  test('what fits stands in one line', () => {
    check('Upgrade Apache Tomcat', 21, 'Upgrade Apache Tomcat');
    check('', 5, '');
  });
  test('what does not is broken between words', () => {
    check('Upgrade Apache Tomcat 9.0.30 to 9.0.115', 22, 'Upgrade Apache Tomcat / 9.0.30 to 9.0.115');
    check('Upgrade Apache Tomcat', 14, 'Upgrade Apache / Tomcat');
  });
  test('beyond two lines the end is cut', () => check('Upgrade Microsoft SQL Server 2008 R2 to 2022', 17, 'Upgrade Microsoft / SQL Server 2008…'));
  test('a word wider than a line is cut, no letter in two', () => {
    check('Donaudampfschifffahrt', 9, 'Donaudam…');
    check('😀😀😀😀😀', 3, '😀😀…');
    check('Replace Donaudampfschifffahrt', 9, 'Replace / Donaudam…');
  });
  test('no room at all gives the ellipsis, not an endless search', () => check('Upgrade', 0, '…'));
});
